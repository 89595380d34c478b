#pragma once
// M15: the fewest cables whose loss cuts a country off.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/metrics/cable_graph.h"

namespace linchpin::metrics {

enum class IsolationMode : std::uint8_t {
    WholeSystems,  ///< a cut takes a cable with all its segments (label cut)
    Segments       ///< a cut takes one segment between two countries (ordinary edge cut)
};
enum class IsolationKind : std::uint8_t {
    Exact,    ///< `number` cuts suffice and fewer do not; 0 = no hub can be reached even now
    AtLeast,  ///< more than the search went: `number` is the least it can be
    Never     ///< joined to a hub by links that cannot be cut
};
struct Isolation {
    IsolationKind kind = IsolationKind::Exact;
    std::uint32_t number = 0;
    std::vector<std::uint32_t> killing_set;  ///< Exact: labels (WholeSystems) or positions in graph.edges (Segments), ascending
};
inline constexpr std::uint32_t kIsolationDepth = 3;

/// Least number of cuts so that `country` reaches none of `hubs` (itself left out of them). Empty when no hub is left, or the
/// country has no link at all in the graph: then there is nothing to say.
/// Whole systems: exact up to kIsolationDepth, then "at least"; the general label-cut problem is NP-hard. Segments: exact always.
/// Each search step branches on the labels of a shortest path: one of them must go in any cut.
[[nodiscard]] std::optional<Isolation> isolation(const LabelledGraph& graph, std::uint32_t country,
                                                 std::span<const std::uint32_t> hubs,
                                                 IsolationMode mode = IsolationMode::WholeSystems);

}  // namespace linchpin::metrics
