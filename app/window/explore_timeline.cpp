// The timeline and the recording in the exploring window.
#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/cli/view_setup.h"
#include "app/record/child_process.h"
#include "app/record/recorder.h"
#include "app/timeline/project_json.h"
#include "app/ui/layout.h"
#include "app/ui/right_panel.h"
#include "app/window/explore_session.h"
#include "app/window/record_run.h"
#include "render/target/egl_context.h"

namespace linchpin::app {
namespace {

namespace fs = std::filesystem;

constexpr int kStageSamples = 4;        ///< as recordings have
constexpr float kSmallestStage_px = 64.0f;

Date stepped_month(Date date, int months) {
    const int all = date.year() * 12 + date.month() - 1 + months;
    const int year = all / 12, month = all % 12 + 1;
    const int last = Date::from_ymd(month == 12 ? year + 1 : year, month % 12 + 1, 1).days - Date::from_ymd(year, month, 1).days;
    return Date::from_ymd(year, month, std::min(date.day(), last));
}

/// A texture that shrinks well.
GLuint upload(const StillImage& image) {
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 4);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, image.width_px, image.height_px, 0, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    glGenerateMipmap(GL_TEXTURE_2D);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glBindTexture(GL_TEXTURE_2D, 0);
    return texture;
}

}  // namespace

// ---- what is shown ----------------------------------------------------------------------------------------------------------------

bool ExploreSession::on_stage() const { return timeline_ != nullptr && timeline_->desk.open() && timeline_->desk.open_panel; }

/// Where the project's picture stands: as large as the panels leave room for, in its own shape.
ExploreSession::Stage ExploreSession::stage() const {
    const Size size = window_.framebuffer_size();
    const ImVec2 window{static_cast<float>(size.width_px), static_cast<float>(size.height_px)};
    if (!on_stage()) return {{0.0, 0.0}, {size.width_px, size.height_px}};
    ImVec2 from{0, 0}, to = window;
    if (!ui_.panels_hidden) {
        const Layout layout = make_layout(window, host_->scale(), static_cast<float>(state_.text_scale), true);
        const float gap = std::round(8.0f * host_->scale());
        const bool right = right_panel_open(ui_, state_);
        // With one panel at a time the right one stands in the left one's place.
        from = {layout.layers_pos.x + std::max(layout.layers_size.x, layout.one_panel && right ? layout.record_size.x : 0.0f) + gap, layout.layers_pos.y};
        to = {right && !layout.one_panel ? layout.record_pos.x - gap : window.x - layout.layers_pos.x, layout.bar_pos.y - gap};
    }
    const Project& project = timeline_->desk.project();
    const float shape = static_cast<float>(project.width_px) / static_cast<float>(project.height_px);
    const ImVec2 room{std::max(to.x - from.x, kSmallestStage_px), std::max(to.y - from.y, kSmallestStage_px)};
    const float width = std::max(std::floor(std::min(room.x, room.y * shape)), 16.0f), height = std::max(std::floor(width / shape), 16.0f);
    return {{std::floor(from.x + (room.x - width) / 2), std::floor(from.y + (room.y - height) / 2)}, {static_cast<int>(width), static_cast<int>(height)}};
}

void ExploreSession::update_timeline(double dt_s) {
    if (!timeline_) return;
    TimelineDesk& desk = timeline_->desk;
    if (desk.take_step()) note_step(Step::Project);
    if (!desk.open()) return;
    if (desk.rate != 0.0) {
        desk.advance(dt_s);
        // What is left of the picture follows, so that the playhead does not leave it.
        if (desk.playhead_s > desk.view_to_s || desk.playhead_s < desk.view_from_s) {
            const double span = desk.view_to_s - desk.view_from_s;
            desk.view_from_s = std::max(0.0, desk.playhead_s - 0.05 * span);
            desk.view_to_s = desk.view_from_s + span;
        }
        frames_due_ = 2;
    }
    if (!on_stage()) return;
    if (std::exchange(desk.wants_revert, false)) timeline_->revert();
    if (timeline_->sync(state_)) {
        control_.stop();
        forget_view_steps();
        redraw_ = true;
        frames_due_ = std::max(frames_due_, 2);
    }
    const bool differs = !timeline_->exact(state_);
    if (differs != desk.view_differs) frames_due_ = std::max(frames_due_, 2);
    desk.view_differs = differs;
    probe_.say("timeline/state", differs ? "differs" : "exact");
}

void ExploreSession::draw_stage() {
    const Stage at = stage();
    const TimelineDesk& desk = timeline_->desk;
    const bool busy = desk.scrubbing || desk.dragging() || control_.dragging() || control_.moving();
    if (busy != stage_busy_ || !(at == drawn_stage_)) redraw_ = true;
    if (!redraw_ && state_ == drawn_) return;
    const int samples = render::is_software_rasteriser() && desk.rate != 0.0 ? 0 : kStageSamples;
    const Status drawn = timeline_->draw(state_, snapshot_, at.size, samples, busy);
    if (!drawn) ui_.say(drawn.error().text(), true);
    stage_busy_ = busy;
    drawn_stage_ = at;
    drawn_ = state_;
    redraw_ = false;
    ++scene_frames_;
}

void ExploreSession::show_stage() {
    const Size size = window_.framebuffer_size();
    const Stage at = drawn_stage_;
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glDisable(GL_FRAMEBUFFER_SRGB);
    glDisable(GL_SCISSOR_TEST);
    // Around the picture: darker than any panel, so that its edge is seen.
    const float shade = state_.theme == Theme::Light ? 0.78f : 0.02f;
    glClearColor(shade, shade, shade * 1.04f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, timeline_->target().resolved_framebuffer());
    const int x = static_cast<int>(at.from.x), y = size.height_px - static_cast<int>(at.from.y) - at.size.height_px;
    glBlitFramebuffer(0, 0, at.size.width_px, at.size.height_px, x, y, x + at.size.width_px, y + at.size.height_px, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    probe_.mark("stage", static_cast<float>(at.from.x), static_cast<float>(at.from.y), static_cast<float>(at.from.x) + static_cast<float>(at.size.width_px),
                static_cast<float>(at.from.y) + static_cast<float>(at.size.height_px));
}

// ---- undo: steps of the state and of the project in one order ----------------------------------------------------------------------

void ExploreSession::note_step(Step step) {
    steps_.push_back(step);
    undone_.clear();
}

/// What was changed on the globe belongs to the moment that was left.
void ExploreSession::forget_view_steps() {
    history_->reset(state_);
    std::erase(steps_, Step::View);
    std::erase(undone_, Step::View);
}

void ExploreSession::undo_or_redo(bool undo) {
    if (on_story()) {
        const bool done = undo ? story_.undo() : story_.redo();
        return ui_.say(done ? (undo ? "Undone" : "Done again") : (undo ? "Nothing to undo" : "Nothing to do again"));
    }
    if (!on_stage()) {
        if (undo) ui_.say(history_->undo(state_) ? "Undone" : "Nothing to undo");
        else ui_.say(history_->redo(state_) ? "Done again" : "Nothing to do again");
        return;
    }
    if (history_->commit(state_)) note_step(Step::View);
    std::vector<Step>& from = undo ? steps_ : undone_;
    std::vector<Step>& to = undo ? undone_ : steps_;
    bool done = false;
    while (!from.empty() && !done) {
        const Step step = from.back();
        from.pop_back();
        if (step == Step::Project) done = undo ? timeline_->desk.undo() : timeline_->desk.redo();
        else done = undo ? history_->undo(state_) : history_->redo(state_);
        if (done) to.push_back(step);
    }
    if (undo) ui_.say(done ? "Undone" : "Nothing to undo");
    else ui_.say(done ? "Done again" : "Nothing to do again");
}

// ---- requests ---------------------------------------------------------------------------------------------------------------------

void ExploreSession::toggle_timeline() {
    touch();
    if (!timeline_->desk.open()) {
        timeline_->begin(state_, 1920, 1080);
        ui_.say("A new project that starts with what you see. Ctrl+S saves it.");
    } else {
        timeline_->desk.open_panel = !timeline_->desk.open_panel;
        if (timeline_->desk.open_panel) timeline_->revert();
    }
    if (!on_stage() && ui_.right == RightView::Key) ui_.right = RightView::Record;
    ui_.date_play.direction = 0;
    ui_.panels_hidden = false;
    timeline_->desk.rate = 0.0;
    steps_.clear();
    undone_.clear();
    history_->reset(state_);
    target_.reset();
    redraw_ = true;
}

bool ExploreSession::open_project(const std::string& path) {
    if (!make_way(SaveWhat::Project)) return false;
    const Result<std::vector<Error>> opened = timeline_->open(path);
    if (!opened) {
        ui_.say(opened.error().text(), true);
        return false;
    }
    for (const Error& warning : *opened) log_.warning(warning.text());
    touch();
    const Project& project = timeline_->desk.project();
    recording_.width_px = project.width_px;
    recording_.height_px = project.height_px;
    fs::path out = fs::path{path}.filename().replace_extension(".mp4");
    std::error_code failed;
    recording_.out = (fs::current_path(failed) / out).string();
    ui_.state_path = path;
    note_file(path);
    ui_.right = RightView::Record;
    steps_.clear();
    undone_.clear();
    redraw_ = true;
    ui_.say("Opened " + path + (opened->empty() ? "" : "; unknown parts were left out"));
    return true;
}

void ExploreSession::save_project_to(const std::string& path) {
    const Status saved = timeline_->save(path);
    if (!saved) return ui_.say(saved.error().text(), true);
    ui_.state_path = path;
    ui_.say("Saved " + path);
    go_on_leaving();
}

/// The keys that move through time: along the project, or the date where there is none.
void ExploreSession::perform_time(Action action) {
    if (on_stage()) {
        TimelineDesk& desk = timeline_->desk;
        const double frame_s = 1.0 / desk.project().frames_per_s();
        const auto go = [&](double by_s) {
            desk.rate = 0.0;
            desk.go_to(desk.playhead_s + by_s + 1e-9);
        };
        switch (action) {
            case Action::PlayPause: desk.play_pause(); break;
            case Action::StepBack: go(-1.0); break;
            case Action::StepOn: go(1.0); break;
            case Action::TenBack: go(-10.0); break;
            case Action::TenOn: go(10.0); break;
            case Action::FrameBack: go(-frame_s); break;
            case Action::FrameOn: go(frame_s); break;
            case Action::ShuttleBack: desk.shuttle(-1); break;
            case Action::ShuttleStop: desk.shuttle(0); break;
            case Action::ShuttleOn: desk.shuttle(1); break;
            case Action::LoopStart: {
                const bool again = desk.project().loop_start_s == desk.playhead_s;
                desk.set_loop(again ? std::nullopt : std::optional{desk.playhead_s}, desk.project().loop_end_s);
                break;
            }
            case Action::LoopEnd: {
                const bool again = desk.project().loop_end_s == desk.playhead_s;
                desk.set_loop(desk.project().loop_start_s, again ? std::nullopt : std::optional{desk.playhead_s});
                break;
            }
            default: break;
        }
        return;
    }
    DatePlayback& play = ui_.date_play;
    const auto shown = state_.filter.date.value_or(world_->dataset->as_of.value_or(Date::from_ymd(2026, 1, 1)));
    const auto go = [&](Date date) {
        play.direction = 0;
        state_.filter.date = std::clamp(date, Date::from_ymd(2000, 1, 1), Date::from_ymd(2035, 1, 1));
    };
    switch (action) {
        case Action::PlayPause: state_.sky_playing = !state_.sky_playing; break;
        case Action::StepBack: go(stepped_month(shown, -1)); break;
        case Action::StepOn: go(stepped_month(shown, 1)); break;
        case Action::TenBack: go(stepped_month(shown, -10)); break;
        case Action::TenOn: go(stepped_month(shown, 10)); break;
        case Action::FrameBack: go(Date{shown.days - 1}); break;
        case Action::FrameOn: go(Date{shown.days + 1}); break;
        case Action::ShuttleStop: play.direction = 0; break;
        case Action::ShuttleBack:
        case Action::ShuttleOn: {
            const int direction = action == Action::ShuttleOn ? 1 : -1;
            if (play.direction == direction) play.rate = std::min(play.rate + 1, static_cast<int>(date_rates().size()) - 1);
            play.direction = direction;
            if (!state_.filter.date) state_.filter.date = direction > 0 ? Date::from_ymd(2000, 1, 1) : shown;
            break;
        }
        default: break;
    }
}

void ExploreSession::advance_date(double dt_s) {
    DatePlayback& play = ui_.date_play;
    if (play.direction == 0) return;
    if (on_stage()) {
        play = {0, play.rate, 0.0, 0.0};
        return;
    }
    if (!state_.filter.date) play.direction = 0;
    if (play.direction != 0) state_.filter.date = advanced(play, *state_.filter.date, dt_s);
    frames_due_ = std::max(frames_due_, 2);
}

// ---- recording --------------------------------------------------------------------------------------------------------------------

void ExploreSession::open_record() {
    if (!timeline_->desk.open()) return ui_.say("Nothing to record yet: open a project with Ctrl+O, or make one with T.", true);
    if (recording_.out.empty()) {
        std::error_code failed;
        recording_.out = (fs::current_path(failed) / "linchpin.mp4").string();
    }
    recording_.ffmpeg_there = static_cast<bool>(check_program("ffmpeg"));
    timeline_->desk.rate = 0.0;
    ui_.open(Sheet::Record);
}

void ExploreSession::preview_recording() {
    const auto start = std::chrono::steady_clock::now();
    Result<StillImage> image = timeline_->still({recording_.width_px, recording_.height_px}, recording_.supersample, recording_.transparent);
    if (!image) return ui_.say(image.error().text(), true);
    // Once more, with everything in place: what the frames after the first one cost.
    const auto again = std::chrono::steady_clock::now();
    image = timeline_->still({recording_.width_px, recording_.height_px}, recording_.supersample, recording_.transparent, true);
    if (!image) return ui_.say(image.error().text(), true);
    const auto end = std::chrono::steady_clock::now();
    recording_.frame_s = std::min(std::chrono::duration<double>(end - again).count(), std::chrono::duration<double>(again - start).count());
    if (recording_.preview != ImTextureID{}) {
        const auto old = static_cast<GLuint>(reinterpret_cast<std::intptr_t>(recording_.preview));
        glDeleteTextures(1, &old);
    }
    recording_.preview = reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(upload(*image)));
    recording_.preview_width_px = image->width_px;
    recording_.preview_height_px = image->height_px;
    recording_.measured_as = recording_.frame_settings();
    redraw_ = true;
}

void ExploreSession::start_recording() {
    if (run_) return;
    const Project& project = timeline_->desk.project();
    // A copy, so that the recording is of what is seen now, saved or not, and does not change while one goes on editing.
    std::error_code failed;
    record_copy_ = fs::temp_directory_path(failed) / ("linchpin-record-" + std::to_string(getpid()) + ".json");
    if (const Status saved = save_project(record_copy_, project); !saved) return ui_.say(saved.error().text(), true);
    std::vector<std::string> arguments = recording_.arguments(project, record_copy_.string());
    if (!options_.view.pack.empty()) {
        arguments.emplace_back("--pack");
        arguments.push_back(options_.view.pack.string());
    }
    auto run = RecordRun::start(arguments, [] { glfwPostEmptyEvent(); });
    if (!run) return ui_.say(run.error().text(), true);
    run_ = std::move(*run);
    recording_.problem.clear();
    recording_.running = true;
    recording_.paused = false;
    recording_.done = recording_.total = 0;
}

void ExploreSession::poll_recording() {
    if (ui_.sheet == Sheet::Record && !run_) {
        std::error_code failed;
        recording_.parts_there = !recording_.out.empty() && fs::is_directory(parts_folder(recording_.out), failed);
        recording_.file_there = !recording_.out.empty() && fs::is_regular_file(recording_.out, failed);
    }
    if (!run_) return;
    const RecordRun::Progress now = run_->progress();
    if (now.done != recording_.done || now.total != recording_.total) frames_due_ = std::max(frames_due_, 2);
    recording_.done = now.done;
    recording_.total = now.total;
    recording_.elapsed_s = now.elapsed_s;
    recording_.left_s = now.left_s;
    recording_.paused = now.paused;
    if (!now.status) return;
    run_.reset();
    std::error_code failed;
    fs::remove(record_copy_, failed);
    recording_.running = false;
    frames_due_ = 3;
    if (*now.status == 0) {
        const fs::path out{recording_.out};
        ui_.say("Recorded " + out.filename().string() + " in " + (out.has_parent_path() ? out.parent_path().string() : "."));
        if (ui_.sheet == Sheet::Record) ui_.sheet = Sheet::None;
        recording_.resume = false;
        return;
    }
    recording_.problem = now.said.empty() ? "The recording ended with status " + std::to_string(*now.status) + "." : now.said;
    ui_.say(recording_.problem, *now.status != 130);
}

void ExploreSession::perform_record(Action action) {
    switch (action) {
        case Action::Record: open_record(); break;
        case Action::RecordPreview: preview_recording(); break;
        case Action::RecordStart: start_recording(); break;
        case Action::RecordPause:
            if (run_) run_->pause(!recording_.paused);
            break;
        case Action::RecordCancel:
            if (run_) run_->cancel();
            break;
        default: break;
    }
}

}  // namespace linchpin::app
