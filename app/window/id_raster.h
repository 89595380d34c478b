#pragma once
#include <cstdint>
#include <memory>
#include <vector>

#include "app/scene/scene_builder.h"
#include "data/basemap/basemap.h"

namespace linchpin::app {

/// What an id of the object pass stands for; its number is the red channel.
enum class IdKind : std::uint8_t { Nothing = 0, Country = 1, Cable = 2, Site = 3, Flow = 4, Satellite = 5, Cluster = 6 };

/// What stands in each pixel of some rows of a picture, topmost thing last, without anti-aliasing. Works on the arrays that are drawn, on
/// the CPU, as picking does.
class IdRaster {
public:
    IdRaster(const SceneBuilder& builder, const Snapshot& snapshot, const render::Camera& camera, float pixel_scale);
    /// Fills rows [top, top + rows). @return kind << 24 | index + 1 a pixel, 0 = nothing; indices as in the pack's tables (countries,
    /// cables, sites, satellites), the flows shown, and the clusters of sites by their number
    const std::vector<std::uint32_t>& draw(int top, int rows);

private:
    void draw_countries();
    void draw_lines(const render::LineBatch& batch, IdKind kind, double lift);
    void draw_sites(const std::vector<render::PointMark>& marks);
    void draw_satellites();
    void disc(glm::dvec2 at, double radius_px, std::uint32_t id);
    void segment(glm::dvec2 a, glm::dvec2 b, double half_px, std::uint32_t id);

    const SceneBuilder& builder_;
    const Snapshot& snapshot_;
    const render::Camera& camera_;
    double scale_;
    std::unique_ptr<basemap::CountryLocator> locator_;
    std::vector<std::uint32_t> country_of_shape_;
    int top_ = 0, rows_ = 0;
    std::vector<std::uint32_t> ids_;
};

}  // namespace linchpin::app
