#pragma once
// M19: a composite index over countries: outliers clamped to the fence, min-max scores, weighted mean.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/core/result.h"

namespace linchpin::metrics {

/// Quantile by linear interpolation at (n - 1) q (type 7). `sorted` ascending and not empty, q in [0, 1].
[[nodiscard]] double quantile_type7(std::span<const double> sorted, double q) noexcept;

/// Scores 0 to 100 of one indicator over countries; empty where it has no value.
struct IndicatorScores {
    std::vector<std::optional<double>> score;
    std::optional<double> low_fence, high_fence;  ///< where values were clamped; empty = no clamp (fewer than 4 values, or IQR 0)
    bool flat = false;                            ///< all values equal: every score is 50, to be shown with a warning
    bool higher_is_better = true;
    std::optional<double> minimum{}, maximum{};   ///< after the clamp; empty without any value
};
/// Score of a value on the scale that others made, as for a bloc among countries; clamped to [0, 100]. Empty without a scale or for a
/// value that is not finite.
[[nodiscard]] std::optional<double> score_on_scale(const IndicatorScores& scale, double value) noexcept;
/// Values beyond Q1 - 1.5 IQR or Q3 + 1.5 IQR are replaced by that fence (not by the quartile, which would reorder countries); min
/// and max are taken after the clamp. Values that are not finite count as missing.
/// Source: ISOC Pulse release note of 11 April 2025.
[[nodiscard]] IndicatorScores indicator_scores(std::span<const std::optional<double>> values, bool higher_is_better);

struct CompositeScore {
    std::optional<double> score;  ///< 0 to 100; empty when the country has none of the indicators
    double coverage = 0.0;        ///< weight of the indicators present, [0, 1]
};
/// Weighted mean over the indicators that each country has.
/// @param weights  one per indicator, >= 0, summing to 1 within 1e-9, else an error.
[[nodiscard]] Result<std::vector<CompositeScore>> composite_index(std::span<const IndicatorScores> indicators,
                                                                  std::span<const double> weights);

/// Slider positions to weights that sum to 1; equal weights when all are 0. Negative positions count as 0.
[[nodiscard]] std::vector<double> normalised_weights(std::span<const double> sliders);

}  // namespace linchpin::metrics
