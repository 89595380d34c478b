#include "data/route/router.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <limits>
#include <queue>

#include "data/route/place_grid.h"
#include "data/route/smooth.h"

namespace linchpin::route {
namespace {

using NodeId = SeaGraph::NodeId;
constexpr NodeId kStart = 0xfffffffeu;  ///< parent of the first node
constexpr double kUnreached = std::numeric_limits<double>::infinity();

double km(const glm::dvec3& a, const glm::dvec3& b) { return geo::angle_rad(a, b) * geo::kEarthRadiusKm; }
std::string place_text(geo::LatLon p) { return fmt::format("{:.2f}, {:.2f}", p.lat_deg, p.lon_deg); }
bool on_earth(geo::LatLon p) { return std::abs(p.lat_deg) <= 90.0 && std::abs(p.lon_deg) <= 180.0; }

/// One end of a route and where it may enter the sea.
struct Harbour {
    glm::dvec3 place{0.0};
    std::vector<std::pair<NodeId, double>> gates;  ///< node, cost from the end to it
};

/// Nodes near `place`, of every water within reach, by distance.
std::vector<std::pair<double, NodeId>> reachable_nodes(const SeaGraph& graph, const glm::dvec3& place, double limit_km) {
    std::vector<std::pair<double, NodeId>> nodes;
    for (const NodeId node : graph.nodes_within(place, limit_km)) nodes.emplace_back(km(place, graph.place(node)), node);
    if (nodes.empty()) {
        // In the middle of a large cell no node's place is near: take the cell's own.
        for (const NodeId node : graph.nodes_within(place, 200.0)) {
            if (graph.shore_km(node) > km(place, graph.place(node))) nodes.emplace_back(km(place, graph.place(node)), node);
        }
    }
    std::sort(nodes.begin(), nodes.end());
    return nodes;
}

/// Distance to the nearest node of `water`, or nothing.
double nearest_in_water(const SeaGraph& graph, const std::vector<std::pair<double, NodeId>>& nodes, std::uint32_t water) {
    for (const auto& [distance, node] : nodes) {
        if (graph.water(node) == water) return distance;
    }
    return kUnreached;
}

}  // namespace

struct Router::Search {
    std::vector<double> cost;
    std::vector<NodeId> parent;
    std::vector<std::uint8_t> closed;
    std::vector<NodeId> touched;

    explicit Search(std::size_t nodes) : cost(nodes, kUnreached), parent(nodes, kStart), closed(nodes, 0) {}
    void reset() {
        for (const NodeId node : touched) {
            cost[node] = kUnreached;
            closed[node] = 0;
        }
        touched.clear();
    }
    std::vector<glm::dvec3> find(const SeaGraph& graph, const Harbour& from, const Harbour& to, const OffshoreCost& price);
};

/// A* with any-angle steps: while a node lies inside the shore-free circle of its parent's parent, and all of the straight line is
/// open sea, it is joined to that one directly. So ocean crossings are true great circles, not walks along cells.
std::vector<glm::dvec3> Router::Search::find(const SeaGraph& graph, const Harbour& from, const Harbour& to,
                                             const OffshoreCost& price) {
    reset();
    struct Open {
        double total;
        NodeId node;
    };
    const auto later = [](const Open& a, const Open& b) { return a.total != b.total ? a.total > b.total : a.node > b.node; };
    std::priority_queue<Open, std::vector<Open>, decltype(later)> open(later);
    const auto reach = [&](NodeId node, double new_cost, NodeId via) {
        if (new_cost >= cost[node]) return;
        if (cost[node] == kUnreached) touched.push_back(node);
        cost[node] = new_cost;
        parent[node] = via;
        open.push({new_cost + km(graph.place(node), to.place), node});
    };
    for (const auto& [node, gate_cost] : from.gates) reach(node, gate_cost, kStart);
    double best = kUnreached;
    NodeId last = kStart;
    while (!open.empty() && open.top().total < best) {
        const NodeId node = open.top().node;
        open.pop();
        if (closed[node] != 0) continue;
        closed[node] = 1;
        for (const auto& [gate, gate_cost] : to.gates) {
            if (gate == node && cost[node] + gate_cost < best) {
                best = cost[node] + gate_cost;
                last = node;
            }
        }
        const NodeId via = parent[node];
        const double here = price.at(graph.shore_km(node));
        for (const NodeId next : graph.neighbours(node)) {
            if (closed[next] != 0) continue;
            if (via != kStart) {
                const double straight = km(graph.place(via), graph.place(next));
                if (straight <= graph.shore_km(via) - price.offshore_km) {
                    reach(next, cost[via] + straight, via);
                    continue;
                }
            }
            const double step = km(graph.place(node), graph.place(next));
            reach(next, cost[node] + step * 0.5 * (here + price.at(graph.shore_km(next))), node);
        }
    }
    std::vector<glm::dvec3> path;
    if (last == kStart) return path;
    path.push_back(to.place);
    for (NodeId node = last; node != kStart; node = parent[node]) path.push_back(graph.place(node));
    path.push_back(from.place);
    std::reverse(path.begin(), path.end());
    return path;
}

Route overland_route(const Coast& coast, std::vector<geo::LatLon> places) {
    constexpr double kStepKm = 25.0;
    constexpr int kRounds = 3;
    std::vector<glm::dvec3> line;
    for (const geo::LatLon place : places) line.push_back(geo::to_unit(place));
    for (int round = 0; round < kRounds && places.size() > 2; ++round) {  // Chaikin: cut each corner at a quarter of its sides
        std::vector<glm::dvec3> cut{line.front()};
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            if (i > 0) cut.push_back(geo::slerp(line[i], line[i + 1], 0.25));
            if (i + 2 < line.size()) cut.push_back(geo::slerp(line[i], line[i + 1], 0.75));
        }
        cut.push_back(line.back());
        line = std::move(cut);
    }
    Route route;
    route.overland = true;
    route.points.push_back(on_grid(places.front()));
    for (std::size_t i = 1; i < line.size(); ++i) {
        const int steps = std::max(1, static_cast<int>(std::ceil(km(line[i - 1], line[i]) / kStepKm)));
        for (int k = 1; k <= steps; ++k) {
            const bool last = i + 1 == line.size() && k == steps;
            route.points.push_back(
                on_grid(last ? places.back() : geo::to_lat_lon(geo::slerp(line[i - 1], line[i], static_cast<double>(k) / steps))));
        }
    }
    for (std::size_t i = 1; i < route.points.size(); ++i) {
        route.length_km += geo::distance_km(route.points[i - 1], route.points[i]);
        route.land_km += coast.land_km(geo::to_unit(route.points[i - 1]), geo::to_unit(route.points[i]));
    }
    return route;
}

Router::Router(const Coast& coast, const SeaGraph& graph)
    : coast_{&coast}, graph_{&graph}, search_{std::make_unique<Search>(graph.size())} {}
Router::~Router() = default;

Result<Route> Router::route(geo::LatLon from, geo::LatLon to, const RouteOptions& options) {
    for (const geo::LatLon end : {from, to}) {
        if (!on_earth(end))
            return Error{fmt::format("expected a latitude in [-90, 90] and a longitude in [-180, 180], found {}", place_text(end))};
    }
    Harbour harbours[2];
    std::vector<std::pair<double, NodeId>> nodes[2];
    for (int i = 0; i < 2; ++i) {
        const geo::LatLon end = i == 0 ? from : to;
        harbours[i].place = geo::to_unit(on_grid(end));
        nodes[i] = reachable_nodes(*graph_, harbours[i].place, options.snap_limit_km);
        if (nodes[i].empty())
            return Error{
                fmt::format("expected a place within {:.0f} km of the sea, found {}", options.snap_limit_km, place_text(end))};
    }
    // The water that both ends reach with the least land between.
    std::uint32_t water = 0;
    double least = kUnreached;
    for (const auto& [distance, node] : nodes[0]) {
        const double sum = distance + nearest_in_water(*graph_, nodes[1], graph_->water(node));
        // A pond beside the sea is no way out: the larger water wins unless it is clearly further.
        if (sum < least - (graph_->water(node) > water ? 10.0 : 0.0)) {
            least = sum;
            water = graph_->water(node);
        }
    }
    if (least == kUnreached) {
        return Error{fmt::format("expected two places on one sea, found {} and {} on waters that do not meet", place_text(from),
                                 place_text(to))};
    }
    bool ashore[2];
    for (int i = 0; i < 2; ++i) {
        constexpr double kChoiceKm = 4.0;  ///< how much further than the nearest shore a line may look for a better one
        const double reach_km = nearest_in_water(*graph_, nodes[i], water) + kChoiceKm;
        ashore[i] = coast_->is_land(geo::to_lat_lon(harbours[i].place));
        for (const auto& [distance, node] : nodes[i]) {
            if (distance > reach_km || graph_->water(node) != water) continue;
            const bool over_land = ashore[i] || coast_->crosses_shore(harbours[i].place, graph_->place(node));
            harbours[i].gates.emplace_back(node, distance * (over_land ? options.land_weight : options.cost.highest()));
        }
    }
    std::vector<glm::dvec3> path = search_->find(*graph_, harbours[0], harbours[1], options.cost);
    if (path.empty())
        return Error{fmt::format("expected a way by sea from {} to {}, found none", place_text(from), place_text(to))};
    const bool first_dry = ashore[0] || coast_->crosses_shore(path[0], path[1]);
    const bool last_dry = ashore[1] || coast_->crosses_shore(path[path.size() - 2], path.back());
    path = smooth_path(*coast_, std::move(path), options, first_dry, last_dry);
    Route route;
    route.points = simplify_path(*coast_, path, options, first_dry, last_dry);
    for (std::size_t i = 1; i < route.points.size(); ++i) {
        const glm::dvec3 a = geo::to_unit(route.points[i - 1]), b = geo::to_unit(route.points[i]);
        route.length_km += km(a, b);
        const bool may_be_dry = (i == 1 && first_dry) || (i + 1 == route.points.size() && last_dry);
        if (may_be_dry || coast_->crosses_shore(a, b)) route.land_km += coast_->land_km(a, b, 0.05);
    }
    if (first_dry) route.snap_from_km = geo::distance_km(route.points[0], route.points[1]);
    if (last_dry) route.snap_to_km = geo::distance_km(route.points[route.points.size() - 2], route.points.back());
    return route;
}

}  // namespace linchpin::route
