#pragma once
// What the hand does to the camera, as pure functions of poses and ground points. Which ground point a pixel shows is the render
// camera's business; it comes in as a value.
#include <glm/vec3.hpp>

#include "app/state/app_state.h"
#include "data/geo/sphere.h"

namespace linchpin::app {

inline constexpr double kNearestDistance_km = 20.0;
inline constexpr double kFarthestDistance_km = 90000.0;
inline constexpr double kMostTilt_deg = 80.0;

/// `seen` in the frame east, north, up of the pose's ground point. It does not change when the pose is moved over the globe.
[[nodiscard]] glm::dvec3 local_direction(const CameraPose& pose, const glm::dvec3& seen) noexcept;

/// The pose moved over the globe (bearing, tilt and distance kept) so that the direction `local` (see above) shows the ground point
/// `grabbed`. Exact where possible; beyond the poles, where north-up allows no exact answer, the nearest latitude is taken.
/// @param grabbed  unit vector
[[nodiscard]] CameraPose move_to_show(const CameraPose& pose, const glm::dvec3& local, const glm::dvec3& grabbed) noexcept;

/// Distance multiplied by `factor`, within the limits.
[[nodiscard]] CameraPose zoomed(CameraPose pose, double factor) noexcept;

/// Right drag: bearing by `turn_deg`, tilt by `raise_deg`, within the limits.
[[nodiscard]] CameraPose turned(CameraPose pose, double turn_deg, double raise_deg) noexcept;

/// The turning that goes on after the hand let go.
class Inertia {
public:
    /// A drag moved the camera from `before` to `after` within `dt_s`.
    void feel(const CameraPose& before, const CameraPose& after, double dt_s) noexcept;
    /// The hand rests on the globe: what was felt fades.
    void rest(double dt_s) noexcept;
    void stop() noexcept { *this = {}; }
    /// Moves `pose` on by `dt_s` and slows down; false when it has come to rest.
    bool step(CameraPose& pose, double dt_s) noexcept;

private:
    double lat_deg_s_ = 0.0, lon_deg_s_ = 0.0;
};

}  // namespace linchpin::app
