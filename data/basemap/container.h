#pragma once
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "data/core/result.h"

namespace linchpin::basemap {

/// What a packed file holds; its third header byte.
enum class Content : std::uint8_t { Countries = 1, Stars = 2 };

/// Packed file: "LPBM", version, content, then one zstd frame with its size and a checksum.
[[nodiscard]] std::string pack(Content content, std::string_view body);
/// @param what  how a message names the file's content, for example "base map"
[[nodiscard]] Result<std::string> unpack_file(const std::filesystem::path& file, Content content, std::string_view what);
[[nodiscard]] Result<std::string> unpack(std::string_view bytes, Content content, std::string_view what);
[[nodiscard]] Result<std::string> read_whole_file(const std::filesystem::path& file, std::string_view what);

}  // namespace linchpin::basemap
