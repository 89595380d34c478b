#pragma once
// Sea routes between two places: over the sea graph first, then drawn as a smooth line that keeps off the shore.
#include <memory>
#include <string>
#include <vector>

#include "data/core/result.h"
#include "data/route/cost.h"
#include "data/route/sea_graph.h"

namespace linchpin::route {

struct RouteOptions {
    OffshoreCost cost;
    double snap_limit_km = 25.0;     ///< how far from the sea an end may lie
    double land_weight = 40.0;       ///< cost of a kilometre over land between an end and its shore
    double max_gap_km = 200.0;       ///< between two points of a route
    double tolerance_min_km = 0.05;  ///< how far a simplified line may stray near the shore
    double tolerance_max_km = 1.0;   ///< and far from it
};

/// A schematic way for a cable. Points are rounded to 1e-4 degree (11 m).
struct Route {
    std::vector<geo::LatLon> points;  ///< the two ends as given, and at least these
    double length_km = 0.0;           ///< along great circles between the points
    double land_km = 0.0;             ///< of it on land
    double snap_from_km = 0.0;        ///< distance from each end to where its line meets the sea
    double snap_to_km = 0.0;
    bool overland = false;  ///< crosses an isthmus and no sea
};

/// Over land along the given places (at least two), corners rounded, a point every 25 km or less.
[[nodiscard]] Route overland_route(const Coast& coast, std::vector<geo::LatLon> places);

/// Finds routes; keeps its search space between calls, so one object serves one thread. The result depends on the arguments alone.
class Router {
public:
    /// Both must outlive the router.
    Router(const Coast& coast, const SeaGraph& graph);
    ~Router();
    Router(const Router&) = delete;
    Router& operator=(const Router&) = delete;

    /// Errors (one sentence): an end is not on the Earth, is further than snap_limit_km from the sea, or the two ends lie on
    /// waters that do not meet.
    [[nodiscard]] Result<Route> route(geo::LatLon from, geo::LatLon to, const RouteOptions& options = {});

private:
    struct Search;
    const Coast* coast_;
    const SeaGraph* graph_;
    std::unique_ptr<Search> search_;
};

}  // namespace linchpin::route
