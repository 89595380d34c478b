#pragma once
// The file of prepared lanes: how routes are drawn where cables share a way. It stands beside the base maps, since it holds no fact; a
// lane serves a route only while that is the one it was made for.
#include <cstdint>
#include <filesystem>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"
#include "data/route/lanes.h"

namespace linchpin::route {

/// A number that tells one leg of a cable on one route from all others; points count to 1e-4 degree.
[[nodiscard]] std::uint64_t lane_number(std::string_view cable, int branch, int leg, std::span<const geo::LatLon> points) noexcept;

/// Lanes by the number of what they are for.
using LaneTable = std::map<std::uint64_t, std::vector<LanePoint>>;

/// Reads "route,points" with points "lat lon lane room;...": errors name the file, the line and what was found there.
[[nodiscard]] Result<LaneTable> read_lanes(const std::filesystem::path& file);
/// The text of such a file; the same table gives the same bytes.
[[nodiscard]] std::string lanes_csv(const LaneTable& table);

}  // namespace linchpin::route
