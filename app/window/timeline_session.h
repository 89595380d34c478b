#pragma once
#include <memory>
#include <optional>
#include <string>

#include "app/record/frame_source.h"
#include "app/ui/timeline_desk.h"
#include "app/window/load_job.h"

namespace linchpin::app {

/// Is this the text of a project rather than of a state?
[[nodiscard]] bool is_project_file(const std::string& path);

/// The open project in the window: turns the desk's project into moments and draws them as a recording does.
class TimelineSession {
public:
    /// Both must outlive it.
    TimelineSession(const LoadedWorld& world, Picture& picture);

    TimelineDesk desk;

    /// Opens a project file. @return  warnings; or what is wrong: then nothing is changed
    [[nodiscard]] Result<std::vector<Error>> open(const std::string& path);
    [[nodiscard]] Status save(const std::string& path);
    /// An empty project that starts from what is shown.
    void begin(const AppState& state, int width_px, int height_px);

    /// After edits and moves of the playhead: what the project shows there goes into `state`. What belongs to the window (theme, size
    /// of text, motion) stays as it is. True when the state was set.
    bool sync(AppState& state);
    /// Does the state still show the project's moment, or has somebody turned the globe or changed a layer?
    [[nodiscard]] bool exact(const AppState& state) const;
    /// The state goes back to the project's moment at the next sync().
    void revert() { stale_ = true; }

    /// Draws the moment, or what was made of it, into target(). @param busy  a hand is moving it: labels are placed on their own
    [[nodiscard]] Status draw(const AppState& state, const Snapshot& snapshot, PixelSize size, int samples, bool busy);
    [[nodiscard]] const render::FrameTarget& target() const { return *target_; }
    /// The exact frame at the playhead as a recording has it.
    /// @param again  the same once more: its labels need not be placed anew
    [[nodiscard]] Result<StillImage> still(PixelSize size, int supersample, bool transparent, bool again = false);

private:
    [[nodiscard]] bool prepare();
    [[nodiscard]] AppState shown_by(const AppState& window) const;

    const LoadedWorld& world_;
    Picture& picture_;
    std::unique_ptr<Studio> studio_;
    std::optional<Timeline> timeline_;
    std::optional<render::LabelTrack> labels_, still_labels_;  ///< of timeline_
    std::optional<render::FrameTarget> target_;
    int samples_ = -1;
    FrameMoment moment_;
    double moment_s_ = -1.0;
    unsigned prepared_ = 0;
    bool stale_ = true;
};

}  // namespace linchpin::app
