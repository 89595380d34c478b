#pragma once
#include <filesystem>

#include "app/window/picture_file.h"

namespace linchpin::app {

/// Writes the parts of a picture into a folder that is made if need be: every layer and the labels as 16-bit RGBA PNG (straight alpha,
/// sRGB), the distance of the ground as 16-bit grey, what stands in each pixel as colours that stand for ids, and manifest.json, which
/// says how they fit together. docs/images.md has the exact meaning. Laid over one another in linear light they give the picture.
[[nodiscard]] Status write_passes(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample,
                                  const Picture::Options& options, const TileOptions& tiles, const std::filesystem::path& folder);

/// Linear premultiplied floats as 16-bit straight alpha in sRGB, high bytes first, as PngPixels::Rgba16 wants them.
/// @param out  replaced
void straight_rgba16(std::span<const float> premultiplied, std::vector<std::uint8_t>& out);

}  // namespace linchpin::app
