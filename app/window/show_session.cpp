#include "app/window/show_session.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <ctime>

#include "app/state/edits.h"
#include "app/state/projection.h"
#include "render/target/egl_context.h"

namespace linchpin::app {
namespace {

constexpr int kStillSamples = 4;         ///< as images and recordings have
constexpr double kPicturesAfter_s = 1.5; ///< of rest, before small pictures are drawn between frames
constexpr double kPicturesAtStart_s = 3.0;

std::string wall_clock() {
    const std::time_t now = std::time(nullptr);
    std::tm local{};
    localtime_r(&now, &local);
    char text[8];
    std::strftime(text, sizeof text, "%H:%M", &local);
    return text;
}

ScreenArea area_of(GLFWwindow* window) {
    ScreenArea area;
    glfwGetWindowPos(window, &area.x, &area.y);
    glfwGetWindowSize(window, &area.width, &area.height);
    return area;
}

}  // namespace

ShowSession::ShowSession(GlfwWindow& window, UiHost& host, const LoadedWorld& world, Picture& picture, UiProbe& probe, ScenePictures& pictures, const Options& options)
    : window_{window}, host_{host}, world_{world}, picture_{picture}, probe_{probe}, pictures_{pictures}, options_{options},
      studio_{Studio::around(world.dataset, world.derived, world.map_facts, picture)}, frames_{*studio_}, text_scale_{options.text_scale} {}

Result<std::unique_ptr<ShowSession>> ShowSession::begin(GlfwWindow& window, UiHost& host, const LoadedWorld& world, Picture& picture, UiProbe& probe, ScenePictures& pictures,
                                                        std::shared_ptr<const ReadyStory> story, std::size_t scene, const Options& options, const AppState&) {
    auto session = std::unique_ptr<ShowSession>{new ShowSession(window, host, world, picture, probe, pictures, options)};
    session->last_s_ = session->began_s_ = glfwGetTime();
    ShowOptions how;
    how.reduce_motion = options.reduce_motion;
    how.kiosk = options.kiosk;
    Result<Show> show = Show::begin(story, scene, session->last_s_, how);
    if (!show) return show.error();
    session->show_.emplace(std::move(*show));
    session->ask_ = AskIndex{*world.dataset, story->story()};
    session->panel_state_.theme = options.theme;
    session->place_windows();
    return session;
}

ShowSession::~ShowSession() {
    audience_.reset();
    ImGui::GetIO().ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    glfwMakeContextCurrent(window_.get());
    glfwSwapInterval(1);
    glfwSetInputMode(window_.get(), GLFW_CURSOR, GLFW_CURSOR_NORMAL);
    leave_full_screen();
}

// ---- screens ----------------------------------------------------------------------------------------------------------------------

void ShowSession::place_windows() {
    screens_ = present_screens();
    const StagePlan plan = plan_stage(screens_, full_screen_ ? windowed_ : area_of(window_.get()), options_.stage);
    if (plan.wish_missing)
        problem_ = "Monitor " + std::to_string(options_.stage.monitor) + " was asked for, there " + (screens_.size() == 1 ? std::string{"is one"} : "are " + std::to_string(screens_.size()));
    const bool had = audience_ != nullptr;
    if (plan.audience) {
        if (audience_ == nullptr || !(audience_->area() == *plan.audience)) {
            audience_.reset();
            leave_full_screen();
            make_room(plan.monitor);
            auto made = AudienceWindow::create(window_.get(), plan.monitor, *plan.audience);
            if (made) audience_ = std::move(*made);
            else problem_ = made.error().message;
        }
        audience_lost_ = false;
    } else if (had) {
        // The talk goes on before the speaker; what the audience had is not thrown over the notes. But where the audience may still be
        // looking (the screens show the same now, or theirs is the only one left) nothing but the picture is to be seen.
        const ScreenArea was = audience_->area();
        hand_.stop();  // a drag that began in its window ends with it
        audience_.reset();
        audience_lost_ = std::none_of(screens_.begin(), screens_.end(), [&](const ScreenArea& screen) { return overlap(screen, was); });
        if (!audience_lost_) notes_shown_ = false;
    }
    glfwMakeContextCurrent(window_.get());
    glfwSwapInterval(audience_ != nullptr ? 0 : 1);  // only the audience's window waits for its display
    if (one_screen() && !options_.windowed) go_full_screen();
    redraw_ = true;
    frames_due_ = 4;
}

/// The audience was given the presenter's own screen: the presenter's window goes to another one.
void ShowSession::make_room(int audience_monitor) {
    if (audience_monitor < 0 || screen_of(screens_, area_of(window_.get())) != audience_monitor) return;
    for (std::size_t i = 0; i < screens_.size(); ++i) {
        if (static_cast<int>(i) == audience_monitor) continue;
        const ScreenArea& to = screens_[i];
        glfwRestoreWindow(window_.get());  // a maximised window does not move
        const ScreenArea now = area_of(window_.get());
        glfwSetWindowSize(window_.get(), std::min(now.width, to.width), std::min(now.height, to.height));
        glfwSetWindowPos(window_.get(), to.x + std::max(0, (to.width - now.width) / 2), to.y + std::max(0, (to.height - now.height) / 2));
        return;
    }
}

void ShowSession::go_full_screen() {
    if (full_screen_) return;
    int count = 0;
    GLFWmonitor** const monitors = glfwGetMonitors(&count);
    windowed_ = area_of(window_.get());
    const int mine = screen_of(screens_, windowed_);
    if (mine < 0 || mine >= count) return;
    const GLFWvidmode* const mode = glfwGetVideoMode(monitors[mine]);
    if (mode == nullptr) return;  // its plug was pulled this very moment: the next look at the screens finds out
    glfwSetWindowMonitor(window_.get(), monitors[mine], 0, 0, mode->width, mode->height, mode->refreshRate);
    glfwSwapInterval(1);
    full_screen_ = true;
}

void ShowSession::leave_full_screen() {
    if (!full_screen_) return;
    glfwSetWindowMonitor(window_.get(), nullptr, windowed_.x, windowed_.y, windowed_.width, windowed_.height, GLFW_DONT_CARE);
    full_screen_ = false;
}

PixelSize ShowSession::audience_size() const {
    if (audience_ != nullptr) return {std::max(audience_->width_px(), 16), std::max(audience_->height_px(), 16)};
    const Size size = window_.framebuffer_size();
    if (one_screen() && !notes_shown_) return {std::max(size.width_px, 16), std::max(size.height_px, 16)};
    if (stage_size_.x >= 16.0f) return {static_cast<int>(stage_size_.x), static_cast<int>(stage_size_.y)};
    return {640, 360};
}

// ---- frames -----------------------------------------------------------------------------------------------------------------------

bool ShowSession::needs_frame(double now_s) const {
    if (redraw_ || frames_due_ > 0 || hand_.moving() || hand_.dragging()) return true;
    if (audience_ != nullptr && audience_->pending()) return true;
    if (show_->moves(now_s) || !drawn_still_) return true;  // what came to rest is drawn once more, as an image is
    if (std::floor(now_s) != std::floor(last_s_)) return true;  // the clock, and whether anybody is there
    const bool rests = now_s - pictures_since_s_ > kPicturesAfter_s;
    return rests && !pictures_.complete();
}

void ShowSession::frame(double now_s, double dt_s, std::vector<InputEvent> events) {
    last_s_ = now_s;
    if (frames_due_ > 0) --frames_due_;
    if (!(present_screens() == screens_)) place_windows();
    const Size size = window_.framebuffer_size();
    // A clicker's keys must not walk over buttons and press them; in sheets and in the grid the keyboard is the hand.
    ImGuiIO& io = ImGui::GetIO();
    if (ui_.sheet != PresenterSheet::None) io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    else io.ConfigFlags &= ~ImGuiConfigFlags_NavEnableKeyboard;
    host_.begin_frame({static_cast<float>(std::max(size.width_px, 1)), static_cast<float>(std::max(size.height_px, 1))}, static_cast<float>(dt_s));
    if (!events.empty()) frames_due_ = 3;
    for (const InputEvent& event : events) handle(event, false, dt_s);
    if (audience_ != nullptr) {
        for (const InputEvent& event : audience_->take()) handle(event, true, dt_s);
        if (audience_->take_close()) escape();
    }
    if (show_->tick(now_s)) redraw_ = true;
    if (hand_.moving() && hand_.step(hand_state_, dt_s)) show_->set_camera(hand_state_.camera, now_s);
    probe_.begin_frame(1.0f / window_.pixels_per_unit());
    draw_presenter_window(now_s, dt_s);
    draw_picture(now_s);
    show_pictures();
    tell(now_s);
    if (left_ || quits_) return;
    // Small pictures between frames: while nothing is asked of the machine, and in the first moments, when the first scene stands still.
    if (show_->flying(now_s) || hand_.dragging() || ui_.sheet != PresenterSheet::None) pictures_since_s_ = now_s;
    const bool rests = now_s - pictures_since_s_ > kPicturesAfter_s && show_->visit_s(now_s) > show_->visit()->arrival_s() + kPicturesAfter_s;
    if ((rests || now_s - began_s_ < kPicturesAtStart_s) && !show_->flying(now_s) && !pictures_.complete()) {
        (void)pictures_.draw_one(*studio_, show_->story(), {show_->scene() + 1});
        redraw_ = true;
        frames_due_ = std::max(frames_due_, 1);
    }
}

void ShowSession::draw_picture(double now_s) {
    const PixelSize size = audience_size();
    if (followed_ != show_->revision()) {
        followed_ = show_->revision();
        frames_.follow([this](double t) { return show_->moment(std::max(0.0, t)); });
        redraw_ = true;
    }
    const bool moves = show_->moves(now_s) || hand_.dragging() || hand_.moving();
    // At rest the picture is that of an image, to the pixel; on its way it is as good as the machine is fast.
    const bool still = !moves && !hand_.dragging();
    FrameMoment moment = show_->at(now_s);
    const double visit_s = show_->visit_s(now_s);
    const bool same = moment.passing == drawn_.passing && [&] {
        AppState before = drawn_.state;
        before.frame_time_s = moment.state.frame_time_s;
        return before == moment.state;
    }();
    const bool resized = !target_ || target_->width_px() != size.width_px || target_->height_px() != size.height_px;
    if (!redraw_ && !resized && same && drawn_still_ == still && (still || visit_s == drawn_visit_s_)) return;
    const int samples = still || !render::is_software_rasteriser() ? kStillSamples : 0;
    if (resized || samples != samples_) {
        Result<render::FrameTarget> made = render::FrameTarget::create(size.width_px, size.height_px, samples);
        if (!made) {
            problem_ = made.error().message;
            if (!target_) return;
        } else {
            target_.emplace(std::move(*made));
            samples_ = samples;
        }
    }
    drawn_ = moment;
    drawn_still_ = still;
    drawn_visit_s_ = visit_s;
    ShowFrames::How how;
    how.live_labels = hand_.dragging() || hand_.moving();
    how.moving = show_->flying(now_s) || how.live_labels || (moves && show_->story().scene(show_->scene()).drift_deg_s != 0.0);
    if (!still) how.quality = quality_.level(QualityChoice::Auto);
    quality_.begin_scene();
    if (const Status drawn = frames_.draw(moment, visit_s, *target_, how); !drawn) problem_ = drawn.error().message;
    quality_.end_scene(QualityChoice::Auto, moves);
    captions_.clear();
    for (const ShownElement& element : moment.passing.elements) captions_ += (captions_.empty() ? "" : "\n") + element.text;
    // What leaves with the next step leaves as it was written, not as the next scene's numbers would have it.
    std::vector<ShownElement> filled;
    for (const ShownElement& element : moment.passing.elements)
        if (element.opacity > 0.5f) filled.push_back(element);
    if (visit_s >= show_->visit()->arrival_s()) show_->remember_filled(std::move(filled));
    redraw_ = false;
    ++frames_drawn_;
}

void ShowSession::draw_presenter_window(double now_s, double) {
    panel_ui_.now_s = now_s;
    const Moment nothing{};
    PanelContext context{*world_.dataset, panel_snapshot_, world_.records, world_.search, picture_.builder().nations(), nothing, panel_state_, panel_ui_, probe_, host_.fonts(),
                         requests_, host_.scale()};
    const PixelSize size = audience_size();
    PresenterFacts facts{.show = *show_, .ask = ask_, .now_s = now_s, .clock = wall_clock()};
    facts.shape = one_screen() ? static_cast<float>(window_.framebuffer_size().width_px) / static_cast<float>(std::max(window_.framebuffer_size().height_px, 1))
                  : audience_ != nullptr ? static_cast<float>(size.width_px) / static_cast<float>(size.height_px) : 16.0f / 9.0f;
    facts.picture = [this](std::size_t scene) { return reinterpret_cast<ImTextureID>(static_cast<std::intptr_t>(pictures_.texture(scene))); };
    facts.one_screen = one_screen();
    facts.notes_shown = notes_shown_ || !one_screen();
    facts.audience_lost = audience_lost_;
    facts.problem = problem_;
    if (!one_screen()) facts.remote = remote_;  // whoever reads the PIN on the wall could steer the talk; the terminal has it too
    facts.shown = drawn_.state;
    const PresenterResult result = draw_presenter(context, facts, ui_);
    requests_.clear();
    if (stage_size_.x != result.stage_size.x || stage_size_.y != result.stage_size.y) frames_due_ = std::max(frames_due_, 2), redraw_ = redraw_ || audience_ == nullptr;
    stage_from_ = result.stage_from;
    stage_size_ = result.stage_size;
    for (const PresenterCommand& command : result.commands) perform(command);
    glfwSetInputMode(window_.get(), GLFW_CURSOR, only_picture() ? GLFW_CURSOR_HIDDEN : GLFW_CURSOR_NORMAL);
}

void ShowSession::show_pictures() {
    if (!target_) return;
    if (audience_ != nullptr) audience_->show(*target_);
    const Size size = window_.framebuffer_size();
    glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
    glDisable(GL_FRAMEBUFFER_SRGB);  // the bytes are encoded already
    glDisable(GL_SCISSOR_TEST);
    glViewport(0, 0, size.width_px, size.height_px);
    glBindFramebuffer(GL_READ_FRAMEBUFFER, target_->resolved_framebuffer());
    if (stage_size_.x < 1.0f) {
        const bool same = size.width_px == target_->width_px() && size.height_px == target_->height_px();
        glBlitFramebuffer(0, 0, target_->width_px(), target_->height_px(), 0, 0, size.width_px, size.height_px, GL_COLOR_BUFFER_BIT, same ? GL_NEAREST : GL_LINEAR);
    } else {
        glClearColor(0x08 / 255.0f, 0x0b / 255.0f, 0x11 / 255.0f, 1.0f);
        glClear(GL_COLOR_BUFFER_BIT);
        const int x = static_cast<int>(stage_from_.x), w = static_cast<int>(stage_size_.x), h = static_cast<int>(stage_size_.y);
        const int y = size.height_px - static_cast<int>(stage_from_.y) - h;
        const bool same = w == target_->width_px() && h == target_->height_px();
        glBlitFramebuffer(0, 0, target_->width_px(), target_->height_px(), x, y, x + w, y + h, GL_COLOR_BUFFER_BIT, same ? GL_NEAREST : GL_LINEAR);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    host_.end_frame();
    glfwSwapBuffers(window_.get());
}

void ShowSession::tell(double now_s) {
    if (!probe_.active()) return;
    probe_.say("show/at", std::to_string(show_->scene() + 1));
    probe_.say("show/mode", audience_ != nullptr ? "two screens" : audience_lost_ ? "lost" : "one screen");
    probe_.say("show/veil", show_->veil() == Veil::None ? "none" : show_->veil() == Veil::Black ? "black" : "white");
    probe_.say("show/state", show_->paused() ? "paused" : show_->flying(now_s) ? "flying" : show_->moves(now_s) ? "playing" : "rest");
    probe_.say("show/round", show_->going_round() ? "yes" : "no");
    probe_.say("show/overlay", show_->overlays().empty() ? "" : show_->overlays().back().name);
    probe_.say("show/spot", show_->spotlight() ? "on" : "off");
    probe_.say("show/sheet", ui_.grid ? "grid" : ui_.sheet == PresenterSheet::None ? "" : ui_.sheet == PresenterSheet::Quit ? "quit" : ui_.sheet == PresenterSheet::Ask ? "ask" : "other");
    probe_.say("show/notes", one_screen() && !notes_shown_ ? "hidden" : "shown");
    if (audience_ != nullptr) probe_.say("show/audience", std::to_string(audience_->width_px()) + "x" + std::to_string(audience_->height_px()));
    probe_.say("show/pictures", pictures_.complete() ? "all" : "some");
    probe_.say("show/problem", problem_);
    probe_.say("show/captions", captions_);
    probe_.end_frame(drawn_.state, "presenting", frames_drawn_);
}

void ShowSession::replace(std::shared_ptr<const ReadyStory> story) {
    problem_.clear();
    ask_ = AskIndex{*world_.dataset, story->story()};
    pictures_.follow(*story, pictures_.size());
    show_->replace(std::move(story), last_s_);
    redraw_ = true;
    frames_due_ = 3;
}

}  // namespace linchpin::app
