#pragma once
// Polygons as programs for globes write them, over the 180 degree meridian and around poles, made plain for a map.
#include <vector>

#include "data/geo/sphere.h"

namespace linchpin::app::bench {

using Ring = std::vector<geo::LatLon>;
using Polygon = std::vector<Ring>;  ///< outline first, then holes; the first point is not repeated

/// Pieces that each lie within -180 to 180 degrees: rings are unrolled along the shorter way from point to point, a ring around a pole is
/// closed along the pole's edge of the map, and what reaches beyond the edge is cut there and put down at the other side. Rings that lie on
/// a pole (within 0.01 degrees) have no area and are left out.
[[nodiscard]] std::vector<Polygon> cut_at_map_edge(const Polygon& polygon);

}  // namespace linchpin::app::bench
