#include "data/geo/sphere.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace linchpin::geo {

glm::dvec3 to_unit(LatLon place) noexcept {
    const double lat = place.lat_deg * kRadPerDeg;
    const double lon = place.lon_deg * kRadPerDeg;
    return {std::cos(lat) * std::cos(lon), std::cos(lat) * std::sin(lon), std::sin(lat)};
}

LatLon to_lat_lon(const glm::dvec3& v) noexcept {
    const double flat = std::hypot(v.x, v.y);
    const double lon = flat < 1e-15 * std::abs(v.z) ? 0.0 : std::atan2(v.y, v.x);
    return {std::atan2(v.z, flat) / kRadPerDeg, lon / kRadPerDeg};
}

double angle_rad(const glm::dvec3& a, const glm::dvec3& b) noexcept {
    return std::atan2(glm::length(glm::cross(a, b)), glm::dot(a, b));
}

double distance_km(LatLon a, LatLon b) noexcept { return kEarthRadiusKm * angle_rad(to_unit(a), to_unit(b)); }

glm::dvec3 slerp(const glm::dvec3& a, const glm::dvec3& b, double t) noexcept {
    const double angle = angle_rad(a, b);
    if (angle < 1e-12) return a;
    if (kPi - angle < 1e-9) {  // antipodes: any great circle is shortest, so one is fixed
        const glm::dvec3 helper = std::abs(a.z) < 0.9 ? glm::dvec3{0, 0, 1} : glm::dvec3{1, 0, 0};
        const glm::dvec3 side = glm::normalize(helper - a * glm::dot(a, helper));
        return a * std::cos(angle * t) + side * std::sin(angle * t);
    }
    const double s = std::sin(angle);
    return glm::normalize(a * (std::sin((1.0 - t) * angle) / s) + b * (std::sin(t * angle) / s));
}

double wrap_lon_deg(double lon_deg) noexcept {
    const double turned = std::fmod(lon_deg + 180.0, 360.0);
    return (turned < 0.0 ? turned + 360.0 : turned) - 180.0;
}

}  // namespace linchpin::geo
