#include "data/metrics/chokepoint_exposure.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace linchpin::metrics {

std::optional<double> chokepoint_exposure(std::span<const RoutedFlow> flows, std::uint32_t region) noexcept {
    double all = 0.0, crossing = 0.0;
    for (const RoutedFlow& flow : flows) {
        if (!std::isfinite(flow.value) || flow.value <= 0.0) continue;
        all += flow.value;
        if (std::find(flow.regions.begin(), flow.regions.end(), region) != flow.regions.end()) crossing += flow.value;
    }
    if (!(all > 0.0)) return std::nullopt;
    return crossing / all;
}

std::vector<ScenarioImpact> scenario_impacts(std::span<const ScenarioExposure> exposures, double disruption_pct,
                                             double cost_shock_multiplier) {
    std::map<std::string, double> totals;
    double largest = 0.0;
    for (const ScenarioExposure& exposure : exposures) {
        double& total = totals[exposure.country];
        total += exposure.exposure_score * disruption_pct / 100.0 * cost_shock_multiplier;
        largest = std::max(largest, total);
    }
    std::vector<ScenarioImpact> impacts;
    for (const auto& [country, total] : totals) {
        impacts.push_back({country, total, static_cast<int>(std::lround(total / std::max(largest, 1.0) * 100.0))});
    }
    std::stable_sort(impacts.begin(), impacts.end(), [](const auto& a, const auto& b) { return a.total > b.total; });
    impacts.resize(std::min(kScenarioRows, impacts.size()));
    return impacts;
}

double chokepoint_score(const ChokepointSigns& signs) noexcept {
    const double warnings = std::min(15.0, 5.0 * signs.warnings), congestion = std::min(15.0, 5.0 * signs.max_congestion);
    return std::min(100.0, signs.threat_weight + warnings + congestion + (signs.anomaly ? 10.0 : 0.0));
}

ChokepointBand chokepoint_band(double score) noexcept {
    if (score >= 50.0) return ChokepointBand::Red;
    return score >= 20.0 ? ChokepointBand::Yellow : ChokepointBand::Green;
}

}  // namespace linchpin::metrics
