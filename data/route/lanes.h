#pragma once
#include <functional>
#include <vector>

#include "data/geo/sphere.h"

namespace linchpin::route {

/// Lanes of cables that share a way, so that they can be drawn side by side in an order that holds along a strait.
/// A place of a route as it is drawn beside others: on their common middle, `lane` lanes to the left of it along the route.
struct LanePoint {
    geo::LatLon place;
    double lane = 0.0;      ///< negative: to the right
    double room_km = 0.0;   ///< on the ground, that a lane may take
    bool operator==(const LanePoint&) const = default;
};

struct LaneOptions {
    double step_km = 5.0;      ///< between samples of a route
    double reach_km = 12.0;    ///< routes closer than this share a way; near the shore than 0.8 of the distance to it
    double widest_lane_km = 6.0;  ///< a lane is never wider on the ground
    double water_share = 0.6;  ///< part of the water on either side that a bundle may take
};

/// Distance to the nearest shore, km.
using ShoreDistance = std::function<double(const glm::dvec3& place)>;

/// The drawn form of each route, in the same order; empty where the route shares no way.
///
/// Routes that run along one another within reach are led to their common middle and given lanes around it: neighbours are one lane apart,
/// where a route comes in or leaves the others close up or make room over the same kilometres. Who is left of whom follows from where
/// they part: of two routes the one that leaves to the left is on the left, so that as few as can be cross; the order of a pair is one
/// and the same along all that they share. Ends stay. Pure; the same input gives the same lanes.
[[nodiscard]] std::vector<std::vector<LanePoint>> find_lanes(const std::vector<std::vector<geo::LatLon>>& routes, const ShoreDistance& shore_km,
                                                             const LaneOptions& options = {});

}  // namespace linchpin::route
