#include "app/window/picker.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <limits>

#include "render/view/lane_shift.h"

namespace linchpin::app {
namespace {

constexpr double kReach_px = 4.0;   // beyond the drawn edge, at scale 1

double distance_px(glm::dvec2 a, glm::dvec2 b) { return std::hypot(a.x - b.x, a.y - b.y); }

double segment_distance_px(glm::dvec2 p, glm::dvec2 a, glm::dvec2 b) {
    const glm::dvec2 ab = b - a;
    const double length2 = glm::dot(ab, ab);
    const double t = length2 > 0.0 ? std::clamp(glm::dot(p - a, ab) / length2, 0.0, 1.0) : 0.0;
    return distance_px(p, a + ab * t);
}

/// A cone around the ray through the pixel: most vertices of a world of lines fall outside and need no projection.
class Cone {
public:
    Cone(const render::Camera& camera, glm::dvec2 pixel, double radius_px) : eye_{camera.eye()}, ray_{camera.ray(pixel)}, everything_{!camera.is_globe()} {
        const double angle = 2.0 * std::atan(radius_px * camera.tan_half_fov_y() / camera.height_px() * 2.0) + 1e-4;
        cos_ = std::cos(std::min(angle, 1.5));
    }
    [[nodiscard]] bool holds(const glm::dvec3& position) const {
        if (everything_) return true;
        const glm::dvec3 d = position - eye_;
        const double along = glm::dot(d, ray_);
        return along > 0.0 && along * along >= cos_ * cos_ * glm::dot(d, d);
    }

private:
    glm::dvec3 eye_, ray_;
    double cos_ = 1.0;
    bool everything_;   ///< on a map positions are not where the eye is reckoned from
};

struct Nearest { double distance_px = std::numeric_limits<double>::max(); std::uint32_t id = 0; [[nodiscard]] bool found() const { return distance_px < 1e9; } };

Nearest nearest_mark(const std::vector<render::PointMark>& marks, const render::Camera& camera, glm::dvec2 pixel, float scale) {
    Nearest best;
    for (const render::PointMark& mark : marks) {
        if (mark.id == kNone) continue;  // a halo: not a thing
        const auto at = camera.project(glm::dvec3{mark.position});
        if (!at) continue;
        const double d = distance_px(*at, pixel);
        // Later marks lie on top; the nearest centre wins among those that are hit.
        if (d <= (static_cast<double>(mark.radius_px) + kReach_px) * scale && d <= best.distance_px) best = {d, mark.id};
    }
    return best;
}

Nearest nearest_line(const render::LineBatch& batch, const render::Camera& camera, glm::dvec2 pixel, float scale, double lift = 0.0) {
    Nearest best;
    if (!batch.geometry) return best;
    const Cone cone{camera, pixel, 160.0 * scale};   // no segment of a ribbon is longer than that on screen where it matters
    const auto& vertices = batch.geometry->vertices;
    for (const auto& range : batch.geometry->polylines) {
        for (std::uint32_t i = range.begin; i + 1 < range.end; ++i) {
            const std::uint32_t line = vertices[i].line;
            if (line >= batch.styles.size() || batch.styles[line].width_px <= 0.0f) break;
            const glm::dvec3 from{vertices[i].position}, to{vertices[i + 1].position};
            if (!cone.holds(from) && !cone.holds(to)) continue;
            if (camera.parted(from, to)) continue;
            const auto a = camera.project(from, lift), b = camera.project(to, lift);
            if (!a || !b) continue;
            const double km = camera.km_per_pixel();
            const double d = segment_distance_px(pixel, *a + render::lane_shift_px(vertices[i], *a, *b, km, static_cast<double>(scale)),
                                                 *b + render::lane_shift_px(vertices[i + 1], *a, *b, km, static_cast<double>(scale)));
            if (d <= (static_cast<double>(batch.styles[line].width_px) * 0.5 + kReach_px) * scale && d < best.distance_px) best = {d, line};
        }
    }
    return best;
}

Nearest nearest_satellite(const SceneBuilder& builder, const Snapshot& snapshot, const render::Camera& camera, glm::dvec2 pixel, float scale) {
    Nearest best;
    const auto& positions = builder.satellites().positions();
    const Cone cone{camera, pixel, 8.0 * scale};
    for (std::size_t i = 0; i < positions.size() && i < snapshot.satellite_visible.size(); ++i) {
        if (snapshot.satellite_visible[i] == 0) continue;
        const glm::dvec3 position{positions[i]};
        if (glm::dot(position, position) < 1.0 || !cone.holds(position)) continue;
        const auto at = camera.project(position);
        if (!at) continue;
        const double d = distance_px(*at, pixel);
        if (d <= (1.5 + kReach_px) * scale && d < best.distance_px) best = {d, static_cast<std::uint32_t>(i)};
    }
    return best;
}

Nearest nearest_landing(const Dataset& dataset, const render::Camera& camera, glm::dvec2 pixel, float scale) {
    Nearest best;
    for (std::size_t i = 0; i < dataset.landing_points.size(); ++i) {
        const auto at = camera.project(geo::to_unit(dataset.landing_points[i].place) * 1.0005);
        if (!at) continue;
        const double d = distance_px(*at, pixel);
        if (d <= 3.0 * scale && d < best.distance_px) best = {d, static_cast<std::uint32_t>(i)};
    }
    return best;
}

/// Landings are marked only on the chosen cable; elsewhere they would be in the way of the sites.
bool landings_shown(const AppState& state) { return state.layers.cables && state.selection.kind == SelectionKind::Cable; }

}  // namespace

Selection Picker::at(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot, const render::Camera& camera, glm::dvec2 pixel, float scale) {
    const Dataset& dataset = builder.dataset();
    const render::Scene& scene = builder.scene();
    if (state.layers.sites) {
        const Nearest site = nearest_mark(scene.surface_points, camera, pixel, scale);
        if (site.found() && site.id < dataset.sites.size()) return {SelectionKind::Site, dataset.sites[site.id].id};
        if (site.found()) return {SelectionKind::Cluster, std::to_string(site.id)};
    }
    if (landings_shown(state)) {
        const Nearest landing = nearest_landing(dataset, camera, pixel, scale);
        if (landing.found()) return {SelectionKind::Landing, dataset.landing_points[landing.id].id};
    }
    if (state.layers.satellites) {
        const Nearest satellite = nearest_satellite(builder, snapshot, camera, pixel, scale);
        if (satellite.found()) return {SelectionKind::Satellite, std::to_string(dataset.satellites[satellite.id].elements.norad_cat_id)};
    }
    const Nearest cable = state.layers.cables ? nearest_line(scene.cables, camera, pixel, scale) : Nearest{};
    const Nearest arc = state.layers.flows ? nearest_line(scene.arcs, camera, pixel, scale, render::kArcLift) : Nearest{};
    if (arc.found() && arc.distance_px <= cable.distance_px && arc.id < builder.flows().arcs().size()) {
        const Arc& a = snapshot.arcs[builder.flows().arcs()[arc.id].arc];
        return {SelectionKind::Arc, dataset.countries[a.exporter].code.str() + ">" + dataset.countries[a.importer].code.str()};
    }
    if (cable.found() && cable.id < dataset.cables.size()) return {SelectionKind::Cable, dataset.cables[cable.id].id};
    return country_at(builder, camera, pixel);
}

Selection Picker::country_at(const SceneBuilder& builder, const render::Camera& camera, glm::dvec2 pixel) {
    const BaseGeometry* const level = builder.maps().level_for_picking();
    if (level == nullptr || level->countries == nullptr) return {};
    if (countries_ != level->countries) {
        countries_ = level->countries;
        locator_ = std::make_unique<basemap::CountryLocator>(*countries_);
    }
    const auto place = camera.ground_at(pixel);
    if (!place) return {};
    const int shape = locator_->shape_at(*place);
    if (shape < 0) return {};
    const CountryCode code = countries_->shapes[static_cast<std::size_t>(shape)].code;
    if (code.empty() || builder.dataset().country_index(code) == kNone) return {};
    return {SelectionKind::Country, code.str()};
}

}  // namespace linchpin::app
