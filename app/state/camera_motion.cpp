#include "app/state/camera_motion.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace linchpin::app {
namespace {

struct Frame { glm::dvec3 east, north, up; };
Frame frame_at(double lat_deg, double lon_deg) {
    const double lat = lat_deg * geo::kRadPerDeg, lon = lon_deg * geo::kRadPerDeg;
    return {{-std::sin(lon), std::cos(lon), 0.0},
            {-std::sin(lat) * std::cos(lon), -std::sin(lat) * std::sin(lon), std::cos(lat)},
            {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)}};
}

constexpr double kGlide_s = 0.45;        // time in which the speed falls to 1/e
constexpr double kFeel_s = 0.06;         // the last moments of the drag decide
constexpr double kSlowest_deg_s = 0.02;

}  // namespace

glm::dvec3 local_direction(const CameraPose& pose, const glm::dvec3& seen) noexcept {
    const Frame f = frame_at(pose.lat_deg, pose.lon_deg);
    return {glm::dot(seen, f.east), glm::dot(seen, f.north), glm::dot(seen, f.up)};
}

CameraPose move_to_show(const CameraPose& pose, const glm::dvec3& local, const glm::dvec3& grabbed) noexcept {
    // The height above the equator of `grabbed` is north * cos(lat) + up * sin(lat): one equation for the latitude alone.
    const double reach = std::hypot(local.y, local.z);
    if (reach < 1e-12) return pose;
    const double phase = std::atan2(local.y, local.z);
    const double lift = std::asin(std::clamp(grabbed.z / reach, -1.0, 1.0));
    // Of the two solutions the one nearer to the present latitude: the other looks at the point over a pole.
    const double now = pose.lat_deg * geo::kRadPerDeg;
    const double first = lift - phase, second = geo::kPi - lift - phase;
    const auto off = [&](double lat) { return std::abs(std::remainder(lat - now, 2.0 * geo::kPi)); };
    const double lat = std::clamp(std::remainder(off(first) <= off(second) ? first : second, 2.0 * geo::kPi), -geo::kPi / 2, geo::kPi / 2);
    // Longitude: turn what the direction shows at longitude 0 onto the grabbed point.
    const double x = local.z * std::cos(lat) - local.y * std::sin(lat);
    const double lon = std::atan2(grabbed.y, grabbed.x) - std::atan2(local.x, x);
    CameraPose moved = pose;
    moved.lat_deg = lat / geo::kRadPerDeg;
    moved.lon_deg = geo::wrap_lon_deg(lon / geo::kRadPerDeg);
    return moved;
}

CameraPose zoomed(CameraPose pose, double factor) noexcept {
    pose.distance_km = std::clamp(pose.distance_km * factor, kNearestDistance_km, kFarthestDistance_km);
    return pose;
}

CameraPose turned(CameraPose pose, double turn_deg, double raise_deg) noexcept {
    pose.bearing_deg = geo::wrap_lon_deg(pose.bearing_deg + turn_deg);
    pose.tilt_deg = std::clamp(pose.tilt_deg + raise_deg, 0.0, kMostTilt_deg);
    return pose;
}

void Inertia::feel(const CameraPose& before, const CameraPose& after, double dt_s) noexcept {
    if (dt_s <= 0.0) return;
    const double share = 1.0 - std::exp(-dt_s / kFeel_s);
    lat_deg_s_ += share * ((after.lat_deg - before.lat_deg) / dt_s - lat_deg_s_);
    lon_deg_s_ += share * (geo::wrap_lon_deg(after.lon_deg - before.lon_deg) / dt_s - lon_deg_s_);
}

void Inertia::rest(double dt_s) noexcept {
    const double left = std::exp(-dt_s / kFeel_s);
    lat_deg_s_ *= left;
    lon_deg_s_ *= left;
}

bool Inertia::step(CameraPose& pose, double dt_s) noexcept {
    if (std::hypot(lat_deg_s_, lon_deg_s_) < kSlowest_deg_s) {
        stop();
        return false;
    }
    const double left = std::exp(-dt_s / kGlide_s);
    const double path_s = kGlide_s * (1.0 - left);  // the exact integral, so that the frame rate changes nothing
    pose.lat_deg = std::clamp(pose.lat_deg + lat_deg_s_ * path_s, -90.0, 90.0);
    pose.lon_deg = geo::wrap_lon_deg(pose.lon_deg + lon_deg_s_ * path_s);
    lat_deg_s_ *= left;
    lon_deg_s_ *= left;
    return true;
}

}  // namespace linchpin::app
