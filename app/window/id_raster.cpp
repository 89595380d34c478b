#include "app/window/id_raster.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "render/view/lane_shift.h"
#include "render/view/sheet.h"

namespace linchpin::app {
namespace {

std::uint32_t id_of(IdKind kind, std::size_t index) { return static_cast<std::uint32_t>(kind) << 24 | static_cast<std::uint32_t>(index + 1); }

}  // namespace

IdRaster::IdRaster(const SceneBuilder& builder, const Snapshot& snapshot, const render::Camera& camera, float pixel_scale)
    : builder_{builder}, snapshot_{snapshot}, camera_{camera}, scale_{pixel_scale} {
    const BaseGeometry* const level = builder.maps().levels_for(camera.globe_radius_px(), camera.km_per_pixel()).over;
    if (level == nullptr || !level->countries) return;
    locator_ = std::make_unique<basemap::CountryLocator>(*level->countries);
    for (const basemap::Shape& shape : level->countries->shapes) {
        const Index country = builder.dataset().country_index(shape.code);
        country_of_shape_.push_back(country == kNone ? 0 : id_of(IdKind::Country, country));
    }
}

const std::vector<std::uint32_t>& IdRaster::draw(int top, int rows) {
    top_ = top;
    rows_ = rows;
    ids_.assign(static_cast<std::size_t>(rows) * static_cast<std::size_t>(camera_.width_px()), 0);
    const render::Scene& scene = builder_.scene();
    if (scene.earth.show) draw_countries();
    draw_lines(scene.cables, IdKind::Cable, 0.0);
    draw_sites(scene.surface_points);
    draw_lines(scene.arcs, IdKind::Flow, render::kArcLift);
    if (scene.satellites.pair) draw_satellites();
    return ids_;
}

void IdRaster::draw_countries() {
    if (!locator_) return;
    auto id = ids_.begin();
    for (int y = 0; y < rows_; ++y)
        for (int x = 0; x < camera_.width_px(); ++x, ++id) {
            const auto place = camera_.ground_at({x + 0.5, top_ + y + 0.5});
            const int shape = place ? locator_->shape_at(*place) : -1;
            if (shape >= 0) *id = country_of_shape_[static_cast<std::size_t>(shape)];
        }
}

void IdRaster::draw_lines(const render::LineBatch& batch, IdKind kind, double lift) {
    if (!batch.geometry) return;
    const auto& vertices = batch.geometry->vertices;
    for (const auto& range : batch.geometry->polylines) {
        const std::uint32_t line = vertices[range.begin].line;
        if (line >= batch.styles.size() || batch.styles[line].width_px <= 0.0f || batch.styles[line].colour.a == 0) continue;
        const double half_px = std::max(0.5, 0.5 * static_cast<double>(batch.styles[line].width_px) * scale_);
        auto before = camera_.project(glm::dvec3{vertices[range.begin].position}, lift);
        for (std::uint32_t i = range.begin + 1; i < range.end; ++i) {
            const glm::dvec3 position{vertices[i].position};
            const auto now = camera_.project(position, lift);
            if (before && now && !camera_.parted(glm::dvec3{vertices[i - 1].position}, position)) {
                const glm::dvec2 from = *before + render::lane_shift_px(vertices[i - 1], *before, *now, camera_.km_per_pixel(), scale_);
                segment(from, *now + render::lane_shift_px(vertices[i], *before, *now, camera_.km_per_pixel(), scale_), half_px, id_of(kind, line));
            }
            before = now;
        }
    }
}

void IdRaster::draw_sites(const std::vector<render::PointMark>& marks) {
    const std::size_t sites = builder_.dataset().sites.size();
    for (const render::PointMark& mark : marks) {
        if (mark.id == kNone || mark.shape == render::PointShape::Halo) continue;
        const std::uint32_t id = mark.id < sites ? id_of(IdKind::Site, mark.id) : id_of(IdKind::Cluster, mark.id - sites);
        if (const auto at = camera_.project(glm::dvec3{mark.position})) disc(*at, std::max(0.7, static_cast<double>(mark.radius_px) * scale_), id);
    }
}

void IdRaster::draw_satellites() {
    const auto& positions = builder_.satellites().positions();
    for (std::size_t i = 0; i < positions.size() && i < snapshot_.satellite_visible.size(); ++i) {
        const glm::dvec3 position{positions[i]};
        if (snapshot_.satellite_visible[i] == 0 || glm::dot(position, position) < 1.0) continue;
        if (const auto at = camera_.project(position)) disc(*at, std::max(0.7, 0.8 * scale_), id_of(IdKind::Satellite, i));
    }
}

void IdRaster::disc(glm::dvec2 at, double radius_px, std::uint32_t id) { segment(at, at, radius_px, id); }

void IdRaster::segment(glm::dvec2 a, glm::dvec2 b, double half_px, std::uint32_t id) {
    const int width = camera_.width_px();
    const auto clamped = [](double v, int low, int high) { return static_cast<int>(std::clamp(v, static_cast<double>(low), static_cast<double>(high))); };
    const int x0 = clamped(std::floor(std::min(a.x, b.x) - half_px), 0, width), x1 = clamped(std::ceil(std::max(a.x, b.x) + half_px), 0, width);
    const int y0 = clamped(std::floor(std::min(a.y, b.y) - half_px), top_, top_ + rows_), y1 = clamped(std::ceil(std::max(a.y, b.y) + half_px), top_, top_ + rows_);
    const glm::dvec2 ab = b - a;
    const double length2 = glm::dot(ab, ab);
    for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x) {
            const glm::dvec2 p{x + 0.5, y + 0.5};
            const double t = length2 > 0.0 ? std::clamp(glm::dot(p - a, ab) / length2, 0.0, 1.0) : 0.0;
            const glm::dvec2 off = p - a - ab * t;
            if (glm::dot(off, off) <= half_px * half_px) ids_[static_cast<std::size_t>(y - top_) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)] = id;
        }
}

}  // namespace linchpin::app
