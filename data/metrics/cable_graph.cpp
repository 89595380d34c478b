#include "data/metrics/cable_graph.h"

#include <algorithm>
#include <map>
#include <utility>

#include "data/geo/sphere.h"
#include "data/metrics/timeline.h"

namespace linchpin::metrics {

bool cable_in_service(const Cable& cable, std::optional<Date> date, bool with_plans) noexcept {
    const LifeStage stage = cable.status == CableStatus::Active    ? LifeStage::Operating
                            : cable.status == CableStatus::Planned ? LifeStage::Planned
                                                                   : LifeStage::Ended;
    const Presence presence = presence_at(stage, cable.rfs_year, date);
    return presence == Presence::Active || (with_plans && presence == Presence::Expected);
}

LabelledGraph cable_graph(const Dataset& dataset, std::optional<Date> date, bool with_plans) {
    LabelledGraph graph;
    graph.nodes = static_cast<std::uint32_t>(dataset.countries.size());
    for (std::uint32_t i = 0; i < dataset.cables.size(); ++i) {
        const Cable& cable = dataset.cables[i];
        if (!cable_in_service(cable, date, with_plans)) continue;
        std::map<std::pair<Index, Index>, double> pairs;
        for (const CableBranch& branch : cable.branches) {
            for (std::size_t k = 1; k < branch.landings.size(); ++k) {
                const LandingPoint& from = dataset.landing_points[branch.landings[k - 1]];
                const LandingPoint& to = dataset.landing_points[branch.landings[k]];
                if (from.country == to.country || from.country == kNone || to.country == kNone) continue;
                const double length = geo::distance_km(from.place, to.place);
                const auto [it, fresh] = pairs.emplace(std::minmax(from.country, to.country), length);
                if (!fresh) it->second = std::min(it->second, length);
            }
        }
        for (const auto& [pair, length] : pairs) graph.edges.push_back({pair.first, pair.second, i, length, true});
    }
    return graph;
}

void add_land_links(LabelledGraph& graph, std::span<const LandBorder> borders, std::uint32_t first_label, bool cuttable) {
    for (const LandBorder& border : borders) {
        if (border.a >= graph.nodes || border.b >= graph.nodes || border.a == border.b) continue;
        graph.edges.push_back({border.a, border.b, first_label++, 0.0, cuttable});
    }
}

}  // namespace linchpin::metrics
