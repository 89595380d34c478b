#include "data/report/cover_points.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <optional>

namespace linchpin::report {
namespace {

constexpr int kLatticePoints = 20'000;  ///< one for every 25,500 km2

/// Point i of a Fibonacci lattice: equal areas, no seam, no poles to crowd at.
geo::LatLon lattice_point(int i) {
    const double golden_angle_deg = 180.0 * (3.0 - std::sqrt(5.0));
    const double z = 1.0 - (2.0 * i + 1.0) / kLatticePoints;
    return {std::asin(z) / geo::kRadPerDeg, geo::wrap_lon_deg(std::fmod(golden_angle_deg * i, 360.0))};
}

/// What the shapes of one country are together (dependencies with its code included).
struct Area {
    double steradians = 0.0, largest = 0.0;
    std::optional<geo::LatLon> middle_of_largest;
    std::vector<geo::LatLon> points;
};

/// Van Oosterom and Strackee 1983.
double solid_angle(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& c) {
    const double volume = glm::dot(a, glm::cross(b, c));
    return std::abs(2.0 * std::atan2(volume, 1.0 + glm::dot(a, b) + glm::dot(b, c) + glm::dot(c, a)));
}

void add_triangles(const basemap::Countries& shapes, const basemap::Shape& shape, Area& area) {
    for (std::uint32_t i = shape.triangles_begin; i + 2 < shape.triangles_end; i += 3) {
        glm::dvec3 corner[3];
        for (std::uint32_t k = 0; k < 3; ++k) corner[k] = geo::to_unit(shapes.triangle_points[shapes.triangles[i + k]]);
        const double steradians = solid_angle(corner[0], corner[1], corner[2]);
        area.steradians += steradians;
        if (steradians <= area.largest) continue;
        area.largest = steradians;
        area.middle_of_largest = geo::to_lat_lon(corner[0] + corner[1] + corner[2]);
    }
}

/// Evenly spread members of the list, which runs from north to south.
std::vector<geo::LatLon> thinned(const std::vector<geo::LatLon>& points) {
    if (points.size() <= kCoverPointsPerCountry) return points;
    std::vector<geo::LatLon> kept;
    for (std::size_t k = 0; k < kCoverPointsPerCountry; ++k)
        kept.push_back(points[(2 * k + 1) * points.size() / (2 * kCoverPointsPerCountry)]);
    return kept;
}

}  // namespace

std::vector<metrics::CoverPoint> cover_points(const Dataset& dataset, const basemap::Countries& shapes) {
    std::vector<Area> areas(dataset.countries.size());
    std::vector<Index> country_of(shapes.shapes.size(), kNone);
    for (std::size_t s = 0; s < shapes.shapes.size(); ++s) {
        if (shapes.shapes[s].code.empty()) continue;
        country_of[s] = dataset.country_index(shapes.shapes[s].code);
        if (country_of[s] != kNone) add_triangles(shapes, shapes.shapes[s], areas[country_of[s]]);
    }
    const basemap::CountryLocator locator{shapes};
    for (int i = 0; i < kLatticePoints; ++i) {
        const geo::LatLon place = lattice_point(i);
        const int shape = locator.shape_at(place);
        if (shape >= 0 && country_of[static_cast<std::size_t>(shape)] != kNone)
            areas[country_of[static_cast<std::size_t>(shape)]].points.push_back(place);
    }
    std::vector<metrics::CoverPoint> result;
    for (Index c = 0; c < areas.size(); ++c) {
        Area& area = areas[c];
        if (!(area.steradians > 0.0)) continue;
        if (area.points.empty()) area.points.push_back(dataset.countries[c].label_place.value_or(*area.middle_of_largest));
        const std::vector<geo::LatLon> kept = thinned(area.points);
        for (const geo::LatLon place : kept) result.push_back({c, place, area.steradians / static_cast<double>(kept.size())});
    }
    return result;
}

}  // namespace linchpin::report
