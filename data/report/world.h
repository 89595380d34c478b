#pragma once
// What metrics are computed from: the data set as loaded, or as a scenario leaves it. Views only; whoever makes a World keeps what
// it points to alive and in place.
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/inputs/user_inputs.h"
#include "data/metrics/cable_graph.h"
#include "data/metrics/outage.h"
#include "data/metrics/satellite_cover.h"
#include "data/metrics/trade_view.h"
#include "data/pack/dataset.h"
#include "data/report/indicator.h"

namespace linchpin::report {

/// What the base map says about the pack's countries.
struct MapFacts {
    std::vector<metrics::LandBorder> borders;      ///< M15 with land
    std::vector<metrics::CoverPoint> cover_points;  ///< M25
};

/// What a scenario's supplier events leave an importer short of (M09).
struct SupplyLoss {
    Index group = kNone, importer = kNone;
    int year = 0;
    metrics::OutageResult result;
};

struct World {
    const Dataset* dataset = nullptr;          ///< never null; as loaded, or a scenario's working copy (same tables, same positions)
    const Dataset* base = nullptr;             ///< the data set as loaded
    const metrics::TradeView* trade = nullptr;  ///< over `dataset`
    std::span<const metrics::LandBorder> borders{};      ///< land borders; empty = not known, "with land" then needs them
    std::span<const double> corridor_failure{};          ///< one per chokepoint, [0, 1]; empty = no scenario says anything
    std::span<const std::string> lost_constellations{};  ///< ids of Dataset::satellite_groups
    std::span<const SupplyLoss> supply_losses{};
    std::span<const metrics::CoverPoint> cover_points{};  ///< M25, from cover_points(); empty = label places stand for areas
    const inputs::UserInputs* inputs = nullptr;           ///< tables of the user's own; null = none
    bool scenario = false;
};

/// M16: a probability that a person types in; it goes before the table.
struct TypedFailure {
    Index cable = kNone;       ///< kNone = every system that nothing else is said about
    double probability = 0.0;  ///< of failing within a year, [0, 1]
    bool operator==(const TypedFailure&) const = default;
};

/// What is asked, apart from whom about. Plain and comparable.
struct Question {
    Index group = 0;                ///< product group
    int year = 2024;                ///< trade year asked for
    std::optional<Date> date;       ///< M22; empty = as of the pack
    bool with_plans = false;        ///< planned sites and cables count when their year has come
    bool impute_capacity = false;   ///< M13: median of the decade for unknown capacities
    double pass_through = 1.0;      ///< M06 slider, [0, 1]
    Index outage_supplier = kNone;  ///< M09; kNone = the top supplier
    double outage_fraction = 1.0;   ///< d, [0, 1]
    double grow_foreign = 0.0;      ///< g >= 0
    double grow_domestic = 0.0;     ///< h >= 0
    double fibre_index = 1.468;     ///< M21
    std::vector<Index> hubs;        ///< M15; empty = the ten countries with most landed capacity
    std::vector<TypedFailure> cable_failures;  ///< M16
    std::optional<double> sky_time_unix_s;  ///< M25; empty = the newest element epoch
    std::vector<IndicatorWeight> indicators;///< M19; empty = default_indicators()
    bool operator==(const Question&) const = default;
};

}  // namespace linchpin::report
