#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/pack/dataset.h"

namespace linchpin::route {

/// One leg of a cable as drawn.
struct DrawnLeg {
    Index cable = kNone;
    std::vector<geo::LatLon> points;
    bool overland = false;  ///< crosses an isthmus on the ground
};

/// Smallest distance from `centre` to the great circles between the points, km. Infinite for no point.
[[nodiscard]] double distance_to_path_km(std::span<const geo::LatLon> points, geo::LatLon centre);

/// True if the leg comes within the chokepoint's radius. A chokepoint of kind "land crossing" is passed on land only: a cable that
/// goes by at sea does not use it.
[[nodiscard]] bool passes(const DrawnLeg& leg, const Chokepoint& chokepoint);

/// Ids of cables that a chokepoint's notes list: what follows "||" and a colon, separated by spaces. Empty when there is no list.
[[nodiscard]] std::vector<std::string> listed_cables(std::string_view notes);

/// A cable and a chokepoint, and what says that one passes the other.
struct Passage {
    Index cable = kNone, chokepoint = kNone;
    bool by_route = false, by_list = false;
    bool operator==(const Passage&) const = default;
};

/// Every passage found by route, by list or by both; sorted by cable and chokepoint. Listed ids that are no cable are left out.
[[nodiscard]] std::vector<Passage> find_passages(const Dataset& data, std::span<const DrawnLeg> legs);

/// The passages of the pack's own table, sorted by cable and chokepoint. The table marks as listed only what no route shows, so
/// that a chokepoint's list is asked too: a pair on both bases has both flags.
[[nodiscard]] std::vector<Passage> table_passages(const Dataset& data);

}  // namespace linchpin::route
