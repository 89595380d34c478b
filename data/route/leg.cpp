#include "data/route/leg.h"

#include <array>
#include <utility>

namespace linchpin::route {
namespace {

// Boxes drawn around the landings named in the cable facts, with half a degree to spare where no other sea is near.
constexpr std::array<Isthmus, 5> kIsthmuses{{
    {"egypt", "Egypt", 27.8, 31.8, 29.0, 34.2, {{{29.05, 32.35}, {29.95, 32.15}}}},
    {"panama", "Panama", 8.6, 9.8, -80.3, -79.2, {{{9.2, -79.75}, {9.05, -79.6}}}},
    {"thailand", "Thailand (Satun to Songkhla)", 6.3, 7.6, 99.7, 101.0, {{{6.8, 100.2}, {7.0, 100.4}}}},
    {"guatemala", "Guatemala", 13.6, 16.0, -91.2, -88.3, {{{15.0, -89.6}, {14.5, -90.5}}}},
    {"israel-jordan", "Israel and Jordan", 29.2, 32.4, 34.2, 35.3, {{{29.45, 35.05}, {29.65, 35.03}}}},
}};

/// Around Sinai, Darien or Malacca the sea is twenty times longer than the road; along one shore hardly ever twice.
constexpr double kDetourOfAnIsthmus = 4.0;
/// Lagoons and the sea in front of two landings may be crossed straight; a gulf may not.
constexpr double kWaterOnTheWayKm = 12.0;

}  // namespace

std::span<const Isthmus> isthmuses() noexcept { return kIsthmuses; }

const Isthmus* isthmus_around(geo::LatLon a, geo::LatLon b) noexcept {
    for (const Isthmus& isthmus : kIsthmuses) {
        if (isthmus.holds(a) && isthmus.holds(b)) return &isthmus;
    }
    return nullptr;
}

Result<Route> route_leg(Router& router, const Coast& coast, geo::LatLon from, geo::LatLon to, const RouteOptions& options) {
    Result<Route> by_sea = router.route(from, to, options);
    const Isthmus* isthmus = isthmus_around(from, to);
    if (isthmus == nullptr) return by_sea;
    if (by_sea && by_sea->length_km <= kDetourOfAnIsthmus * geo::distance_km(from, to)) return by_sea;
    Route straight = overland_route(coast, {from, to});
    if (straight.length_km - straight.land_km <= kWaterOnTheWayKm) return straight;
    std::array<geo::LatLon, 2> inland = isthmus->inland;
    if (geo::distance_km(from, inland.back()) < geo::distance_km(from, inland.front())) std::swap(inland.front(), inland.back());
    return overland_route(coast, {from, inland.front(), inland.back(), to});
}

}  // namespace linchpin::route
