#include "data/metrics/isolation.h"

#include <algorithm>

namespace linchpin::metrics {
namespace {

constexpr std::uint32_t kNoEdge = 0xffffffffu;

/// Searches of one graph from one country, with labels or edges taken out and put back.
class Searcher {
public:
    Searcher(const LabelledGraph& graph, std::uint32_t country, std::span<const std::uint32_t> hubs)
        : graph_{graph}, country_{country}, is_hub_(graph.nodes, 0), offsets_(graph.nodes + 1, 0) {
        for (const std::uint32_t hub : hubs) {
            if (hub < graph.nodes && hub != country) is_hub_[hub] = 1;
        }
        std::uint32_t labels = 0;
        for (const LabelledEdge& edge : graph.edges) {
            ++offsets_[edge.a + 1];
            ++offsets_[edge.b + 1];
            labels = std::max(labels, edge.label + 1);
        }
        for (std::size_t i = 1; i < offsets_.size(); ++i) offsets_[i] += offsets_[i - 1];
        incident_.resize(offsets_.back());
        std::vector<std::uint32_t> next(offsets_.begin(), offsets_.end() - 1);
        for (std::uint32_t i = 0; i < graph.edges.size(); ++i) {
            incident_[next[graph.edges[i].a]++] = i;
            incident_[next[graph.edges[i].b]++] = i;
        }
        removed_.assign(labels, 0);
    }

    [[nodiscard]] bool has_hub() const { return std::find(is_hub_.begin(), is_hub_.end(), 1) != is_hub_.end(); }
    [[nodiscard]] bool has_link() const { return offsets_[country_ + 1] > offsets_[country_]; }

    /// A hub is reached over links that cannot be cut.
    [[nodiscard]] bool held_by_land() {
        return search([&](std::uint32_t edge, std::uint32_t) { return !graph_.edges[edge].cuttable; }) != kNoEdge;
    }

    /// Least cut of at most `depth` labels, into `cut`. Not to be called when held_by_land().
    bool cut_within(std::uint32_t depth, std::vector<std::uint32_t>& cut) {
        std::vector<std::uint32_t> labels;
        if (!labels_of_path(labels)) return true;
        if (depth == 0) return false;
        for (const std::uint32_t label : labels) {
            removed_[label] = 1;
            cut.push_back(label);
            const bool found = cut_within(depth - 1, cut);
            removed_[label] = 0;
            if (found) return true;
            cut.pop_back();
        }
        return false;
    }

    /// Edges of a least edge cut, by augmenting paths (largest flow = least cut). Not to be called when held_by_land().
    std::vector<std::uint32_t> edge_cut() {
        flow_.assign(graph_.edges.size(), 0);
        while (augment()) {
        }
        std::vector<std::uint32_t> cut;
        for (std::uint32_t i = 0; i < graph_.edges.size(); ++i) {
            if (reached(graph_.edges[i].a) != reached(graph_.edges[i].b)) cut.push_back(i);
        }
        return cut;
    }

private:
    [[nodiscard]] bool reached(std::uint32_t node) const { return node == country_ || via_[node] != kNoEdge; }
    [[nodiscard]] std::uint32_t other_end(std::uint32_t edge, std::uint32_t node) const {
        return graph_.edges[edge].a == node ? graph_.edges[edge].b : graph_.edges[edge].a;
    }

    /// Breadth-first from the country; `passable(edge, from)` decides. Returns the first hub met, or kNoEdge.
    template <class Passable>
    std::uint32_t search(Passable passable) {
        via_.assign(graph_.nodes, kNoEdge);
        queue_.assign(1, country_);
        for (std::size_t head = 0; head < queue_.size(); ++head) {
            const std::uint32_t node = queue_[head];
            for (std::uint32_t k = offsets_[node]; k < offsets_[node + 1]; ++k) {
                const std::uint32_t edge = incident_[k], next = other_end(edge, node);
                if (reached(next) || !passable(edge, node)) continue;
                via_[next] = edge;
                if (is_hub_[next]) return next;
                queue_.push_back(next);
            }
        }
        return kNoEdge;
    }

    /// Labels that can be cut on a shortest path to a hub, distinct; false when no hub is reached.
    bool labels_of_path(std::vector<std::uint32_t>& labels) {
        std::uint32_t node = search([&](std::uint32_t edge, std::uint32_t) { return !removed_[graph_.edges[edge].label]; });
        if (node == kNoEdge) return false;
        while (node != country_) {
            const LabelledEdge& edge = graph_.edges[via_[node]];
            if (edge.cuttable) labels.push_back(edge.label);
            node = other_end(via_[node], node);
        }
        std::sort(labels.begin(), labels.end());
        labels.erase(std::unique(labels.begin(), labels.end()), labels.end());
        return true;
    }

    /// Sends one more unit to a hub. An undirected segment carries one unit either way; flow_ is +1 from a to b.
    bool augment() {
        std::uint32_t node = search([&](std::uint32_t edge, std::uint32_t from) {
            const int along = graph_.edges[edge].a == from ? flow_[edge] : -flow_[edge];
            return !graph_.edges[edge].cuttable || along < 1;
        });
        if (node == kNoEdge) return false;
        while (node != country_) {
            const std::uint32_t edge = via_[node], from = other_end(edge, node);
            flow_[edge] += graph_.edges[edge].a == from ? 1 : -1;
            node = from;
        }
        return true;
    }

    const LabelledGraph& graph_;
    std::uint32_t country_;
    std::vector<std::uint8_t> is_hub_, removed_;
    std::vector<std::uint32_t> offsets_, incident_, via_, queue_;
    std::vector<int> flow_;
};

Isolation by_systems(Searcher& searcher) {
    for (std::uint32_t depth = 0; depth <= kIsolationDepth; ++depth) {
        std::vector<std::uint32_t> cut;
        if (!searcher.cut_within(depth, cut)) continue;
        std::sort(cut.begin(), cut.end());
        return {IsolationKind::Exact, static_cast<std::uint32_t>(cut.size()), std::move(cut)};
    }
    return {IsolationKind::AtLeast, kIsolationDepth + 1, {}};
}

}  // namespace

std::optional<Isolation> isolation(const LabelledGraph& graph, std::uint32_t country, std::span<const std::uint32_t> hubs,
                                   IsolationMode mode) {
    if (country >= graph.nodes) return std::nullopt;
    Searcher searcher{graph, country, hubs};
    if (!searcher.has_hub() || !searcher.has_link()) return std::nullopt;
    if (searcher.held_by_land()) return Isolation{IsolationKind::Never, 0, {}};
    if (mode == IsolationMode::WholeSystems) return by_systems(searcher);
    std::vector<std::uint32_t> cut = searcher.edge_cut();
    return Isolation{IsolationKind::Exact, static_cast<std::uint32_t>(cut.size()), std::move(cut)};
}

}  // namespace linchpin::metrics
