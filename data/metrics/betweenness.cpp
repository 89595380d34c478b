#include "data/metrics/betweenness.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <tuple>

namespace linchpin::metrics {
namespace {

constexpr double kTie = 1e-9;
constexpr double kFar = std::numeric_limits<double>::infinity();

struct Arc {
    std::uint32_t to, label;
    double length;
};

/// Neighbours of each node; parallel segments of one label between two nodes once, the shortest.
std::vector<std::vector<Arc>> neighbours(const LabelledGraph& graph, PathLength length) {
    std::map<std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>, double> once;
    for (const LabelledEdge& edge : graph.edges) {
        if (edge.a == edge.b) continue;
        const double cost = length == PathLength::Hops ? 1.0 : edge.length_km;
        const auto [it, fresh] =
            once.emplace(std::make_tuple(std::min(edge.a, edge.b), std::max(edge.a, edge.b), edge.label), cost);
        if (!fresh) it->second = std::min(it->second, cost);
    }
    std::vector<std::vector<Arc>> result(graph.nodes);
    for (const auto& [key, cost] : once) {
        const auto [a, b, label] = key;
        result[a].push_back({b, label, cost});
        result[b].push_back({a, label, cost});
    }
    return result;
}

/// An arc on some shortest path from the source.
struct DagArc {
    std::uint32_t from, to, label;
};

/// Shortest ways from one source: nodes in order of distance, and the arcs that shortest paths use.
struct ShortestDag {
    std::vector<std::uint32_t> order;       ///< reached nodes, nearest first, the source in front
    std::vector<std::vector<DagArc>> into;  ///< by node
};

ShortestDag shortest_from(const std::vector<std::vector<Arc>>& graph, std::uint32_t source) {
    std::vector<double> distance(graph.size(), kFar);
    using Entry = std::pair<double, std::uint32_t>;
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> queue;
    ShortestDag dag;
    dag.into.resize(graph.size());
    distance[source] = 0.0;
    queue.emplace(0.0, source);
    std::vector<std::uint8_t> done(graph.size(), 0);
    while (!queue.empty()) {
        const std::uint32_t node = queue.top().second;
        queue.pop();
        if (done[node]) continue;
        done[node] = 1;
        dag.order.push_back(node);
        for (const Arc& arc : graph[node]) {
            const double through = distance[node] + arc.length;
            if (through >= distance[arc.to]) continue;
            distance[arc.to] = through;
            queue.emplace(through, arc.to);
        }
    }
    std::vector<std::size_t> rank(graph.size(), 0);
    for (std::size_t i = 0; i < dag.order.size(); ++i) rank[dag.order[i]] = i;
    for (const std::uint32_t node : dag.order) {
        for (const Arc& arc : graph[node]) {
            const double slack = distance[node] + arc.length - distance[arc.to];
            // The rank keeps links of length 0 from pointing both ways.
            if (slack <= kTie * std::max(1.0, distance[arc.to]) && rank[node] < rank[arc.to])
                dag.into[arc.to].push_back({node, arc.to, arc.label});
        }
    }
    return dag;
}

/// Numbers of shortest paths from the source to every node, leaving one label out (or none).
void count_paths(const ShortestDag& dag, std::uint32_t without, std::vector<double>& paths) {
    std::fill(paths.begin(), paths.end(), 0.0);
    paths[dag.order.front()] = 1.0;
    for (std::size_t i = 1; i < dag.order.size(); ++i) {
        double sum = 0.0;
        for (const DagArc& arc : dag.into[dag.order[i]]) sum += arc.label == without ? 0.0 : paths[arc.from];
        paths[dag.order[i]] = sum;
    }
}

std::vector<std::uint32_t> labels_in(const ShortestDag& dag) {
    std::vector<std::uint32_t> labels;
    for (const auto& arcs : dag.into) {
        for (const DagArc& arc : arcs) labels.push_back(arc.label);
    }
    std::sort(labels.begin(), labels.end());
    labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
    return labels;
}

}  // namespace

CableBetweenness cable_betweenness(const LabelledGraph& graph, PathLength length) {
    constexpr std::uint32_t kNoLabel = 0xffffffffu;
    CableBetweenness result;
    std::size_t labels = 0;
    for (const LabelledEdge& edge : graph.edges) labels = std::max(labels, std::size_t{edge.label} + 1);
    result.of_label.assign(labels, 0.0);
    const auto arcs = neighbours(graph, length);
    std::vector<double> all(graph.nodes), rest(graph.nodes);
    for (std::uint32_t source = 0; source < graph.nodes; ++source) {
        const ShortestDag dag = shortest_from(arcs, source);
        if (dag.order.size() < 2) continue;
        count_paths(dag, kNoLabel, all);
        for (const std::uint32_t node : dag.order) result.connected_pairs += node > source ? 1 : 0;
        // Paths that use a label at least once = all paths - paths without it: a cable used twice on a path counts once.
        for (const std::uint32_t label : labels_in(dag)) {
            count_paths(dag, label, rest);
            for (const std::uint32_t node : dag.order) {
                if (node > source) result.of_label[label] += 1.0 - rest[node] / all[node];
            }
        }
    }
    for (double& value : result.of_label) value /= static_cast<double>(std::max<std::size_t>(1, result.connected_pairs));
    return result;
}

}  // namespace linchpin::metrics
