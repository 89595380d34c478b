// Turns the raw sources of the base map into the packed files under assets/base; assets/prepare/basemap/prepare.sh fetches the
// sources and calls it. Not part of the shipped program.
#include <algorithm>
#include <cstdio>
#include <fmt/core.h>
#include <fstream>
#include <nlohmann/json.hpp>

#include "assets/prepare/basemap/map_builder.h"
#include "data/basemap/container.h"
#include "data/basemap/star_codec.h"

using namespace linchpin;
namespace fs = std::filesystem;

namespace {

struct LevelSources {
    basemap::Level level;
    const char* countries;
    const char* lakes;
    double near_deg;  ///< how far the level's borders may be from the disputed lines, which are drawn at 10m
};
constexpr LevelSources kLevels[] = {
    {basemap::Level::Coarse110m, "countries-110m.json", "lakes-110m.json", 0.30},
    {basemap::Level::Medium50m, "countries-50m.json", "lakes-50m.json", 0.08},
    {basemap::Level::Fine10m, "countries-10m.json", "lakes-50m.json", 0.05},
};

Status write_file(const fs::path& file, const std::string& bytes) {
    std::ofstream out(file, std::ios::binary);
    out << bytes;
    out.close();
    if (!out) return Error{"could not be written", file};
    fmt::print("{}: {} bytes\n", file.filename().string(), bytes.size());
    return Done{};
}

Status prepare_level(const fs::path& raw, const fs::path& out, const LevelSources& sources) {
    const auto countries = prepare::read_topojson(raw / sources.countries, "countries");
    if (!countries) return countries.error();
    const auto lakes = prepare::read_topojson(raw / sources.lakes, "lakes");
    if (!lakes) return lakes.error();
    const auto disputed = prepare::read_geojson_lines(raw / "disputed.geojson");
    if (!disputed) return disputed.error();
    Result<prepare::AreaMap> map = prepare::name_areas(prepare::cut_map(*countries));
    if (!map) return Error{map.error().message, raw / sources.countries};
    if (const Status aligned = prepare::align_territories(*map); !aligned)
        return Error{aligned.error().message, raw / sources.countries};
    prepare::CutMap lake_map = prepare::cut_map(*lakes);
    fmt::print("{} small loops taken out\n", prepare::untangle_arcs(map->arcs) + prepare::untangle_arcs(lake_map.arcs));
    for (const std::string& sentence : prepare::drop_flat_rings(*map)) fmt::print("  {}\n", sentence);
    prepare::classify_arcs(*map);
    prepare::mark_disputed(*map, *disputed, sources.near_deg);
    prepare::BuildReport report;
    const basemap::Topology topology = prepare::build_topology(sources.level, *map, lake_map, report);
    fmt::print("{} areas, {} polygons, {} arc points, {} added points, {} triangles, {} forced\n", topology.shapes.size(),
               report.polygons, topology.arc_points.size(), topology.added_points.size(), report.triangles, report.forced);
    for (const std::string& sentence : report.remarks) fmt::print("  {}\n", sentence);
    return write_file(out / basemap::countries_file_name(sources.level),
                      basemap::pack(basemap::Content::Countries, basemap::encode(topology)));
}

/// GeoJSON points: [right ascension as -180..180, declination], mag, bv.
Status prepare_stars(const fs::path& raw, const fs::path& out) {
    std::vector<basemap::Star> stars;
    try {
        std::ifstream in(raw / "stars.6.json");
        const nlohmann::json collection = nlohmann::json::parse(in);
        for (const auto& feature : collection.at("features")) {
            const auto& at = feature.at("geometry").at("coordinates");
            const auto& properties = feature.at("properties");
            const auto number = [&](const char* key) {
                const auto& value = properties.at(key);
                return value.is_string() ? (value.get<std::string>().empty() ? 0.0f : std::stof(value.get<std::string>()))
                                         : value.get<float>();
            };
            const double ra = at.at(0).get<double>();
            stars.push_back({ra < 0.0 ? ra + 360.0 : ra, at.at(1).get<double>(), number("mag"), number("bv")});
        }
    } catch (const std::exception& e) {
        return Error{e.what(), raw / "stars.6.json"};
    }
    std::ranges::stable_sort(stars, {}, &basemap::Star::magnitude);
    fmt::print("{} stars\n", stars.size());
    return write_file(out / "stars.lpm", basemap::pack(basemap::Content::Stars, basemap::encode_stars(stars)));
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: linchpin_prepare_basemap RAW_FOLDER OUT_FOLDER\n");
        return 2;
    }
    const fs::path raw = argv[1], out = argv[2];
    Status status = prepare_stars(raw, out);
    for (const LevelSources& level : kLevels) {
        if (status) status = prepare_level(raw, out, level);
    }
    if (!status) {
        fmt::print(stderr, "{}\n", status.error().text());
        return 1;
    }
    return 0;
}
