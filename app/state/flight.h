#pragma once
#include <glm/vec3.hpp>

#include "app/state/app_state.h"

namespace linchpin::app {

/// A camera move along the great circle that zooms out and in on long trips: the optimal path of van Wijk and Nuij, "Smooth and
/// efficient zooming and panning" (IEEE InfoVis 2003), with the distance to the ground as the width of the view.
class Flight {
public:
    Flight(const CameraPose& from, const CameraPose& to);
    /// Seconds, between 0 (nothing to do) and 4.
    [[nodiscard]] double duration_s() const noexcept { return duration_s_; }
    /// Pose `t_s` seconds after the start; the ends are exact.
    [[nodiscard]] CameraPose at(double t_s) const;

private:
    /// Ground covered (km) and width (km) at path length s in [0, length_].
    struct Place { double ground_km, width_km; };
    [[nodiscard]] Place place_at(double s) const;

    CameraPose from_, to_;
    glm::dvec3 from_unit_, to_unit_;
    double ground_km_ = 0.0;   ///< from start to end
    double length_ = 0.0;      ///< of the path in the metric of the paper, dimensionless
    double r0_ = 0.0;
    double duration_s_ = 0.0;
};

}  // namespace linchpin::app
