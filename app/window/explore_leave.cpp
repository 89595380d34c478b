// What is not saved: asked about once when the window is closed, kept meanwhile, and never thrown away for something else.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include "app/story/story_json.h"
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
    story_autosave_.remove();
    if (world_ && !on_stage())
        if (const Status kept = session_.finish(state_); !kept) log_.warning(kept.error().text());
    return true;
}

bool ExploreSession::project_unsaved() const { return timeline_ && timeline_->desk.dirty(); }
bool ExploreSession::story_unsaved() const { return story_.open() && story_.dirty(); }

void ExploreSession::ask_to_leave() {
    quit_when_saved_ = false;
    if (!project_unsaved() && !story_unsaved()) {
        quit_ = true;
        return;
    }
    const auto told = [](const char* what, const std::string& file) {
        return file.empty() ? std::string{"The "} + what + " has never been saved." : file + " has edits that are not saved.";
    };
    ui_.unsaved.clear();
    if (project_unsaved()) ui_.unsaved = told("project", timeline_->desk.file);
    if (story_unsaved()) ui_.unsaved += (ui_.unsaved.empty() ? "" : "\n") + told("story", story_.file);
    ui_.open(Sheet::Leave);
}

void ExploreSession::leave(Action answer) {
    if (answer == Action::QuitAnyway) {
        quit_ = true;
        return;
    }
    quit_when_saved_ = true;
    go_on_leaving();
}

/// Saves what is left; a save that fails says so and ends it.
void ExploreSession::go_on_leaving() {
    if (!quit_when_saved_) return;
    if (project_unsaved()) return save_or_ask(SaveWhat::Project);
    if (story_unsaved()) return save_or_ask(SaveWhat::Story);
    quit_ = true;
}

void ExploreSession::save_or_ask(SaveWhat what) {
    const std::string file = what == SaveWhat::Story ? story_.file : what == SaveWhat::Project ? timeline_->desk.file : state_file_;
    if (file.empty()) return ask_where(what);
    if (what == SaveWhat::Story) save_story_to(file);
    else if (what == SaveWhat::Project) save_project_to(file);
    else save_state_to(file);
}

void ExploreSession::ask_where(SaveWhat what) {
    const std::string file = what == SaveWhat::Story ? story_.file : what == SaveWhat::Project ? timeline_->desk.file : state_file_;
    ui_.saves = what;
    ui_.state_path = !file.empty() ? file : what == SaveWhat::Story ? "story.json" : what == SaveWhat::Project ? "project.json" : "linchpin-state.json";
    ui_.open(Sheet::SaveState);
}

void ExploreSession::keep_unsaved() {
    const double now_s = glfwGetTime();
    const auto told = [&](const Status& kept) {
        if (!kept) ui_.say(kept.error().text(), true);
    };
    if (timeline_ && !timeline_->desk.dragging())
        told(autosave_.update(project_unsaved(), timeline_->desk.version(), now_s, [&] { return project_to_json(timeline_->desk.project()); }));
    told(story_autosave_.update(story_unsaved(), story_.version(), now_s, [&] { return story_to_json(story_.story()); }));
    // The sheet that asked where was closed without an answer.
    if (quit_when_saved_ && ui_.sheet == Sheet::None && (project_unsaved() || story_unsaved())) quit_when_saved_ = false;
}

/// Another project or story is to be opened. @return  false when the edits of the present one cannot be kept: then it stays
bool ExploreSession::make_way(SaveWhat what) {
    const bool story = what == SaveWhat::Story;
    if (!(story ? story_unsaved() : project_unsaved())) return true;
    const auto kept = set_aside(state_folder(), story ? story_to_json(story_.story()) : project_to_json(timeline_->desk.project()));
    if (!kept) {
        ui_.say(kept.error().text() + "; save with Ctrl+S first", true);
        return false;
    }
    ui_.say("The edits that were not saved are kept in " + kept->string(), true);
    note_file(kept->string());
    return true;
}

void ExploreSession::tell_of_left_behind() {
    const auto files = left_behind(state_folder());
    if (files.empty()) return;
    ui_.say("Edits that were never saved are kept in " + files.front().string() + "; Ctrl+O opens them.", true);
    ui_.state_path = files.front().string();
}

}  // namespace linchpin::app
