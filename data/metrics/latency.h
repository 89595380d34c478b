#pragma once
// M21: the least delay that light in fibre allows, and how far a route strays from the straight line.
#include <optional>

#include "data/geo/sphere.h"

namespace linchpin::metrics {

inline constexpr double kLightKmPerS = 299'792.458;
/// Usual group index of standard single-mode fibre at 1550 nm.
inline constexpr double kFibreIndex = 1.468;

/// One way, milliseconds: L n / c. Empty for a length that is negative or not finite, or an index below 1.
[[nodiscard]] std::optional<double> one_way_ms(double route_km, double index = kFibreIndex) noexcept;
/// There and back, milliseconds.
[[nodiscard]] std::optional<double> round_trip_floor_ms(double route_km, double index = kFibreIndex) noexcept;
/// Route length / great circle (R = 6371.0088 km), >= 1 up to rounding of the route; empty when both ends are the same place.
[[nodiscard]] std::optional<double> detour_factor(double route_km, geo::LatLon from, geo::LatLon to) noexcept;

}  // namespace linchpin::metrics
