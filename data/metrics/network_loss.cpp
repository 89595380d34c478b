#include "data/metrics/network_loss.h"

#include <algorithm>
#include <map>

#include "data/metrics/concentration.h"

namespace linchpin::metrics {
namespace {

bool counts(const TradeEdge& edge) { return edge.value_usd > 0 && edge.from != edge.to; }

std::vector<std::uint16_t> by_out_strength(std::span<const TradeEdge> edges) {
    std::map<std::uint16_t, std::int64_t> strength;
    for (const TradeEdge& edge : edges) {
        if (counts(edge)) strength[edge.from] += edge.value_usd;
    }
    std::vector<std::uint16_t> order;
    for (const auto& entry : strength) order.push_back(entry.first);
    std::stable_sort(order.begin(), order.end(), [&](std::uint16_t a, std::uint16_t b) { return strength[a] > strength[b]; });
    return order;
}

}  // namespace

std::optional<VulnerabilityProfile> vulnerability_profile(std::span<const TradeEdge> edges, std::size_t steps) {
    std::int64_t total = 0;
    for (const TradeEdge& edge : edges) total += counts(edge) ? edge.value_usd : 0;
    if (total == 0) return std::nullopt;

    VulnerabilityProfile profile;
    profile.removed = by_out_strength(edges);
    profile.removed.resize(std::min(steps, profile.removed.size()));
    profile.left.push_back(1.0);
    std::vector<std::uint8_t> gone(65536, 0);
    for (const std::uint16_t node : profile.removed) {
        gone[node] = 1;
        std::int64_t left = 0;
        for (const TradeEdge& edge : edges) left += counts(edge) && !gone[edge.from] && !gone[edge.to] ? edge.value_usd : 0;
        profile.left.push_back(static_cast<double>(left) / static_cast<double>(total));
    }
    return profile;
}

bool single_point_of_failure(double spof_loss, double world_export_hhi) noexcept {
    // ">= 0.5" with the guard on the other side: exactly one half passes, whatever the order of its sum.
    return spof_loss >= 0.5 - kThresholdGuard && exceeds(world_export_hhi, 0.4);
}

}  // namespace linchpin::metrics
