#pragma once
// What recordings, hand-outs and checks are drawn by: the whole program without a window.
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/report/bindings.h"
#include "app/scene/picture.h"
#include "app/state/passing.h"
#include "app/timeline/timeline.h"
#include "app/window/picture_file.h"
#include "data/query/derived_index.h"
#include "data/scenario/scenario_world.h"
#include "render/overlay/label_track.h"
#include "render/target/egl_context.h"

namespace linchpin::app {

/// Everything loaded and a context to draw in, without a window. Stays on the thread that made it.
class Studio {
public:
    /// @param pack  empty = the bundled one
    /// @param exit_status  set when there is an error: whose fault it is
    [[nodiscard]] static Result<std::unique_ptr<Studio>> open(const std::filesystem::path& pack, int& exit_status);

    /// One that draws with what a window has. `picture` must outlive it.
    [[nodiscard]] static std::unique_ptr<Studio> around(std::shared_ptr<const Dataset> dataset, const DerivedIndex& index, report::MapFacts facts, Picture& picture);

    /// The snapshot of a state with its scenario. The last few are kept: it stays valid for several further calls.
    [[nodiscard]] Result<const Snapshot*> snapshot_of(const AppState& state);
    /// The same, for as long as it is held.
    [[nodiscard]] Result<std::shared_ptr<const Snapshot>> shared_snapshot_of(const AppState& state);
    /// Snapshots of what is still fading out at a moment.
    struct Pasts {
        std::vector<PastPicture> pictures;
        std::vector<std::shared_ptr<const Snapshot>> snapshots;  ///< keeps them
    };
    /// @param moment  must outlive the result
    [[nodiscard]] Result<Pasts> pasts_of(const FrameMoment& moment);
    /// Fills the bindings in. @param numbers  gets what was bound, when given
    void fill_in(FrameMoment& moment, std::vector<BoundNumber>* numbers = nullptr);
    /// Draws the moment of a timeline, whole and complete, into a target.
    /// @param labels  of this timeline and the target's size, see label_track()
    [[nodiscard]] Status draw(const Timeline& timeline, double time_s, const render::FrameTarget& target, bool transparent, render::LabelTrack& labels);
    /// The same for pictures that are too large to be drawn at once: hands on finished rows of straight alpha, top first.
    /// @param size  of the finished picture; `labels` are of it times `supersample`
    [[nodiscard]] Status draw_in_tiles(const Timeline& timeline, double time_s, PixelSize size, int supersample, bool transparent, render::LabelTrack& labels,
                                       const std::function<Status(std::span<const std::uint8_t>)>& take_rows);
    /// Which labels show when in the pictures of a timeline. Both must outlive it.
    [[nodiscard]] render::LabelTrack label_track(const Timeline& timeline, int width_px, int height_px);

    [[nodiscard]] const Dataset& dataset() const noexcept { return *dataset_; }
    [[nodiscard]] Bindings& bindings() noexcept { return *bindings_; }
    [[nodiscard]] Picture& picture() noexcept { return *picture_; }
    [[nodiscard]] std::vector<std::string> warnings() const { return picture_->warnings(); }
    /// Does every caption of a project name things that exist?
    [[nodiscard]] Status check(const Project& project) const;

private:
    Studio() = default;
    /// Everything that a picture at a time is drawn from.
    struct Ready {
        FrameMoment moment;
        std::shared_ptr<const Snapshot> snapshot;
        Pasts pasts;  ///< of `moment`, whose layers they point at: not to be copied
        render::LabelPlacement placement;
        [[nodiscard]] Picture::Options options(double time_s, bool transparent, bool moving) const;
    };
    [[nodiscard]] Result<std::unique_ptr<Ready>> ready(const Timeline& timeline, double time_s, render::LabelTrack& labels);
    std::optional<render::EglContext> context_;
    std::shared_ptr<const Dataset> dataset_;
    DerivedIndex index_;
    std::unique_ptr<Bindings> bindings_;
    std::unique_ptr<scenario::ScenarioWorld> world_;
    struct Kept {
        scenario::Scenario scenario;
        std::shared_ptr<const Snapshot> snapshot;
    };
    std::vector<Kept> kept_;  ///< latest last
    Picture* picture_ = nullptr;
    std::unique_ptr<Picture> own_picture_;  // last: its GL objects go before the context
};

}  // namespace linchpin::app
