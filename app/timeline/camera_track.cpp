#include "app/timeline/camera_track.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <vector>

#include "app/state/flight.h"
#include "app/timeline/timeline.h"
#include "data/geo/sphere.h"

namespace linchpin::app {
namespace {

double mix(double a, double b, double u) { return a + (b - a) * u; }

/// Equal ratios a step: halving the distance looks as fast anywhere.
double mix_distance(double a, double b, double u) { return std::exp(mix(std::log(a), std::log(b), u)); }

double mix_bearing(double a, double b, double u) { return geo::wrap_lon_deg(a + geo::wrap_lon_deg(b - a) * u); }

glm::dvec3 unit_of(const CameraPose& pose) { return geo::to_unit({pose.lat_deg, pose.lon_deg}); }

void put_ground(CameraPose& pose, const glm::dvec3& unit) {
    const geo::LatLon place = geo::to_lat_lon(unit);
    pose.lat_deg = place.lat_deg;
    pose.lon_deg = place.lon_deg;
}

glm::dvec3 on_great_circle(const glm::dvec3& a, const glm::dvec3& b, double u) {
    const double angle = geo::angle_rad(a, b);
    if (angle < 1e-12) return a;
    glm::dvec3 side = b - a * glm::dot(a, b);
    // Exactly opposite places have no one great circle: the way over the north is taken.
    if (glm::length(side) < 1e-9) side = glm::dvec3{0.0, 0.0, 1.0} - a * a.z;
    if (glm::length(side) < 1e-9) side = {1.0, 0.0, 0.0};
    return a * std::cos(angle * u) + glm::normalize(side) * std::sin(angle * u);
}

CameraPose direct(const CameraPose& a, const CameraPose& b, double u) {
    CameraPose pose;
    put_ground(pose, on_great_circle(unit_of(a), unit_of(b), u));
    pose.distance_km = mix_distance(a.distance_km, b.distance_km, u);
    pose.bearing_deg = mix_bearing(a.bearing_deg, b.bearing_deg, u);
    pose.tilt_deg = mix(a.tilt_deg, b.tilt_deg, u);
    return pose;
}

CameraPose turn(const CameraKey& a, const CameraPose& b, double u) {
    CameraPose pose;
    pose.lat_deg = mix(a.pose.lat_deg, b.lat_deg, u);
    pose.lon_deg = geo::wrap_lon_deg(a.pose.lon_deg + a.turn_deg * u);
    pose.distance_km = mix_distance(a.pose.distance_km, b.distance_km, u);
    pose.bearing_deg = mix_bearing(a.pose.bearing_deg, b.bearing_deg, u);
    pose.tilt_deg = mix(a.pose.tilt_deg, b.tilt_deg, u);
    return pose;
}

bool is_spline(CameraMove move) { return move == CameraMove::Spline || move == CameraMove::SteadySpline; }

// ---- splines --------------------------------------------------------------------------------------------------------------------

/// A pose as numbers that can be added up: ground (3), log distance, bearing as a direction (2), tilt.
using Knot = std::array<double, 7>;

Knot knot_of(const CameraPose& pose) {
    const glm::dvec3 ground = unit_of(pose);
    const double bearing = pose.bearing_deg * geo::kRadPerDeg;
    return {ground.x, ground.y, ground.z, std::log(pose.distance_km), std::cos(bearing), std::sin(bearing), pose.tilt_deg};
}

CameraPose pose_of(const Knot& k) {
    CameraPose pose;
    const glm::dvec3 ground{k[0], k[1], k[2]};
    put_ground(pose, glm::length(ground) > 1e-9 ? glm::normalize(ground) : glm::dvec3{1.0, 0.0, 0.0});
    pose.distance_km = std::exp(k[3]);
    pose.bearing_deg = std::atan2(k[5], k[4]) / geo::kRadPerDeg;
    pose.tilt_deg = std::clamp(k[6], 0.0, 80.0);
    return pose;
}

/// Cubic Hermite through the keys of a run; slopes by finite differences over time, at rest at both ends of the run.
CameraPose hermite(std::span<const CameraKey> run, std::size_t leg, double u) {
    const auto slope = [&](std::size_t i) {
        Knot m{};
        if (i == 0 || i + 1 == run.size()) return m;
        const Knot before = knot_of(run[i - 1].pose), after = knot_of(run[i + 1].pose);
        const double span_s = std::max(run[i + 1].time_s - run[i - 1].time_s, 1e-9);
        for (std::size_t k = 0; k < m.size(); ++k) m[k] = (after[k] - before[k]) / span_s;
        return m;
    };
    const Knot a = knot_of(run[leg].pose), b = knot_of(run[leg + 1].pose), ma = slope(leg), mb = slope(leg + 1);
    const double h = run[leg + 1].time_s - run[leg].time_s, v = 1.0 - u;
    Knot k{};
    for (std::size_t i = 0; i < k.size(); ++i)
        k[i] = (1.0 + 2.0 * u) * v * v * a[i] + u * v * v * h * ma[i] + u * u * (3.0 - 2.0 * u) * b[i] - u * u * v * h * mb[i];
    return pose_of(k);
}

/// How far apart two near poses look: ground in widths of the view, and zoom (the metric of van Wijk and Nuij, rho^2 = 2).
double seen_distance(const CameraPose& a, const CameraPose& b) {
    const double ground_km = geo::angle_rad(unit_of(a), unit_of(b)) * geo::kEarthRadiusKm;
    const double width_km = std::sqrt(a.distance_km * b.distance_km);
    const double zoom = std::log(b.distance_km / a.distance_km);
    const double turn = (std::abs(geo::wrap_lon_deg(b.bearing_deg - a.bearing_deg)) + std::abs(b.tilt_deg - a.tilt_deg)) * geo::kRadPerDeg;
    return std::sqrt(2.0 * (ground_km / width_km) * (ground_km / width_km) + zoom * zoom / 2.0 + turn * turn);
}

/// At a share of the whole way of the run, measured as it looks.
CameraPose steady(std::span<const CameraKey> run, double share) {
    constexpr std::size_t kSteps = 96;  // a leg
    const std::size_t legs = run.size() - 1;
    std::vector<double> length{0.0};
    length.reserve(legs * kSteps + 1);
    CameraPose last = run.front().pose;
    for (std::size_t i = 1; i <= legs * kSteps; ++i) {
        const std::size_t leg = std::min((i - 1) / kSteps, legs - 1);
        const CameraPose pose = hermite(run, leg, static_cast<double>(i - leg * kSteps) / kSteps);
        length.push_back(length.back() + seen_distance(last, pose));
        last = pose;
    }
    const double wanted = share * length.back();
    const auto next = std::upper_bound(length.begin(), length.end() - 1, wanted);
    const auto i = static_cast<std::size_t>(std::max<std::ptrdiff_t>(next - length.begin() - 1, 0));
    const double step = length[i + 1] - length[i];
    const double at = static_cast<double>(i) + (step > 0.0 ? (wanted - length[i]) / step : 0.0);
    const std::size_t leg = std::min(static_cast<std::size_t>(at / kSteps), legs - 1);
    return hermite(run, leg, at / kSteps - static_cast<double>(leg));
}

/// The keys of the spline run that leg `leg` belongs to: neighbouring legs of the same kind.
std::span<const CameraKey> run_of(std::span<const CameraKey> keys, std::size_t leg, std::size_t& first) {
    first = leg;
    std::size_t last = leg;
    while (first > 0 && keys[first - 1].move == keys[leg].move) --first;
    while (last + 2 < keys.size() && keys[last + 1].move == keys[leg].move) ++last;
    return keys.subspan(first, last + 2 - first);
}

}  // namespace

std::optional<CameraPose> camera_at(std::span<const CameraKey> keys, double time_s) {
    if (keys.empty()) return std::nullopt;
    const auto after = std::upper_bound(keys.begin(), keys.end(), time_s, [](double t, const CameraKey& key) { return t < key.time_s; });
    if (after == keys.begin()) return keys.front().pose;
    if (after == keys.end()) return keys.back().pose;
    const auto leg = static_cast<std::size_t>(after - keys.begin()) - 1;
    const CameraKey& a = keys[leg];
    const CameraKey& b = keys[leg + 1];
    const double u = (time_s - a.time_s) / (b.time_s - a.time_s);
    if (is_spline(a.move)) {
        std::size_t first = 0;
        const auto run = run_of(keys, leg, first);
        if (a.move == CameraMove::Spline) return u <= 0.0 ? a.pose : hermite(run, leg - first, u);
        const double share = (time_s - run.front().time_s) / (run.back().time_s - run.front().time_s);
        return share <= 0.0 ? run.front().pose : steady(run, eased(run.front().ease, share));
    }
    const double w = eased(a.ease, u);
    if (w <= 0.0) return a.pose;
    if (a.move == CameraMove::Direct) return direct(a.pose, b.pose, w);
    if (a.move == CameraMove::Turn) return turn(a, b.pose, w);
    const Flight flight{a.pose, b.pose};
    return flight.duration_s() > 0.0 ? flight.at(w * flight.duration_s()) : direct(a.pose, b.pose, w);
}

}  // namespace linchpin::app
