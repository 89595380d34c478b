#pragma once
#include "data/orbit/sgp4.h"

namespace linchpin::orbit {

// The deep-space half of SGP4. Used by sgp4.cpp only.

/// Mean elements while they are being assembled (radians, radians per minute).
struct MeanState {
    double eccentricity, inclination, node, arg_perigee, mean_anomaly, mean_motion;
};

/// Lunar and solar terms and resonance coefficients at the epoch.
[[nodiscard]] DeepSpaceTerms init_deep_space(const NearEarthTerms& near, double epoch_unix_s) noexcept;
/// Secular lunar-solar rates and, for resonant orbits, the numerically integrated longitude and mean motion.
void add_deep_secular(const DeepSpaceTerms& deep, const NearEarthTerms& near, double minutes, MeanState& state) noexcept;
/// Long-period lunar-solar terms. "Improved" mode: Lyddane's form below 0.2 rad without the node being forced positive.
void add_deep_periodic(const DeepSpaceTerms& deep, double minutes, MeanState& state) noexcept;

}  // namespace linchpin::orbit
