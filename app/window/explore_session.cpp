#include "app/window/explore_session.h"

#include <glad/gl.h>
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "app/cli/exit_status.h"
#include "app/cli/view_setup.h"
#include "app/hall/hall_check.h"
#include "app/remote/remote.h"
#include "app/scene/country_focus.h"
#include "app/scene/picture.h"
#include "app/state/projection.h"
#include "app/state/records.h"
#include "app/ui/layout.h"
#include "app/ui/right_panel.h"
#include "app/ui/widgets.h"
#include "app/window/show_session.h"
#include "render/target/egl_context.h"

namespace linchpin::app {
namespace {

constexpr double kShortestFrame_s = 1.0 / 60.0;
constexpr double kIdleWait_s = 0.5, kShowWait_s = 0.1;
constexpr double kSettle_s = 1.0;        // labels fade on a 0.25 s grid after the camera came to rest
constexpr double kHoverEvery_s = 0.05;

/// Software rasterisers pay for every sample; ribbons and marks are smooth without.
int samples_for_this_driver() {
    return render::is_software_rasteriser() ? 0 : 4;
}

}  // namespace

ExploreSession::ExploreSession(GlfwWindow window, std::unique_ptr<UiHost> ui, AssetPaths assets, const ExploreOptions& options, const Log& log, AppState state)
    : window_{std::move(window)}, host_{std::move(ui)}, assets_{std::move(assets)}, options_{options}, log_{log}, state_{std::move(state)}, input_{window_.get()} {
    loading_ = std::make_unique<LoadJob>(assets_, options_.view.pack.empty() ? assets_.pack() : options_.view.pack);
    if (!options_.view.state_file.empty()) state_file_ = ui_.state_path = options_.view.state_file.string();
}

ExploreSession::~ExploreSession() = default;

int ExploreSession::run() {
    while (show_ ? !show_leaves() : !leaves()) {
        const double now_s = glfwGetTime();
        if (const Status adapted = host_->adapt(show_ ? show_->theme() : state_.theme, ui_scale(), show_ ? show_->note_px() : 0.0f); !adapted) return log_.error(adapted.error().text()), kMachineLacks;
        if (!world_) {
            draw_loading();
            if (const auto status = finish_loading()) return *status;
            if (!world_) glfwWaitEventsTimeout(0.05);
            continue;
        }
        poll_workers();
        serve_remote(now_s);
        if (needs_frame(now_s)) frame(now_s);
        wait(now_s);
    }
    return kDone;
}

// ---- loading --------------------------------------------------------------------------------------------------------------------

void ExploreSession::draw_loading() {
    const Size size = window_.framebuffer_size();
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glDisable(GL_FRAMEBUFFER_SRGB);
    glViewport(0, 0, size.width_px, size.height_px);
    glClearColor(0x05 / 255.0f, 0x07 / 255.0f, 0x0d / 255.0f, 1.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    const double now_s = glfwGetTime();
    host_->begin_frame({static_cast<float>(size.width_px), static_cast<float>(size.height_px)}, static_cast<float>(now_s - last_frame_s_));
    last_frame_s_ = now_s;
    (void)input_.take();
    const ThemeColours& k = colours_of(Theme::Dark);
    ImDrawList& list = *ImGui::GetBackgroundDrawList();
    const UiFonts& fonts = host_->fonts();
    const float middle_x = static_cast<float>(size.width_px) / 2, middle_y = static_cast<float>(size.height_px) / 2, s = host_->scale();
    const auto centred = [&](ImFont* font, float y, ImU32 colour, const char* text) {
        const float width = font->CalcTextSizeA(font->FontSize, 1e9f, 0.0f, text).x;
        list.AddText(font, font->FontSize, {std::round(middle_x - width / 2), y}, colour, text);
    };
    centred(fonts.large, middle_y - 40 * s, im(k.text), "Linchpin");
    centred(fonts.small, middle_y + 18 * s, im(k.text_dim), loading_->stage());
    const float half = 100 * s, y = middle_y + 4 * s;
    list.AddRectFilled({middle_x - half, y}, {middle_x + half, y + 2 * s}, im(k.line), s);
    list.AddRectFilled({middle_x - half, y}, {middle_x - half + 2 * half * loading_->progress(), y + 2 * s}, im(k.accent), s);
    host_->end_frame();
    probe_.begin_frame(1.0f);
    probe_.end_frame(state_, "loading", 0);
    glfwSwapBuffers(window_.get());
    glfwPollEvents();
}

std::optional<int> ExploreSession::finish_loading() {
    auto done = loading_->poll();
    if (!done) return std::nullopt;
    if (!*done) {
        log_.error(done->error().text());
        return kInputWrong;
    }
    auto status = start_globe(std::move(**done));
    loading_.reset();
    return status;
}

std::optional<int> ExploreSession::start_globe(std::unique_ptr<LoadedWorld> world) {
    if (const auto failure = check_against_pack(options_.view, *world->dataset, log_, state_)) return log_.error(failure->sentence), failure->status;
    auto picture = Picture::create({assets_.shaders, assets_.base()}, world->dataset, world->maps);
    if (!picture) return log_.error(picture.error().text()), kMachineLacks;
    picture_ = std::move(*picture);
    auto furniture = WindowFurniture::create(assets_.shaders);
    if (!furniture) return log_.error(furniture.error().text()), kMachineLacks;
    furniture_ = std::move(*furniture);
    for (const std::string& warning : picture_->warnings()) log_.warning(warning);
    log_.detail("drawing with " + render::gl_description());
    if (!world->borders_problem.empty()) log_.warning(world->borders_problem);
    reports_ = std::make_unique<ReportService>(*world->dataset, world->map_facts, [] { glfwPostEmptyEvent(); });
    reports_->update(state_, false);
    desk_ = std::make_unique<SatelliteDesk>(*world->dataset, reports_->map().cover_points, [] { glfwPostEmptyEvent(); });
    exposure_ = std::make_unique<ExposureDesk>(*world->dataset, reports_->map(), [] { glfwPostEmptyEvent(); });
    snapshot_ = reports_->globe(world->derived, state_.filter);
    derived_version_ = reports_->version();
    history_.emplace(state_);
    world_ = std::move(world);
    timeline_ = std::make_unique<TimelineSession>(*world_, *picture_);
    if (!options_.project.empty()) {
        const auto opened = timeline_->open(options_.project.string());
        if (!opened) return log_.error(opened.error().text()), kInputWrong;
        (void)open_project(options_.project.string());
        ui_.toasts.clear();
    }
    tell_of_left_behind();
    ui_.recent_files = recent_.existing();
    if (!options_.story.empty()) {
        if (const Status opened = open_story(options_.story.string()); !opened) return log_.error(opened.error().text()), kInputWrong;
        ui_.right = RightView::Story;
    }
    fine_map_ = std::make_unique<FineMapJob>(assets_.base());
    last_frame_s_ = glfwGetTime();
    if (options_.present) present(0, false);
    // A map that nothing else was said about is shown as a whole.
    if (options_.view.projection == Projection::EqualEarth && !options_.view.at && options_.view.state_file.empty() && options_.view.view.empty()) {
        const Size size = window_.framebuffer_size();
        state_.camera = whole_map_pose(state_, size.width_px, size.height_px, insets().left, insets().right);
    }
    return std::nullopt;
}

void ExploreSession::poll_workers() {
    follow_story_file(glfwGetTime());
    if (shader_watch_.changed(assets_.shaders, glfwGetTime())) {
        // While one does not compile the old ones stay, and the window says why.
        if (const Status loaded = picture_->reload_shaders(); loaded) ui_.say("Shaders read again");
        else ui_.say(loaded.error().text(), true);
        redraw_ = true;
    }
    keep_unsaved();
    keep_session();
    poll_take_away();
    poll_recording();  // here and not in a frame: a window at rest draws none until there is something to say
    if (reports_->poll()) frames_due_ = 3;
    if (desk_->poll()) frames_due_ = 3;
    if (exposure_->poll()) frames_due_ = 3;
    if (fine_map_) {
        if (auto level = fine_map_->poll()) {
            if (*level) picture_->builder().add_level(basemap::Level::Fine10m, std::move(**level));
            else log_.warning(level->error().text());
            fine_map_.reset();
            redraw_ = true;
        }
    }
    for (std::size_t i = writers_.size(); i-- > 0;) {
        if (writers_[i].wait_for(std::chrono::seconds{0}) != std::future_status::ready) continue;
        const auto [path, status] = writers_[i].get();
        if (status) ui_.say("Saved " + path.string());
        else ui_.say(status.error().text(), true);
        writers_.erase(writers_.begin() + static_cast<std::ptrdiff_t>(i));
        frames_due_ = 2;
    }
}

// ---- one frame ------------------------------------------------------------------------------------------------------------------

float ExploreSession::ui_scale() const { return window_.content_scale() * (show_ ? show_->text_scale() : static_cast<float>(state_.text_scale)); }

bool ExploreSession::animates() const {
    if (on_stage()) return control_.dragging() || control_.moving() || is_morphing(state_);
    // Behind a sheet the globe holds still: what is typed there must answer at once, on slow machines too.
    const bool lively = !state_.reduce_motion && ui_.sheet == Sheet::None;
    const bool particles = state_.layers.flows && !snapshot_.arcs.empty();
    return state_.sky_playing || is_morphing(state_) || control_.dragging() || control_.moving() || (lively && (particles || state_.idle_turn));
}

bool ExploreSession::needs_frame(double now_s) const {
    if (show_) return show_->needs_frame(now_s) || !input_.empty() || host_->input_waiting();  // also while the window is away: the audience looks on
    if (window_.iconified()) return false;
    return animates() || redraw_ || !input_.empty() || frames_due_ > 0 || now_s < settle_until_s_ || hover_stale_ || !ui_.toasts.empty() || host_->input_waiting();
}

void ExploreSession::wait(double frame_start_s) {
    if ((window_.iconified() && !show_) || !needs_frame(glfwGetTime())) return glfwWaitEventsTimeout(show_ ? kShowWait_s : kIdleWait_s);
    // Where the display does not hold the program back, the clock does.
    const double left_s = kShortestFrame_s - (glfwGetTime() - frame_start_s);
    if (left_s > 0.001) glfwWaitEventsTimeout(left_s);
    else glfwPollEvents();
}

void ExploreSession::frame(double now_s) {
    if (show_) return show_frame(now_s);
    // After a sleep the clocks go on from where they stood; nothing jumps.
    const double dt_s = std::clamp(now_s - last_frame_s_, 0.0, 0.1);
    last_frame_s_ = now_s;
    ui_.now_s = now_s;
    const Size size = window_.framebuffer_size();
    if (size.width_px <= 0 || size.height_px <= 0) return;
    const Stage globe = stage();
    control_.set_view(globe.size.width_px, globe.size.height_px, flat_of(state_), state_.central_meridian_deg);
    if (input_.take_other() || !input_.empty()) frames_due_ = 3;
    else if (frames_due_ > 0) --frames_due_;

    host_->begin_frame({static_cast<float>(size.width_px), static_cast<float>(size.height_px)}, static_cast<float>(dt_s));
    handle_events(dt_s);
    advance_clocks(dt_s);
    advance_date(dt_s);
    probe_.begin_frame(1.0f / window_.pixels_per_unit());
    draw_panels();
    for (const Request& request : std::exchange(requests_, {})) perform(request);
    if (!ImGui::IsAnyMouseDown() && history_->commit(state_)) note_step(Step::View);
    update_timeline(dt_s);
    // While a project plays, what the panels say can wait; the picture has a snapshot of its own.
    if (!on_stage() || timeline_->desk.rate == 0.0) {
        update_reports();
        update_snapshot();
    }
    update_hover();
    draw_scene();
    show();
    go_on_with_hall_check();
}

void ExploreSession::advance_clocks(double dt_s) {
    if (animates()) control_.step(state_, dt_s);
    if (on_stage()) return;  // the project has its own
    if (state_.sky_playing) state_.sky_time_unix_s = picture_->builder().sky_time_of(state_) + dt_s * state_.sky_rate;
    if (animates() || last_frame_s_ < settle_until_s_) state_.frame_time_s += dt_s;
}

void ExploreSession::update_reports() {
    const bool wanted = shows_figures();
    if (wanted && state_.report.subject.empty() && state_.report.subject_kind == report::SubjectKind::Country)
        state_.report.subject = first_subject(*world_->dataset, state_);
    // What the panels have drawn in this frame is of the state before: once more.
    if (reports_->update(state_, wanted)) frames_due_ = std::max(frames_due_, 2);
    update_exposure(shows_figures());
}

void ExploreSession::update_snapshot() {
    const Index focus = focus_country(*world_->dataset, state_.selection);
    if (state_.filter == snapshot_.filter && derived_version_ == reports_->version() && focus == derived_focus_) return;
    snapshot_ = reports_->globe(world_->derived, state_.filter);
    if (focus != kNone) reports_->add_flows_into(world_->derived, focus, snapshot_);
    derived_focus_ = focus;
    derived_version_ = reports_->version();
    redraw_ = true;
}

void ExploreSession::draw_scene() {
    if (on_stage()) return draw_stage();
    const Size size = window_.framebuffer_size();
    if (!target_ || target_->width_px() != size.width_px || target_->height_px() != size.height_px) {
        Result<render::FrameTarget> target = render::FrameTarget::create(size.width_px, size.height_px, samples_for_this_driver());
        if (!target) throw std::runtime_error(target.error().text());
        target_.emplace(std::move(*target));
        redraw_ = true;
    }
    // Legend or credits stand under the layer panel, so they move with its lower edge.
    if (!ui_.panels_hidden && ui_.layers_bottom_px != drawn_layers_bottom_px_) redraw_ = true;
    if (right_panel_open(ui_, state_) != drawn_right_) redraw_ = true;
    if (Passing preview = story_preview(); !(preview == story_preview_)) story_preview_ = std::move(preview), redraw_ = true;
    if (!redraw_ && state_ == drawn_) return;
    AppState comparable = state_;
    comparable.frame_time_s = drawn_.frame_time_s;
    if (redraw_ || !(comparable == drawn_)) settle_until_s_ = last_frame_s_ + kSettle_s;
    Picture::Options options;
    options.insets = insets();
    options.moving = control_.dragging() || control_.moving() || state_.idle_turn;
    options.pixel_ratio = std::max(static_cast<float>(size.height_px) / 1080.0f, 0.667f);
    options.quality = quality_.level(state_.quality);
    options.passing = &story_preview_;
    Layers layers = state_.layers;
    if (!ui_.panels_hidden) layers.legend = layers.credits = false;  // they go where the panels leave room
    if (state_.reduce_motion) fades_.forget();
    fades_.note(layers, snapshot_, last_frame_s_, backdrop_of(state_));
    const std::vector<PastPicture> pasts = fades_.pasts(last_frame_s_);
    options.pasts = pasts;
    options.finish = ui_.panels_hidden;
    quality_.begin_scene();
    if (ui_.panels_hidden) {
        picture_->draw(state_, snapshot_, *target_, options);
    } else {
        AppState bare = state_;
        bare.layers = layers;
        options.scenario_mark = false;
        picture_->draw(bare, snapshot_, *target_, options);
        draw_furniture();
        picture_->finish(*target_);
    }
    quality_.end_scene(state_.quality, animates());
    drawn_ = state_;
    drawn_layers_bottom_px_ = ui_.layers_bottom_px;
    drawn_right_ = right_panel_open(ui_, state_);
    redraw_ = false;
    ++scene_frames_;
}

void ExploreSession::show() {
    const Size size = window_.framebuffer_size();
    if (on_stage()) {
        show_stage();
    } else {
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
        glBindFramebuffer(GL_READ_FRAMEBUFFER, target_->resolved_framebuffer());
        glDisable(GL_FRAMEBUFFER_SRGB);  // the bytes are encoded already
        glDisable(GL_SCISSOR_TEST);
        glBlitFramebuffer(0, 0, size.width_px, size.height_px, 0, 0, size.width_px, size.height_px, GL_COLOR_BUFFER_BIT, GL_NEAREST);
    }
    glBindFramebuffer(GL_FRAMEBUFFER, 0);
    glViewport(0, 0, size.width_px, size.height_px);
    host_->end_frame();
    if (std::exchange(picture_with_panels_, false)) save_picture(true);
    probe_.end_frame(state_, "exploring", scene_frames_);
    glfwSwapBuffers(window_.get());
}

PictureInsets ExploreSession::insets() const {
    PictureInsets inset;
    if (ui_.panels_hidden) return inset;
    const Size size = window_.framebuffer_size();
    const ImVec2 window{static_cast<float>(size.width_px), static_cast<float>(size.height_px)};
    const Layout layout = make_layout(window, host_->scale(), static_cast<float>(state_.text_scale));
    inset.left = layout.layers_pos.x + layout.layers_size.x;
    inset.bottom = window.y - layout.bar_pos.y;
    const bool right = right_panel_open(ui_, state_);
    if (!layout.one_panel && (right || state_.layers.legend))
        inset.right = right ? window.x - layout.record_pos.x : std::round(230.0f * host_->scale());
    return inset;
}

void ExploreSession::draw_furniture() {
    const Size size = window_.framebuffer_size();
    const ImVec2 window{static_cast<float>(size.width_px), static_cast<float>(size.height_px)};
    const Layout layout = make_layout(window, host_->scale(), static_cast<float>(state_.text_scale));
    const float gap = std::round(8.0f * host_->scale()), margin = layout.layers_pos.x;
    const bool record = right_panel_open(ui_, state_);
    const float column = layout.layers_pos.x + layout.layers_size.x, above_bar = layout.bar_pos.y - gap;
    render::Rect legend{column + gap, margin, window.x - margin - column - gap, above_bar - margin};
    render::Corner corner = render::Corner::BottomRight;
    if (record) {
        const float top = ui_.layers_bottom_px + gap, bottom = layout.bar_pos.x >= column ? window.y - margin : above_bar;
        legend = {margin, top, layout.layers_size.x, bottom - top};
        corner = render::Corner::BottomLeft;
    }
    // The credits stand under the layer panel while it is short, else above the bar.
    const float below_layers = window.y - margin - ui_.layers_bottom_px - gap;
    const bool in_column = !record && layout.bar_pos.x >= column && below_layers >= std::round(128.0f * host_->scale());
    const float narrowest = std::round(280.0f * host_->scale());
    const float right = record ? layout.record_pos.x - gap : window.x - margin - std::round(220.0f * host_->scale());
    // Under the search pill, between the panels; it must never be covered, whatever is open.
    const float left = column + gap, top = layout.search_size.x > 0.0f ? layout.search_pos.y + layout.search_size.y + gap : margin;
    const float end = record && !layout.one_panel ? layout.record_pos.x - gap : window.x - margin;
    furniture_->draw(picture_->builder(), state_, snapshot_, *target_, layout.one_panel && record ? render::Rect{} : legend, corner,
                     in_column ? render::Rect{margin, ui_.layers_bottom_px + gap, layout.layers_size.x, below_layers}
                     : right - column - margin < narrowest ? render::Rect{}  // About has them
                                                           : render::Rect{column + margin, margin, right - column - margin, above_bar - margin},
                     {left, top, std::max(0.0f, end - left), above_bar - top});
}

Moment ExploreSession::moment() const {
    Moment m;
    const SceneBuilder& builder = picture_->builder();
    m.sky_time_unix_s = builder.sky_time_of(state_);
    m.epoch_unix_s = builder.satellites().epoch_unix_s();
    m.satellites_frozen = builder.satellites().frozen_at(m.sky_time_unix_s);
    m.sources_text = world_->sources_text;
    m.pointer = {static_cast<float>(input_.pointer().x), static_cast<float>(input_.pointer().y)};
    return m;
}

void ExploreSession::draw_panels() {
    const Moment now = moment();
    PanelContext context{*world_->dataset, snapshot_, world_->records, world_->search, picture_->builder().nations(), now, state_, ui_, probe_, host_->fonts(),
                         requests_, host_->scale(), reports_.get(), desk_.get(), &picture_->builder().clusters(), picture_->builder().maps().cities, &timeline_->desk, &recording_, &take_away_};
    context.exposure = exposure_.get();
    context.story = &story_;
    context.hall = hall_.get();
    draw_all_panels(context);
}

// ---- pointer --------------------------------------------------------------------------------------------------------------------

Selection ExploreSession::pick(glm::dvec2 pixel) {
    const Stage at = stage();
    const render::Camera camera = make_camera(state_, at.size.width_px, at.size.height_px);
    return picker_.at(picture_->builder(), state_, snapshot_, camera, pixel - at.from, picture_->builder().scene().pixel_scale);
}

void ExploreSession::update_hover() {
    if (!hover_stale_ || (!target_ && !on_stage())) return;
    const bool over_globe = input_.pointer_inside() && !ImGui::GetIO().WantCaptureMouse && !control_.dragging() && ui_.sheet == Sheet::None;
    if (over_globe && last_frame_s_ - last_pick_s_ < kHoverEvery_s) return;
    hover_stale_ = false;
    last_pick_s_ = last_frame_s_;
    state_.hover = over_globe ? pick(input_.pointer()) : Selection{};
    frames_due_ = std::max(frames_due_, 1);
}

}  // namespace linchpin::app
