#pragma once
// M20: how often a cable lies on the shortest ways between countries.
#include <cstdint>
#include <vector>

#include "data/metrics/cable_graph.h"

namespace linchpin::metrics {

enum class PathLength : std::uint8_t { Hops, Km };

struct CableBetweenness {
    std::vector<double> of_label;     ///< one per label 0..largest, [0, 1]
    std::size_t connected_pairs = 0;  ///< unordered pairs of nodes that are joined at all
};
/// Sum over unordered pairs of the share of shortest paths that use a label, divided by the number of connected pairs. Parallel
/// segments of one label between the same nodes count once, and a label counts once a path. Lengths equal within 1e-9 of each other
/// are ties. All labels are 0 when nothing is connected.
/// Source: betweenness as CableGraph explains it.
[[nodiscard]] CableBetweenness cable_betweenness(const LabelledGraph& graph, PathLength length = PathLength::Hops);

}  // namespace linchpin::metrics
