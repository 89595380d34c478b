#include "app/story/show.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {
namespace {

constexpr double kVeilFade_s = 0.35;
constexpr double kSpotFade_s = 0.15;
constexpr double kNumberForgotten_s = 5.0;
constexpr double kShortestRound_s = 2.0;

}  // namespace

Result<Show> Show::begin(std::shared_ptr<const ReadyStory> story, std::size_t scene, double now_s, const ShowOptions& options, const VisitFrom* from) {
    Show show;
    show.story_ = std::move(story);
    show.options_ = options;
    show.began_s_ = show.touched_s_ = now_s;
    show.timings_.assign(show.story_->size(), 0.0);
    auto visit = Visit::prepare(*show.story_, std::min(scene, show.story_->size() - 1), from, options.reduce_motion);
    if (!visit) return visit.error();
    show.visit_ = std::move(*visit);
    return show;
}

// ---- time -------------------------------------------------------------------------------------------------------------------------

double Show::clock_s(double now_s) const { return paused_at_s_.value_or(now_s) - began_s_ - pauses_s_; }
double Show::visit_s(double now_s) const { return std::max(0.0, clock_s(now_s) - visit_start_s_); }
double Show::elapsed_s(double now_s) const { return clock_s(now_s); }
double Show::remaining_s(double now_s) const { return story_->story().planned_s() - elapsed_s(now_s); }
double Show::scene_elapsed_s(double now_s) const { return clock_s(now_s) - scene_since_s_; }

void Show::add_timing(double now_s) {
    if (!kept_) timings_[scene()] += scene_elapsed_s(now_s);
    scene_since_s_ = clock_s(now_s);
}

std::vector<double> Show::timings(double now_s) const {
    std::vector<double> all = timings_;
    if (!kept_) all[scene()] += scene_elapsed_s(now_s);
    return all;
}

// ---- steps ------------------------------------------------------------------------------------------------------------------------

void Show::visit_scene(std::size_t scene, double now_s) {
    // A flight under way ends at its target; a camera that the hand has turned sets off from there.
    VisitFrom from;
    from.state = moment(std::max(visit_s(now_s), visit_->arrival_s())).state;
    from.elements = flying(now_s) ? std::vector<ShownElement>{} : filled_;
    const auto visit = Visit::prepare(*story_, scene, &from, options_.reduce_motion);
    if (!visit) return;  // cannot be: every scene's state was worked out before
    add_timing(now_s);
    visit_ = *visit;
    visit_start_s_ = clock_s(now_s);
    overlays_.clear();
    filled_.clear();
    hand_ = false;
    ++revision_;
}

void Show::step_to(std::size_t scene, double now_s) {
    if (paused()) resume(now_s);
    if (veil_ != Veil::None) veil(Veil::None, now_s);
    digits_.clear();
    if (scene != this->scene() || !overlays_.empty()) visit_scene(scene, now_s);
}

void Show::next(double now_s) {
    const bool last = scene() + 1 >= story_->size();
    if (last && !overlays_.empty()) return;  // at the end a press does not undo what the audience looks at
    step_to(last ? scene() : scene() + 1, now_s);
}
void Show::previous(double now_s) { step_to(scene() > 0 ? scene() - 1 : 0, now_s); }
void Show::go_to(std::size_t scene, double now_s) {
    if (scene < story_->size()) step_to(scene, now_s);
}

void Show::digit(int digit, double now_s) {
    if (digit < 0 || digit > 9) return;
    if (now_s - digit_at_s_ > kNumberForgotten_s) digits_.clear();
    digit_at_s_ = now_s;
    if (digits_.size() < 3 && !(digits_.empty() && digit == 0)) digits_ += static_cast<char>('0' + digit);
}

std::string Show::number(double now_s) const { return now_s - digit_at_s_ > kNumberForgotten_s ? std::string{} : digits_; }

bool Show::take_number(double now_s) {
    const std::string typed = number(now_s);
    digits_.clear();
    if (typed.empty()) return false;
    go_to(static_cast<std::size_t>(std::stoi(typed)) - 1, now_s);
    return true;
}

// ---- over the picture -------------------------------------------------------------------------------------------------------------

float Show::veil_level(double now_s) const {
    const float to = veil_ == Veil::None ? 0.0f : 1.0f;
    const double u = (now_s - veil_since_s_) / kVeilFade_s;
    return veil_from_ + (to - veil_from_) * static_cast<float>(eased(Ease::Smooth, std::clamp(u, 0.0, 1.0)));
}

void Show::veil(Veil which, double now_s) {
    const Veil to = which == veil_ ? Veil::None : which;
    veil_from_ = veil_level(now_s);
    veil_since_s_ = now_s;
    veil_ = to;
    if (to != Veil::None) veil_white_ = to == Veil::White;
}

void Show::set_spotlight(bool on, double now_s) {
    if (on == spotlight_) return;
    spotlight_ = on;
    spotlight_since_s_ = now_s;
}

void Show::point_at(double x, double y) {
    spot_x_ = std::clamp(x, 0.0, 1.0);
    spot_y_ = std::clamp(y, 0.0, 1.0);
}

void Show::lay_over(ShowOverlay overlay, double) {
    overlays_.push_back(std::move(overlay));
    hand_ = false;
    ++revision_;
}

void Show::set_camera(const CameraPose& pose, double) {
    if (!hand_) {
        ShowOverlay overlay;
        overlay.name = "The view by hand";
        overlays_.push_back(std::move(overlay));
        hand_ = true;
    }
    overlays_.back().camera = pose;
}

void Show::reset_camera(double) {
    std::erase_if(overlays_, [](const ShowOverlay& o) { return o.camera && o.events.empty() && !o.layers && !o.selection; });
    for (ShowOverlay& overlay : overlays_) overlay.camera.reset();
    hand_ = false;
    ++revision_;
}

bool Show::take_back(double) {
    if (overlays_.empty()) return false;
    overlays_.pop_back();
    hand_ = false;
    ++revision_;
    return true;
}

EscapeStep Show::escape(double now_s) {
    if (!number(now_s).empty()) {
        digits_.clear();
        return EscapeStep::Cleared;
    }
    if (take_back(now_s)) return EscapeStep::TookBack;
    if (!paused()) {
        paused_at_s_ = now_s;
        return EscapeStep::Paused;
    }
    return EscapeStep::Left;
}

void Show::resume(double now_s) {
    if (!paused_at_s_) return;
    pauses_s_ += now_s - *paused_at_s_;
    paused_at_s_.reset();
}

// ---- nobody there -----------------------------------------------------------------------------------------------------------------

bool Show::touched(double now_s) {
    touched_s_ = now_s;
    if (!kept_) return false;
    visit_ = kept_->visit;
    visit_start_s_ = clock_s(now_s) - kept_->visit_s;
    scene_since_s_ = clock_s(now_s);
    overlays_ = std::move(kept_->overlays);
    hand_ = kept_->hand;
    veil_ = kept_->veil;
    veil_white_ = kept_->veil_white;
    veil_from_ = veil_ == Veil::None ? 0.0f : 1.0f;
    veil_since_s_ = -1e9;
    filled_.clear();
    kept_.reset();
    ++revision_;
    return true;
}

bool Show::tick(double now_s) {
    const StoryKiosk kiosk = options_.kiosk.value_or(story_->story().kiosk);
    if (kiosk.idle_s <= 0.0 || paused()) return false;
    const auto stay_s = [&](std::size_t scene) { return std::max(kiosk.scene_s > 0.0 ? kiosk.scene_s : story_->scene(scene).planned_s, kShortestRound_s); };
    if (!kept_) {
        if (now_s - touched_s_ < kiosk.idle_s) return false;
        add_timing(now_s);
        kept_ = Kept{visit_, visit_s(now_s), overlays_, hand_, veil_, veil_white_};
        if (veil_ != Veil::None) veil(Veil::None, now_s);
    } else if (now_s < round_due_s_) {
        return false;
    }
    visit_scene((scene() + 1) % story_->size(), now_s);
    round_due_s_ = now_s + visit_->arrival_s() + stay_s(scene());
    return true;
}

// ---- what is to be seen -----------------------------------------------------------------------------------------------------------

bool Show::camera_by_hand() const {
    return std::any_of(overlays_.begin(), overlays_.end(), [](const ShowOverlay& o) { return o.camera.has_value(); });
}

FrameMoment Show::moment(double visit_s) const {
    FrameMoment moment = visit_->at(visit_s);
    for (const ShowOverlay& overlay : overlays_) {
        const auto put = [&overlay](Layers& layers, scenario::Scenario& scenario) {
            scenario.events.insert(scenario.events.end(), overlay.events.begin(), overlay.events.end());
            if (overlay.layers) layers = *overlay.layers;
        };
        put(moment.state.layers, moment.state.scenario);
        for (PastMoment& past : moment.passing.pasts) put(past.layers, past.scenario);
        if (overlay.camera) moment.state.camera = *overlay.camera;
        if (overlay.selection) moment.state.selection = *overlay.selection;
    }
    return moment;
}

FrameMoment Show::at(double now_s) const {
    FrameMoment moment = this->moment(visit_s(now_s));
    moment.passing.veil = veil_level(now_s);
    moment.passing.veil_white = veil_white_;
    const double u = std::clamp((now_s - spotlight_since_s_) / kSpotFade_s, 0.0, 1.0);
    moment.passing.spotlight.opacity = static_cast<float>(eased(Ease::Smooth, spotlight_ ? u : 1.0 - u));
    moment.passing.spotlight.x = static_cast<float>(spot_x_);
    moment.passing.spotlight.y = static_cast<float>(spot_y_);
    return moment;
}

bool Show::moves(double now_s) const {
    if (now_s - veil_since_s_ <= kVeilFade_s || now_s - spotlight_since_s_ <= kSpotFade_s) return true;
    if (paused()) return false;
    if (veil_ != Veil::None && !going_round()) return false;  // nothing of it is seen
    return visit_->goes_on() || visit_s(now_s) <= visit_->rest_s();
}

void Show::replace(std::shared_ptr<const ReadyStory> story, double now_s) {
    const std::string id = story_->scene(scene()).id;
    std::size_t at = std::min(scene(), story->size() - 1);
    if (const auto same = find_scene(story->story(), id)) at = *same;
    const auto visit = Visit::prepare(*story, at, nullptr, options_.reduce_motion);
    if (!visit) return;
    add_timing(now_s);
    story_ = std::move(story);
    timings_.resize(story_->size(), 0.0);
    visit_ = *visit;
    visit_start_s_ = clock_s(now_s) - std::max(0.0, std::min(visit_s(now_s), visit_->rest_s()));
    overlays_.clear();
    filled_.clear();
    hand_ = false;
    kept_.reset();
    ++revision_;
}

}  // namespace linchpin::app
