#pragma once
// Satellites over time: launches from the launch years of what is still up, and counts of active objects at dated snapshots.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/pack/dataset.h"

namespace linchpin {

/// Launches of the objects in the table, a year at a time. These are SURVIVING objects by launch year: what has come down since is
/// in no year, so early years show less than was launched. Whoever draws it says so.
struct LaunchSeries {
    int first_year = 0;                   ///< of the two lists; 0 when they are empty
    std::vector<std::size_t> launched;    ///< Shape [years], without gaps
    std::vector<std::size_t> cumulative;  ///< Shape [years]: launched in this year or before
    std::size_t unknown_year = 0;         ///< in no year
};
/// @param shown  Shape [satellites], 0 = does not count (Snapshot::satellite_visible); or empty for all.
/// @param group  a constellation's id; empty = all of them.
[[nodiscard]] LaunchSeries launches_by_year(const Dataset& dataset, std::span<const std::uint8_t> shown = {}, std::string_view group = {});

struct ActiveCount {
    double unix_s = 0.0;  ///< of the snapshot
    int active = 0;
};
/// Active objects of one constellation at the pack's snapshots, in order of time. A snapshot that does not list it is not in the
/// series: that is no zero.
[[nodiscard]] std::vector<ActiveCount> active_counts(const Dataset& dataset, std::string_view group);

/// The sum over several constellations at every snapshot of the pack, in order of time. Where a snapshot does not list all of them
/// the sum is not known, and `active` is empty: never a part of it.
struct ActiveSum {
    double unix_s = 0.0;
    std::optional<std::int64_t> active;
};
[[nodiscard]] std::vector<ActiveSum> active_sums(const Dataset& dataset, std::span<const std::string> groups);

}  // namespace linchpin
