#pragma once
#include <filesystem>
#include <string>
#include <vector>

#include "data/basemap/topology.h"
#include "data/core/result.h"

namespace linchpin::prepare {

using basemap::Fixed;

/// A TopoJSON object as it stands in the file. Arc numbers: n, or ~n (negative) for the reverse.
struct RawShape {
    std::string id, name, a3;
    std::vector<std::vector<std::vector<int>>> polygons;
};
struct RawMap {
    std::vector<std::vector<Fixed>> arcs;
    std::vector<RawShape> shapes;
};

/// Reads the polygons of one object of a quantised TopoJSON file. Coordinates within 1e-3 degrees of the map's rim are put on it.
[[nodiscard]] Result<RawMap> read_topojson(const std::filesystem::path& file, const std::string& object);

/// Lines of a GeoJSON FeatureCollection of LineString and MultiLineString.
[[nodiscard]] Result<std::vector<std::vector<Fixed>>> read_geojson_lines(const std::filesystem::path& file);

}  // namespace linchpin::prepare
