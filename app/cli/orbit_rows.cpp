#include "app/cli/orbit_rows.h"

#include <fmt/format.h>

#include <cmath>

#include "data/core/date.h"

namespace linchpin::app {

std::string instant_text(double unix_s) {
    const double micro = std::round(unix_s * 1e6);
    const double whole = std::floor(micro / 1e6);
    std::string text = format_instant(whole);
    const auto rest = static_cast<int>(micro - whole * 1e6);
    if (rest == 0) return text;
    std::string fraction = fmt::format("{:06}", rest);
    while (fraction.back() == '0') fraction.pop_back();
    return text.insert(text.size() - 1, "." + fraction);
}

std::string csv_text(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string quoted = "\"";
    for (const char c : text) quoted += c == '"' ? std::string{"\"\""} : std::string(1, c);
    return quoted + '"';
}

}  // namespace linchpin::app
