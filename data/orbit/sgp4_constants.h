#pragma once
// Numbers of Spacetrack Report 3 that the scalar and the vector propagator share.

namespace linchpin::orbit::sgp4_constants {

inline constexpr double kPi = 3.14159265358979323846;
inline constexpr double kTwoPi = 2.0 * kPi;

// Sun and Moon: eccentricity, mean motion (rad/min), perturbation coefficient (rad/min).
inline constexpr double kSunE = 0.01675, kSunN = 1.19459e-5, kSunC = 2.9864797e-6;
inline constexpr double kMoonE = 0.05490, kMoonN = 1.5835218e-4, kMoonC = 4.7968065e-7;

/// Earth rotation as the resonance terms count it, rad/min.
inline constexpr double kEarthRotationRadMin = 4.37526908801129966e-3;

// Phases of the resonance terms, rad.
inline constexpr double kOneDayPhase[3] = {0.13130908, 2.8843198, 0.37448087};
inline constexpr double kG22 = 5.7686396, kG32 = 0.95240898, kG44 = 1.8014998, kG52 = 1.0508330, kG54 = 4.4108898;
/// Multiple of the resonance angle in each of the ten half-day terms.
inline constexpr double kHalfDayOrder[10] = {1, 1, 1, 1, 2, 2, 1, 1, 2, 2};

}  // namespace linchpin::orbit::sgp4_constants
