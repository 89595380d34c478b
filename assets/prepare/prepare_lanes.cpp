// Prepares how the pack's cable routes are drawn where they share a way: side by side, in lanes.
//   linchpin_prepare_lanes BASE_FOLDER PACK_FOLDER
// reads countries at 10m from BASE_FOLDER and cable_routes.csv of PACK_FOLDER, writes cable_lanes.csv into BASE_FOLDER. Run it after
// linchpin_prepare_routes. The same input gives the same bytes.
#include <fmt/format.h>
#include <fstream>

#include "data/basemap/basemap.h"
#include "data/pack/load_pack.h"
#include "data/route/coast.h"
#include "data/route/land_rings.h"
#include "data/route/lane_file.h"

using namespace linchpin;

namespace {

Status prepare_lanes(const std::filesystem::path& base, const std::filesystem::path& pack) {
    const auto countries = basemap::load_countries(base, basemap::Level::Fine10m);
    if (!countries) return countries.error();
    const auto data = load_pack(pack);
    if (!data) return data.error();
    const route::Coast coast{route::land_rings(*countries)};
    // Cables between the same two landings have one route, and lie on it in lanes of their own: each needs its own line in the table.
    std::vector<std::vector<geo::LatLon>> routes;
    for (const CableRoute& route : data->cable_routes) routes.push_back(route.points);
    const auto shore_km = [&coast](const glm::dvec3& place) { return coast.is_land(geo::to_lat_lon(place)) ? 0.0 : coast.nearest_shore(place).distance_km; };
    const auto lanes = route::find_lanes(routes, shore_km);
    route::LaneTable table;
    std::size_t with_lanes = 0, points = 0;
    for (std::size_t i = 0; i < lanes.size(); ++i) {
        if (lanes[i].empty()) continue;
        const CableRoute& route = data->cable_routes[i];
        table[route::lane_number(data->cables[route.cable].id, route.branch, route.leg, route.points)] = lanes[i];
        ++with_lanes;
        points += lanes[i].size();
    }
    const std::filesystem::path file = base / "cable_lanes.csv";
    std::ofstream out(file, std::ios::binary);
    out << route::lanes_csv(table);
    out.close();
    if (!out) return Error{"expected to be able to write the file, found that it cannot be opened or is cut short", file};
    fmt::print("{} routes, {} of them in lanes, {} points\n", routes.size(), with_lanes, points);
    return Done{};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3) {
        fmt::print(stderr, "usage: linchpin_prepare_lanes BASE_FOLDER PACK_FOLDER\n");
        return 2;
    }
    if (const Status status = prepare_lanes(argv[1], argv[2]); !status) {
        fmt::print(stderr, "{}\n", status.error().text());
        return 1;
    }
    return 0;
}
