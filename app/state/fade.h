#pragma once
// How what comes and goes in a picture fades.
#include <algorithm>

namespace linchpin::app {

inline constexpr double kFade_s = 0.2;  ///< how long layers, filters and dated things fade

/// How much of what was shown from `to_age_s` until `from_age_s` ago is still to be seen. The shares of moments that follow one another,
/// from age 0 to any age of kFade_s or more, add up to 1.
[[nodiscard]] inline float fade_share(double from_age_s, double to_age_s) noexcept {
    const auto gone = [](double age_s) {
        const double u = std::clamp(age_s / kFade_s, 0.0, 1.0);
        return u * u * (3.0 - 2.0 * u);
    };
    return static_cast<float>(gone(to_age_s) - gone(from_age_s));
}

}  // namespace linchpin::app
