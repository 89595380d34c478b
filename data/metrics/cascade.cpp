#include "data/metrics/cascade.h"

#include <algorithm>
#include <fmt/format.h>
#include <optional>

#include "data/metrics/concentration.h"

namespace linchpin::metrics {
namespace {

bool is_part(double x) { return x >= 0.0 && x <= 1.0; }

std::optional<Error> input_error(std::span<const DependencyEdge> edges, std::span<const double> redundancy, std::uint32_t failed,
                                 double disruption) {
    const std::size_t n = redundancy.size();
    if (failed >= n) return Error{fmt::format("expected a failed asset below {}, found {}", n, failed)};
    if (!is_part(disruption)) return Error{fmt::format("expected a disruption between 0 and 1, found {}", disruption)};
    for (const double r : redundancy) {
        if (!is_part(r)) return Error{fmt::format("expected redundancies between 0 and 1, found {}", r)};
    }
    for (const DependencyEdge& edge : edges) {
        if (edge.from >= n || edge.to >= n)
            return Error{fmt::format("expected assets below {}, found an edge {} to {}", n, edge.from, edge.to)};
        if (!is_part(edge.strength)) return Error{fmt::format("expected strengths between 0 and 1, found {}", edge.strength)};
    }
    return std::nullopt;
}

}  // namespace

CascadeClass cascade_class(double impact) noexcept {
    if (exceeds(impact, 0.8)) return CascadeClass::Critical;
    if (exceeds(impact, 0.5)) return CascadeClass::High;
    return exceeds(impact, 0.2) ? CascadeClass::Medium : CascadeClass::Low;
}

Result<std::vector<CascadeNode>> cascade(std::span<const DependencyEdge> edges, std::span<const double> redundancy,
                                         std::uint32_t failed, double disruption) {
    if (auto error = input_error(edges, redundancy, failed, disruption)) return *error;
    std::vector<CascadeNode> reached;
    if (disruption > 0.0) reached.push_back({failed, disruption, 0, cascade_class(disruption)});
    std::vector<double> impact(redundancy.size(), -1.0);  // -1 = not settled
    std::vector<int> depth_of(redundancy.size(), -1);     // of those that pass anything on
    impact[failed] = disruption;
    if (disruption > 0.0) depth_of[failed] = 0;
    for (int depth = 1; depth <= kCascadeDepth; ++depth) {
        std::vector<double> next(redundancy.size(), 0.0);
        for (const DependencyEdge& edge : edges) {
            if (depth_of[edge.from] != depth - 1 || impact[edge.to] >= 0.0) continue;
            next[edge.to] = std::max(next[edge.to], edge.strength * impact[edge.from] * (1.0 - redundancy[edge.to]));
        }
        for (std::uint32_t node = 0; node < next.size(); ++node) {
            if (next[node] <= 0.0) continue;
            impact[node] = next[node];
            depth_of[node] = depth;
            reached.push_back({node, next[node], depth, cascade_class(next[node])});
        }
    }
    std::stable_sort(reached.begin(), reached.end(), [](const CascadeNode& a, const CascadeNode& b) {
        return a.depth != b.depth ? a.depth < b.depth : a.impact > b.impact;
    });
    return reached;
}

}  // namespace linchpin::metrics
