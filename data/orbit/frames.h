#pragma once
#include <glm/mat3x3.hpp>
#include <glm/vec3.hpp>

namespace linchpin::orbit {

// Time: POSIX seconds are UTC without leap seconds. UT1 is taken to be UTC: the difference is kept below 0.9 s by leap seconds and
// has been below 0.1 s since 2020, which is 50 m on the equator; no table of Earth orientation has to be shipped or kept fresh.

/// Greenwich mean sidereal time, IAU 1982, radians in [0, 2 pi).
[[nodiscard]] double gmst_rad(double unix_s) noexcept;
/// True Equator Mean Equinox of date to Earth-fixed: a turn about the pole by gmst. Polar motion (below 15 m) is left out.
/// Works for positions (km).
[[nodiscard]] glm::dvec3 teme_to_ecef(const glm::dvec3& teme, double unix_s) noexcept;
/// The same turn when the sidereal time is already known.
[[nodiscard]] glm::dvec3 teme_to_ecef_at(const glm::dvec3& teme, double gmst) noexcept;
/// Velocity seen by somebody who turns with the Earth, km/s.
[[nodiscard]] glm::dvec3 teme_velocity_to_ecef(const glm::dvec3& teme_km, const glm::dvec3& teme_km_s, double unix_s) noexcept;
/// Inverse of teme_to_ecef.
[[nodiscard]] glm::dvec3 ecef_to_teme(const glm::dvec3& ecef, double unix_s) noexcept;

/// On the WGS84 ellipsoid.
struct Geodetic {
    double lat_deg = 0.0;    ///< [-90, 90]
    double lon_deg = 0.0;    ///< [-180, 180]; 0 at the poles
    double height_km = 0.0;  ///< above the ellipsoid
};
/// Exact to 1e-9 degree and 1e-6 km for everything from the Earth's core regions (300 km from the centre) outwards; the centre
/// itself gives latitude 0 and height minus the equatorial radius.
[[nodiscard]] Geodetic ecef_to_geodetic(const glm::dvec3& ecef_km) noexcept;
[[nodiscard]] glm::dvec3 geodetic_to_ecef(const Geodetic& place) noexcept;

/// What an observer on the ground sees. Refraction is left out.
struct LookAngles {
    double azimuth_deg = 0.0;    ///< [0, 360), from north over east
    double elevation_deg = 0.0;  ///< [-90, 90]
    double range_km = 0.0;
};
[[nodiscard]] LookAngles look_angles(const Geodetic& observer, const glm::dvec3& target_ecef_km) noexcept;

/// Earth rotation rate used for velocities, rad/s (WGS84).
inline constexpr double kEarthRotationRadS = 7.292115146706979e-5;

}  // namespace linchpin::orbit
