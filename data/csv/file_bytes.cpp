#include "data/csv/file_bytes.h"

#include <cstdint>
#include <cstdio>
#include <memory>
#include <system_error>

namespace linchpin::csv {

Result<std::string> read_file(const std::filesystem::path& file) {
    std::error_code code;
    const auto status = std::filesystem::status(file, code);
    if (!std::filesystem::exists(status)) return Error{"expected a file here, found none", file};
    if (!std::filesystem::is_regular_file(status))
        return Error{"expected a plain file, found something else (a folder or a device)", file};
    const std::uintmax_t size = std::filesystem::file_size(file, code);
    if (code) return Error{"expected a readable file, found: " + code.message(), file};
    constexpr std::uintmax_t kMost = std::uintmax_t{1} << 31;
    if (size >= kMost) return Error{"expected a file below 2 GiB, found " + std::to_string(size) + " bytes", file};
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> stream{std::fopen(file.string().c_str(), "rb"), &std::fclose};
    if (!stream) return Error{"expected a readable file, found: " + std::generic_category().message(errno), file};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    bytes.resize(std::fread(bytes.data(), 1, bytes.size(), stream.get()));  // shorter if it shrank meanwhile
    if (std::ferror(stream.get()) != 0) return Error{"expected a readable file, found an error while reading", file};
    return bytes;
}

}  // namespace linchpin::csv
