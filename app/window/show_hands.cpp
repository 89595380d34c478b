// What keys, clickers, mouse and touch do while presenting.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

#include "app/state/edits.h"
#include "app/state/projection.h"
#include "app/ui/show_keys.h"
#include "app/window/show_session.h"

namespace linchpin::app {
namespace {

constexpr double kEdge = 0.12;           ///< of the width at both sides: a touch there is a step
constexpr double kClick_px = 6.0;
constexpr float kSmallestNote_px = 12.0f, kLargestNote_px = 48.0f;

template <class... F> struct Overloaded : F... { using F::operator()...; };
template <class... F> Overloaded(F...) -> Overloaded<F...>;

/// Keys that no text takes: what a clicker sends works while a question is typed.
bool is_clicker(int key) { return key == GLFW_KEY_PAGE_DOWN || key == GLFW_KEY_PAGE_UP || key == GLFW_KEY_F5 || key == GLFW_KEY_ESCAPE; }

}  // namespace

bool ShowSession::text_is_typed() const { return host_.wants_text(); }

void ShowSession::handle(const InputEvent& event, bool from_audience, double dt_s) {
    std::visit(Overloaded{[&](const KeyPressed& e) {
                              if (!e.repeat) on_key(e.key, e.mods, from_audience);  // one press, one step, however long it is held
                          },
                          [&](const KeyReleased& e) {
                              if (e.key == GLFW_KEY_L && spot_key_) {
                                  spot_key_ = false;
                                  show_->set_spotlight(ui_.held_spotlight, last_s_);
                                  redraw_ = true;
                              }
                          },
                          [&](const CharTyped&) {},
                          [&](const ButtonChanged& e) { on_button(e, from_audience); },
                          [&](const PointerMoved& e) { on_pointer(e.pixel, from_audience, dt_s); },
                          [&](const WheelTurned& e) {
                              const auto at = in_picture(e.pixel, from_audience);
                              if (!at || (!from_audience && ImGui::GetIO().WantCaptureMouse)) return;
                              if (show_->touched(last_s_)) return;
                              hand_state_ = show_->at(last_s_).state;
                              const PixelSize size = audience_size();
                              hand_.set_view(size.width_px, size.height_px, flat_of(hand_state_), hand_state_.central_meridian_deg);
                              hand_.wheel(hand_state_, *at, e.steps);
                          }},
               event);
}

std::optional<glm::dvec2> ShowSession::in_picture(glm::dvec2 pixel, bool from_audience) const {
    const PixelSize size = audience_size();
    if (from_audience || only_picture() || stage_size_.x < 1.0f) return pixel;
    const glm::dvec2 at{(pixel.x - static_cast<double>(stage_from_.x)) / static_cast<double>(stage_size_.x), (pixel.y - static_cast<double>(stage_from_.y)) / static_cast<double>(stage_size_.y)};
    if (at.x < 0.0 || at.y < 0.0 || at.x > 1.0 || at.y > 1.0) return std::nullopt;
    return glm::dvec2{at.x * size.width_px, at.y * size.height_px};
}

void ShowSession::on_pointer(glm::dvec2 pixel, bool from_audience, double dt_s) {
    const PixelSize size = audience_size();
    if (const auto at = in_picture(pixel, from_audience)) {
        show_->point_at(at->x / size.width_px, at->y / size.height_px);
        if (show_->spotlight()) redraw_ = true;
        if (hand_.dragging()) {
            hand_.move(hand_state_, *at, dt_s);
            // A finger that only rests on the screen has not turned the globe.
            if (std::hypot(at->x - pressed_.x, at->y - pressed_.y) >= kClick_px) show_->set_camera(hand_state_.camera, last_s_);
        }
    }
}

void ShowSession::on_button(const ButtonChanged& e, bool from_audience) {
    const auto at = in_picture(e.pixel, from_audience);
    if (e.down) {
        // Where only the picture stands no panel can want the click, whatever the last frame still had there.
        if (!from_audience && !only_picture() && ImGui::GetIO().WantCaptureMouse) return;
        if (show_->touched(last_s_) || !at) return;
        hand_state_ = show_->at(last_s_).state;
        const PixelSize size = audience_size();
        hand_.set_view(size.width_px, size.height_px, flat_of(hand_state_), hand_state_.central_meridian_deg);
        hand_.press(hand_state_, *at, e.button == GLFW_MOUSE_BUTTON_RIGHT || (e.mods & GLFW_MOD_CONTROL) != 0);
        pressed_ = *at;
        return;
    }
    if (!hand_.dragging()) return;
    const bool clicked = hand_.release();
    redraw_ = true;
    if (!clicked || !at || e.button != GLFW_MOUSE_BUTTON_LEFT) return;
    hand_.stop();
    const double x = at->x / audience_size().width_px;
    if (x > 1.0 - kEdge) show_->next(last_s_);
    else if (x < kEdge) show_->previous(last_s_);
}

void ShowSession::escape() {
    if (show_->touched(last_s_)) return;
    if (ui_.sheet != PresenterSheet::None) {
        ui_.sheet = PresenterSheet::None;
        return;
    }
    if (ui_.grid) {
        ui_.grid = false;
        return;
    }
    hand_.stop();
    if (show_->escape(last_s_) == EscapeStep::Left) left_ = true;
    redraw_ = true;
}

void ShowSession::ask_to_quit() {
    ui_.open(PresenterSheet::Quit);
    frames_due_ = 3;
}

void ShowSession::on_key(int key, int mods, bool from_audience) {
    const ShowKey what = show_key(key, mods);
    if (what == ShowKey::None) return;
    frames_due_ = 3;
    // In a sheet the keyboard is the sheet's; a clicker and what Ctrl asks for work all the same.
    const bool elsewhere = !from_audience && (ui_.sheet != PresenterSheet::None || text_is_typed());
    if (elsewhere && !is_clicker(key) && (mods & GLFW_MOD_CONTROL) == 0) return;
    if (show_->touched(last_s_)) return;  // it only woke the show
    // The grid takes the arrows and Enter for itself.
    if (ui_.grid && (what == ShowKey::Enter || key == GLFW_KEY_LEFT || key == GLFW_KEY_RIGHT || key == GLFW_KEY_UP || key == GLFW_KEY_DOWN)) return;
    const double now_s = last_s_;
    const bool stepped = what == ShowKey::Next || what == ShowKey::Previous || what == ShowKey::First || what == ShowKey::Last || what == ShowKey::Enter;
    if (stepped) hand_.stop();
    switch (what) {
        case ShowKey::None: break;
        case ShowKey::Next: show_->next(now_s); break;
        case ShowKey::Previous: show_->previous(now_s); break;
        case ShowKey::First: show_->go_to(0, now_s); break;
        case ShowKey::Last: show_->go_to(show_->story().size() - 1, now_s); break;
        case ShowKey::Enter:
            if (!show_->take_number(now_s)) show_->next(now_s);
            break;
        case ShowKey::Digit: show_->digit(show_digit(key, mods), now_s); break;
        case ShowKey::Black: show_->veil(Veil::Black, now_s); break;
        case ShowKey::White: show_->veil(Veil::White, now_s); break;
        case ShowKey::Grid: ui_.grid = !ui_.grid, ui_.grid_at = show_->scene(); break;
        case ShowKey::Escape: escape(); break;
        case ShowKey::Spotlight: spot_key_ = true, show_->set_spotlight(true, now_s); break;
        case ShowKey::Notes: notes_shown_ = !notes_shown_; break;
        case ShowKey::Ask: ui_.open(PresenterSheet::Ask); break;
        case ShowKey::Layers: ui_.open(PresenterSheet::Layers); break;
        case ShowKey::Help: ui_.open(PresenterSheet::Keys); break;
        case ShowKey::Start: show_->resume(now_s); break;
        case ShowKey::ResetView: hand_.stop(), show_->reset_camera(now_s); break;
        case ShowKey::NoteLarger: note_px_ = std::min(note_px_ + 2.0f, kLargestNote_px); break;
        case ShowKey::NoteSmaller: note_px_ = std::max(note_px_ - 2.0f, kSmallestNote_px); break;
        case ShowKey::TextLarger: text_scale_ = static_cast<float>(text_scale_step(static_cast<double>(text_scale_), 1)); break;
        case ShowKey::TextSmaller: text_scale_ = static_cast<float>(text_scale_step(static_cast<double>(text_scale_), -1)); break;
        case ShowKey::TextNormal: text_scale_ = 1.0f; break;
        case ShowKey::Quit: ask_to_quit(); break;
    }
    redraw_ = true;
}

void ShowSession::perform(const PresenterCommand& command) {
    using Kind = PresenterCommand::Kind;
    const double now_s = last_s_;
    frames_due_ = 3;
    redraw_ = true;
    if (show_->touched(now_s)) return;
    // The next scene begins with its own view, whatever the hand still did with this one.
    if (command.kind == Kind::Next || command.kind == Kind::Previous || command.kind == Kind::GoTo) hand_.stop();
    switch (command.kind) {
        case Kind::Next: show_->next(now_s); break;
        case Kind::Previous: show_->previous(now_s); break;
        case Kind::GoTo: show_->go_to(command.scene, now_s); break;
        case Kind::Black: show_->veil(Veil::Black, now_s); break;
        case Kind::White: show_->veil(Veil::White, now_s); break;
        case Kind::Spotlight:
            ui_.held_spotlight = !ui_.held_spotlight;
            show_->set_spotlight(ui_.held_spotlight, now_s);
            break;
        case Kind::LayOver: show_->lay_over(command.overlay, now_s); break;
        case Kind::TakeBack: (void)show_->take_back(now_s); break;
        case Kind::Resume: show_->resume(now_s); break;
        case Kind::Leave: left_ = true; break;
        case Kind::Quit: quits_ = true; break;
        case Kind::NoteLarger: note_px_ = std::min(note_px_ + 2.0f, kLargestNote_px); break;
        case Kind::NoteSmaller: note_px_ = std::max(note_px_ - 2.0f, kSmallestNote_px); break;
        case Kind::Notes: notes_shown_ = !notes_shown_; break;
    }
}

}  // namespace linchpin::app
