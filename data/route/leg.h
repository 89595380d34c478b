#pragma once
#include <array>
#include <span>
#include <string_view>

#include "data/route/router.h"

namespace linchpin::route {

/// A neck of land that cables cross on the ground between landings on two seas.
struct Isthmus {
    std::string_view id, name;
    double lat_min_deg, lat_max_deg, lon_min_deg, lon_max_deg;  ///< holds the landings on both of its sides
    std::array<geo::LatLon, 2> inland;  ///< places on land between them, for landings whose straight line would cross a gulf
    [[nodiscard]] bool holds(geo::LatLon place) const noexcept {
        return place.lat_deg >= lat_min_deg && place.lat_deg <= lat_max_deg && place.lon_deg >= lon_min_deg &&
               place.lon_deg <= lon_max_deg;
    }
};

/// The only ones: Egypt, Panama, Thailand (Satun to Songkhla), Guatemala, Israel and Jordan.
[[nodiscard]] std::span<const Isthmus> isthmuses() noexcept;
/// The isthmus that holds both places; nullptr when there is none.
[[nodiscard]] const Isthmus* isthmus_around(geo::LatLon a, geo::LatLon b) noexcept;

/// Way of a cable from one landing to the next. Overland when one isthmus holds both and the way by sea is more than four times as
/// long as the straight line (or there is none): landings of one shore stay at sea. Everything else goes by sea, however far.
/// Errors as Router::route.
[[nodiscard]] Result<Route> route_leg(Router& router, const Coast& coast, geo::LatLon from, geo::LatLon to,
                                      const RouteOptions& options = {});

}  // namespace linchpin::route
