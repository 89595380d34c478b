#include "data/core/result.h"

namespace linchpin {

std::string Error::text() const {
    std::string out = file.empty() ? std::string{} : file.string();
    if (line > 0) out += (out.empty() ? "line " : ":") + std::to_string(line);
    if (line > 0 && column > 0) out += ":" + std::to_string(column);
    return out.empty() ? message : out + ": " + message;
}

}  // namespace linchpin
