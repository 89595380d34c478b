#pragma once
// Placement of labels by frame time alone: what a recording draws, in any order and by any number of processes.
#include <array>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "data/core/result.h"
#include "render/overlay/labels.h"

namespace linchpin::render {

/// Labels keep their places from step to step, yet no step depends on which were asked for before: a step is the last of a chain that
/// begins, with nothing kept, at a place fixed on the time axis (kWarmUp to 2 kWarmUp - 1 steps before it). Chains overlap, so that
/// where one ends and the next begins hardly anything differs. A frame is a function of its time.
class LabelTrack {
public:
    static constexpr std::int64_t kWarmUp = 8;  ///< steps, 2 s
    /// The labels of the state at step * LabelPlacement::kStepS, preferring `kept`.
    using Place = std::function<Result<std::vector<PlacedLabel>>(std::int64_t step, std::span<const PlacedLabel> kept)>;

    explicit LabelTrack(Place place) : place_{std::move(place)} {}
    /// For labels_at(.., time_s). Going on from step to step places twice a step; a jump costs up to 5 kWarmUp placements.
    /// @param time_s  below 0 counts as 0
    /// @return  or the error of `place`
    [[nodiscard]] Result<LabelPlacement> at(double time_s);

private:
    struct Chain {
        std::int64_t number = -1;
        std::vector<std::vector<PlacedLabel>> steps;  ///< from first_step(number) on, as far as asked for
    };
    [[nodiscard]] static std::int64_t first_step(std::int64_t chain) noexcept { return std::max<std::int64_t>(0, (chain - 1) * kWarmUp); }
    [[nodiscard]] Result<std::vector<PlacedLabel>> placed(std::int64_t step);

    Place place_;
    std::array<Chain, 2> chains_;  ///< by the parity of their number: one and the next
};

}  // namespace linchpin::render
