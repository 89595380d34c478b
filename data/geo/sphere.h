#pragma once
#include <glm/vec3.hpp>

namespace linchpin::geo {

/// Mean Earth radius (IUGG R1), km. One unit of scene space is this long.
inline constexpr double kEarthRadiusKm = 6371.0088;
inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kRadPerDeg = kPi / 180.0;

/// WGS84, degrees; lat in [-90, 90], lon in [-180, 180].
struct LatLon {
    double lat_deg = 0.0;
    double lon_deg = 0.0;
    bool operator==(const LatLon&) const = default;
};

/// Unit vector in the Earth-fixed frame: x to 0N 0E, y to 0N 90E, z to the north pole.
[[nodiscard]] glm::dvec3 to_unit(LatLon place) noexcept;
/// Inverse of to_unit for a vector of any length > 0. At the poles lon is 0.
[[nodiscard]] LatLon to_lat_lon(const glm::dvec3& v) noexcept;
/// Angle between two directions, radians in [0, pi]; exact for near and far pairs alike.
[[nodiscard]] double angle_rad(const glm::dvec3& a, const glm::dvec3& b) noexcept;
/// Great-circle distance, km, on the sphere of kEarthRadiusKm.
[[nodiscard]] double distance_km(LatLon a, LatLon b) noexcept;
/// Point at fraction t in [0, 1] of the great circle from a to b (unit vectors). For antipodes the path over an arbitrary
/// but fixed meridian is taken.
[[nodiscard]] glm::dvec3 slerp(const glm::dvec3& a, const glm::dvec3& b, double t) noexcept;
/// Longitude folded into [-180, 180).
[[nodiscard]] double wrap_lon_deg(double lon_deg) noexcept;

}  // namespace linchpin::geo
