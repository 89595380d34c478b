// The story in the exploring window: opening, editing, autosaving, and the way into a show and out of it.
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>

#include "app/cli/view_setup.h"
#include "app/state/projection.h"
#include "app/story/story_check.h"
#include "app/story/story_json.h"
#include "app/window/explore_session.h"
#include "app/window/show_session.h"

namespace linchpin::app {
namespace {

constexpr double kLookAtFileEvery_s = 1.0;

}  // namespace

bool is_story_file(const std::string& path) {
    const Result<std::string> text = read_text_file(path, 16u << 20);
    return text && looks_like_story(*text);
}

// ---- files ------------------------------------------------------------------------------------------------------------------------

Status ExploreSession::open_story(const std::string& path) {
    if (!make_way(SaveWhat::Story)) return Error{"the story that is open could not be set aside", path};
    const Result<std::vector<Error>> opened = story_file_.open(path);
    if (!opened) return opened.error();
    for (const Error& warning : *opened) log_.warning(warning.text());
    prepare_story_desk();
    for (const Error& missing : missing_in_pack(*world_->dataset, story_studio_->bindings(), story_file_.story())) log_.warning(Error{missing.message, path}.text());
    story_.start(story_file_.story(), path);
    note_file(path);
    return Done{};
}

void ExploreSession::save_story_to(const std::string& path) {
    if (const Status saved = save_story(path, story_.story()); !saved) return ui_.say(saved.error().text(), true);
    story_.saved(path);
    note_file(path);
    if (const auto read = story_file_.follow(path); read) ui_.say("Saved " + path);
    else ui_.say("Saved, but it cannot be presented yet: " + read.error().text(), true);
    go_on_leaving();
}

/// Somebody edits the file beside the program: what is good is taken over, what is broken is said and what was good stays.
void ExploreSession::follow_story_file(double now_s) {
    if (now_s - story_looked_s_ < kLookAtFileEvery_s) return;
    story_looked_s_ = now_s;
    const std::optional<Status> read = story_file_.reload();
    if (!read) return;
    frames_due_ = 3;
    if (!*read) {
        if (show_) show_->say(read->error().text());
        else ui_.say(read->error().text(), true);
        return;
    }
    if (story_.dirty()) {
        ui_.say("The story's file was changed by another program; yours is not saved and stays as it is here", true);
        return;
    }
    const std::size_t chosen = story_.chosen();
    story_.start(story_file_.story(), story_file_.file().string());
    story_.choose(chosen);
    if (!show_) return ui_.say("The story was read again");
    if (auto ready = ReadyStory::prepare(story_.story())) show_->replace(std::move(*ready));
}

// ---- editing ----------------------------------------------------------------------------------------------------------------------

bool ExploreSession::on_story() const { return story_.open() && ui_.right == RightView::Story && !ui_.panels_hidden; }

void ExploreSession::prepare_story_desk() {
    if (!story_studio_) story_studio_ = Studio::around(world_->dataset, world_->derived, world_->map_facts, *picture_);
    if (!story_.check_text) story_.check_text = [this](std::string_view text) { return story_studio_->bindings().check(text); };
}

Passing ExploreSession::story_preview() {
    Passing preview;
    // The panel drew its rows before the field under them took another letter: once more.
    if (std::exchange(story_seen_, story_.version()) != story_.version()) frames_due_ = std::max(frames_due_, 2);
    if (!on_story() || story_.story().scenes.empty()) return preview;
    prepare_story_desk();
    const StoryScene& scene = story_.story().scenes[story_.chosen()];
    for (const SceneCaption& caption : scene.captions) {
        ShownElement shown{caption.kind, caption.place, scene_caption_text(scene, caption), caption.detail, 1.0f};
        for (std::string* const text : {&shown.text, &shown.detail})
            if (text->find('{') != std::string::npos) *text = story_studio_->bindings().fill(*text, state_, snapshot_).text;
        preview.elements.push_back(std::move(shown));
    }
    return preview;
}

/// The chosen scene on the globe.
void ExploreSession::show_scene() {
    const std::optional<AppState> view = story_.scene_view(state_);
    if (!view) return ui_.say(story_.problem, true);
    touch();
    const CameraPose from = state_.camera, to = view->camera;
    state_ = *view;
    state_.camera = from;
    state_.projection_since_s = -1.0;
    control_.fly(state_, to);
    redraw_ = true;
}

void ExploreSession::perform_story(Action action) {
    switch (action) {
        case Action::Story: show_right(RightView::Story); break;
        case Action::ShowScene: show_scene(); break;
        case Action::Present: present(0, false); break;
        case Action::PresentHere: present(story_.chosen(), false); break;
        case Action::Rehearse: present(0, true); break;
        default: break;
    }
}

// ---- the show ---------------------------------------------------------------------------------------------------------------------

void ExploreSession::present(std::size_t scene, bool rehearsing) {
    if (!story_.open() || story_.story().scenes.empty()) {
        ui_.right = RightView::Story;
        ui_.panels_hidden = false;
        return ui_.say("There is no story yet: open one with Ctrl+O, or begin one in the panel at the right");
    }
    Result<std::shared_ptr<const ReadyStory>> ready = ReadyStory::prepare(story_.story());
    if (!ready) return ui_.say(ready.error().message, true);
    ShowSession::Options options;
    options.stage.monitor = options_.present ? options_.monitor : 0;
    options.stage.area = options_.audience_at;
    options.reduce_motion = state_.reduce_motion;
    options.theme = state_.theme == Theme::Contrast ? Theme::Contrast : Theme::Dark;  // a light screen shines into the hall
    options.text_scale = static_cast<float>(state_.text_scale);
    options.windowed = options_.windowed;
    if (options_.kiosk_s > 0.0) options.kiosk = StoryKiosk{options_.kiosk_s, story_.story().kiosk.scene_s};
    story_pictures_.follow(**ready, story_pictures_.size());
    control_.stop();
    auto begun = ShowSession::begin(window_, *host_, *world_, *picture_, probe_, story_pictures_, std::move(*ready), scene, options, state_);
    if (!begun) return ui_.say(begun.error().message, true);
    show_ = std::move(*begun);
    rehearsing_ = rehearsing;
    show_last_s_ = glfwGetTime();
}

void ExploreSession::end_show() {
    const std::size_t scene = show_->show().scene();
    story_.rehearsed = rehearsing_ ? show_->show().timings(glfwGetTime()) : std::vector<double>{};
    const bool quits = show_->quits();
    show_.reset();
    if (scene < story_.story().scenes.size()) story_.choose(scene);
    if (rehearsing_) ui_.right = RightView::Story;
    rehearsing_ = false;
    (void)input_.take();
    redraw_ = true;
    target_.reset();
    frames_due_ = 4;
    last_frame_s_ = glfwGetTime();
    if (quits) ask_to_leave();
}

bool ExploreSession::show_leaves() {
    if (glfwWindowShouldClose(window_.get()) != GLFW_FALSE) {
        glfwSetWindowShouldClose(window_.get(), GLFW_FALSE);
        show_->ask_to_quit();
    }
    return quit_;
}

void ExploreSession::show_frame(double now_s) {
    const double dt_s = std::clamp(now_s - show_last_s_, 0.0, 0.1);
    show_last_s_ = now_s;
    (void)input_.take_other();
    show_->frame(now_s, dt_s, input_.take());
    if (show_->left() || show_->quits()) end_show();
}

}  // namespace linchpin::app
