#pragma once
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "assets/prepare/basemap/topojson.h"

namespace linchpin::prepare {

/// The map with every arc cut where it meets the 180 degree meridian or the pole's edge, so that each ring is a plain polygon in
/// (lon, lat). Sources differ: some are cut already (their rim arcs are found here), others run across the meridian.
struct CutMap {
    struct Arc {
        std::vector<Fixed> points;
        bool hidden = false;
    };                                        ///< hidden: runs along the cut
    using Ring = std::vector<std::uint32_t>;  ///< arc * 2 + reversed
    struct Shape {
        std::string id, name, a3;
        std::vector<std::vector<Ring>> polygons;
    };
    std::vector<Arc> arcs;
    std::vector<Shape> shapes;
};

[[nodiscard]] CutMap cut_map(const RawMap& raw);

/// The ring's points, not closed.
[[nodiscard]] std::vector<Fixed> ring_points(const std::vector<CutMap::Arc>& arcs, const CutMap::Ring& ring);
[[nodiscard]] bool ring_holds(const std::vector<Fixed>& ring, double lon_deg, double lat_deg);

/// Adds points so that no part of a line is longer than 1 degree of arc or 5 degrees of longitude: map data mean straight lines in
/// (lon, lat), which on the globe are not the shortest way. Depends on each edge's two ends only.
void densify(std::vector<Fixed>& line);

}  // namespace linchpin::prepare
