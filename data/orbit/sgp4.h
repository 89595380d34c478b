#pragma once
#include <cstdint>
#include <glm/vec3.hpp>

#include "data/core/result.h"
#include "data/orbit/elements.h"

namespace linchpin::orbit {

/// Why there is no position. The numbers are those of the reference (AIAA 2006-6753); 5 is not used there either.
enum class PropagationError : std::uint8_t {
    None = 0,
    MeanEccentricity = 1,       ///< mean eccentricity outside [-0.001, 1)
    MeanMotion = 2,             ///< mean motion not above zero
    PerturbedEccentricity = 3,  ///< eccentricity with lunar and solar terms outside [0, 1]
    SemiLatusRectum = 4,        ///< semi-latus rectum below zero
    Decayed = 6,                ///< below the Earth's surface
    BadElements = 7,            ///< ours: the element set itself was refused by Sgp4::init
    Unbound = 8,                ///< ours, in keyframes only: drag terms have run away, the path is no orbit of the Earth any more
};

/// One sentence for a person.
[[nodiscard]] const char* explain(PropagationError error) noexcept;

/// State in the True Equator, Mean Equinox frame of date. With an error both vectors are zero and mean nothing.
struct TemeState {
    glm::dvec3 position_km{0.0};
    glm::dvec3 velocity_km_s{0.0};
    PropagationError error = PropagationError::None;
};

/// What does not change with time, near-earth part (Earth radii, radians, minutes).
struct NearEarthTerms {
    double mean_anomaly = 0, arg_perigee = 0, node = 0;  ///< at epoch
    double inclination = 0, sin_i = 0, cos_i = 0;
    double eccentricity = 0, mean_motion = 0, bstar = 0;  ///< Brouwer mean motion (un-Kozai'd)
    double mean_anomaly_dot = 0, arg_perigee_dot = 0, node_dot = 0;
    double node_drag = 0;                                         ///< t^2 term of the node
    double c1 = 0, c4 = 0, c5 = 0, d2 = 0, d3 = 0, d4 = 0;        ///< drag
    double t2 = 0, t3 = 0, t4 = 0, t5 = 0;                        ///< drag on the mean longitude
    double arg_perigee_drag = 0, mean_anomaly_drag = 0, eta = 0;  ///< periodic drag
    double delta_m0 = 0, sin_m0 = 0;
    double long_period_x = 0, long_period_y = 0;  ///< J3 terms
    double con41 = 0, x1mth2 = 0, x7thm1 = 0;     ///< 3cos^2 i - 1, 1 - cos^2 i, 7cos^2 i - 1
    bool simple_drag = false;                     ///< perigee below 220 km, or deep space: no powers of t above the second
};

enum class Resonance : std::uint8_t { None = 0, OneDay = 1, HalfDay = 2 };

/// Lunar and solar periodic coefficients of one body (dimensionless, radians).
struct PeriodicTerms {
    double e2 = 0, e3 = 0, i2 = 0, i3 = 0, l2 = 0, l3 = 0, l4 = 0;
    double gh2 = 0, gh3 = 0, gh4 = 0, h2 = 0, h3 = 0;
    double mean_anomaly = 0;  ///< of the perturbing body at epoch
};

/// What does not change with time, deep-space part (period of 225 minutes and more).
struct DeepSpaceTerms {
    PeriodicTerms sun, moon;
    double e_dot = 0, i_dot = 0, m_dot = 0, arg_perigee_dot = 0, node_dot = 0;  ///< secular, per minute
    Resonance resonance = Resonance::None;
    double gmst_epoch = 0;               ///< rad
    double lambda0 = 0, lambda_dot = 0;  ///< resonance angle at epoch and its rate less the mean motion
    double one_day[3] = {};              ///< del1..del3
    double half_day[10] = {};            ///< D2201 D2211 D3210 D3222 D4410 D4422 D5220 D5232 D5421 D5433
};

/// SGP4/SDP4, "improved" mode, WGS72, double precision. Written from Hoots & Roehrich, Spacetrack Report 3 (1980), with the
/// corrections of Vallado, Crawford, Hujsak, Kelso, AIAA 2006-6753.
/// A value type; propagate() reads only, so one object may be shared between threads, and its result depends on nothing but its
/// arguments: the resonance integrator always starts at the epoch.
class Sgp4 {
public:
    /// @return an error naming the element that is out of range (not finite, mean motion not above 0, eccentricity outside [0, 1),
    ///         inclination outside [0, 180]).
    [[nodiscard]] static Result<Sgp4> init(const MeanElements& elements);
    /// @param minutes_since_epoch  may be negative.
    [[nodiscard]] TemeState propagate(double minutes_since_epoch) const noexcept;
    /// Same, for a POSIX instant (UTC).
    [[nodiscard]] TemeState at(double unix_s) const noexcept { return propagate((unix_s - epoch_unix_s_) / 60.0); }

    [[nodiscard]] bool deep_space() const noexcept { return deep_space_; }
    [[nodiscard]] double epoch_unix_s() const noexcept { return epoch_unix_s_; }
    [[nodiscard]] const NearEarthTerms& near_terms() const noexcept { return near_; }
    [[nodiscard]] const DeepSpaceTerms& deep_terms() const noexcept { return deep_; }

private:
    Sgp4() = default;
    NearEarthTerms near_;
    DeepSpaceTerms deep_;
    double epoch_unix_s_ = 0.0;
    bool deep_space_ = false;
};

}  // namespace linchpin::orbit
