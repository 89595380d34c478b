#pragma once
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "data/geo/sphere.h"

namespace linchpin::render {

/// Orbit camera over a unit sphere (1 = geo::kEarthRadiusKm): looks at a ground point from a distance; no roll.
struct CameraView {
    double lat_deg = 0.0, lon_deg = 0.0;  ///< ground point in the middle of the picture
    double distance_km = 17500.0;         ///< from that point to the eye, > 0
    double bearing_deg = 0.0;             ///< direction that is up in the picture; 0 = north, clockwise
    double tilt_deg = 0.0;                ///< 0 = straight down .. 80
};

/// A camera and a picture size: the matrices, and the way from pixels to the ground and back. Pixels count from the top left.
class Camera {
public:
    static constexpr double kFovYDeg = 35.0;  ///< vertical field of view: long enough that a whole globe is not distorted
    static constexpr double kMinDistanceKm = 20.0, kMaxDistanceKm = 120000.0, kMaxTiltDeg = 80.0;

    Camera(const CameraView& view, int width_px, int height_px);

    [[nodiscard]] const CameraView& view() const noexcept { return view_; }
    [[nodiscard]] const glm::dvec3& eye() const noexcept { return eye_; }
    [[nodiscard]] int width_px() const noexcept { return width_px_; }
    [[nodiscard]] int height_px() const noexcept { return height_px_; }
    /// Clip space from a position relative to the eye: clip = m * vec4(position - eye, 1).
    [[nodiscard]] const glm::dmat4& clip_from_eye() const noexcept { return clip_from_eye_; }
    /// Rows: right, up and backward directions of the camera in the Earth-fixed frame.
    [[nodiscard]] const glm::dvec3& right() const noexcept { return right_; }
    [[nodiscard]] const glm::dvec3& up() const noexcept { return up_; }
    [[nodiscard]] const glm::dvec3& forward() const noexcept { return forward_; }
    [[nodiscard]] double tan_half_fov_y() const noexcept { return tan_half_; }
    [[nodiscard]] double aspect() const noexcept { return static_cast<double>(width_px_) / height_px_; }

    /// Direction (unit) of the ray through a pixel.
    [[nodiscard]] glm::dvec3 ray(glm::dvec2 pixel) const;
    /// Where the ray through a pixel meets the ground; nothing beside the globe.
    [[nodiscard]] std::optional<geo::LatLon> ground_at(glm::dvec2 pixel) const;
    /// Pixel of a position (Earth-fixed, unit = Earth radius); nothing behind the eye or hidden by the globe.
    [[nodiscard]] std::optional<glm::dvec2> project(const glm::dvec3& position) const;
    /// Pixel of a position whether hidden by the globe or not; nothing behind the eye.
    [[nodiscard]] std::optional<glm::dvec2> project_unhidden(const glm::dvec3& position) const;
    /// True when the globe stands between the eye and the position.
    [[nodiscard]] bool hidden(const glm::dvec3& position) const noexcept;
    /// Kilometres on the ground that one pixel covers in the middle of the picture.
    [[nodiscard]] double km_per_pixel() const noexcept;
    /// Radius of the globe's outline in pixels, for choosing detail.
    [[nodiscard]] double globe_radius_px() const noexcept;

private:
    CameraView view_;
    int width_px_, height_px_;
    double tan_half_;
    glm::dvec3 eye_, right_, up_, forward_;
    glm::dmat4 clip_from_eye_;
};

/// The view that brings `anchor` under `pixel`, keeping distance, bearing and tilt: what a dragging hand expects.
/// The same view when the pixel is beside the globe.
[[nodiscard]] CameraView drag_to(const CameraView& view, int width_px, int height_px, geo::LatLon anchor, glm::dvec2 pixel);
/// The view at `distance_km` that keeps the ground under `pixel` where it is.
[[nodiscard]] CameraView zoom_at(const CameraView& view, int width_px, int height_px, glm::dvec2 pixel, double distance_km);

}  // namespace linchpin::render
