#include "app/window/country_extent.h"

#include <algorithm>

namespace linchpin::app {

std::optional<double> country_radius_km(const basemap::Countries& countries, CountryCode code, geo::LatLon centre) {
    std::pair<std::uint32_t, std::uint32_t> longest{0, 0};
    for (const basemap::Shape& shape : countries.shapes) {
        if (shape.code != code) continue;
        for (const auto& polygon : shape.polygons) {
            if (polygon.rings.empty()) continue;
            const auto [begin, end] = polygon.rings.front();
            if (end - begin > longest.second - longest.first) longest = {begin, end};
        }
    }
    if (longest.first == longest.second) return std::nullopt;
    double farthest = 0.0;
    for (std::uint32_t i = longest.first; i < longest.second; ++i) farthest = std::max(farthest, geo::distance_km(centre, countries.ring_points[i]));
    return farthest;
}

}  // namespace linchpin::app
