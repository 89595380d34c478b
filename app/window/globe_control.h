#pragma once
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "app/state/camera_motion.h"
#include "app/state/flight.h"
#include "render/view/camera.h"

namespace linchpin::app {

/// Turns what the mouse does into camera poses. Knows no window: events come in as calls, in framebuffer pixels.
class GlobeControl {
public:
    void press(const AppState& state, glm::dvec2 pixel, bool tilts);
    /// The pointer moved; edits the camera while a button is held.
    void move(AppState& state, glm::dvec2 pixel, double dt_s);
    /// @return true when it was a click: the pointer stayed where it was pressed
    [[nodiscard]] bool release();
    /// @param steps  wheel steps, positive = closer
    void wheel(AppState& state, glm::dvec2 pixel, double steps);
    void fly(const AppState& state, const CameraPose& to);
    void zoom_step(const AppState& state, double factor);
    /// Advances flights, smooth zoom, inertia and the idle turn. True while the camera moves by itself.
    bool step(AppState& state, double dt_s);
    void stop();
    [[nodiscard]] bool dragging() const noexcept { return mode_ != Mode::None; }
    [[nodiscard]] bool moving() const noexcept { return flight_.has_value() || zoom_left_ != 0.0 || gliding_; }
    /// @param flat, meridian_deg  how the world is shown, see render::CameraView
    void set_view(int width_px, int height_px, double flat, double meridian_deg) {
        width_px_ = width_px;
        height_px_ = height_px;
        flat_ = flat;
        meridian_deg_ = meridian_deg;
    }

private:
    enum class Mode { None, Turn, Tilt };
    [[nodiscard]] render::Camera camera_of(const CameraPose& pose) const;
    /// The pose with `pixel` showing the ground that it shows in `before`.
    /// More map than globe: drags move it as a sheet, flights go straight over it, and nothing passes its edge.
    [[nodiscard]] bool on_map() const noexcept { return flat_ > 0.5; }
    [[nodiscard]] bool passes_edge(const CameraPose& before, const CameraPose& after) const noexcept;
    [[nodiscard]] CameraPose held_on_map(const CameraPose& pose, const CameraPose& before, glm::dvec2 at, glm::dvec2 grabbed_at) const;
    [[nodiscard]] CameraPose flight_pose() const;
    [[nodiscard]] CameraPose holding(const CameraPose& pose, const CameraPose& before, glm::dvec2 pixel) const;
    void turn(AppState& state, glm::dvec2 pixel, double dt_s);
    void step_zoom(AppState& state, double dt_s);

    int width_px_ = 1, height_px_ = 1;
    double flat_ = 0.0, meridian_deg_ = 0.0;
    Mode mode_ = Mode::None;
    glm::dvec2 pressed_{0.0}, last_{0.0};
    bool was_moved_ = false;
    std::optional<glm::dvec3> grabbed_;     ///< unit vector of the ground held; empty beside the globe
    double since_move_s_ = 0.0;
    Inertia inertia_;
    bool gliding_ = false;
    std::optional<Flight> flight_;
    CameraPose flight_from_, flight_to_;
    double flight_s_ = 0.0;
    double zoom_left_ = 0.0;                ///< natural logarithm of the factor still to zoom
    glm::dvec2 zoom_at_{0.0};
};

}  // namespace linchpin::app
