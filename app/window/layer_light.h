#pragma once
// The layers of a picture one by one, as linear light.
#include <functional>
#include <optional>
#include <span>
#include <vector>

#include "app/window/picture_file.h"

namespace linchpin::app {

/// A layer that is drawn on its own. Laid over one another in this order, in linear light, they give the picture.
struct LayerPass {
    const char* name;
    render::PassMask passes;  ///< 0 = labels, legend and credits
};
/// From the back to the front, the overlay last.
[[nodiscard]] std::span<const LayerPass> layer_passes() noexcept;
/// The layers of a picture: a transparent one has no stars.
[[nodiscard]] std::vector<LayerPass> layer_passes(bool transparent);

/// Draws layers of a prepared picture tile by tile and reads them back unrounded. Needs the GL context of the picture.
class LayerLight {
public:
    /// @param tile_px  side of a tile before reducing
    LayerLight(PixelSize size, int supersample, int tile_px);
    /// Hands on whole rows, top first: linear premultiplied RGBA, means of `supersample` x `supersample` blocks.
    [[nodiscard]] Status draw(Picture& picture, const LayerPass& layer, const std::function<Status(std::span<const float> rows)>& take_rows);

private:
    void keep(int left, int columns, int rows);
    PixelSize size_;
    int supersample_, tile_width_ = 0, tile_height_ = 0;
    std::optional<render::FrameTarget> target_;
    std::vector<float> light_, band_;
};

}  // namespace linchpin::app
