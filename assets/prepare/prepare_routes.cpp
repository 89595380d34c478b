// Prepares the schematic sea routes of the pack's cables and the corridors that they pass.
//   linchpin_prepare_routes BASE_FOLDER PACK_FOLDER [REPORT_FOLDER]
// reads countries at 10m from BASE_FOLDER and the cables of PACK_FOLDER, writes cable_routes.csv and cable_corridors.csv into
// PACK_FOLDER, and prints a report; with REPORT_FOLDER it is written there as CSV as well. The same input gives the same bytes.
#include <algorithm>
#include <cstdio>
#include <fmt/format.h>
#include <fstream>
#include <map>

#include "assets/prepare/routes/report.h"
#include "data/basemap/basemap.h"
#include "data/pack/load_pack.h"
#include "data/route/land_rings.h"
#include "data/route/leg.h"

namespace fs = std::filesystem;
using namespace linchpin;

namespace {

/// One pair of landings is routed once, from the lower index to the higher, so that all systems share the line.
class PairRoutes {
public:
    PairRoutes(const Dataset& data, const route::Coast& coast, route::Router& router)
        : data_{data}, coast_{coast}, router_{router} {}

    const Result<route::Route>& between(Index a, Index b) {
        const std::pair<Index, Index> key = std::minmax(a, b);
        const auto found = routes_.find(key);
        if (found != routes_.end()) return found->second;
        if (routes_.size() % 200 == 199) fmt::print(stderr, "{} pairs of landings routed\n", routes_.size() + 1);
        const geo::LatLon from = data_.landing_points[key.first].place, to = data_.landing_points[key.second].place;
        return routes_.emplace(key, route::route_leg(router_, coast_, from, to)).first->second;
    }

private:
    const Dataset& data_;
    const route::Coast& coast_;
    route::Router& router_;
    std::map<std::pair<Index, Index>, Result<route::Route>> routes_;
};

std::vector<prepare::Leg> route_all(const Dataset& data, PairRoutes& pairs) {
    std::vector<prepare::Leg> legs;
    for (Index c = 0; c < data.cables.size(); ++c) {
        for (const CableBranch& branch : data.cables[c].branches) {
            for (std::size_t i = 0; i + 1 < branch.landings.size(); ++i) {
                const Index from = branch.landings[i], to = branch.landings[i + 1];
                if (from == to) continue;
                prepare::Leg leg{c, branch.branch, static_cast<int>(i), from, to, {}, {}};
                if (const Result<route::Route>& found = pairs.between(from, to)) {
                    leg.route = *found;
                    if (from > to) prepare::reverse(leg.route);
                } else {
                    leg.failure = found.error().message;
                }
                legs.push_back(std::move(leg));
            }
        }
    }
    return legs;
}

Status write(const fs::path& file, const std::string& text) {
    std::ofstream out(file, std::ios::binary);
    out << text;
    out.close();
    if (!out) return Error{"expected to be able to write the file, found that it cannot be opened or is cut short", file};
    return Done{};
}

Status prepare_routes(const fs::path& base, const fs::path& pack, const fs::path& reports) {
    const auto countries = basemap::load_countries(base, basemap::Level::Fine10m);
    if (!countries) return countries.error();
    const auto data = load_pack(pack);
    if (!data) return data.error();
    const route::Coast coast{route::land_rings(*countries)};
    const route::SeaGraph graph{coast};
    fmt::print(stderr, "sea graph of {} nodes\n", graph.size());
    route::Router router{coast, graph};
    PairRoutes pairs{*data, coast, router};
    const std::vector<prepare::Leg> legs = route_all(*data, pairs);
    const std::vector<route::Passage> passages = prepare::passages_of(*data, legs);
    const std::vector<prepare::SystemReport> systems = prepare::report_systems(*data, legs);
    std::vector<std::pair<fs::path, std::string>> files{{pack / "cable_routes.csv", prepare::routes_csv(*data, legs)},
                                                        {pack / "cable_corridors.csv", prepare::corridors_csv(*data, passages)}};
    if (!reports.empty()) {
        std::error_code ignored;  // a folder that cannot be made is told by the write below
        fs::create_directories(reports, ignored);
        files.emplace_back(reports / "route_systems.csv", prepare::systems_csv(*data, systems));
        files.emplace_back(reports / "route_legs.csv", prepare::legs_csv(*data, legs));
        files.emplace_back(reports / "route_passages.csv", prepare::passages_csv(*data, passages));
    }
    for (const auto& [file, text] : files) {
        if (Status status = write(file, text); !status) return status;
    }
    fmt::print("{}", prepare::report_text(*data, legs, systems, passages));
    return Done{};
}

}  // namespace

int main(int argc, char** argv) {
    if (argc != 3 && argc != 4) {
        fmt::print(stderr, "usage: linchpin_prepare_routes BASE_FOLDER PACK_FOLDER [REPORT_FOLDER]\n");
        return 2;
    }
    if (const Status status = prepare_routes(argv[1], argv[2], argc == 4 ? argv[3] : ""); !status) {
        fmt::print(stderr, "{}\n", status.error().text());
        return 1;
    }
    return 0;
}
