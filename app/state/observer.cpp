#include "app/state/observer.h"

#include <fmt/format.h>

#include <charconv>
#include <cmath>

namespace linchpin::app {

std::optional<geo::LatLon> place_of_observer(std::string_view text) noexcept {
    geo::LatLon place;
    const char* const end = text.data() + text.size();
    const auto [comma, bad] = std::from_chars(text.data(), end, place.lat_deg);
    if (bad != std::errc{} || comma == end || *comma != ',') return std::nullopt;
    const auto [last, worse] = std::from_chars(comma + 1, end, place.lon_deg);
    // Written so that a value which is no number fails too.
    if (worse != std::errc{} || last != end || !(std::abs(place.lat_deg) <= 90.0) || !(std::abs(place.lon_deg) <= 180.0)) return std::nullopt;
    return place;
}

std::string observer_text(geo::LatLon place) {
    const auto thousandths = [](double degrees) { return std::round(degrees * 1000.0) / 1000.0 + 0.0; };  // + 0.0: no "-0"
    return fmt::format("{},{}", thousandths(place.lat_deg), thousandths(place.lon_deg));
}

}  // namespace linchpin::app
