#pragma once

namespace linchpin::orbit::wgs72 {

// The constants that element sets are fitted with (WGS72, Spacetrack Report 3; AIAA 2006-6753 table 1). Using others, however much
// better they describe the Earth, moves satellites by kilometres, because the sets were made with these.
inline constexpr double kMu = 398600.8;              ///< km^3/s^2
inline constexpr double kRadiusKm = 6378.135;        ///< equatorial radius, km
inline constexpr double kXke = 0.07436691613317342;  ///< 60 / sqrt(kRadiusKm^3 / kMu): sqrt(mu) in Earth radii^1.5 per minute
inline constexpr double kJ2 = 0.001082616;
inline constexpr double kJ3 = -0.00000253881;
inline constexpr double kJ4 = -0.00000165597;
inline constexpr double kJ3OverJ2 = kJ3 / kJ2;
inline constexpr double kVelocityKmS = kRadiusKm * kXke / 60.0;  ///< unit velocity to km/s

}  // namespace linchpin::orbit::wgs72
