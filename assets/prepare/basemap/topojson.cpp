#include "assets/prepare/basemap/topojson.h"

#include <cmath>
#include <cstdlib>
#include <fstream>
#include <nlohmann/json.hpp>

namespace linchpin::prepare {
namespace {

using nlohmann::json;

Fixed to_fixed(double lon_deg, double lat_deg) {
    Fixed p{static_cast<std::int32_t>(std::lround(lon_deg * basemap::kArcUnitsPerDeg)),
            static_cast<std::int32_t>(std::lround(lat_deg * basemap::kArcUnitsPerDeg))};
    constexpr std::int32_t kSnap = 100;
    if (std::abs(std::abs(p.lon) - 18000000) <= kSnap) p.lon = p.lon > 0 ? 18000000 : -18000000;
    if (std::abs(std::abs(p.lat) - 9000000) <= kSnap) p.lat = p.lat > 0 ? 9000000 : -9000000;
    return p;
}

std::string as_text(const json& object, const char* key) {
    const auto it = object.find(key);
    if (it == object.end()) return {};
    return it->is_string() ? it->get<std::string>() : it->dump();
}

json parse(const std::filesystem::path& file) {
    std::ifstream in(file);
    if (!in) throw std::runtime_error("expected a readable file, found none");
    return json::parse(in);
}

/// A file holds the arcs of all its objects; the map gets those that its shapes use, in the order of first use.
void keep_used_arcs(std::vector<std::vector<Fixed>> arcs, RawMap& map) {
    std::vector<int> number(arcs.size(), -1);
    for (RawShape& shape : map.shapes) {
        for (auto& polygon : shape.polygons) {
            for (auto& ring : polygon) {
                for (int& ref : ring) {
                    const auto old = static_cast<std::size_t>(ref >= 0 ? ref : ~ref);
                    if (number.at(old) < 0) {
                        number[old] = static_cast<int>(map.arcs.size());
                        map.arcs.push_back(std::move(arcs[old]));
                    }
                    ref = ref >= 0 ? number[old] : ~number[old];
                }
            }
        }
    }
}

}  // namespace

Result<RawMap> read_topojson(const std::filesystem::path& file, const std::string& object) {
    try {
        const json t = parse(file);
        const json& scale = t.at("transform").at("scale");
        const json& origin = t.at("transform").at("translate");
        RawMap map;
        std::vector<std::vector<Fixed>> arcs;
        for (const json& arc : t.at("arcs")) {
            std::vector<Fixed>& points = arcs.emplace_back();
            long long x = 0, y = 0;
            for (const json& step : arc) {
                x += step.at(0).get<long long>();
                y += step.at(1).get<long long>();
                points.push_back(to_fixed(static_cast<double>(x) * scale.at(0).get<double>() + origin.at(0).get<double>(),
                                          static_cast<double>(y) * scale.at(1).get<double>() + origin.at(1).get<double>()));
            }
        }
        for (const json& g : t.at("objects").at(object).at("geometries")) {
            RawShape shape;
            shape.id = as_text(g, "id");
            if (g.contains("properties")) {
                shape.name = as_text(g.at("properties"), "name");
                shape.a3 = as_text(g.at("properties"), "a3");
            }
            const std::string type = as_text(g, "type");
            if (type == "Polygon") shape.polygons.push_back(g.at("arcs").get<std::vector<std::vector<int>>>());
            if (type == "MultiPolygon") shape.polygons = g.at("arcs").get<std::vector<std::vector<std::vector<int>>>>();
            std::erase_if(shape.polygons, [](const auto& polygon) { return polygon.empty() || polygon.front().empty(); });
            map.shapes.push_back(std::move(shape));
        }
        keep_used_arcs(std::move(arcs), map);
        return map;
    } catch (const std::exception& e) {
        return Error{e.what(), file};
    }
}

Result<std::vector<std::vector<Fixed>>> read_geojson_lines(const std::filesystem::path& file) {
    try {
        const json collection = parse(file);
        std::vector<std::vector<Fixed>> lines;
        const auto add = [&lines](const json& coordinates) {
            std::vector<Fixed>& line = lines.emplace_back();
            for (const json& c : coordinates) line.push_back(to_fixed(c.at(0).get<double>(), c.at(1).get<double>()));
        };
        for (const json& feature : collection.at("features")) {
            const json& g = feature.at("geometry");
            if (g.at("type") == "LineString") add(g.at("coordinates"));
            if (g.at("type") == "MultiLineString") {
                for (const json& part : g.at("coordinates")) add(part);
            }
        }
        return lines;
    } catch (const std::exception& e) {
        return Error{e.what(), file};
    }
}

}  // namespace linchpin::prepare
