// What mouse and keys do in the exploring window.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <cmath>

#include "app/scene/picture.h"
#include "app/state/observer.h"
#include "app/window/explore_session.h"

namespace linchpin::app {
namespace {

constexpr double kDoubleClick_s = 0.35, kDoubleClick_px = 6.0;
constexpr double kFlyCloser = 0.4;

}  // namespace

void ExploreSession::handle_events(double dt_s) {
    for (const InputEvent& event : input_.take()) std::visit([&](const auto& e) { on(e, dt_s); }, event);
}

void ExploreSession::touch() { state_.idle_turn = false; }

void ExploreSession::on(const PointerMoved& e, double dt_s) {
    hover_stale_ = true;
    control_.move(state_, e.pixel - stage().from, dt_s);
}

void ExploreSession::on(const ButtonChanged& e, double) {
    if (e.down) {
        touch();
        if (ImGui::GetIO().WantCaptureMouse) return;
        if (e.button == GLFW_MOUSE_BUTTON_LEFT) control_.press(state_, e.pixel - stage().from, (e.mods & GLFW_MOD_CONTROL) != 0);
        if (e.button == GLFW_MOUSE_BUTTON_RIGHT) control_.press(state_, e.pixel - stage().from, true);
        return;
    }
    if (!control_.dragging()) return;
    const bool clicked = control_.release();
    hover_stale_ = true;
    if (clicked && e.button == GLFW_MOUSE_BUTTON_LEFT) click(e.pixel, e.time_s, (e.mods & GLFW_MOD_SHIFT) != 0);
    if (clicked && e.button == GLFW_MOUSE_BUTTON_RIGHT) show_passes(e.pixel);
}

/// A right click asks what passes over the place.
void ExploreSession::show_passes(glm::dvec2 pixel) {
    const Stage at = stage();
    const auto ground = make_camera(state_, at.size.width_px, at.size.height_px).ground_at(pixel - at.from);
    if (!ground) return;
    state_.satellite_view.observer = observer_text(*ground);
    ui_.right = RightView::Passes;
    if (ui_.panels_hidden) ui_.panels_hidden = false, redraw_ = true;
}

void ExploreSession::click(glm::dvec2 pixel, double time_s, bool add) {
    const bool twice = time_s - last_click_s_ < kDoubleClick_s && std::hypot(pixel.x - last_click_px_.x, pixel.y - last_click_px_.y) < kDoubleClick_px;
    last_click_s_ = twice ? -1.0 : time_s;
    last_click_px_ = pixel;
    const Stage at = stage();
    const render::Camera camera = make_camera(state_, at.size.width_px, at.size.height_px);
    const auto ground = camera.ground_at(pixel - at.from);
    if (twice && ground) {
        CameraPose to = zoomed(state_.camera, kFlyCloser);
        to.lat_deg = ground->lat_deg;
        to.lon_deg = ground->lon_deg;
        return control_.fly(state_, to);
    }
    const Selection picked = pick(pixel);
    if (const auto to = cluster_pose(picture_->builder().clusters(), picked, camera,
                                     picture_->builder().scene().pixel_scale))
        return control_.fly(state_, *to);
    if (add && picked.kind == SelectionKind::Country) return toggle_member(picked.id);
    // A country is flown to: its page is about all of it.
    if (picked.kind == SelectionKind::Country && picked.id != state_.selection.id && !on_stage()) return fly_to(picked);
    state_.selection = picked;
    follow_selection();
}

void ExploreSession::on(const WheelTurned& e, double) {
    if (ImGui::GetIO().WantCaptureMouse) return;
    touch();
    control_.wheel(state_, e.pixel - stage().from, e.steps);
}

void ExploreSession::on(const KeyPressed& e, double) {
    const Action action = action_of_key(e.key, e.mods);
    if (action == Action::None) return;
    touch();
    if (e.key == GLFW_KEY_ESCAPE && host_->close_popups()) return;  // one press, one thing: the list goes, the panel under it stays
    // These sheets are typed into; what is typed before their field has the keyboard must not be a command.
    const bool typing = ImGui::GetIO().WantTextInput || ui_.sheet == Sheet::Search || ui_.sheet == Sheet::Ranking;
    const bool with_ctrl = (e.mods & GLFW_MOD_CONTROL) != 0;
    const bool always = e.key == GLFW_KEY_ESCAPE || e.key == GLFW_KEY_F12 || e.key == GLFW_KEY_F1;
    // While a text is being typed only what cannot be typed counts; undo belongs to the text then.
    if (typing && (!(with_ctrl || always) || action == Action::Undo || action == Action::Redo)) return;
    if (e.key == GLFW_KEY_SPACE && ImGui::GetIO().NavVisible && ImGui::IsAnyItemFocused()) return;  // Space presses the focused control
    const bool arrow = e.key == GLFW_KEY_LEFT || e.key == GLFW_KEY_RIGHT;
    if (arrow && ((ImGui::GetIO().NavVisible && ImGui::IsAnyItemFocused()) || ui_.sheet != Sheet::None)) return;  // arrows move the focus
    requests_.emplace_back(action);
}

void ExploreSession::on(const CharTyped& e, double) {
    if (ImGui::GetIO().WantTextInput || ui_.sheet == Sheet::Search || ui_.sheet == Sheet::Ranking) return;
    const Action action = action_of_char(e.code);
    if (action == Action::None) return;
    touch();
    requests_.emplace_back(action);
}

}  // namespace linchpin::app
