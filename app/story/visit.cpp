#include "app/story/visit.h"

#include <algorithm>
#include <cmath>

#include "app/state/flight.h"
#include "app/state/state_patch.h"
#include "app/story/story_json.h"
#include "data/geo/sphere.h"

namespace linchpin::app {
namespace {

constexpr double kLongest_s = 36000.0;   ///< of a stay: ten hours
constexpr double kChange_s = 0.001;      ///< when the scene's state takes over; before is what was shown
constexpr double kLeave_s = 0.3;         ///< in which the captions of the scene before go
constexpr double kLabels_s = 4.5;        ///< label_track.h: a chain of placements that begins after the arrival covers the time from here on

CameraMove camera_move(SceneMove move) {
    switch (move) {
        case SceneMove::Direct: return CameraMove::Direct;
        case SceneMove::Turn: return CameraMove::Turn;
        case SceneMove::Flight:
        case SceneMove::Cut: break;
    }
    return CameraMove::Flight;
}

/// The nearest turn to the wished one that ends over the right longitude.
double exact_turn(double wished_deg, const CameraPose& from, const CameraPose& to) {
    return wished_deg + geo::wrap_lon_deg(to.lon_deg - (from.lon_deg + wished_deg));
}

void add_camera(Project& project, const StoryScene& scene, const CameraPose* from, const CameraPose& to, double arrival_s, double drift_deg_s) {
    if (from != nullptr && arrival_s > 0.0) {
        CameraKey key;
        key.pose = *from;
        key.move = camera_move(scene.flight.move);
        key.ease = scene.flight.move == SceneMove::Flight ? Ease::Linear : Ease::Smooth;  // a flight starts and stops gently by itself
        key.turn_deg = exact_turn(scene.flight.turn_deg, *from, to);
        project.camera.push_back(key);
    }
    CameraKey there;
    there.time_s = arrival_s;
    there.pose = to;
    project.camera.push_back(there);
    if (drift_deg_s == 0.0) return;
    project.camera.back().move = CameraMove::Turn;
    project.camera.back().ease = Ease::Linear;
    project.camera.back().turn_deg = drift_deg_s * kLongest_s;
    there.time_s = arrival_s + kLongest_s;
    there.pose.lon_deg = geo::wrap_lon_deg(to.lon_deg + drift_deg_s * kLongest_s);
    project.camera.push_back(there);
}

void add_dates(Project& project, const ScenePlay& play, const std::optional<Date>& shown_before, double arrival_s) {
    if (!play.runs()) return;
    if (shown_before) project.dates.push_back({0.0, *shown_before, Ease::Hold});
    const double start_s = project.dates.empty() ? 0.0 : kChange_s, set_off_s = std::max(arrival_s, start_s + kChange_s);
    project.dates.push_back({start_s, *play.from, Ease::Hold});
    const int first = play.from->year(), last = play.to->year(), years = std::abs(last - first) + 1;
    if (play.by_year) {
        for (int i = 0; i < years; ++i)
            project.dates.push_back({set_off_s + i * play.seconds / years, Date::from_ymd(first + (last < first ? -i : i), 12, 31), Ease::Hold});
    } else {
        project.dates.push_back({set_off_s, *play.from, Ease::Linear});
    }
    project.dates.push_back({set_off_s + play.seconds, *play.to, Ease::Hold});
}

void add_captions(Project& project, const StoryScene& scene, const VisitFrom* from, double arrival_s) {
    if (from != nullptr) {
        for (const ShownElement& shown : from->elements) {
            Element leaving;
            leaving.kind = shown.kind;
            leaving.place = shown.place;
            leaving.text = shown.text;
            leaving.detail = shown.detail;
            leaving.start_s = -kLeave_s;
            leaving.end_s = kLeave_s;
            leaving.fade_s = kLeave_s;
            project.elements.push_back(std::move(leaving));
        }
    }
    // The old ones are gone before the new ones come.
    const double free_s = from != nullptr && !from->elements.empty() ? std::max(arrival_s, kLeave_s) : arrival_s;
    for (const SceneCaption& caption : scene.captions) {
        Element element;
        element.kind = caption.kind;
        element.place = caption.place;
        element.text = scene_caption_text(scene, caption);
        element.detail = caption.detail;
        element.start_s = free_s + caption.start_s;
        element.end_s = caption.end_s ? free_s + *caption.end_s : free_s + kLongest_s;
        element.fade_s = caption.fade_s;
        project.elements.push_back(std::move(element));
    }
}

/// The last moment at which a caption comes.
double captions_s(const StoryScene& scene) {
    double last = 0.0;
    for (const SceneCaption& caption : scene.captions) last = std::max(last, caption.start_s + caption.fade_s);
    return last;
}

/// A state as the moment before a visit: changes that were under way are complete.
AppState settled(AppState state) {
    state.projection_since_s = -1.0;
    state.sky_playing = false;
    state.idle_turn = false;
    state.hover = {};
    state.frame_time_s = 0.0;
    return state;
}

}  // namespace

Result<std::shared_ptr<const ReadyStory>> ReadyStory::prepare(Story story) {
    if (const Status good = check_story(story); !good) return good.error();
    Result<std::vector<AppState>> states = scene_states(story);
    if (!states) return states.error();
    auto ready = std::make_shared<ReadyStory>();
    ready->story_ = std::move(story);
    ready->states_ = std::move(*states);
    return std::shared_ptr<const ReadyStory>{std::move(ready)};
}

double flight_s(const StoryScene& scene, const CameraPose& from, const CameraPose& to) {
    if (scene.flight.move == SceneMove::Cut) return 0.0;
    if (scene.flight.seconds) return *scene.flight.seconds;
    if (scene.flight.move == SceneMove::Turn) return std::clamp(std::abs(exact_turn(scene.flight.turn_deg, from, to)) / 45.0, 1.0, 12.0);
    return Flight{from, to}.duration_s();
}

Result<std::shared_ptr<const Visit>> Visit::prepare(const ReadyStory& story, std::size_t scene_number, const VisitFrom* from, bool reduce_motion) {
    const StoryScene& scene = story.scene(scene_number);
    AppState to = settled(story.state(scene_number));
    to.sky_playing = story.state(scene_number).sky_playing && to.sky_time_unix_s.has_value();
    to.reduce_motion = to.reduce_motion || reduce_motion;
    auto visit = std::make_shared<Visit>();
    visit->scene_ = scene_number;
    visit->arrival_s_ = from == nullptr || reduce_motion ? 0.0 : flight_s(scene, from->state.camera, to.camera);

    Project project;
    project.length_s = 3.0 * kLongest_s;
    project.start = from != nullptr ? settled(from->state) : to;
    if (from != nullptr) {
        if (project.start.projection != to.projection && !reduce_motion) to.projection_since_s = kChange_s;
        AppState before = project.start;
        before.camera = to.camera;  // the camera has keys of its own
        if (const Json set = difference_of(before, to); !set.empty()) project.changes.push_back({kChange_s, set});
    }
    const double drift = reduce_motion ? 0.0 : scene.drift_deg_s;
    add_camera(project, scene, from != nullptr ? &from->state.camera : nullptr, to.camera, visit->arrival_s_, drift);
    add_dates(project, scene.play, from != nullptr ? from->state.filter.date : std::nullopt, visit->arrival_s_);
    add_captions(project, scene, from, visit->arrival_s_);
    Result<Timeline> timeline = Timeline::prepare(std::move(project));
    if (!timeline) return timeline.error();
    visit->timeline_.emplace(std::move(*timeline));
    visit->rest_s_ = visit->arrival_s_ + std::max((scene.play.runs() ? scene.play.seconds : 0.0) + kLabels_s, captions_s(scene));
    const bool lively = !to.reduce_motion && to.layers.flows;
    visit->goes_on_ = drift != 0.0 || to.sky_playing || lively;
    return std::shared_ptr<const Visit>{std::move(visit)};
}

}  // namespace linchpin::app
