#pragma once
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <vector>

#include "app/scene/picture.h"

namespace linchpin::app {

/// A finished picture: straight-alpha RGBA, top row first.
struct StillImage {
    int width_px = 0, height_px = 0;
    std::vector<std::uint8_t> rgba;
    /// PNG, whole or not at all.
    [[nodiscard]] Status write(const std::filesystem::path& file) const;
};

struct PixelSize { int width_px = 0, height_px = 0; };

/// Draws `supersample` times larger each way and reduces in linear light. Needs the GL context of `picture`.
[[nodiscard]] Result<StillImage> draw_still(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample,
                                            const Picture::Options& options);

/// Draws in tiles and hands the rows on band by band, top first, so that a picture of 16384 x 16384 needs a few hundred megabytes.
/// Tiles fit without a seam: every part is placed in the whole picture.
struct TileOptions {
    int tile_px = 2048;        ///< side of a tile before reducing, >= 64
    render::PassMask passes = render::kAllPasses;
    bool overlay = true;       ///< labels, legend, credits
};
[[nodiscard]] Status draw_in_tiles(Picture& picture, PixelSize size, int supersample, const TileOptions& tiles,
                                   const std::function<Status(std::span<const std::uint8_t> rgba_rows)>& take_rows);
/// Prepares and draws a picture of any size into a PNG file.
[[nodiscard]] Status write_still(Picture& picture, const AppState& state, const Snapshot& snapshot, PixelSize size, int supersample,
                                 const Picture::Options& options, const TileOptions& tiles, const std::filesystem::path& file);

/// Mean of every `factor` x `factor` block, in linear light, weighted by alpha. Exact for factor 1.
/// @param rgba  width * height * 4 bytes; both sides multiples of `factor`
[[nodiscard]] std::vector<std::uint8_t> reduced(const std::vector<std::uint8_t>& rgba, int width_px, int height_px, int factor);

/// A free name for a picture taken now: linchpin-20261124-055500.png in $XDG_PICTURES_DIR, else in the working directory.
[[nodiscard]] std::filesystem::path next_picture_name();

}  // namespace linchpin::app
