#pragma once
#include <string>
#include <vector>

#include "assets/prepare/basemap/map_cutter.h"

namespace linchpin::prepare {

/// One area as the program shows it.
struct Area {
    CountryCode code;
    std::string name;
    std::vector<std::vector<CutMap::Ring>> polygons;
};
struct AreaMap {
    std::vector<CutMap::Arc> arcs;
    std::vector<basemap::ArcKind> kinds;  ///< per arc
    std::vector<Area> areas;
};

/// Gives each source shape its ISO code and name; parts without a code of their own go to their country or stay apart.
/// Errors: a shape that no rule names, so that a new source cannot slip through.
[[nodiscard]] Result<AreaMap> name_areas(CutMap map);

/// Puts Crimea with Ukraine and the west of the berm with Western Sahara where the source draws who controls the ground.
[[nodiscard]] Status align_territories(AreaMap& map);

/// The sources' grids squeeze narrow inlets and spits until lines cross themselves. Removes such spikes and small loops inside each
/// arc, ends kept, so that both neighbours of a border still agree. Returns how many there were.
std::size_t untangle_arcs(std::vector<CutMap::Arc>& arcs);

/// Leaves out rings that the source's coarse grid has squeezed flat, and areas of which nothing is left; a sentence for each area.
std::vector<std::string> drop_flat_rings(AreaMap& map);

/// Kinds from use: an arc of two areas is a land border, of one a coast, twice in the same area nothing.
void classify_arcs(AreaMap& map);

/// Land borders along a disputed line become Disputed; disputed lines (or parts) along no border are appended as arcs of their own.
/// @param near_deg  how far apart the two drawings of one line may be
void mark_disputed(AreaMap& map, const std::vector<std::vector<Fixed>>& disputed, double near_deg);

struct BuildReport {
    std::size_t polygons = 0, triangles = 0, forced = 0;
    double land_sr = 0.0;
    std::vector<std::string> remarks;  ///< a sentence each
};
/// Triangulates everything.
[[nodiscard]] basemap::Topology build_topology(basemap::Level level, const AreaMap& map, const CutMap& lakes, BuildReport& report);

}  // namespace linchpin::prepare
