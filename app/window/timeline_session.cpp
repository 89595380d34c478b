#include "app/window/timeline_session.h"

#include <algorithm>

#include "app/state/atomic_file.h"
#include "app/timeline/project_json.h"

namespace linchpin::app {
namespace {

/// What happened in each year: the shape behind the scrubber.
void count_years(const Dataset& dataset, TimelineDesk& desk) {
    constexpr int kFirst = 1980, kLast = 2040;
    desk.histogram_from = kFirst;
    desk.histogram.assign(kLast - kFirst + 1, {});
    const auto count = [&](std::optional<int> year, std::size_t kind) {
        if (year && *year >= kFirst && *year <= kLast) ++desk.histogram[static_cast<std::size_t>(*year - kFirst)][kind];
    };
    for (const Site& site : dataset.sites) count(site.year, 0);
    for (const Cable& cable : dataset.cables) count(cable.rfs_year, 1);
    for (const Satellite& satellite : dataset.satellites) count(satellite.launch_year, 2);
}

}  // namespace

bool is_project_file(const std::string& path) {
    const Result<std::string> text = read_text_file(path, 64u << 20);
    if (!text) return false;
    const Json root = Json::parse(*text, nullptr, false, true);
    if (!root.is_object()) return false;
    return root.contains("length_s") || root.contains("fps") || root.contains("start") || (root.contains("camera") && root["camera"].is_array());
}

TimelineSession::TimelineSession(const LoadedWorld& world, Picture& picture) : world_{world}, picture_{picture} {
    studio_ = Studio::around(world.dataset, world.derived, world.map_facts, picture);
    desk.check_text = [this](std::string_view text) { return studio_->bindings().check(text); };
    desk.date_at = [this](double time_s) { return timeline_ ? timeline_->date_at(time_s) : std::nullopt; };
    count_years(*world.dataset, desk);
}

Result<std::vector<Error>> TimelineSession::open(const std::string& path) {
    Result<LoadedProject> loaded = load_project(path);
    if (!loaded) return loaded.error();
    Result<Timeline> timeline = Timeline::prepare(loaded->project);
    if (!timeline) return Error{timeline.error().message, path};
    desk.start(std::move(loaded->project), path);
    desk.open_panel = true;
    stale_ = true;
    return std::move(loaded->warnings);
}

Status TimelineSession::save(const std::string& path) {
    if (Status saved = save_project(path, desk.project()); !saved) return saved;
    desk.saved(path);
    return Done{};
}

void TimelineSession::begin(const AppState& state, int width_px, int height_px) {
    Project project;
    project.start = state;
    project.start.hover = {};
    project.start.idle_turn = false;
    // A picture of the usual shape, whatever the window's is.
    project.width_px = width_px;
    project.height_px = height_px;
    desk.start(std::move(project), {});
    desk.open_panel = true;
    stale_ = true;
}

bool TimelineSession::prepare() {
    if (prepared_ == desk.version() && timeline_) return true;
    Result<Timeline> next = Timeline::prepare(desk.project());
    if (!next) {
        desk.problem = next.error().message;
        prepared_ = timeline_ ? desk.version() : 0;
        return timeline_.has_value();
    }
    labels_.reset();  // of the timeline that goes
    still_labels_.reset();
    timeline_.emplace(std::move(*next));
    const Status named = studio_->check(desk.project());
    desk.problem = named ? "" : named.error().message;
    prepared_ = desk.version();
    stale_ = true;
    return true;
}

AppState TimelineSession::shown_by(const AppState& window) const {
    AppState state = moment_.state;
    state.theme = window.theme;
    state.text_scale = window.text_scale;
    state.quality = window.quality;
    state.reduce_motion = window.reduce_motion;
    state.colour_vision = window.colour_vision;
    state.hover = window.hover;
    state.idle_turn = window.idle_turn;
    state.sky_rate = window.sky_rate;
    state.frame_time_s = window.frame_time_s;
    // The dependence panel chooses a subject for itself when the project names none.
    if (state.report.subject.empty()) {
        state.report.subject = window.report.subject;
        state.report.subject_kind = window.report.subject_kind;
    }
    return state;
}

bool TimelineSession::sync(AppState& state) {
    if (!desk.open() || !prepare()) return false;
    if (!stale_ && moment_s_ == desk.playhead_s) return false;
    stale_ = false;
    moment_s_ = desk.playhead_s;
    moment_ = timeline_->at(moment_s_);
    AppState next = shown_by(state);
    next.hover = {};
    next.idle_turn = false;
    next.frame_time_s = moment_.state.frame_time_s;
    state = std::move(next);
    desk.moment_state = state;
    return true;
}

bool TimelineSession::exact(const AppState& state) const { return moment_s_ >= 0.0 && shown_by(state) == state; }

Status TimelineSession::draw(const AppState& state, const Snapshot& snapshot, PixelSize size, int samples, bool busy) {
    if (!target_ || samples != samples_ || target_->width_px() != size.width_px || target_->height_px() != size.height_px) {
        labels_.reset();
        Result<render::FrameTarget> made = render::FrameTarget::create(size.width_px, size.height_px, samples);
        if (!made) return made.error();
        target_.emplace(std::move(*made));
        samples_ = samples;
    }
    if (timeline_ && exact(state) && !busy) {
        if (!labels_) labels_.emplace(studio_->label_track(*timeline_, size.width_px, size.height_px));
        return studio_->draw(*timeline_, moment_s_, *target_, false, *labels_);
    }
    FrameMoment shown = moment_;
    if (!exact(state)) {
        shown.state = state;
        shown.state.theme = moment_.state.theme;
        shown.state.text_scale = moment_.state.text_scale;
        shown.passing.pasts.clear();  // those of the frame, not of what was made of it
    }
    const Snapshot* mine = &snapshot;
    std::shared_ptr<const Snapshot> made;
    if (!(snapshot.filter == shown.state.filter)) {
        Result<std::shared_ptr<const Snapshot>> derived = studio_->shared_snapshot_of(shown.state);
        if (!derived) return derived.error();
        made = std::move(*derived);
        mine = made.get();
    }
    const Result<Studio::Pasts> pasts = studio_->pasts_of(shown);
    if (!pasts) return pasts.error();
    studio_->fill_in(shown);
    Picture::Options how;
    how.still = true;
    how.passing = &shown.passing;
    how.pasts = pasts->pictures;
    picture_.draw(shown.state, *mine, *target_, how);
    return Done{};
}

Result<StillImage> TimelineSession::still(PixelSize size, int supersample, bool transparent, bool again) {
    if (!prepare()) return Error{desk.problem};
    if (!again || !still_labels_) still_labels_.emplace(studio_->label_track(*timeline_, size.width_px * supersample, size.height_px * supersample));
    StillImage image{size.width_px, size.height_px, {}};
    image.rgba.reserve(static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px) * 4);
    const Status drawn = studio_->draw_in_tiles(*timeline_, desk.playhead_s, size, supersample, transparent, *still_labels_, [&](std::span<const std::uint8_t> rows) -> Status {
        image.rgba.insert(image.rgba.end(), rows.begin(), rows.end());
        return Done{};
    });
    if (!drawn) return drawn.error();
    return image;
}

}  // namespace linchpin::app
