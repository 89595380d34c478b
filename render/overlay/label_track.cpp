#include "render/overlay/label_track.h"

namespace linchpin::render {

Result<std::vector<PlacedLabel>> LabelTrack::placed(std::int64_t step) {
    const std::int64_t number = step / kWarmUp;
    Chain& chain = chains_[static_cast<std::size_t>(number % 2)];
    if (chain.number != number) chain = {number, {}};
    const std::int64_t first = first_step(number);
    while (first + std::ssize(chain.steps) <= step) {
        const std::span<const PlacedLabel> kept = chain.steps.empty() ? std::span<const PlacedLabel>{} : chain.steps.back();
        Result<std::vector<PlacedLabel>> next = place_(first + std::ssize(chain.steps), kept);
        if (!next) return next.error();
        chain.steps.push_back(std::move(*next));
    }
    return chain.steps[static_cast<std::size_t>(step - first)];
}

Result<LabelPlacement> LabelTrack::at(double time_s) {
    LabelPlacement out;
    out.step = std::max<std::int64_t>(0, label_step(time_s));
    // The step before first: its chain may be the one before, and then is done with.
    Result<std::vector<PlacedLabel>> previous = placed(std::max<std::int64_t>(0, out.step - 1));
    if (!previous) return previous.error();
    Result<std::vector<PlacedLabel>> current = placed(out.step);
    if (!current) return current.error();
    out.previous = std::move(*previous);
    out.current = std::move(*current);
    return out;
}

}  // namespace linchpin::render
