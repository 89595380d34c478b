#include "data/basemap/land_borders.h"

#include <algorithm>

#include "data/basemap/byte_stream.h"
#include "data/basemap/container.h"

namespace linchpin::basemap {
namespace {

/// Lines along the map's cut or inside a country are in a ring twice without being a border.
bool is_border(const Topology::Arc& arc) {
    return (arc.kind == ArcKind::LandBorder || arc.kind == ArcKind::Disputed) && arc.end - arc.begin >= 2;
}

/// French Guiana has a code of its own, but the map draws it as a part of France: without this, Brazil would touch Europe.
constexpr CountryCode kFrance = *CountryCode::parse("FRA"), kFrenchGuiana = *CountryCode::parse("GUF");

CountryCode code_of(const Topology& topology, const Topology::Shape& shape, const Topology::Polygon& polygon) {
    if (shape.code != kFrance || polygon.empty() || polygon.front().empty()) return shape.code;
    const Fixed place = topology.arc_points[topology.arcs[polygon.front().front() / 2].begin];
    const bool guiana =
        place.lon < -51 * kArcUnitsPerDeg && place.lon > -55 * kArcUnitsPerDeg && place.lat > 0 && place.lat < 7 * kArcUnitsPerDeg;
    return guiana ? kFrenchGuiana : shape.code;
}

}  // namespace

std::vector<CountryPair> land_borders(const Topology& topology) {
    std::vector<std::pair<std::uint32_t, CountryCode>> sides;  // arc, country on one side of it
    for (const Topology::Shape& shape : topology.shapes) {
        if (shape.code.empty()) continue;
        for (const Topology::Polygon& polygon : shape.polygons) {
            const CountryCode code = code_of(topology, shape, polygon);
            for (const Topology::Ring& ring : polygon) {
                for (const std::uint32_t ref : ring) {
                    if (is_border(topology.arcs[ref / 2])) sides.emplace_back(ref / 2, code);
                }
            }
        }
    }
    std::sort(sides.begin(), sides.end());
    std::vector<CountryPair> pairs;
    for (std::size_t i = 1; i < sides.size(); ++i) {
        if (sides[i].first == sides[i - 1].first && sides[i].second != sides[i - 1].second)
            pairs.emplace_back(sides[i - 1].second, sides[i].second);
    }
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
    return pairs;
}

Result<std::vector<CountryPair>> load_land_borders(const std::filesystem::path& base_folder, Level level) {
    const std::filesystem::path file = base_folder / countries_file_name(level);
    const Result<std::string> body = unpack_file(file, Content::Countries, "base map");
    if (!body) return body.error();
    const Result<Topology> topology = decode(*body);
    if (!topology) return Error{topology.error().message, file};
    return land_borders(*topology);
}

}  // namespace linchpin::basemap
