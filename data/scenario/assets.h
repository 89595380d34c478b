#pragma once
// What events do to sites and cables. Internal to data/scenario.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/pack/dataset.h"
#include "data/scenario/event.h"

namespace linchpin::scenario {

/// Records that differ from the base data, by position; a record may be named more than once.
struct AssetChanges {
    std::vector<Index> sites, cables, routes;
};
/// Whatever is brought forward comes first, what ends comes last: of an object that is both, nothing is left, in any order of
/// events.
/// @param day  the day of the question: from when a plan brought forward is in operation if its event has no date.
[[nodiscard]] AssetChanges apply_to_assets(const Dataset& base, std::span<const Event* const> events, std::optional<Date> day,
                                           Dataset& working);

}  // namespace linchpin::scenario
