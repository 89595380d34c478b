#pragma once
// The place whose passes are asked for, as the state keeps it: "48.2,16.4" or a country's code.
#include <optional>
#include <string>
#include <string_view>

#include "data/geo/sphere.h"

namespace linchpin::app {

/// The place that "LAT,LON" names, degrees; nothing for any other text, an ISO3 code among them.
[[nodiscard]] std::optional<geo::LatLon> place_of_observer(std::string_view text) noexcept;
/// "48.208,16.372": a thousandth of a degree, about a hundred metres. place_of_observer() reads it again.
[[nodiscard]] std::string observer_text(geo::LatLon place);

}  // namespace linchpin::app
