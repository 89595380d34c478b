#pragma once
// One stay at a scene, from the moment the camera sets off: a timeline of its own. What an audience sees of it, an image of the scene
// and a recording are therefore the same pixels.
#include <memory>
#include <vector>

#include "app/story/story.h"
#include "app/timeline/timeline.h"

namespace linchpin::app {

/// A story with the state of every scene worked out.
class ReadyStory {
public:
    /// @return  or the first thing wrong
    [[nodiscard]] static Result<std::shared_ptr<const ReadyStory>> prepare(Story story);
    [[nodiscard]] const Story& story() const noexcept { return story_; }
    [[nodiscard]] std::size_t size() const noexcept { return story_.scenes.size(); }
    [[nodiscard]] const StoryScene& scene(std::size_t i) const { return story_.scenes[i]; }
    /// The scene's state as the camera arrives; the date is where its play ends.
    [[nodiscard]] const AppState& state(std::size_t i) const { return states_[i]; }

private:
    Story story_;
    std::vector<AppState> states_;
};

/// Where a visit comes from.
struct VisitFrom {
    AppState state;                      ///< what was shown
    std::vector<ShownElement> elements;  ///< filled in; they fade out
};

class Visit {
public:
    /// @param from  null: the scene is there at once
    /// @param reduce_motion  no flight and no drift
    [[nodiscard]] static Result<std::shared_ptr<const Visit>> prepare(const ReadyStory& story, std::size_t scene, const VisitFrom* from, bool reduce_motion);

    [[nodiscard]] std::size_t scene() const noexcept { return scene_; }
    [[nodiscard]] const Timeline& timeline() const noexcept { return *timeline_; }
    [[nodiscard]] FrameMoment at(double time_s) const { return timeline_->at(time_s); }
    /// When the camera has come.
    [[nodiscard]] double arrival_s() const noexcept { return arrival_s_; }
    /// When all has come that comes by itself: the camera, the date, the captions, the labels.
    [[nodiscard]] double rest_s() const noexcept { return rest_s_; }
    /// Does the picture go on changing after rest_s()? (The globe drifts, the sky moves, goods flow.)
    [[nodiscard]] bool goes_on() const noexcept { return goes_on_; }

private:
    std::size_t scene_ = 0;
    std::optional<Timeline> timeline_;
    double arrival_s_ = 0.0, rest_s_ = 0.0;
    bool goes_on_ = false;
};

/// How long the camera takes to a scene, without reduced motion.
[[nodiscard]] double flight_s(const StoryScene& scene, const CameraPose& from, const CameraPose& to);

}  // namespace linchpin::app
