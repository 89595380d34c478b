#include "app/window/layer_light.h"

#include <glad/gl.h>

#include <algorithm>
#include <array>

namespace linchpin::app {
namespace {

constexpr int kSamples = 4;

constexpr render::PassMask mask(render::Pass pass) { return static_cast<render::PassMask>(pass); }
constexpr std::array<LayerPass, 12> kLayers{{{"stars", mask(render::Pass::Stars)},
                                             {"earth", mask(render::Pass::Earth)},
                                             {"graticule", mask(render::Pass::Graticule)},
                                             {"borders", mask(render::Pass::Borders)},
                                             {"glow", mask(render::Pass::Glow)},
                                             {"cables", mask(render::Pass::Cables)},
                                             {"chokepoints", mask(render::Pass::Marks)},
                                             {"sites", mask(render::Pass::Sites)},
                                             {"tracks", mask(render::Pass::Tracks)},
                                             {"flows", mask(render::Pass::Flows)},
                                             {"satellites", mask(render::Pass::Satellites)},
                                             {"labels", render::PassMask{0}}}};

/// Linear premultiplied floats of the target's light, top row first.
void read_light(const render::FrameTarget& target, std::vector<float>& out) {
    out.resize(static_cast<std::size_t>(target.width_px()) * static_cast<std::size_t>(target.height_px()) * 4);
    glBindTexture(GL_TEXTURE_2D, target.resolve_light());
    glPixelStorei(GL_PACK_ALIGNMENT, 4);
    glGetTexImage(GL_TEXTURE_2D, 0, GL_RGBA, GL_FLOAT, out.data());
    const std::size_t row = static_cast<std::size_t>(target.width_px()) * 4;
    for (std::size_t top = 0, bottom = static_cast<std::size_t>(target.height_px()) - 1; top < bottom; ++top, --bottom)
        std::swap_ranges(out.begin() + static_cast<std::ptrdiff_t>(top * row), out.begin() + static_cast<std::ptrdiff_t>((top + 1) * row),
                         out.begin() + static_cast<std::ptrdiff_t>(bottom * row));
}

}  // namespace

std::span<const LayerPass> layer_passes() noexcept { return kLayers; }

std::vector<LayerPass> layer_passes(bool transparent) { return {kLayers.begin() + (transparent ? 1 : 0), kLayers.end()}; }

LayerLight::LayerLight(PixelSize size, int supersample, int tile_px) : size_{size}, supersample_{supersample} {
    const int step = supersample * 2, side = std::max(64, tile_px) / step * step;
    tile_width_ = std::min(size.width_px * supersample, side);
    tile_height_ = std::min(size.height_px * supersample, side);
}

Status LayerLight::draw(Picture& picture, const LayerPass& layer, const std::function<Status(std::span<const float>)>& take_rows) {
    if (!target_) {
        Result<render::FrameTarget> made = render::FrameTarget::create(tile_width_, tile_height_, kSamples);
        if (!made) return made.error();
        target_.emplace(std::move(*made));
    }
    const int whole_width = size_.width_px * supersample_, whole_height = size_.height_px * supersample_;
    for (int y = 0; y < whole_height; y += tile_height_) {
        const int rows = std::min(tile_height_, whole_height - y) / supersample_;
        band_.assign(static_cast<std::size_t>(rows) * static_cast<std::size_t>(size_.width_px) * 4, 0.0f);
        for (int x = 0; x < whole_width; x += tile_width_) {
            if (layer.passes != 0) picture.paint(*target_, x, y, layer.passes, false);
            else if (!picture.paint_overlay_alone(*target_, x, y)) return Error{"the graphics driver has no room for float light, which passes need"};
            read_light(*target_, light_);
            keep(x / supersample_, std::min(tile_width_, whole_width - x) / supersample_, rows);
        }
        if (Status taken = take_rows(band_); !taken) return taken;
    }
    return Done{};
}

/// Means of blocks into the band.
void LayerLight::keep(int left, int columns, int rows) {
    const double share = 1.0 / (supersample_ * supersample_);
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            std::array<double, 4> sum{};
            for (int dy = 0; dy < supersample_; ++dy)
                for (int dx = 0; dx < supersample_; ++dx) {
                    const float* const from = light_.data() + (static_cast<std::size_t>(y * supersample_ + dy) * static_cast<std::size_t>(tile_width_) +
                                                               static_cast<std::size_t>(x * supersample_ + dx)) * 4;
                    for (std::size_t k = 0; k < 4; ++k) sum[k] += static_cast<double>(from[k]) * share;
                }
            float* const to = band_.data() + (static_cast<std::size_t>(y) * static_cast<std::size_t>(size_.width_px) + static_cast<std::size_t>(left + x)) * 4;
            for (std::size_t k = 0; k < 4; ++k) to[k] = static_cast<float>(sum[k]);
        }
}

}  // namespace linchpin::app
