#include "data/metrics/composite.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

namespace linchpin::metrics {
namespace {

constexpr double kWeightTolerance = 1e-9;
constexpr std::size_t kFewestForFences = 4;

std::vector<double> sorted_values(std::span<const std::optional<double>> values) {
    std::vector<double> sorted;
    for (const auto& value : values) {
        if (value && std::isfinite(*value)) sorted.push_back(*value);
    }
    std::sort(sorted.begin(), sorted.end());
    return sorted;
}

void set_fences(std::span<const double> sorted, IndicatorScores& out) {
    if (sorted.size() < kFewestForFences) return;
    const double q1 = quantile_type7(sorted, 0.25), q3 = quantile_type7(sorted, 0.75), iqr = q3 - q1;
    if (iqr == 0.0) return;
    out.low_fence = q1 - 1.5 * iqr;
    out.high_fence = q3 + 1.5 * iqr;
}

}  // namespace

double quantile_type7(std::span<const double> sorted, double q) noexcept {
    const double place = static_cast<double>(sorted.size() - 1) * q;
    const auto below = static_cast<std::size_t>(std::floor(place));
    const std::size_t above = std::min(below + 1, sorted.size() - 1);
    return sorted[below] + (place - static_cast<double>(below)) * (sorted[above] - sorted[below]);
}

IndicatorScores indicator_scores(std::span<const std::optional<double>> values, bool higher_is_better) {
    IndicatorScores result;
    result.score.resize(values.size());
    const std::vector<double> sorted = sorted_values(values);
    if (sorted.empty()) return result;
    set_fences(sorted, result);
    const auto clamped = [&](double x) { return result.low_fence ? std::clamp(x, *result.low_fence, *result.high_fence) : x; };
    result.minimum = clamped(sorted.front());
    result.maximum = clamped(sorted.back());
    result.higher_is_better = higher_is_better;
    result.flat = *result.minimum == *result.maximum;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (values[i]) result.score[i] = score_on_scale(result, *values[i]);
    }
    return result;
}

std::optional<double> score_on_scale(const IndicatorScores& scale, double value) noexcept {
    if (!scale.minimum || !std::isfinite(value)) return std::nullopt;
    if (scale.flat) return 50.0;
    const double up = 100.0 * (std::clamp(value, *scale.minimum, *scale.maximum) - *scale.minimum) / (*scale.maximum - *scale.minimum);
    return scale.higher_is_better ? up : 100.0 - up;
}

Result<std::vector<CompositeScore>> composite_index(std::span<const IndicatorScores> indicators, std::span<const double> weights) {
    if (weights.size() != indicators.size()) {
        return Error{fmt::format("expected one weight for each of {} indicators, found {}", indicators.size(), weights.size())};
    }
    double sum = 0.0;
    for (const double weight : weights) {
        if (!(weight >= 0.0)) return Error{fmt::format("expected weights >= 0, found {}", weight)};
        sum += weight;
    }
    if (!(std::abs(sum - 1.0) <= kWeightTolerance)) return Error{fmt::format("expected weights that sum to 1, found {}", sum)};

    std::size_t countries = 0;
    for (const IndicatorScores& indicator : indicators) countries = std::max(countries, indicator.score.size());
    std::vector<CompositeScore> result(countries);
    for (std::size_t c = 0; c < countries; ++c) {
        double weighted = 0.0;
        for (std::size_t k = 0; k < indicators.size(); ++k) {
            if (c >= indicators[k].score.size() || !indicators[k].score[c]) continue;
            weighted += weights[k] * *indicators[k].score[c];
            result[c].coverage += weights[k];
        }
        if (result[c].coverage > 0.0) result[c].score = weighted / result[c].coverage;
    }
    return result;
}

std::vector<double> normalised_weights(std::span<const double> sliders) {
    double sum = 0.0;
    for (const double slider : sliders) sum += std::max(0.0, slider);
    std::vector<double> weights;
    for (const double slider : sliders) {
        weights.push_back(sum > 0.0 ? std::max(0.0, slider) / sum : 1.0 / static_cast<double>(sliders.size()));
    }
    return weights;
}

}  // namespace linchpin::metrics
