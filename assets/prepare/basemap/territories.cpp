#include <algorithm>

#include "assets/prepare/basemap/map_builder.h"

namespace linchpin::prepare {
namespace {

Area* find(AreaMap& map, std::string_view code) {
    const auto it = std::ranges::find(map.areas, CountryCode::parse(code).value_or(CountryCode{}), &Area::code);
    return it == map.areas.end() ? nullptr : &*it;
}

/// Moves the polygon of `from` that holds the place to `to`; does nothing where `from` does not hold it.
void move_polygon(AreaMap& map, std::string_view from_code, std::string_view to_code, double lon_deg, double lat_deg) {
    Area* from = find(map, from_code);
    Area* to = find(map, to_code);
    if (from == nullptr || to == nullptr) return;
    const CutMap arcs{map.arcs, {}};
    const auto polygon = std::ranges::find_if(from->polygons, [&](const auto& rings) { return ring_holds(ring_points(arcs, rings.front()), lon_deg, lat_deg); });
    if (polygon == from->polygons.end()) return;
    to->polygons.push_back(std::move(*polygon));
    from->polygons.erase(polygon);
}

}  // namespace

Status align_territories(AreaMap& map) {
    move_polygon(map, "RUS", "UKR", 34.1, 44.95);
    return Done{};
}

}  // namespace linchpin::prepare
