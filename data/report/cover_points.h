#pragma once
// Sample points of every country's area, for M25.
#include <vector>

#include "data/basemap/basemap.h"
#include "data/metrics/satellite_cover.h"

namespace linchpin::report {

/// No country has more sample points than this: more would not change a mean number of satellites by a tenth.
inline constexpr std::size_t kCoverPointsPerCountry = 24;

/// Points of an equal-area lattice inside each country's shape, at most kCoverPointsPerCountry evenly thinned; a country too small
/// for the lattice has its label place (or the middle of its largest triangle). Weights are parts of the shape's area in steradians
/// and add up to it. Countries without a shape have no point. By country, deterministic.
[[nodiscard]] std::vector<metrics::CoverPoint> cover_points(const Dataset& dataset, const basemap::Countries& shapes);

}  // namespace linchpin::report
