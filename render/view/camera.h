#pragma once
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "data/geo/sphere.h"
#include "render/view/sheet.h"

namespace linchpin::render {

/// Orbit camera over a unit sphere (1 = geo::kEarthRadiusKm): looks at a ground point from a distance; no roll. As the world
/// becomes a flat map (see Sheet), the camera stays above its ground point while bearing and tilt go to 0.
struct CameraView {
    double lat_deg = 0.0, lon_deg = 0.0;  ///< ground point in the middle of the picture
    double distance_km = 17500.0;         ///< from that point to the eye, > 0
    double bearing_deg = 0.0;             ///< direction that is up in the picture; 0 = north, clockwise
    double tilt_deg = 0.0;                ///< 0 = straight down .. 80
    double flat = 0.0;                    ///< 0 = globe .. 1 = Equal Earth map
    double meridian_deg = 11.0;           ///< middle of the map; its edge is opposite, here through the Bering Strait
};

/// A part of a picture that is drawn by itself, in pixels of the whole picture from its top left corner.
struct PictureWindow {
    int x = 0, y = 0, width_px = 0, height_px = 0;
    bool operator==(const PictureWindow&) const = default;
};

/// A camera and a picture size: the matrices, and the way from pixels to the ground and back. Pixels count from the top left.
class Camera {
public:
    static constexpr double kFovYDeg = 35.0;  ///< vertical field of view: long enough that a whole globe is not distorted
    static constexpr double kMinDistanceKm = 20.0, kMaxDistanceKm = 120000.0, kMaxTiltDeg = 80.0;

    Camera(const CameraView& view, int width_px, int height_px);
    /// The same camera for drawing only a part of its picture. Projection and picking stay in pixels of the whole picture.
    [[nodiscard]] Camera windowed(const PictureWindow& window) const;
    /// The part that is drawn; the whole picture unless windowed.
    [[nodiscard]] const PictureWindow& window() const noexcept { return window_; }

    [[nodiscard]] const CameraView& view() const noexcept { return view_; }
    /// Earth-fixed on the globe; in the frame of sheet() otherwise, as are the directions below.
    [[nodiscard]] const glm::dvec3& eye() const noexcept { return eye_; }
    [[nodiscard]] const Sheet& sheet() const noexcept { return sheet_; }
    [[nodiscard]] bool is_globe() const noexcept { return view_.flat == 0.0; }
    [[nodiscard]] int width_px() const noexcept { return width_px_; }
    [[nodiscard]] int height_px() const noexcept { return height_px_; }
    /// Clip space from a position relative to the eye: clip = m * vec4(position - eye, 1), both in the camera's frame.
    [[nodiscard]] const glm::dmat4& clip_from_eye() const noexcept { return clip_from_eye_; }
    /// Directions of the camera, unit vectors.
    [[nodiscard]] const glm::dvec3& right() const noexcept { return right_; }
    [[nodiscard]] const glm::dvec3& up() const noexcept { return up_; }
    [[nodiscard]] const glm::dvec3& forward() const noexcept { return forward_; }
    [[nodiscard]] double tan_half_fov_y() const noexcept { return tan_half_; }
    [[nodiscard]] double aspect() const noexcept { return static_cast<double>(width_px_) / height_px_; }

    /// Direction (unit) of the ray through a pixel.
    [[nodiscard]] glm::dvec3 ray(glm::dvec2 pixel) const;
    /// Where the ray through a pixel meets the ground; nothing beside the globe.
    [[nodiscard]] std::optional<geo::LatLon> ground_at(glm::dvec2 pixel) const;
    /// How far the ground is along the ray through a pixel, km from the eye; nothing beside the world.
    [[nodiscard]] std::optional<double> ground_distance_km(glm::dvec2 pixel) const;
    /// Pixel of a position (Earth-fixed, unit = Earth radius); nothing behind the eye or hidden by the globe.
    /// @param lift  what a height is on the flat map, see Sheet::stand
    [[nodiscard]] std::optional<glm::dvec2> project(const glm::dvec3& position, double lift = 0.0) const;
    /// Pixel of a position whether hidden by the globe or not; nothing behind the eye.
    [[nodiscard]] std::optional<glm::dvec2> project_unhidden(const glm::dvec3& position, double lift = 0.0) const;
    /// True when the globe stands between the eye and the position.
    [[nodiscard]] bool hidden(const glm::dvec3& position) const noexcept;
    /// Cosine of the angle at an Earth-fixed position between straight up and the eye: 1 from above, 0 at the limb.
    [[nodiscard]] double facing(const glm::dvec3& position) const noexcept;
    /// True when the way between two Earth-fixed positions, each less than half a turn from the other, passes the map's edge.
    [[nodiscard]] bool parted(const glm::dvec3& a, const glm::dvec3& b) const noexcept;
    /// Kilometres on the ground that one pixel covers in the middle of the picture.
    [[nodiscard]] double km_per_pixel() const noexcept;
    /// Radius of the globe's outline in pixels, for choosing detail.
    [[nodiscard]] double globe_radius_px() const noexcept;

private:
    void place_over_globe();
    void place_over_sheet();
    [[nodiscard]] std::optional<glm::dvec2> pixel_of(const glm::dvec3& point) const;

    CameraView view_;
    int width_px_, height_px_;
    PictureWindow window_;
    double tan_half_;
    Sheet sheet_;
    glm::dvec3 eye_, right_, up_, forward_;
    glm::dmat4 clip_from_eye_;
};

/// The distance from which the whole flat map stands in a picture of this shape, with a little air around it, km.
[[nodiscard]] double fit_map_distance_km(int width_px, int height_px) noexcept;

/// The view that brings `anchor` under `pixel`, keeping distance, bearing and tilt: what a dragging hand expects.
/// The same view when the pixel is beside the globe.
[[nodiscard]] CameraView drag_to(const CameraView& view, int width_px, int height_px, geo::LatLon anchor, glm::dvec2 pixel);
/// The view at `distance_km` that keeps the ground under `pixel` where it is.
[[nodiscard]] CameraView zoom_at(const CameraView& view, int width_px, int height_px, glm::dvec2 pixel, double distance_km);

}  // namespace linchpin::render
