#include "data/geo/equal_earth.h"

#include <algorithm>
#include <cmath>

namespace linchpin::geo {
namespace {

constexpr double kA1 = 1.340264, kA2 = -0.081106, kA3 = 0.000893, kA4 = 0.003796;
const double kM = std::sqrt(3.0) / 2.0;

/// The parametric latitude of the paper, [-pi/3, pi/3].
double theta_of(double lat_rad) noexcept { return std::asin(kM * std::sin(lat_rad)); }

double y_of_theta(double theta) noexcept {
    const double t2 = theta * theta, t6 = t2 * t2 * t2;
    return theta * (kA1 + kA2 * t2 + t6 * (kA3 + kA4 * t2));
}

double dy_of_theta(double theta) noexcept {
    const double t2 = theta * theta, t6 = t2 * t2 * t2;
    return kA1 + 3.0 * kA2 * t2 + t6 * (7.0 * kA3 + 9.0 * kA4 * t2);
}

double x_per_rad_of_theta(double theta) noexcept { return std::cos(theta) / (kM * dy_of_theta(theta)); }

}  // namespace

double equal_earth_y(double lat_rad) noexcept { return y_of_theta(theta_of(lat_rad)); }
double equal_earth_x_per_rad(double lat_rad) noexcept { return x_per_rad_of_theta(theta_of(lat_rad)); }

MapPoint equal_earth(LatLon place, double central_lon_deg) noexcept {
    double east_deg = place.lon_deg - central_lon_deg;
    // What lies on the cut itself stays on the side that it is given on.
    if (east_deg < -180.0 || east_deg > 180.0) east_deg = wrap_lon_deg(east_deg);
    const double theta = theta_of(place.lat_deg * kRadPerDeg);
    return {east_deg * kRadPerDeg * x_per_rad_of_theta(theta), y_of_theta(theta)};
}

std::optional<LatLon> equal_earth_inverse(MapPoint point, double central_lon_deg) noexcept {
    constexpr double kRounding = 1e-12;
    if (!(std::abs(point.y) <= kEqualEarthHalfHeight + kRounding)) return std::nullopt;
    // y grows steadily with theta, at a rate between 1.1 and 1.4: Newton's steps double the digits each time.
    double theta = point.y / kA1;
    for (int round = 0; round < 12; ++round) {
        const double step = (y_of_theta(theta) - point.y) / dy_of_theta(theta);
        theta -= step;
        if (std::abs(step) < 1e-15) break;
    }
    const double east_rad = point.x / x_per_rad_of_theta(theta);
    if (!(std::abs(east_rad) <= kPi + kRounding)) return std::nullopt;
    const double lat_rad = std::asin(std::clamp(std::sin(theta) / kM, -1.0, 1.0));
    return LatLon{lat_rad / kRadPerDeg, wrap_lon_deg(central_lon_deg + east_rad / kRadPerDeg)};
}

}  // namespace linchpin::geo
