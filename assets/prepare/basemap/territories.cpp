#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "assets/prepare/basemap/map_builder.h"

namespace linchpin::prepare {
namespace {

using Polygon = std::vector<CutMap::Ring>;

Area* find(AreaMap& map, std::string_view code) {
    const auto it = std::ranges::find(map.areas, CountryCode::parse(code).value_or(CountryCode{}), &Area::code);
    return it == map.areas.end() ? nullptr : &*it;
}

std::vector<Polygon>::iterator polygon_at(const AreaMap& map, Area& area, double lon_deg, double lat_deg) {
    return std::ranges::find_if(area.polygons,
                                [&](const Polygon& rings) { return ring_holds(ring_points(map.arcs, rings.front()), lon_deg, lat_deg); });
}

/// The ring's vertex nearest to the place, plain degrees.
Fixed nearest_vertex(const AreaMap& map, const CutMap::Ring& ring, double lon_deg, double lat_deg) {
    const auto distance = [&](Fixed p) { return std::hypot(p.lon / 1e5 - lon_deg, p.lat / 1e5 - lat_deg); };
    return std::ranges::min(ring_points(map.arcs, ring), {}, distance);
}

/// Makes the vertex an end of arcs in every ring that passes it.
void split_arcs_at(AreaMap& map, Fixed vertex) {
    const std::size_t count = map.arcs.size();
    for (std::uint32_t arc = 0; arc < count; ++arc) {
        const std::vector<Fixed> points = map.arcs[arc].points;
        if (points.size() < 3) continue;
        const auto at = std::find(points.begin() + 1, points.end() - 1, vertex);
        if (at == points.end() - 1) continue;
        map.arcs[arc].points.assign(points.begin(), at + 1);
        const auto tail = static_cast<std::uint32_t>(map.arcs.size());
        map.arcs.push_back({{at, points.end()}, map.arcs[arc].hidden});
        map.kinds.push_back(map.kinds[arc]);
        for (Area& area : map.areas) {
            for (Polygon& polygon : area.polygons) {
                for (CutMap::Ring& ring : polygon) {
                    for (std::size_t i = 0; i < ring.size(); ++i) {
                        if (ring[i] / 2 != arc) continue;
                        const bool reversed = ring[i] % 2 == 1;
                        ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(i) + (reversed ? 0 : 1),
                                    2 * tail + (reversed ? 1u : 0u));
                        ++i;
                    }
                }
            }
        }
    }
}

Fixed start_of(const AreaMap& map, std::uint32_t ref) {
    const auto& points = map.arcs[ref / 2].points;
    return ref % 2 == 0 ? points.front() : points.back();
}

/// Moves the polygon of one area that holds the place to another; does nothing where the first does not hold it.
void move_polygon(AreaMap& map, std::string_view from_code, std::string_view to_code, double lon_deg, double lat_deg) {
    Area* from = find(map, from_code);
    Area* to = find(map, to_code);
    if (from == nullptr || to == nullptr) return;
    const auto polygon = polygon_at(map, *from, lon_deg, lat_deg);
    if (polygon == from->polygons.end()) return;
    to->polygons.push_back(std::move(*polygon));
    from->polygons.erase(polygon);
}

/// The source draws Western Sahara only east of the berm. Its northern border, 27 deg 40 min N from the coast to the corner with
/// Mauritania, is laid through Morocco's polygon, and what lies south of it becomes Western Sahara.
Status restore_western_sahara(AreaMap& map) {
    Area* morocco = find(map, "MAR");
    Area* sahara = find(map, "ESH");
    if (morocco == nullptr || sahara == nullptr) return Done{};
    const auto found = polygon_at(map, *morocco, -13.19, 27.15);
    if (found == morocco->polygons.end()) return Done{};  // drawn as a whole already
    if (found->size() != 1) return Error{"Morocco: expected a polygon without holes, found " + std::to_string(found->size() - 1)};
    const std::size_t index = static_cast<std::size_t>(found - morocco->polygons.begin());
    const Fixed coast = nearest_vertex(map, found->front(), -13.178, 27.6667),
                corner = nearest_vertex(map, found->front(), -8.6667, 27.6667);
    if (std::abs(coast.lat - 2766670) > 2000 || std::abs(corner.lat - 2766670) > 2000) {
        return Error{"Western Sahara: expected its northern corners near 27.667, found " + std::to_string(coast.lat) + " and " +
                     std::to_string(corner.lat)};
    }
    split_arcs_at(map, coast);
    split_arcs_at(map, corner);
    CutMap::Ring ring = morocco->polygons[index].front();
    const auto first = std::ranges::find_if(ring, [&](std::uint32_t ref) { return start_of(map, ref) == coast; });
    std::rotate(ring.begin(), first, ring.end());
    const auto second = std::ranges::find_if(ring, [&](std::uint32_t ref) { return start_of(map, ref) == corner; });
    const auto border = static_cast<std::uint32_t>(map.arcs.size());
    map.arcs.push_back({{coast, {coast.lon + 1500, 2766670}, {corner.lon - 1500, 2766670}, corner}, false});
    map.kinds.push_back(basemap::ArcKind::Hidden);
    CutMap::Ring one(ring.begin(), second), other(second, ring.end());
    one.push_back(2 * border + 1);
    other.push_back(2 * border);
    if (!ring_holds(ring_points(map.arcs, one), -10.0, 28.5)) std::swap(one, other);
    if (!ring_holds(ring_points(map.arcs, one), -10.0, 28.5) || !ring_holds(ring_points(map.arcs, other), -13.19, 27.15)) {
        return Error{"Western Sahara: expected two parts along 27.667, found another shape"};
    }
    morocco->polygons[index] = {one};
    sahara->polygons.push_back({other});
    return Done{};
}

bool is_flat(const std::vector<Fixed>& ring) {
    if (ring.size() < 3) return true;
    long long doubled = 0;  // at most 2 * 36e6 * 18e6
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Fixed a = ring[i], b = ring[(i + 1) % ring.size()];
        doubled += static_cast<long long>(a.lon) * b.lat - static_cast<long long>(b.lon) * a.lat;
    }
    return doubled == 0;
}

}  // namespace

Status align_territories(AreaMap& map) {
    move_polygon(map, "RUS", "UKR", 34.1, 44.95);
    return restore_western_sahara(map);
}

std::vector<std::string> drop_flat_rings(AreaMap& map) {
    std::vector<std::string> dropped;
    for (Area& area : map.areas) {
        const std::size_t before = area.polygons.size();
        std::size_t holes = 0;
        std::erase_if(area.polygons, [&](const Polygon& polygon) { return is_flat(ring_points(map.arcs, polygon.front())); });
        for (Polygon& polygon : area.polygons)
            holes += std::erase_if(polygon, [&](const auto& ring) { return is_flat(ring_points(map.arcs, ring)); });
        if (area.polygons.size() != before || holes > 0) {
            dropped.push_back(area.name + ": " + std::to_string(before - area.polygons.size()) + " polygons and " +
                              std::to_string(holes) + " holes without an area left out");
        }
    }
    std::erase_if(map.areas, [](const Area& area) { return area.polygons.empty(); });
    return dropped;
}

}  // namespace linchpin::prepare
