#include "app/ui/story_desk.h"

#include <algorithm>
#include <cmath>

#include "app/state/state_patch.h"
#include "app/story/story_json.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMaxSteps = 200;

/// What a window keeps for itself while scenes come and go.
void keep_window(AppState& state, const AppState& window) {
    state.theme = window.theme;
    state.text_scale = window.text_scale;
    state.quality = window.quality;
    state.reduce_motion = window.reduce_motion;
    state.colour_vision = window.colour_vision;
    state.report = window.report;
}

}  // namespace

AppState for_scene(AppState shown) {
    shown.hover = {};
    shown.idle_turn = false;
    shown.frame_time_s = 0.0;
    shown.projection_since_s = -1.0;
    return shown;
}

void StoryDesk::start(Story story, std::string name) {
    story_ = saved_ = std::move(story);
    file = std::move(name);
    chosen_ = 0;
    open_ = true;
    past_.clear();
    future_.clear();
    rehearsed.clear();
    problem.clear();
    changed();
}

void StoryDesk::begin(const AppState& shown) {
    start({}, {});
    saved_ = {};
    story_.title = "A story";
    StoryScene first;
    first.id = "scene";
    first.title = "Scene 1";
    first.state = part_of(shown);
    story_.scenes.push_back(std::move(first));
    changed();
}

void StoryDesk::choose(std::size_t scene) {
    chosen_ = story_.scenes.empty() ? 0 : std::min(scene, story_.scenes.size() - 1);
    end_step();
}

void StoryDesk::saved(std::string name) {
    file = std::move(name);
    saved_ = story_;
}

void StoryDesk::changed() {
    if (!story_.scenes.empty()) chosen_ = std::min(chosen_, story_.scenes.size() - 1);
    const Status good = check_story(story_);
    problem = good ? "" : good.error().message;
    ++version_;
}

void StoryDesk::step(std::string_view name) {
    if (!name.empty() && name == step_name_) return;
    step_name_ = name;
    past_.push_back({story_, chosen_});
    if (past_.size() > kMaxSteps) past_.pop_front();
    future_.clear();
}

Json StoryDesk::part_of(const AppState& shown) const {
    const Result<AppState> start = start_state(story_);
    AppState base;
    base.idle_turn = false;
    if (start) base = *start;
    AppState scene = for_scene(shown);
    keep_window(scene, base);  // a story's look is the story's, not that of who writes it
    return difference_of(base, scene);
}

std::size_t StoryDesk::capture(const AppState& shown) {
    step({});
    StoryScene scene;
    scene.title = "Scene " + std::to_string(story_.scenes.size() + 1);
    scene.id = unused_id(story_, scene.title);
    scene.state = part_of(shown);
    const std::size_t at = story_.scenes.empty() ? 0 : chosen_ + 1;
    story_.scenes.insert(story_.scenes.begin() + static_cast<std::ptrdiff_t>(at), std::move(scene));
    chosen_ = at;
    changed();
    return at;
}

void StoryDesk::recapture(const AppState& shown) {
    if (story_.scenes.empty()) return;
    step({});
    story_.scenes[chosen_].state = part_of(shown);
    changed();
}

void StoryDesk::move(std::size_t from, std::size_t to, std::string_view same_step) {
    if (from >= story_.scenes.size() || to >= story_.scenes.size() || from == to) return;
    step(same_step);
    StoryScene scene = std::move(story_.scenes[from]);
    story_.scenes.erase(story_.scenes.begin() + static_cast<std::ptrdiff_t>(from));
    story_.scenes.insert(story_.scenes.begin() + static_cast<std::ptrdiff_t>(to), std::move(scene));
    chosen_ = to;
    changed();
}

void StoryDesk::remove(std::size_t scene) {
    if (scene >= story_.scenes.size() || story_.scenes.size() == 1) return;  // a story has a scene
    step({});
    story_.scenes.erase(story_.scenes.begin() + static_cast<std::ptrdiff_t>(scene));
    if (chosen_ > scene) --chosen_;
    changed();
}

void StoryDesk::duplicate(std::size_t scene) {
    if (scene >= story_.scenes.size()) return;
    step({});
    StoryScene copy = story_.scenes[scene];
    copy.id = unused_id(story_, copy.id);
    story_.scenes.insert(story_.scenes.begin() + static_cast<std::ptrdiff_t>(scene) + 1, std::move(copy));
    chosen_ = scene + 1;
    changed();
}

void StoryDesk::edit(std::string_view same_step, const std::function<void(StoryScene&)>& change) {
    if (story_.scenes.empty()) return;
    step(same_step);
    change(story_.scenes[chosen_]);
    changed();
}

void StoryDesk::edit_story(std::string_view same_step, const std::function<void(Story&)>& change) {
    step(same_step);
    change(story_);
    changed();
}

void StoryDesk::take_timings(const std::vector<double>& seconds) {
    step({});
    for (std::size_t i = 0; i < std::min(seconds.size(), story_.scenes.size()); ++i)
        if (seconds[i] >= 1.0) story_.scenes[i].planned_s = std::min(std::round(seconds[i]), 7200.0);
    changed();
}

bool StoryDesk::undo() {
    if (past_.empty()) return false;
    future_.push_back({std::move(story_), chosen_});
    story_ = std::move(past_.back().story);
    chosen_ = past_.back().chosen;
    past_.pop_back();
    end_step();
    changed();
    return true;
}

bool StoryDesk::redo() {
    if (future_.empty()) return false;
    past_.push_back({std::move(story_), chosen_});
    story_ = std::move(future_.back().story);
    chosen_ = future_.back().chosen;
    future_.pop_back();
    end_step();
    changed();
    return true;
}

std::optional<AppState> StoryDesk::scene_view(const AppState& window) const {
    if (story_.scenes.empty()) return std::nullopt;
    const Result<AppState> start = start_state(story_);
    if (!start) return std::nullopt;
    Result<AppState> state = scene_state(story_, *start, chosen_);
    if (!state) return std::nullopt;
    keep_window(*state, window);
    state->hover = window.hover;
    state->frame_time_s = window.frame_time_s;
    state->sky_playing = false;
    return *state;
}

bool StoryDesk::differs(const AppState& shown) const {
    const std::optional<AppState> scene = scene_view(shown);
    if (!scene) return true;
    AppState mine = for_scene(shown), theirs = for_scene(*scene);
    mine.sky_playing = theirs.sky_playing = false;
    return !(mine == theirs);
}

}  // namespace linchpin::app
