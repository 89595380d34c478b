#pragma once
#include <vector>

#include "data/route/router.h"

namespace linchpin::route {

/// Turns the path of a search over the graph into a line that looks laid by a ship: staircases pulled straight where that is not
/// dearer, then relaxed like an elastic band that the shore pushes away.
/// @param path  Unit vectors, at least two. Neighbours see each other over water, but for the first and the last step when
///              `from_ashore` or `to_ashore` says that the end lies on land.
/// @return  The same ends; no step but those two meets the shore.
[[nodiscard]] std::vector<glm::dvec3> smooth_path(const Coast& coast, std::vector<glm::dvec3> path, const RouteOptions& options,
                                                  bool from_ashore, bool to_ashore);

/// Leaves out what the eye does not miss and rounds to 1e-4 degree. Same rules and promise as smooth_path.
[[nodiscard]] std::vector<geo::LatLon> simplify_path(const Coast& coast, const std::vector<glm::dvec3>& path,
                                                     const RouteOptions& options, bool from_ashore, bool to_ashore);

}  // namespace linchpin::route
