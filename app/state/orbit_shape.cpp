#include "app/state/orbit_shape.h"

#include <cmath>

#include "data/geo/sphere.h"

namespace linchpin::app {

OrbitShape shape_of(const orbit::MeanElements& elements) noexcept {
    constexpr double kMu_km3_s2 = 398600.8, kRadius_km = 6378.135;  // WGS72, as in SGP4
    const double rate_rad_s = elements.mean_motion_rev_day * 2.0 * geo::kPi / 86400.0;
    const double axis_km = std::cbrt(kMu_km3_s2 / (rate_rad_s * rate_rad_s));
    return {1440.0 / elements.mean_motion_rev_day, axis_km * (1.0 - elements.eccentricity) - kRadius_km, axis_km * (1.0 + elements.eccentricity) - kRadius_km};
}

}  // namespace linchpin::app
