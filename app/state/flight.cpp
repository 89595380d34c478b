#include "app/state/flight.h"

#include <algorithm>
#include <cmath>

#include "data/geo/sphere.h"

namespace linchpin::app {
namespace {

// Trade between zooming and panning; 1.42 is the mean that the paper's test persons preferred.
constexpr double kRho = 1.42;
constexpr double kSpeed = 1.3;         // path length per second
constexpr double kLongest_s = 4.0;
constexpr double kShortestGround_km = 1e-3;

double turn_deg(double from, double to) { return geo::wrap_lon_deg(to - from); }

/// Starts and stops gently; slope 0 at both ends.
double eased(double x) { return x * x * x * (x * (x * 6.0 - 15.0) + 10.0); }

}  // namespace

Flight::Flight(const CameraPose& from, const CameraPose& to)
    : from_{from}, to_{to}, from_unit_{geo::to_unit({from.lat_deg, from.lon_deg})}, to_unit_{geo::to_unit({to.lat_deg, to.lon_deg})} {
    ground_km_ = geo::angle_rad(from_unit_, to_unit_) * geo::kEarthRadiusKm;
    const double w0 = from.distance_km, w1 = to.distance_km, rho2 = kRho * kRho;
    if (ground_km_ < kShortestGround_km) {
        length_ = std::abs(std::log(w1 / w0)) / kRho;
    } else {
        const double u2 = ground_km_ * ground_km_ * rho2 * rho2;
        const double b0 = (w1 * w1 - w0 * w0 + u2) / (2.0 * w0 * rho2 * ground_km_);
        const double b1 = (w1 * w1 - w0 * w0 - u2) / (2.0 * w1 * rho2 * ground_km_);
        r0_ = -std::asinh(b0);  // = ln(-b + sqrt(b^2 + 1)) without cancellation
        length_ = (-std::asinh(b1) - r0_) / kRho;
    }
    const double turn = std::max(std::abs(turn_deg(from.bearing_deg, to.bearing_deg)), std::abs(to.tilt_deg - from.tilt_deg));
    const double wanted_s = std::max(length_ / kSpeed, turn / 120.0);
    duration_s_ = wanted_s <= 1e-6 ? 0.0 : std::clamp(wanted_s, 0.35, kLongest_s);
}

Flight::Place Flight::place_at(double s) const {
    const double w0 = from_.distance_km;
    if (ground_km_ < kShortestGround_km) {
        const double sign = to_.distance_km < w0 ? -1.0 : 1.0;
        return {0.0, w0 * std::exp(sign * kRho * s)};
    }
    const double rho2 = kRho * kRho;
    const double ground = w0 / rho2 * (std::cosh(r0_) * std::tanh(kRho * s + r0_) - std::sinh(r0_));
    return {ground, w0 * std::cosh(r0_) / std::cosh(kRho * s + r0_)};
}

CameraPose Flight::at(double t_s) const {
    if (t_s <= 0.0 && duration_s_ > 0.0) return from_;
    if (t_s >= duration_s_) return to_;
    const double x = eased(t_s / duration_s_);
    const Place place = place_at(x * length_);
    const double share = ground_km_ < kShortestGround_km ? x : std::clamp(place.ground_km / ground_km_, 0.0, 1.0);
    const geo::LatLon ground = geo::to_lat_lon(geo::slerp(from_unit_, to_unit_, share));
    CameraPose pose;
    pose.lat_deg = ground.lat_deg;
    pose.lon_deg = ground.lon_deg;
    pose.distance_km = place.width_km;
    pose.bearing_deg = geo::wrap_lon_deg(from_.bearing_deg + x * turn_deg(from_.bearing_deg, to_.bearing_deg));
    pose.tilt_deg = from_.tilt_deg + x * (to_.tilt_deg - from_.tilt_deg);
    return pose;
}

}  // namespace linchpin::app
