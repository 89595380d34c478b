#pragma once
// Land borders of the base map in terms of a pack's countries.
#include <span>
#include <vector>

#include "data/basemap/land_borders.h"
#include "data/metrics/cable_graph.h"

namespace linchpin::report {

/// Borders between countries that the pack knows, in the order given; others are left out.
[[nodiscard]] std::vector<metrics::LandBorder> land_borders(const Dataset& dataset, std::span<const basemap::CountryPair> pairs);

}  // namespace linchpin::report
