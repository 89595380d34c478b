#pragma once
// The numbers that a ranking shows by default, for every country at once: quick enough to follow a slider.
#include <optional>
#include <vector>

#include "data/metrics/concentration.h"
#include "data/metrics/import_shares.h"
#include "data/report/world.h"

namespace linchpin::report {

/// Empty optionals are missing, never zero. Trade values are of the question's product group.
struct CountryRow {
    metrics::ImportState imports = metrics::ImportState::NoData;
    std::optional<double> top_share;             ///< M01, [0, 1]
    Index top_supplier = kNone;
    std::optional<metrics::Interval> hhi;        ///< M02 with M03
    std::optional<metrics::Verdict> dependency;  ///< M05 criteria 1 to 3 in that year
    std::optional<double> domestic_regions;      ///< M11 operator level, by cloud regions, [0, 1]
    std::optional<double> domestic_mw;           ///< M11 operator level, by current MW, [0, 1]
    std::size_t systems = 0;                     ///< international cable systems in service that land here
    std::optional<double> retained_1;            ///< M13 after the largest is cut, [0, 1]
    std::optional<double> illusion;              ///< M14
};

struct CountryTable {
    int year = 0;          ///< trade year used; 0 = none
    bool carried = false;  ///< older than the year asked for
    std::vector<CountryRow> rows;  ///< one per Dataset::countries
};
[[nodiscard]] CountryTable country_table(const World& world, const Question& question);

}  // namespace linchpin::report
