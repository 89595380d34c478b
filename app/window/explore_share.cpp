// Where one left off, views that are handed on, and the way back to the first picture.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/cli/view_setup.h"
#include "app/state/view_string.h"
#include "app/window/explore_session.h"

namespace linchpin::app {

/// Shows another state than the present one; undo comes back.
bool ExploreSession::show_state(AppState state) {
    state.idle_turn = false;
    if (const auto failure = check_against_pack(ViewOptions{}, *world_->dataset, log_, state)) {
        ui_.say(failure->sentence, true);
        return false;
    }
    history_->commit(state_);  // so that undo comes back to what was there before
    timeline_->desk.open_panel = false;  // a state is shown as it is
    // How the window is read belongs to who sits before it, not to who made the state.
    state.theme = state_.theme;
    state.text_scale = state_.text_scale;
    state.quality = state_.quality;
    state_ = std::move(state);
    control_.stop();
    redraw_ = true;
    return true;
}

void ExploreSession::share_view() {
    ui_.shared_view = view_string(state_);
    glfwSetClipboardString(window_.get(), ui_.shared_view.c_str());
    ui_.open(Sheet::Share);
}

void ExploreSession::open_view(const std::string& text) {
    Result<LoadedState> loaded = view_from_string(text);
    if (!loaded) return ui_.say(loaded.error().text(), true);
    if (!show_state(std::move(loaded->state))) return;
    ui_.state_path = state_file_.empty() ? "linchpin-state.json" : state_file_;
    if (loaded->warnings.empty()) ui_.say("The shared view; Ctrl+Z comes back");
    else ui_.say(loaded->warnings.front().text(), true);
}

void ExploreSession::start_afresh() {
    if (show_state(AppState{})) ui_.say("The first picture; Ctrl+Z comes back");
}

void ExploreSession::note_file(const std::string& path) {
    recent_.add(path);
    ui_.recent_files = recent_.existing();
}

void ExploreSession::keep_session() {
    if (on_stage()) return;  // what is shown then is the project's, which keeps itself
    if (const Status kept = session_.update(state_, glfwGetTime()); !kept) ui_.say(kept.error().text(), true);
}

}  // namespace linchpin::app
