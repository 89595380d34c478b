#pragma once
// M08: what is left of a trade network when its largest exporters go.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace linchpin::metrics {

struct TradeEdge {
    std::uint16_t from = 0, to = 0;  ///< countries, numbered in the order of their ISO codes
    std::int64_t value_usd = 0;
};

/// Vulnerability profile: v_k = share of world trade left after the k strongest exporters, with all their exports and imports, are
/// taken out; v_0 = 1.
struct VulnerabilityProfile {
    std::vector<std::uint16_t> removed;  ///< by out-strength in the whole network, largest first, ties by ISO code
    std::vector<double> left;            ///< removed.size() + 1 entries, non-increasing, in [0, 1]
    [[nodiscard]] double spof_loss() const noexcept { return left.size() < 2 ? 0.0 : 1.0 - left[1]; }
};
/// Empty without positive trade. Self-trade and values <= 0 are ignored. At most `steps` exporters are removed.
/// Source: Piccardi and Tajoli 2018, PLOS ONE 13(11), DOI 10.1371/journal.pone.0208265.
[[nodiscard]] std::optional<VulnerabilityProfile> vulnerability_profile(std::span<const TradeEdge> edges, std::size_t steps);

/// Our rule: a single point of failure is spof_loss >= 0.5 and a world-export Herfindahl index > 0.4.
[[nodiscard]] bool single_point_of_failure(double spof_loss, double world_export_hhi) noexcept;

}  // namespace linchpin::metrics
