#include "data/metrics/latency.h"

#include <cmath>

namespace linchpin::metrics {

std::optional<double> one_way_ms(double route_km, double index) noexcept {
    if (!std::isfinite(route_km) || route_km < 0.0 || !(index >= 1.0)) return std::nullopt;
    return route_km * index / kLightKmPerS * 1000.0;
}

std::optional<double> round_trip_floor_ms(double route_km, double index) noexcept {
    const auto one_way = one_way_ms(route_km, index);
    if (!one_way) return std::nullopt;
    return 2.0 * *one_way;
}

std::optional<double> detour_factor(double route_km, geo::LatLon from, geo::LatLon to) noexcept {
    const double straight_km = geo::distance_km(from, to);
    if (!std::isfinite(route_km) || route_km < 0.0 || !(straight_km > 1e-6)) return std::nullopt;
    return route_km / straight_km;
}

}  // namespace linchpin::metrics
