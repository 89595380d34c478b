#pragma once
#include <optional>

#include "data/geo/sphere.h"

namespace linchpin::geo {

// The Equal Earth projection, spherical form: B. Savric, T. Patterson, B. Jenny, "The Equal Earth map projection", International
// Journal of Geographical Information Science 33 (2019), 454-465, published online 2018, equations 2 to 5. Equal-area: a country
// covers the same share of the map as of the globe.

/// A place on the map; unit = radius of the sphere, x east and y north of the point where the central meridian meets the equator.
struct MapPoint {
    double x = 0.0, y = 0.0;
};

/// Half the length of the equator, and from the equator to a pole, on the map.
inline constexpr double kEqualEarthHalfWidth = 2.706629983696074;
inline constexpr double kEqualEarthHalfHeight = 1.317362759157413;

/// How far north of the equator a parallel lies on the map. @param lat_rad  [-pi/2, pi/2]
[[nodiscard]] double equal_earth_y(double lat_rad) noexcept;
/// Map units per radian of longitude along a parallel. @param lat_rad  [-pi/2, pi/2]
[[nodiscard]] double equal_earth_x_per_rad(double lat_rad) noexcept;

/// @param central_lon_deg  the meridian that runs straight down the middle; the cut is opposite
[[nodiscard]] MapPoint equal_earth(LatLon place, double central_lon_deg = 0.0) noexcept;
/// Nothing for a point beside the map. The inverse of equal_earth to 1e-11 degrees, but for the longitude of the poles (any serves).
[[nodiscard]] std::optional<LatLon> equal_earth_inverse(MapPoint point, double central_lon_deg = 0.0) noexcept;

}  // namespace linchpin::geo
