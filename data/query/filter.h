#pragma once
#include <optional>
#include <string>
#include <vector>

#include "data/core/date.h"

namespace linchpin {

/// What the choropleth shows. The ids are stable: they stand in state files and on the command line.
enum class ChoroplethKind { None, TopSupplierShare, ImportHhi, ShareFromCountry, SiteCount, SitePowerMw, ForeignSiteShare, LandedCables, FootprintTopic };

/// How the numbers of a choropleth fall into classes.
enum class ClassRule {
    Standard,  ///< round breaks fixed for shares, fitted for counts
    Quantile,  ///< as many countries in every class as ties allow
    Equal,     ///< equal steps from the smallest number to the largest
    Manual     ///< ChoroplethChoice::breaks
};
inline constexpr int kFewestClasses = 2, kMostClasses = 9;

struct ChoroplethChoice {
    ChoroplethKind kind = ChoroplethKind::TopSupplierShare;
    std::string country;       ///< ISO3 for ShareFromCountry, and nationality for SiteCount / SitePowerMw ("" = every operator)
    std::string topic;         ///< FootprintTopic id
    ClassRule classes = ClassRule::Standard;
    int class_count = 5;       ///< of Quantile and Equal, kFewestClasses .. kMostClasses
    std::vector<double> breaks;  ///< of Manual: ascending inner breaks, at most kMostClasses - 1
    ChoroplethKind second = ChoroplethKind::None;  ///< a second number, both in three classes: colours of a 3 x 3 square. Takes `country` too
    bool change = false;       ///< in a scenario: the number after it less that before. Goes before `second`
    bool operator==(const ChoroplethChoice&) const = default;
};

/// Everything that decides what exists and is visible. Plain, comparable, can be saved.
/// The `hidden_*` lists hold the ids that are switched off (sorted); "" stands for "unknown". Nothing listed = all shown.
struct Filter {
    // trade
    std::string product_group = "transformers_converters";
    int trade_year = 2024;
    int top_arcs = 60;                     ///< the N largest arcs, 0..10000
    double min_flow_usd = 5e6;             ///< display floor, current US dollars
    std::vector<std::string> hidden_exporters;
    /// M06's pass-through for the flows on the map: 0 shows declared exporters, 1 the largest pass-through; in between the model's share
    /// of exports that leave in the mix of supply.
    double flow_origin = 0.0;
    // sites
    std::vector<std::string> hidden_site_nationalities;   ///< ISO3 of the operator's headquarters
    std::vector<std::string> hidden_site_kinds;
    std::vector<std::string> hidden_site_statuses{"closed"};  ///< operational under_construction announced closed
    double min_power_mw = 0.0;             ///< > 0 hides sites whose published figure (current or planned) is below it, and sites without one
    // cables
    std::vector<std::string> hidden_cable_statuses{"retired"};  ///< active planned retired
    std::vector<std::string> hidden_cable_nationalities;        ///< ISO3 of a supplier; a cable goes when all its suppliers are hidden
    // satellites
    std::vector<std::string> hidden_constellations;
    std::vector<std::string> hidden_satellite_nationalities;  ///< ISO3 of the operator's seat
    std::vector<std::string> hidden_satellite_services;
    int launched_from = 1957, launched_to = 2200;             ///< years; anything narrower hides satellites without a launch year too
    double orbit_height_from_km = 0.0, orbit_height_to_km = 1e6;    ///< mean height: semi-major axis less the equatorial radius
    double inclination_from_deg = 0.0, inclination_to_deg = 180.0;
    bool show_planned_shells = false;      ///< drawn as SIMULATED
    ChoroplethChoice choropleth;
    /// Empty: everything as the pack has it ("all dates"). Set: only what exists at this date (METRICS.md M22).
    std::optional<Date> date;
    bool operator==(const Filter&) const = default;
};

}  // namespace linchpin
