// Fills for the flat map. Works in longitude and latitude, where the edge is a straight line and the poles are not points.
#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <vector>

#include "app/scene/base_geometry.h"

namespace linchpin::app {
namespace {

/// How far from the poles and from the edge corners stay, so that single precision still tells their longitudes apart: 6 km at the
/// poles, which the map draws as less than a hundredth of that, and 6 m on the equator.
constexpr double kFromPole_deg = 0.06;
constexpr double kFromEdge_rad = 1e-6;

struct Corner {
    double east_deg, lat_deg;   ///< east of the central meridian; may go beyond +-180 within a triangle
};

class FlatMesh {
public:
    FlatMesh(const render::AreaMesh& globe, const std::vector<geo::LatLon>& points, double meridian_deg)
        : points_{points}, meridian_deg_{meridian_deg}, vertex_of_(points.size(), 0), area_of_(points.size(), -1) {
        mesh_.area_count = globe.area_count;
        mesh_.positions.reserve(globe.positions.size() + 512);
        mesh_.area_of_vertex.reserve(globe.positions.size() + 512);
        mesh_.indices.reserve(globe.indices.size() + 1024);
        mesh_.middles = middles_of(globe);
    }

    /// @param corners  a triangle, indices into the points
    void add(const std::array<std::uint32_t, 3>& corners, std::uint16_t area) {
        std::array<Corner, 3> c{};
        for (std::size_t i = 0; i < 3; ++i) c[i] = {geo::wrap_lon_deg(points_[corners[i]].lon_deg - meridian_deg_), points_[corners[i]].lat_deg};
        // All corners on the same turn as the first, then the triangle's middle within +-180.
        for (std::size_t i = 1; i < 3; ++i) c[i].east_deg += 360.0 * std::round((c[0].east_deg - c[i].east_deg) / 360.0);
        const double middle = (c[0].east_deg + c[1].east_deg + c[2].east_deg) / 3.0, turn = 360.0 * std::round(middle / 360.0);
        for (Corner& corner : c) corner.east_deg -= turn;
        const auto [low, high] = std::minmax({c[0].east_deg, c[1].east_deg, c[2].east_deg});
        if (high > 180.0) return parted(c, 180.0, area);
        if (low < -180.0) return parted(c, -180.0, area);
        for (std::size_t i = 0; i < 3; ++i) mesh_.indices.push_back(shared(corners[i], c[i], area));
    }

    [[nodiscard]] std::shared_ptr<const render::AreaMesh> take() { return std::make_shared<const render::AreaMesh>(std::move(mesh_)); }

private:
    static std::vector<glm::vec3> middles_of(const render::AreaMesh& globe) {
        std::vector<glm::vec3> middles(globe.area_count, glm::vec3{0.0f});
        for (std::size_t i = 0; i < globe.positions.size(); ++i) middles[globe.area_of_vertex[i]] += globe.positions[i];
        for (glm::vec3& middle : middles) middle = glm::dot(middle, middle) > 1e-12f ? glm::normalize(middle) : glm::vec3{1.0f, 0.0f, 0.0f};
        return middles;
    }

    void parted(const std::array<Corner, 3>& c, double edge_deg, std::uint16_t area) {
        std::vector<Corner> inside, outside;
        for (std::size_t i = 0; i < 3; ++i) {
            const Corner &a = c[i], &b = c[(i + 1) % 3];
            const bool a_out = std::abs(a.east_deg) > 180.0, b_out = std::abs(b.east_deg) > 180.0;
            (a_out ? outside : inside).push_back(a);
            if (a_out == b_out) continue;
            const double share = (edge_deg - a.east_deg) / (b.east_deg - a.east_deg);
            const Corner at{edge_deg, a.lat_deg + (b.lat_deg - a.lat_deg) * share};
            inside.push_back(at);
            outside.push_back(at);
        }
        for (Corner& corner : outside) corner.east_deg -= 2.0 * edge_deg;
        polygon(inside, area);
        polygon(outside, area);
    }

    void polygon(const std::vector<Corner>& corners, std::uint16_t area) {
        if (corners.size() < 3) return;
        const std::uint32_t first = vertex(corners[0], area);
        for (std::size_t i = 1; i < corners.size(); ++i) vertex(corners[i], area);
        for (std::uint32_t i = 1; i + 1 < corners.size(); ++i) mesh_.indices.insert(mesh_.indices.end(), {first, first + i, first + i + 1});
    }

    std::uint32_t vertex(const Corner& corner, std::uint16_t area) {
        mesh_.positions.push_back(place(corner));
        mesh_.area_of_vertex.push_back(area);
        return static_cast<std::uint32_t>(mesh_.positions.size() - 1);
    }

    /// Triangles of an area share their corners, but for those on the edge, which stand on either side of it.
    std::uint32_t shared(std::uint32_t point, const Corner& corner, std::uint16_t area) {
        if (std::abs(corner.east_deg) > 179.99) return vertex(corner, area);
        if (area_of_[point] != area) {
            area_of_[point] = area;
            vertex_of_[point] = vertex(corner, area);
        }
        return vertex_of_[point];
    }

    [[nodiscard]] glm::vec3 place(const Corner& corner) const {
        const double lat_deg = std::clamp(corner.lat_deg, -90.0 + kFromPole_deg, 90.0 - kFromPole_deg);
        const double off_deg = kFromEdge_rad / geo::kRadPerDeg / std::cos(lat_deg * geo::kRadPerDeg);
        const double east_deg = std::clamp(corner.east_deg, -180.0 + off_deg, 180.0 - off_deg);
        return glm::vec3(geo::to_unit({lat_deg, geo::wrap_lon_deg(meridian_deg_ + east_deg)}));
    }

    const std::vector<geo::LatLon>& points_;
    double meridian_deg_;
    std::vector<std::uint32_t> vertex_of_;
    std::vector<std::int32_t> area_of_;
    render::AreaMesh mesh_;
};

}  // namespace

FlatAreas make_flat_areas(const BaseGeometry& level, double meridian_deg) {
    const basemap::Countries& map = *level.countries;
    FlatMesh land{*level.land, map.triangle_points, meridian_deg}, lakes{*level.lakes, map.lake_points, meridian_deg};
    for (std::size_t s = 0; s < map.shapes.size(); ++s)
        for (std::size_t i = map.shapes[s].triangles_begin; i + 2 < map.shapes[s].triangles_end; i += 3)
            land.add({map.triangles[i], map.triangles[i + 1], map.triangles[i + 2]}, static_cast<std::uint16_t>(s));
    for (std::size_t i = 0; i + 2 < map.lake_triangles.size(); i += 3) lakes.add({map.lake_triangles[i], map.lake_triangles[i + 1], map.lake_triangles[i + 2]}, 0);
    return {land.take(), lakes.take()};
}

}  // namespace linchpin::app
