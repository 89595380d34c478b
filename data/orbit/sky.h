#pragma once
#include <cstdint>
#include <glm/mat3x3.hpp>
#include <glm/vec3.hpp>

#include "data/geo/sphere.h"

namespace linchpin::orbit {

// Where the sun and the stars stand, from ERFA (IAU 2006 precession, IAU 2000B nutation, Earth ephemeris Epv00).
// UT1 is taken to be UTC (see frames.h): at most 0.004 degree of Earth rotation. Instants outside 1900..2100 are worked out
// as well but the ephemeris is only fitted there.

/// J2000 (ICRS) direction to Earth-fixed direction: bias, precession, nutation, Earth rotation. For stars.
[[nodiscard]] glm::dmat3 celestial_to_ecef(double unix_s) noexcept;

/// Apparent direction of the sun (with aberration) in the Earth-fixed frame: unit vector, within 0.01 degree.
[[nodiscard]] glm::dvec3 sun_direction_ecef(double unix_s) noexcept;
/// Centre of Earth to centre of Sun, km, Earth-fixed.
[[nodiscard]] glm::dvec3 sun_position_ecef(double unix_s) noexcept;
/// Where the sun is overhead: geocentric direction written as latitude and longitude.
[[nodiscard]] geo::LatLon subsolar_point(double unix_s) noexcept;
/// Centre of Earth to centre of Moon, km, Earth-fixed (ERFA Moon98).
[[nodiscard]] glm::dvec3 moon_position_ecef(double unix_s) noexcept;
/// Direction of the Moon in the Earth-fixed frame: unit vector, within 0.02 degree (ERFA Moon98), seen from the Earth's centre.
[[nodiscard]] glm::dvec3 moon_direction_ecef(double unix_s) noexcept;

enum class Shadow : std::uint8_t { Sunlit, Penumbra, Umbra };
/// Is a satellite in the Earth's shadow? Both positions from the Earth's centre in the same frame, km. Cone model: apparent discs
/// of sun (radius 695,700 km) and Earth (sphere of 6,378.137 km, no air). Inside the Earth counts as Umbra.
[[nodiscard]] Shadow earth_shadow(const glm::dvec3& satellite_km, const glm::dvec3& sun_km) noexcept;

}  // namespace linchpin::orbit
