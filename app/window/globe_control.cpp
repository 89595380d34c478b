#include "app/window/globe_control.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {
namespace {

constexpr double kClickSlack_px = 4.0;
constexpr double kWheelFactor = 0.82;         // a step of the wheel
constexpr double kZoomEase_s = 0.09;
constexpr double kIdleTurn_deg_s = 1.2;
constexpr double kTurnPerPixel_deg = 0.25;

}  // namespace

render::Camera GlobeControl::camera_of(const CameraPose& pose) const {
    return render::Camera({pose.lat_deg, pose.lon_deg, pose.distance_km, pose.bearing_deg, pose.tilt_deg, flat_, meridian_deg_}, width_px_, height_px_);
}

CameraPose GlobeControl::holding(const CameraPose& pose, const CameraPose& before, glm::dvec2 pixel) const {
    if (on_map()) return held_on_map(pose, before, pixel, pixel);
    const auto ground = camera_of(before).ground_at(pixel);
    const auto now = camera_of(pose).ground_at(pixel);
    if (!ground || !now) return pose;
    return move_to_show(pose, local_direction(pose, geo::to_unit(*now)), geo::to_unit(*ground));
}

CameraPose GlobeControl::held_on_map(const CameraPose& pose, const CameraPose& before, glm::dvec2 at, glm::dvec2 grabbed_at) const {
    // Both in the map's own plane: what is under the pointer need not be on the map for the drag to hold.
    const render::Sheet map{1.0, meridian_deg_};
    const auto under = [&](const CameraPose& p, glm::dvec2 pixel) {
        const double units_per_px = 2.0 * std::tan(0.5 * render::Camera::kFovYDeg * geo::kRadPerDeg) * p.distance_km / geo::kEarthRadiusKm / height_px_;
        return map.coordinates({p.lat_deg, p.lon_deg}) + glm::dvec2{pixel.x - 0.5 * width_px_, 0.5 * height_px_ - pixel.y} * units_per_px;
    };
    const geo::LatLon middle = map.nearest_place(map.coordinates({pose.lat_deg, pose.lon_deg}) + under(before, grabbed_at) - under(pose, at));
    CameraPose moved = pose;
    moved.lat_deg = middle.lat_deg;
    moved.lon_deg = middle.lon_deg;
    return moved;
}

bool GlobeControl::passes_edge(const CameraPose& before, const CameraPose& after) const noexcept {
    return std::abs(geo::wrap_lon_deg(after.lon_deg - meridian_deg_) - geo::wrap_lon_deg(before.lon_deg - meridian_deg_)) > 180.0;
}

void GlobeControl::press(const AppState& state, glm::dvec2 pixel, bool tilts) {
    stop();
    mode_ = tilts ? Mode::Tilt : Mode::Turn;
    pressed_ = last_ = pixel;
    was_moved_ = false;
    grabbed_.reset();
    if (const auto ground = camera_of(state.camera).ground_at(pixel)) grabbed_ = geo::to_unit(*ground);
}

void GlobeControl::move(AppState& state, glm::dvec2 pixel, double dt_s) {
    if (mode_ == Mode::None) return;
    if (std::hypot(pixel.x - pressed_.x, pixel.y - pressed_.y) > kClickSlack_px) was_moved_ = true;
    if (!was_moved_) return;  // a hand that trembles while clicking must not turn the globe
    const glm::dvec2 step = pixel - last_;
    if (mode_ == Mode::Tilt && on_map()) was_moved_ = true;  // a map has its north at the top
    else if (mode_ == Mode::Tilt) state.camera = turned(state.camera, step.x * kTurnPerPixel_deg, -step.y * kTurnPerPixel_deg);
    else turn(state, pixel, dt_s);
    last_ = pixel;
    since_move_s_ = 0.0;
}

void GlobeControl::turn(AppState& state, glm::dvec2 pixel, double dt_s) {
    const CameraPose before = state.camera;
    if (on_map()) {
        state.camera = held_on_map(before, before, pixel, last_);
        if (!state.reduce_motion && !passes_edge(before, state.camera)) inertia_.feel(before, state.camera, dt_s);
        return;
    }
    const render::Camera camera = camera_of(before);
    const auto now = camera.ground_at(pixel);
    if (grabbed_ && now) {
        state.camera = move_to_show(before, local_direction(before, geo::to_unit(*now)), *grabbed_);
    } else {
        // Beside the globe there is nothing to hold: turn as a ball of that size would roll.
        const double deg_per_px = 1.0 / geo::kRadPerDeg / std::max(camera.globe_radius_px(), 1.0);
        const double bearing = before.bearing_deg * geo::kRadPerDeg;
        const glm::dvec2 step = pixel - last_;
        const double east = -step.x * std::cos(bearing) + step.y * std::sin(bearing), north = step.y * std::cos(bearing) + step.x * std::sin(bearing);
        state.camera.lat_deg = std::clamp(before.lat_deg + north * deg_per_px, -90.0, 90.0);
        state.camera.lon_deg = geo::wrap_lon_deg(before.lon_deg + east * deg_per_px / std::max(0.2, std::cos(before.lat_deg * geo::kRadPerDeg)));
        grabbed_.reset();
        if (now) grabbed_ = geo::to_unit(*camera_of(state.camera).ground_at(pixel));
    }
    if (!state.reduce_motion) inertia_.feel(before, state.camera, dt_s);
}

bool GlobeControl::release() {
    const bool click = mode_ != Mode::None && !was_moved_;
    gliding_ = mode_ == Mode::Turn && was_moved_;
    if (!gliding_) inertia_.stop();
    mode_ = Mode::None;
    return click;
}

void GlobeControl::wheel(AppState& state, glm::dvec2 pixel, double steps) {
    flight_.reset();
    gliding_ = false;
    inertia_.stop();
    zoom_at_ = pixel;
    zoom_left_ += steps * std::log(kWheelFactor);
    if (state.reduce_motion) step_zoom(state, 1e9);
}

void GlobeControl::fly(const AppState& state, const CameraPose& to) {
    stop();
    flight_.emplace(state.camera, to);
    flight_from_ = state.camera;
    flight_to_ = to;
    flight_s_ = state.reduce_motion ? 1e9 : 0.0;
}

void GlobeControl::zoom_step(const AppState& state, double factor) { fly(state, zoomed(state.camera, factor)); }

void GlobeControl::step_zoom(AppState& state, double dt_s) {
    const double share = 1.0 - std::exp(-dt_s / kZoomEase_s);
    double part = zoom_left_ * share;
    if (std::abs(zoom_left_ - part) < 1e-3) part = zoom_left_;
    zoom_left_ -= part;
    const CameraPose before = state.camera;
    const CameraPose closer = zoomed(before, std::exp(part));
    if (closer.distance_km == before.distance_km) zoom_left_ = 0.0;  // at a limit
    state.camera = holding(closer, before, zoom_at_);
}

bool GlobeControl::step(AppState& state, double dt_s) {
    if (mode_ != Mode::None) {
        since_move_s_ += dt_s;
        if (since_move_s_ > 0.05) inertia_.rest(dt_s);
        return true;
    }
    if (flight_) {
        flight_s_ += dt_s;
        state.camera = flight_pose();
        if (flight_s_ >= flight_->duration_s()) flight_.reset();
        return true;
    }
    if (zoom_left_ != 0.0) {
        step_zoom(state, dt_s);
        return true;
    }
    if (gliding_) {
        const CameraPose before = state.camera;
        gliding_ = inertia_.step(state.camera, dt_s);
        if (on_map() && passes_edge(before, state.camera)) {
            state.camera = before;
            inertia_.stop();
            gliding_ = false;
        }
        return gliding_;
    }
    if (!state.idle_turn || state.reduce_motion || flat_ > 0.0) return false;
    state.camera.lon_deg = geo::wrap_lon_deg(state.camera.lon_deg - kIdleTurn_deg_s * dt_s);
    return true;
}

/// Over the globe along the great circle; over the map straight, rising as much as the globe's flight does.
CameraPose GlobeControl::flight_pose() const {
    CameraPose pose = flight_->at(flight_s_);
    if (!on_map() || flight_s_ >= flight_->duration_s()) return pose;
    const render::Sheet map{1.0, meridian_deg_};
    const double t = flight_->duration_s() > 0.0 ? flight_s_ / flight_->duration_s() : 1.0, eased = t * t * (3.0 - 2.0 * t);
    const glm::dvec2 from = map.coordinates({flight_from_.lat_deg, flight_from_.lon_deg}), to = map.coordinates({flight_to_.lat_deg, flight_to_.lon_deg});
    const geo::LatLon middle = map.nearest_place(from + (to - from) * eased);
    pose.lat_deg = middle.lat_deg;
    pose.lon_deg = middle.lon_deg;
    return pose;
}

void GlobeControl::stop() {
    flight_.reset();
    inertia_.stop();
    gliding_ = false;
    zoom_left_ = 0.0;
    mode_ = Mode::None;
}

}  // namespace linchpin::app
