#include "app/cli/input_text.h"

#include <cstdio>

#include "data/csv/file_bytes.h"

namespace linchpin::app {

Result<std::string> read_file_or_input(const std::filesystem::path& file) {
    if (!is_input(file)) return csv::read_file(file);
    constexpr std::size_t kMost = std::size_t{1} << 31, kPiece = std::size_t{1} << 16;
    std::string bytes;
    for (;;) {
        const std::size_t before = bytes.size();
        if (before >= kMost) return Error{"expected less than 2 GiB, found more", shown_name(file)};
        bytes.resize(before + kPiece);
        const std::size_t got = std::fread(bytes.data() + before, 1, kPiece, stdin);
        bytes.resize(before + got);
        if (got < kPiece) break;
    }
    if (std::ferror(stdin) != 0) return Error{"expected readable input, found an error while reading", shown_name(file)};
    return bytes;
}

}  // namespace linchpin::app
