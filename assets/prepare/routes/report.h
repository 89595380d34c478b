#pragma once
// What the route program writes: the two tables of the pack and the report on them.
#include <optional>
#include <string>
#include <vector>

#include "data/pack/dataset.h"
#include "data/route/corridors.h"
#include "data/route/router.h"

namespace linchpin::prepare {

/// One leg of a cable: from one landing of a branch to the next.
struct Leg {
    Index cable = kNone;
    int branch = 0, number = 0;
    Index from = kNone, to = kNone;  ///< landing points
    route::Route route;              ///< empty when `failure` says why
    std::string failure;
};

void reverse(route::Route& route);

/// A whole system against what is published about it.
struct SystemReport {
    Index cable = kNone;
    int legs = 0, failed = 0;
    double route_km = 0.0;
    std::optional<double> ratio;  ///< route_km over the published length
    double overland_km = 0.0;     ///< on land across isthmuses
    double snap_land_km = 0.0;    ///< on land between a landing and its shore
    double longest_snap_km = 0.0;
    bool shared_legs = false;  ///< two branches run along one leg
};
/// Route lengths outside this range of the published length are exceptions.
inline constexpr double kShortRatio = 0.6, kLongRatio = 1.15;

[[nodiscard]] std::vector<route::Passage> passages_of(const Dataset& data, const std::vector<Leg>& legs);
[[nodiscard]] std::vector<SystemReport> report_systems(const Dataset& data, const std::vector<Leg>& legs);

[[nodiscard]] std::string routes_csv(const Dataset& data, const std::vector<Leg>& legs);
[[nodiscard]] std::string corridors_csv(const Dataset& data, const std::vector<route::Passage>& passages);
[[nodiscard]] std::string systems_csv(const Dataset& data, const std::vector<SystemReport>& systems);
[[nodiscard]] std::string legs_csv(const Dataset& data, const std::vector<Leg>& legs);
[[nodiscard]] std::string passages_csv(const Dataset& data, const std::vector<route::Passage>& passages);
/// One line a system, then totals and exceptions.
[[nodiscard]] std::string report_text(const Dataset& data, const std::vector<Leg>& legs, const std::vector<SystemReport>& systems,
                                      const std::vector<route::Passage>& passages);

}  // namespace linchpin::prepare
