#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "data/pack/dataset.h"
#include "data/query/filter.h"

namespace linchpin {

/// "412 of 1,648": one entry of a filter list.
struct FacetCount {
    std::string id;        ///< what the filter's hidden list holds; "" = unknown
    std::string name;      ///< on screen
    std::size_t shown = 0; ///< visible now
    std::size_t total = 0; ///< in the pack
};

struct Arc {
    Index exporter = kNone, importer = kNone;   ///< countries; never OTH, never the same
    std::int64_t value_usd = 0;
    Coverage coverage = Coverage::FullBilateral;
    std::uint32_t flow_row = 0;                 ///< into Dataset::flows
};

/// Part of a shown arc by who made the goods, as M06 models it.
struct TracedArc {
    std::uint32_t arc = 0;           ///< into Snapshot::arcs
    Index origin = kNone;            ///< country; kNone: of unknown origin
    double value_usd = 0.0;
};

enum class ValueState : std::uint8_t {
    Value,          ///< a number
    NoData,         ///< nothing recorded: hatch
    NotAvailable    ///< data exist but allow no such number (e.g. net exporter without an origin list): own hatch, told apart from zero
};
struct CountryValue {
    ValueState state = ValueState::NoData;
    double value = 0.0;                 ///< in the layer's unit; only meaningful with state == Value
    std::optional<double> low, high;    ///< interval where one applies (M03)
    Index partner = kNone;              ///< e.g. the top supplier
    std::string text;                   ///< for categorical topics: the published value
    std::string note;                   ///< why there is none, "carried from 2024", "below the top ten", ...
};

/// One country value for the map, with what every number on screen must carry.
struct ChoroplethLayer {
    bool active = false;
    std::string title;        ///< "Top supplier's share of imports, transformers and converters (HS 8504)"
    std::string unit;         ///< "% of import value", "sites", "MW", "HHI (0 to 1)"
    std::string year;         ///< "2024"; "2020, carried from 2020 to 2022"; "as of the pack", "at 2019-07-01"
    std::string source;       ///< short credit
    std::string definition;   ///< hover text
    bool categorical = false;
    std::vector<std::string> categories;    ///< categorical: class names; value is the class index
    std::vector<double> class_breaks;       ///< numeric: ascending inner breaks, n classes = size + 1; a break belongs to the class above
    std::vector<CountryValue> values;       ///< one per Dataset::countries
    std::size_t with_value = 0;
    bool change = false;                    ///< values are differences: class_breaks are symmetric about zero unless typed in
    /// A second number of the same countries, which then have a value only where both exist.
    struct Second {
        std::string title, unit;
        std::vector<double> class_breaks;
        std::vector<double> values;         ///< one per Dataset::countries, meaningful where ChoroplethLayer::values has a value
    };
    std::optional<Second> second;
};

/// What exists and is visible, and every number derived from it. Pure function of (dataset, filter).
struct Snapshot {
    Filter filter;
    std::vector<std::uint8_t> site_visible;        ///< one per Dataset::sites, 0 or 1
    std::vector<std::uint8_t> cable_visible;       ///< one per Dataset::cables
    std::vector<std::uint8_t> satellite_visible;   ///< one per Dataset::satellites
    /// What a scenario takes away of what would be visible, one per site or cable; empty without a scenario.
    std::vector<std::uint8_t> site_lost, cable_lost;
    std::vector<Arc> arcs;                         ///< largest first, ties by exporter then importer code
    /// Filter::flow_origin > 0: the arcs by modelled origin, arc after arc, each by value. What is made in the importer itself, or is too small a
    /// part to draw, is in `traced_rest_usd`. Empty with a reason in `trace_problem` when the model has no answer.
    std::vector<TracedArc> traced_arcs;
    double traced_unknown_usd = 0.0, traced_rest_usd = 0.0;
    std::string trace_problem;
    std::size_t arcs_total = 0;                    ///< pairs of the group and year before top N and floor
    std::int64_t arcs_value_usd = 0;               ///< sum of the shown
    std::int64_t group_world_usd = 0;              ///< world trade of group and year: sum of totals' imports, or of a full matrix; 0 = unknown
    std::string trade_note;                        ///< "carried from 2024", "partial year", ""
    int trade_year_used = 0;                       ///< greatest data year <= filter.trade_year and the date's year (0 = none)
    ChoroplethLayer choropleth;

    std::size_t sites_shown = 0, cables_shown = 0, satellites_shown = 0;
    double site_power_mw_shown = 0.0;              ///< current power: basis it or facility, count_in_totals only
    std::vector<FacetCount> site_nationalities, site_kinds, site_statuses, cable_statuses, cable_nationalities, constellations;
    std::vector<FacetCount> satellite_nationalities, satellite_services;
    /// Ascending, "" = unknown last. Ids: the year; the band of satellite_bands.h ("500-600").
    std::vector<FacetCount> launch_years, orbit_heights, inclinations;
    std::vector<FacetCount> exporters;             ///< arcs shown of pairs in group and year, per exporting country
};

/// The one way from data to what is shown. No clock, no file, no global.
[[nodiscard]] Snapshot derive(const Dataset& dataset, const Filter& filter);

}  // namespace linchpin
