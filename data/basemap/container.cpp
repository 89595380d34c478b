#include "data/basemap/container.h"

#include <fmt/core.h>
#include <fstream>
#include <memory>
#include <system_error>
#include <zstd.h>

namespace linchpin::basemap {
namespace {

constexpr std::string_view kMagic = "LPBM";
constexpr std::uint8_t kVersion = 1;
constexpr std::size_t kHeaderSize = 6;
constexpr unsigned long long kLargestBody = 64ull << 20;  // the 10m map unpacks to about 6 MB

}  // namespace

std::string pack(Content content, std::string_view body) {
    std::string out{kMagic};
    out.push_back(static_cast<char>(kVersion));
    out.push_back(static_cast<char>(content));
    const std::unique_ptr<ZSTD_CCtx, std::size_t (*)(ZSTD_CCtx*)> context{ZSTD_createCCtx(), ZSTD_freeCCtx};
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_compressionLevel, 19);
    ZSTD_CCtx_setParameter(context.get(), ZSTD_c_checksumFlag, 1);
    out.resize(kHeaderSize + ZSTD_compressBound(body.size()));
    const std::size_t size =
        ZSTD_compress2(context.get(), out.data() + kHeaderSize, out.size() - kHeaderSize, body.data(), body.size());
    out.resize(kHeaderSize + (ZSTD_isError(size) ? 0 : size));
    return out;
}

Result<std::string> unpack(std::string_view bytes, Content content, std::string_view what) {
    if (bytes.size() < kHeaderSize || bytes.substr(0, kMagic.size()) != kMagic) {
        return Error{fmt::format("expected a {} file that begins with {}, found other content", what, kMagic)};
    }
    const auto version = static_cast<std::uint8_t>(bytes[4]);
    if (version != kVersion) return Error{fmt::format("expected {} format version {}, found {}", what, kVersion, version)};
    if (static_cast<std::uint8_t>(bytes[5]) != static_cast<std::uint8_t>(content)) {
        return Error{fmt::format("expected {} content {}, found {}", what, static_cast<int>(content),
                                 static_cast<int>(static_cast<std::uint8_t>(bytes[5])))};
    }
    bytes.remove_prefix(kHeaderSize);
    const unsigned long long size = ZSTD_getFrameContentSize(bytes.data(), bytes.size());
    if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kLargestBody) {
        return Error{fmt::format("expected packed {} data, found a damaged frame header", what)};
    }
    std::string body(size, '\0');
    const std::size_t got = ZSTD_decompress(body.data(), body.size(), bytes.data(), bytes.size());
    if (ZSTD_isError(got))
        return Error{fmt::format("expected intact {} data, found a damaged or cut file ({})", what, ZSTD_getErrorName(got))};
    if (got != size) return Error{fmt::format("expected {} bytes of {} data, found {}", size, what, got)};
    return body;
}

Result<std::string> read_whole_file(const std::filesystem::path& file, std::string_view what) {
    std::ifstream in(file, std::ios::binary | std::ios::ate);
    const std::streamoff size = in ? static_cast<std::streamoff>(in.tellg()) : -1;
    std::error_code ignored;
    if (size < 0 || std::filesystem::is_directory(file, ignored))
        return Error{fmt::format("expected a readable {} file, found none", what), file};
    std::string bytes(static_cast<std::size_t>(size), '\0');
    in.seekg(0);
    in.read(bytes.data(), size);
    if (!in) return Error{fmt::format("expected {} bytes of {} data, could not read them", size, what), file};
    return bytes;
}

Result<std::string> unpack_file(const std::filesystem::path& file, Content content, std::string_view what) {
    Result<std::string> bytes = read_whole_file(file, what);
    if (!bytes) return bytes.error();
    Result<std::string> body = unpack(*bytes, content, what);
    if (!body) return Error{body.error().message, file};
    return body;
}

}  // namespace linchpin::basemap
