#pragma once
// M19 over all countries of a world: what a ranking, a map and the figures of one subject share.
#include <cstddef>
#include <optional>
#include <span>
#include <vector>

#include "data/core/result.h"
#include "data/metrics/composite.h"
#include "data/report/subject.h"
#include "data/report/world.h"

namespace linchpin::report {

/// Little dependence on others scores high: top supplier's share (M01) and HHI (M02) low, cable capacity left after the largest cut
/// (M13) and domestic operators by cloud regions (M11) high; equal weights.
[[nodiscard]] std::span<const IndicatorWeight> default_indicators();

/// A country with less of the weight known than this has a score but no rank.
inline constexpr double kLeastRankedCoverage = 0.5;

struct CompositeTable {
    std::vector<IndicatorWeight> indicators;                 ///< as used
    std::vector<double> weights;                             ///< one per indicator, summing to 1
    std::vector<std::vector<std::optional<double>>> values;  ///< [indicator][country]
    std::vector<metrics::IndicatorScores> scores;            ///< one per indicator
    std::vector<metrics::CompositeScore> countries;          ///< one per Dataset::countries
    std::vector<std::size_t> rank;                           ///< 1 = highest score, equal scores share a rank; 0 = not ranked
    std::size_t ranked = 0;
};
/// @return  an error naming an unknown metric, the index itself as its own part, or a weight that is not a number >= 0.
[[nodiscard]] Result<CompositeTable> composite_table(const World& world, const Question& question);

/// Value of an indicator for a subject, by evaluate(); empty when there is none.
[[nodiscard]] std::optional<double> indicator_value(const World& world, const Subject& subject, const IndicatorWeight& indicator,
                                                    const Question& question);
/// A set of countries on the scale that the countries make.
[[nodiscard]] metrics::CompositeScore score_of(const CompositeTable& table, std::span<const std::optional<double>> values);

}  // namespace linchpin::report
