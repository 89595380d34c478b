#pragma once
// Countries joined by cables: the graph of M15 and M20.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/core/date.h"
#include "data/pack/dataset.h"

namespace linchpin::metrics {

/// One segment between two nodes. All segments of a system carry its label.
struct LabelledEdge {
    std::uint32_t a = 0, b = 0;
    std::uint32_t label = 0;
    double length_km = 0.0;  ///< great circle between the landings; 0 for land links
    bool cuttable = true;    ///< land links are not, by default
};
struct LabelledGraph {
    std::uint32_t nodes = 0;
    std::vector<LabelledEdge> edges;
};

/// Whether a system counts at a date (M22): operating by then, or, with plans, planned for a year that has come. Without a date the
/// table's own status is meant.
[[nodiscard]] bool cable_in_service(const Cable& cable, std::optional<Date> date, bool with_plans = false) noexcept;

/// Graph of countries at a date (M22): label = position of the cable in the table, one edge for each pair of consecutive landings
/// in different countries, parallel segments of one cable between the same pair once (the shortest).
[[nodiscard]] LabelledGraph cable_graph(const Dataset& dataset, std::optional<Date> date, bool with_plans = false);

/// A land border, both countries by index.
struct LandBorder {
    Index a = kNone, b = kNone;
};
/// Adds land links under labels of their own, numbered from `first_label` on.
void add_land_links(LabelledGraph& graph, std::span<const LandBorder> borders, std::uint32_t first_label, bool cuttable = false);

}  // namespace linchpin::metrics
