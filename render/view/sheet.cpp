#include "render/view/sheet.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "data/geo/equal_earth.h"

namespace linchpin::render {
namespace {

double sinc(double x) noexcept { return std::abs(x) < 1e-4 ? 1.0 - x * x / 6.0 : std::sin(x) / x; }
/// asin(k y) / k and atan(t) / k without the division where k is small.
double arc_of_sine(double y, double k) noexcept { return std::abs(k * y) < 1e-4 ? y * (1.0 + k * y * k * y / 6.0) : std::asin(std::clamp(k * y, -1.0, 1.0)) / k; }
double arc_of_tangent(double x, double z, double k) noexcept {
    const double along = 1.0 + k * z;
    if (along > 0.5 && std::abs(k * x) < 1e-4) return x / along * (1.0 - k * x * k * x / (3.0 * along * along));
    return std::atan2(k * x, along) / k;
}

}  // namespace

Sheet::Sheet(double flat, double meridian_deg) noexcept
    : flat_{std::clamp(flat, 0.0, 1.0)}, curvature_{1.0 - flat_}, meridian_deg_{geo::wrap_lon_deg(meridian_deg)} {}

glm::dvec2 Sheet::coordinates(geo::LatLon place) const noexcept {
    double east_deg = place.lon_deg - meridian_deg_;
    if (east_deg < -180.0 || east_deg > 180.0) east_deg = geo::wrap_lon_deg(east_deg);
    const double lat = place.lat_deg * geo::kRadPerDeg;
    const double per_rad = (1.0 - flat_) + flat_ * geo::equal_earth_x_per_rad(lat);
    return {east_deg * geo::kRadPerDeg * per_rad, (1.0 - flat_) * lat + flat_ * geo::equal_earth_y(lat)};
}

Sheet::Place Sheet::at(geo::LatLon place) const noexcept {
    const glm::dvec2 c = coordinates(place);
    const double a = curvature_ * c.x, b = curvature_ * c.y;
    const double ca = std::cos(a), sa = std::sin(a), cb = std::cos(b), sb = std::sin(b);
    // (cos b cos a - 1) / k, written so that it stays exact as k goes to 0.
    const double ha = sinc(0.5 * a), hb = sinc(0.5 * b);
    const double z = -0.5 * curvature_ * (c.y * c.y * hb * hb + cb * c.x * c.x * ha * ha);
    return {{cb * c.x * sinc(a), c.y * sinc(b), z}, {cb * sa, sb, cb * ca}, {ca, 0.0, -sa}, {-sb * sa, cb, -sb * ca}};
}

glm::dvec3 Sheet::stand(const glm::dvec3& position, double lift) const noexcept {
    const geo::LatLon under = geo::to_lat_lon(position);
    const Place ground = at(under);
    const double height = glm::length(position) - 1.0;
    return ground.point + ground.up * (height * (1.0 - flat_)) + ground.north * (height * flat_ * lift * std::cos(under.lat_deg * geo::kRadPerDeg));
}

std::optional<geo::LatLon> Sheet::place_at(glm::dvec2 c) const noexcept {
    constexpr double kHalfPi = 0.5 * geo::kPi, kRounding = 1e-9;
    const double top = (1.0 - flat_) * kHalfPi + flat_ * geo::kEqualEarthHalfHeight;
    if (!(std::abs(c.y) <= top + kRounding)) return std::nullopt;
    double lat = 0.0;
    if (flat_ == 1.0) {
        const auto straight = geo::equal_earth_inverse({0.0, std::clamp(c.y, -top, top)});
        if (!straight) return std::nullopt;
        lat = straight->lat_deg * geo::kRadPerDeg;
    } else {
        // V grows steadily with the latitude but ever more slowly toward the poles: halving is slow, and sure.
        double low = -kHalfPi, high = kHalfPi;
        for (int round = 0; round < 60; ++round) {
            lat = 0.5 * (low + high);
            if ((1.0 - flat_) * lat + flat_ * geo::equal_earth_y(lat) < c.y) low = lat;
            else high = lat;
        }
    }
    const double east = c.x / ((1.0 - flat_) + flat_ * geo::equal_earth_x_per_rad(lat));
    if (!(std::abs(east) <= geo::kPi + kRounding)) return std::nullopt;
    return geo::LatLon{lat / geo::kRadPerDeg, geo::wrap_lon_deg(meridian_deg_ + east / geo::kRadPerDeg)};
}

geo::LatLon Sheet::nearest_place(glm::dvec2 c) const noexcept {
    const double top = (1.0 - flat_) * 0.5 * geo::kPi + flat_ * geo::kEqualEarthHalfHeight;
    const auto row = place_at({0.0, std::clamp(c.y, -top, top)});
    const double lat_deg = row ? row->lat_deg : 0.0;
    const double per_rad = (1.0 - flat_) + flat_ * geo::equal_earth_x_per_rad(lat_deg * geo::kRadPerDeg);
    // Just short of the edge, so that the place does not come out on the other side.
    const double east_deg = std::clamp(c.x / per_rad / geo::kRadPerDeg, -179.999, 179.999);
    return {lat_deg, geo::wrap_lon_deg(meridian_deg_ + east_deg)};
}

std::optional<geo::LatLon> Sheet::hit(const glm::dvec3& eye, const glm::dvec3& direction) const noexcept {
    const double k = curvature_;
    const double b = k * glm::dot(eye, direction) + direction.z;
    const double c = k * glm::dot(eye, eye) + 2.0 * eye.z;
    const double discriminant = b * b - k * c;
    if (discriminant < 0.0 || b >= 0.0) return std::nullopt;
    const glm::dvec3 p = eye + direction * (c / (-b + std::sqrt(discriminant)));
    return place_at({arc_of_tangent(p.x, p.z, k), arc_of_sine(p.y, k)});
}

bool Sheet::hidden(const glm::dvec3& point, const glm::dvec3& eye) const noexcept {
    if (curvature_ < 1e-3) return false;
    // Both seen from the middle of the sphere, in its radii.
    const glm::dvec3 centre{0.0, 0.0, 1.0};
    const glm::dvec3 p = point * curvature_ + centre, e = eye * curvature_ + centre, d = p - e;
    const double s = -glm::dot(e, d) / glm::dot(d, d);
    if (s <= 0.0 || s >= 1.0) return false;
    const glm::dvec3 closest = e + d * s;
    return glm::dot(closest, closest) < 1.0 - 1e-9;
}

}  // namespace linchpin::render
