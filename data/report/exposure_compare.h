#pragma once
// Two exposure pages side by side, members of a set by one measure, and both as text for a spreadsheet.
#include <string>
#include <vector>

#include "data/report/exposure_view.h"

namespace linchpin::report {

/// One measure of two pages.
struct ExposureDifference {
    ExposureMeasure measure;
    Figure a, b;
    std::optional<double> difference;  ///< b - a in the measure's unit, only where both exist
    std::string text;                  ///< "+12.3 points", "−2 systems", "United States, not China"; empty where there is none to say
    bool differs = false;              ///< another value, verdict or partner
};
/// Measures that either page has a figure of, in the order of the page.
[[nodiscard]] std::vector<ExposureDifference> exposure_differences(const ExposureView& a, const ExposureView& b);

/// One country in a ranking.
struct RankedCountry {
    Index country = kNone;
    std::optional<ExposureRank> rank;  ///< among all countries with data; empty without a value
};
enum class RankOrder : std::uint8_t { MostExposed, LeastExposed, Name };
/// The countries by a measure: those without a figure come last, equal ones by name.
[[nodiscard]] std::vector<RankedCountry> ranked(const Dataset& dataset, const ExposureTable& table, Index measure, const std::vector<Index>& countries,
                                                RankOrder order);

/// Tab-separated, with a head; numbers in full, missing ones empty, tabs and line ends in names become spaces.
[[nodiscard]] std::string ranking_tsv(const Dataset& dataset, const ExposureTable& table, const std::vector<RankedCountry>& rows, const std::vector<Index>& measures);
/// @param a, b  what stands over the two columns
[[nodiscard]] std::string differences_tsv(const std::vector<ExposureDifference>& differences, const std::string& a, const std::string& b);
/// The page itself: section, figure, partner, value, low, high, unit, year, rank, of, source.
[[nodiscard]] std::string exposure_tsv(const ExposureView& view);
/// "percent of 1", "number", "Tbit/s": what a number in a spreadsheet is in.
[[nodiscard]] std::string unit_text(Unit unit);

}  // namespace linchpin::report
