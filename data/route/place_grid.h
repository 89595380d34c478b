#pragma once
#include <cmath>
#include <glm/vec3.hpp>

#include "data/geo/sphere.h"

namespace linchpin::route {

/// Places of routes stand on a grid of 1e-4 degree (11 m) from the start, so that what was tested against the shore is, to the last
/// digit, what is written to a file.
[[nodiscard]] inline geo::LatLon on_grid(geo::LatLon place) noexcept {
    return {std::round(place.lat_deg * 1e4) / 1e4, std::round(place.lon_deg * 1e4) / 1e4};
}
[[nodiscard]] inline glm::dvec3 on_grid(const glm::dvec3& place) noexcept { return geo::to_unit(on_grid(geo::to_lat_lon(place))); }

}  // namespace linchpin::route
