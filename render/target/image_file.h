#pragma once
#include <cstdint>
#include <filesystem>
#include <span>
#include <vector>

#include "data/core/result.h"

namespace linchpin::render {

/// Writes a PNG through a temporary file beside the target, renamed when complete: the target is whole or untouched.
/// @param rgba  width * height * 4 bytes, top row first
[[nodiscard]] Status write_png(const std::filesystem::path& file, int width_px, int height_px, std::span<const std::uint8_t> rgba);

/// Writes a JPEG of the colours (alpha is dropped), whole or not at all.
/// @param quality  1..100
[[nodiscard]] Status write_jpeg(const std::filesystem::path& file, int width_px, int height_px, std::span<const std::uint8_t> rgba, int quality);

/// The same in memory, for documents that hold their pictures. Empty when there is no room for it.
[[nodiscard]] std::vector<std::uint8_t> jpeg_bytes(int width_px, int height_px, std::span<const std::uint8_t> rgba, int quality);

}  // namespace linchpin::render
