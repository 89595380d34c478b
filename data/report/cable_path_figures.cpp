// M20: which landed cables lie between countries. M21: the least delay that light allows to the hubs.
#include <algorithm>
#include <fmt/format.h>
#include <limits>
#include <map>
#include <queue>

#include "data/metrics/latency.h"
#include "data/report/cable_parts.h"

namespace linchpin::report {
namespace {

constexpr double kFar = std::numeric_limits<double>::infinity();

/// One leg of a system between two landings.
struct Leg {
    Index to = kNone;
    double km = 0.0;
    bool drawn = false;  ///< length of the schematic route; else the great circle
};
using Legs = std::map<Index, std::vector<Leg>>;
using RouteLengths = std::map<std::pair<int, int>, double>;  ///< (branch, leg)

/// Best way found between a landing of the subject and one of a hub, inside one system.
struct Way {
    double km = kFar;
    Index cable = kNone, from = kNone, to = kNone;
    bool drawn = true;  ///< every leg by its schematic route
};

Legs legs_of(const Dataset& dataset, const Cable& cable, const RouteLengths& routes) {
    Legs legs;
    for (const CableBranch& branch : cable.branches) {
        for (std::size_t k = 1; k < branch.landings.size(); ++k) {
            const Index a = branch.landings[k - 1], b = branch.landings[k];
            const auto route = routes.find({branch.branch, static_cast<int>(k) - 1});
            const double km = route != routes.end()
                                  ? route->second
                                  : geo::distance_km(dataset.landing_points[a].place, dataset.landing_points[b].place);
            legs[a].push_back({b, km, route != routes.end()});
            legs[b].push_back({a, km, route != routes.end()});
        }
    }
    return legs;
}

/// Shortest ways inside one system from one landing: what is reached, how far, and whether all of it is drawn.
std::map<Index, std::pair<double, bool>> reach(const Legs& legs, Index start) {
    std::map<Index, std::pair<double, bool>> best;
    using Entry = std::pair<double, Index>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    best[start] = {0.0, true};
    queue.emplace(0.0, start);
    while (!queue.empty()) {
        const auto [km, at] = queue.top();
        queue.pop();
        if (km > best[at].first) continue;
        const auto from = legs.find(at);
        if (from == legs.end()) continue;
        for (const Leg& leg : from->second) {
            const double through = km + leg.km;
            const auto known = best.find(leg.to);
            if (known != best.end() && known->second.first <= through) continue;
            best[leg.to] = {through, best[at].second && leg.drawn};
            queue.emplace(through, leg.to);
        }
    }
    return best;
}

/// Best way to every country over one system each; missing where no landed system goes there.
std::map<Index, Way> ways_out(const CableAsk& in) {
    const Dataset& dataset = in.dataset();
    std::map<Index, RouteLengths> routes;
    for (const metrics::LandedSystem& system : in.landed) routes[system.cable];
    for (const CableRoute& route : dataset.cable_routes) {
        if (const auto it = routes.find(route.cable); it != routes.end() && route.length_km > 0.0)
            it->second[{route.branch, route.leg}] = route.length_km;
    }
    std::map<Index, Way> ways;
    for (const metrics::LandedSystem& system : in.landed) {
        const Legs legs = legs_of(dataset, dataset.cables[system.cable], routes[system.cable]);
        for (const Index start : system.landings) {
            for (const auto& [landing, found] : reach(legs, start)) {
                const Index country = dataset.landing_points[landing].country;
                if (country == kNone || in.ask.subject.member[country] != 0) continue;
                Way& way = ways[country];
                if (found.first < way.km) way = {found.first, system.cable, start, landing, found.second};
            }
        }
    }
    return ways;
}

std::string way_text(const CableAsk& in, const Way& way) {
    const auto& points = in.dataset().landing_points;
    return fmt::format("{} from {} to {}", cable_name(in, way.cable), points[way.from].name, points[way.to].name);
}

Figure way_figure(const CableAsk& in, std::string_view item, std::string name, Unit unit, Index hub, const Way& way, double value,
                  std::string formula) {
    Figure figure = cable_figure(in, item, std::move(name), unit);
    figure.partner = in.dataset().countries[hub].code.str();
    figure.partner_name = country_label(in.dataset(), hub);
    set_value(figure, value);
    figure.text = way_text(in, way);
    add_note(figure, figure.text);
    add_note(figure, way.drawn ? "model: along the schematic route" : "great circle where no route is drawn");
    if (auto why = explain(in.ask, figure, std::move(formula))) {
        add_row(*why, cable_ref(in.dataset(), way.cable, value_text(way.km, Unit::Kilometre)));
        figure.why = std::move(why);
    }
    return figure;
}

void add_way(const CableAsk& in, Index hub, const Way& way, std::vector<Figure>& figures) {
    const double index = in.ask.question.fibre_index;
    const auto rtt = metrics::round_trip_floor_ms(way.km, index);
    if (!rtt) {
        figures.push_back(no_figure(in, "rtt_floor", "Round-trip floor", Unit::Millisecond, FigureState::NotAvailable,
                                    "the index of the fibre must be 1 or more"));
        return;
    }
    figures.push_back(
        way_figure(in, "rtt_floor", "Round-trip floor", Unit::Millisecond, hub, way, *rtt,
                   fmt::format("2 L n / c = 2 x {:.1f} km x {:g} / {:.3f} km/s", way.km, index, metrics::kLightKmPerS)));
    const auto& points = in.dataset().landing_points;
    const auto detour = metrics::detour_factor(way.km, points[way.from].place, points[way.to].place);
    if (!detour || !way.drawn) return;
    figures.push_back(way_figure(in, "detour", "Detour against the great circle", Unit::Ratio, hub, way, *detour,
                                 fmt::format("route / great circle = {:.1f} km / {:.1f} km", way.km, way.km / *detour)));
    if (in.full())
        figures.push_back(way_figure(in, "route_km", "Shortest cable route", Unit::Kilometre, hub, way, way.km,
                                     "sum of the schematic routes of the legs"));
}

struct Ranked {
    Index cable = kNone;
    double value = 0.0;
    std::size_t rank = 0;  ///< 1 = most in between of all systems in service; equals share a rank
};

std::vector<Ranked> ranked(const CableAsk& in, std::size_t& of) {
    const std::vector<double>& value = in.model->betweenness().of_label;
    std::vector<std::uint32_t> labels;
    for (const metrics::LabelledEdge& edge : in.model->sea().edges) labels.push_back(edge.label);
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    of = labels.size();
    std::vector<Ranked> result;
    for (const metrics::LandedSystem& system : in.landed) {
        if (!std::binary_search(labels.begin(), labels.end(), system.cable)) continue;
        const auto above =
            std::count_if(labels.begin(), labels.end(), [&](std::uint32_t l) { return value[l] > value[system.cable] + 1e-12; });
        result.push_back({system.cable, value[system.cable], static_cast<std::size_t>(above) + 1});
    }
    std::stable_sort(result.begin(), result.end(), [](const Ranked& a, const Ranked& b) { return a.rank < b.rank; });
    return result;
}

}  // namespace

std::vector<Figure> betweenness_figures(const CableAsk& in) {
    const std::string name = "Betweenness of the cable";
    std::size_t systems = 0;
    const std::vector<Ranked> order = ranked(in, systems);
    if (order.empty())
        return {no_figure(in, "betweenness", name, Unit::Share, FigureState::NoData,
                          in.landed.empty() ? no_system_note(in) : "no cable segment to another country is recorded")};
    std::vector<Figure> figures;
    for (std::size_t i = 0; i < (in.full() ? order.size() : 1); ++i) {
        const Ranked& entry = order[i];
        Figure figure = cable_figure(in, "betweenness", name, Unit::Share);
        figure.partner = in.dataset().cables[entry.cable].id;
        figure.partner_name = cable_name(in, entry.cable);
        set_value(figure, entry.value);
        figure.text = fmt::format("rank {} of {}", entry.rank, systems);
        add_note(figure, figure.text + ", in hops between countries, by sea");
        if (auto why = explain(in.ask, figure,
                               fmt::format("mean over {} connected pairs of countries of the share of shortest paths that use {}",
                                           in.model->betweenness().connected_pairs, figure.partner_name))) {
            add_row(*why, cable_ref(in.dataset(), entry.cable, figure.text));
            figure.why = std::move(why);
        }
        figures.push_back(std::move(figure));
    }
    return figures;
}

std::vector<Figure> latency_figures(const CableAsk& in) {
    const std::string name = "Round-trip floor";
    if (in.landed.empty()) return {no_figure(in, "rtt_floor", name, Unit::Millisecond, FigureState::NoData, no_system_note(in))};
    const std::map<Index, Way> ways = ways_out(in);
    std::vector<std::pair<Index, const Way*>> reached;
    std::vector<Index> missing;
    for (const Index hub : hubs_of(in)) {
        if (const auto way = ways.find(hub); way != ways.end())
            reached.emplace_back(hub, &way->second);
        else
            missing.push_back(hub);
    }
    if (reached.empty())
        return {no_figure(in, "rtt_floor", name, Unit::Millisecond, FigureState::NoData,
                          missing.empty() ? "there is no hub outside the subject" : "no landed system goes directly to any hub")};
    std::stable_sort(reached.begin(), reached.end(), [](const auto& a, const auto& b) { return a.second->km < b.second->km; });
    if (!in.full()) reached.resize(1);
    std::vector<Figure> figures;
    for (const auto& [hub, way] : reached) add_way(in, hub, *way, figures);
    if (in.full()) {
        for (const Index hub : missing) {
            figures.push_back(no_figure(in, "rtt_floor", name, Unit::Millisecond, FigureState::NoData,
                                        "no landed system goes directly to " + country_label(in.dataset(), hub)));
            figures.back().partner = in.dataset().countries[hub].code.str();
            figures.back().partner_name = country_label(in.dataset(), hub);
        }
    }
    return figures;
}

}  // namespace linchpin::report
