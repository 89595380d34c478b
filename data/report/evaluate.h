#pragma once
// Any metric for any subject: the one entrance for panel, command line, captions and exports.
#include <span>
#include <string_view>
#include <vector>

#include "data/report/figure.h"
#include "data/report/subject.h"
#include "data/report/world.h"

namespace linchpin::report {

enum class Family : std::uint8_t { Trade, Compute, Cables, Satellites, Loaded };

/// M01 to M25 as a person meets them.
struct MetricInfo {
    std::string_view id;          ///< "M01"
    std::string_view name;        ///< "Import shares and top supplier"
    std::string_view definition;  ///< one or two sentences with the formula
    std::string_view source;      ///< of the definition; "ours" where it is our own
    Family family = Family::Trade;
    bool per_group = false;       ///< depends on the product group and trade year
    std::string_view needs;       ///< inputs that no table of the pack holds: "an input-output table"; empty = none
};
[[nodiscard]] std::span<const MetricInfo> metric_catalog() noexcept;  ///< M01 to M25 in order
[[nodiscard]] const MetricInfo* find_metric(std::string_view id) noexcept;

/// Figures of one metric; never empty for a known id (a figure says why there is no number), empty for an unknown one.
[[nodiscard]] std::vector<Figure> evaluate(const World& world, const Subject& subject, std::string_view metric, const Question& question,
                                           Detail detail = Detail::Headline);

/// One value a year over the pack's years for per-group metrics, or over the years in which anything changed for dated ones.
struct SeriesPoint {
    int year = 0;
    Figure figure;         ///< state other than Value: a gap; lines are never drawn through it
    bool partial = false;  ///< the year is not complete
    std::string mark;      ///< caution about this year or the step from the one before; empty = none
};
/// @param item  one of the metric's items; the first of them when empty.
[[nodiscard]] std::vector<SeriesPoint> series(const World& world, const Subject& subject, std::string_view metric, std::string_view item,
                                              const Question& question);

}  // namespace linchpin::report
