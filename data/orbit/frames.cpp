#include "data/orbit/frames.h"

#include <cmath>

#include "data/geo/sphere.h"

namespace linchpin::orbit {
namespace {

using geo::kPi;
constexpr double kRadiusKm = 6378.137;               // WGS84
constexpr double kFlattening = 1.0 / 298.257223563;  // WGS84
constexpr double kE2 = kFlattening * (2.0 - kFlattening);
constexpr double kJ2000UnixS = 946728000.0;  // 2000-01-01T12:00:00Z

}  // namespace

double gmst_rad(double unix_s) noexcept {
    const double since_j2000_s = unix_s - kJ2000UnixS;
    const double t = since_j2000_s / (36525.0 * 86400.0);
    // The formula's 876600 h per century is the Earth's turning itself; folding it to one day first keeps every digit.
    const double seconds = 67310.54841 + std::fmod(since_j2000_s, 86400.0) + t * (8640184.812866 + t * (0.093104 - 6.2e-6 * t));
    double angle = std::fmod(seconds, 86400.0) * (2.0 * kPi / 86400.0);
    if (angle < 0.0) angle += 2.0 * kPi;
    return angle < 2.0 * kPi ? angle : 0.0;
}

glm::dvec3 teme_to_ecef_at(const glm::dvec3& teme, double gmst) noexcept {
    const double c = std::cos(gmst), s = std::sin(gmst);
    return {c * teme.x + s * teme.y, c * teme.y - s * teme.x, teme.z};
}

glm::dvec3 teme_to_ecef(const glm::dvec3& teme, double unix_s) noexcept { return teme_to_ecef_at(teme, gmst_rad(unix_s)); }

glm::dvec3 teme_velocity_to_ecef(const glm::dvec3& teme_km, const glm::dvec3& teme_km_s, double unix_s) noexcept {
    const glm::dvec3 turning{-kEarthRotationRadS * teme_km.y, kEarthRotationRadS * teme_km.x, 0.0};
    return teme_to_ecef(teme_km_s - turning, unix_s);
}

glm::dvec3 ecef_to_teme(const glm::dvec3& ecef, double unix_s) noexcept { return teme_to_ecef_at(ecef, -gmst_rad(unix_s)); }

Geodetic ecef_to_geodetic(const glm::dvec3& p) noexcept {
    const double axis_km = std::hypot(p.x, p.y);
    if (axis_km == 0.0 && p.z == 0.0) return {0.0, 0.0, -kRadiusKm};
    // Bowring's iteration on the reduced latitude: each turn gains about three digits near the surface and more above it.
    const double b = kRadiusKm * (1.0 - kFlattening), ep2 = kE2 / (1.0 - kE2);
    double reduced = std::atan2(p.z, axis_km * (1.0 - kFlattening));
    double lat = 0.0;
    for (int i = 0; i < 8; ++i) {
        const double sr = std::sin(reduced), cr = std::cos(reduced);
        lat = std::atan2(p.z + ep2 * b * sr * sr * sr, axis_km - kE2 * kRadiusKm * cr * cr * cr);
        const double next = std::atan2((1.0 - kFlattening) * std::sin(lat), std::cos(lat));
        const bool settled = std::abs(next - reduced) < 1e-15;
        reduced = next;
        if (settled) break;
    }
    const double sl = std::sin(lat), cl = std::cos(lat);
    const double n = kRadiusKm / std::sqrt(1.0 - kE2 * sl * sl);
    // Along the normal: no division by a small cosine near the poles.
    const double height = axis_km * cl + p.z * sl - kRadiusKm * kRadiusKm / n;
    return {lat * 180.0 / kPi, axis_km > 0.0 ? std::atan2(p.y, p.x) * 180.0 / kPi : 0.0, height};
}

glm::dvec3 geodetic_to_ecef(const Geodetic& g) noexcept {
    const double lat = g.lat_deg * geo::kRadPerDeg, lon = g.lon_deg * geo::kRadPerDeg;
    const double n = kRadiusKm / std::sqrt(1.0 - kE2 * std::sin(lat) * std::sin(lat));
    const double axis = (n + g.height_km) * std::cos(lat);
    return {axis * std::cos(lon), axis * std::sin(lon), (n * (1.0 - kE2) + g.height_km) * std::sin(lat)};
}

LookAngles look_angles(const Geodetic& observer, const glm::dvec3& target_ecef_km) noexcept {
    const double lat = observer.lat_deg * geo::kRadPerDeg, lon = observer.lon_deg * geo::kRadPerDeg;
    const glm::dvec3 d = target_ecef_km - geodetic_to_ecef(observer);
    const double sl = std::sin(lat), cl = std::cos(lat), so = std::sin(lon), co = std::cos(lon);
    const double east = -so * d.x + co * d.y;
    const double north = -sl * co * d.x - sl * so * d.y + cl * d.z;
    const double up = cl * co * d.x + cl * so * d.y + sl * d.z;
    double azimuth = std::atan2(east, north) * 180.0 / kPi;
    if (azimuth < 0.0) azimuth += 360.0;
    return {azimuth < 360.0 ? azimuth : 0.0, std::atan2(up, std::hypot(east, north)) * 180.0 / kPi,
            std::sqrt(east * east + north * north + up * up)};
}

}  // namespace linchpin::orbit
