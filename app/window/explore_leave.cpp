// Edits of a project that are not saved: asked about once when the window is closed, and kept meanwhile.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/timeline/project_json.h"
#include "app/window/explore_session.h"

namespace linchpin::app {

bool ExploreSession::leaves() {
    if (!quit_ && glfwWindowShouldClose(window_.get()) != GLFW_FALSE) {
        // The desktop's own way to close the window asks like the key. A second time means it, whatever is open.
        const bool again = ui_.sheet == Sheet::Leave;
        glfwSetWindowShouldClose(window_.get(), GLFW_FALSE);
        if (again) leave(Action::QuitAnyway);
        else ask_to_leave();
        frames_due_ = 3;
    }
    if (!quit_) return false;
    autosave_.remove();
    if (world_ && !on_stage())
        if (const Status kept = session_.finish(state_); !kept) log_.warning(kept.error().text());
    return true;
}

void ExploreSession::ask_to_leave() {
    quit_when_saved_ = false;
    if (timeline_ && timeline_->desk.dirty()) return ui_.open(Sheet::Leave);
    quit_ = true;
}

void ExploreSession::leave(Action answer) {
    if (answer == Action::QuitAnyway) {
        quit_ = true;
        return;
    }
    quit_when_saved_ = true;
    if (!timeline_->desk.file.empty()) return save_project_to(timeline_->desk.file);
    // Without a name yet: the sheet that asks for one, in which the project is what is saved.
    timeline_->desk.open_panel = true;
    ui_.state_path = "project.json";
    ui_.open(Sheet::SaveState);
}

void ExploreSession::keep_unsaved() {
    if (!timeline_) return;
    const TimelineDesk& desk = timeline_->desk;
    if (!desk.dragging()) {
        const Status kept = autosave_.update(desk.dirty(), desk.version(), glfwGetTime(), [&] { return project_to_json(desk.project()); });
        if (!kept) ui_.say(kept.error().text(), true);
    }
    if (quit_when_saved_ && ui_.sheet == Sheet::None && desk.dirty()) quit_when_saved_ = false;  // the sheet was closed without an answer
}

void ExploreSession::tell_of_left_behind() {
    const auto files = left_behind(state_folder());
    if (files.empty()) return;
    ui_.say("Edits that were never saved are kept in " + files.front().string() + "; Ctrl+O opens them.", true);
    ui_.state_path = files.front().string();
}

}  // namespace linchpin::app
