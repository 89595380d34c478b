#pragma once
#include <optional>

#include "data/basemap/basemap.h"

namespace linchpin::app {

/// How far the main part of a country reaches from `centre`, km: of its polygon with the longest outline, so that far islands do not
/// count. Nothing when the map has no such country.
[[nodiscard]] std::optional<double> country_radius_km(const basemap::Countries& countries, CountryCode code, geo::LatLon centre);

}  // namespace linchpin::app
