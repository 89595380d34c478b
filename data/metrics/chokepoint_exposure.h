#pragma once
// M17: how much of a country's flow passes a chokepoint, and World Monitor's published scenario arithmetic as a cross-check.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace linchpin::metrics {

/// One route of a country: flow or capacity in any one unit, and the regions it crosses (repeats count once).
struct RoutedFlow {
    double value = 0.0;  ///< ignored unless > 0 and finite
    std::span<const std::uint32_t> regions;
};
/// Share of the flow that crosses `region`, [0, 1]; empty without any flow.
[[nodiscard]] std::optional<double> chokepoint_exposure(std::span<const RoutedFlow> flows, std::uint32_t region) noexcept;

/// One country's exposure in a scenario, as World Monitor scores it.
struct ScenarioExposure {
    std::string country;          ///< ISO3
    double exposure_score = 0.0;  ///< 0 to 100
};
struct ScenarioImpact {
    std::string country;
    double total = 0.0;  ///< exposureScore x disruptionPct / 100 x costShockMultiplier, summed by country
    int impact_pct = 0;  ///< round(total / max(largest total, 1) x 100)
};
inline constexpr std::size_t kScenarioRows = 20;
/// The 20 most hit, largest first, ties by code.
[[nodiscard]] std::vector<ScenarioImpact> scenario_impacts(std::span<const ScenarioExposure> exposures, double disruption_pct,
                                                           double cost_shock_multiplier);

/// World Monitor's chokepoint score, 0 to 100.
struct ChokepointSigns {
    double threat_weight = 0.0;
    int warnings = 0;
    int max_congestion = 0;
    bool anomaly = false;
};
[[nodiscard]] double chokepoint_score(const ChokepointSigns& signs) noexcept;
enum class ChokepointBand : std::uint8_t { Green, Yellow, Red };  ///< below 20, 20 to 49, 50 and more
[[nodiscard]] ChokepointBand chokepoint_band(double score) noexcept;

}  // namespace linchpin::metrics
