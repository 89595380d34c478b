#pragma once
// How a pass over a place is shown: rise, peak and set in UTC, how high, where, and whether the sun shines on the satellite.
#include <string>

#include "app/ui/panel_context.h"
#include "data/orbit/track.h"

namespace linchpin::app {

/// "12:03:10 – 12:07:22 – 12:11:30"; what lies outside the search is "up before" and "stays up".
[[nodiscard]] std::string pass_times(const orbit::Pass& pass);
/// "54° SW": the peak.
[[nodiscard]] std::string pass_peak(const orbit::Pass& pass);
/// "sunlit", "in shadow", "half-lit"; with a dark sky "sunlit, dark sky": it can be seen by eye then.
[[nodiscard]] std::string pass_light(const orbit::Pass& pass);
/// "2026-08-21" of the rise.
[[nodiscard]] std::string pass_day(const orbit::Pass& pass);
/// "N", "NE" ... "NW"
[[nodiscard]] const char* compass_point(double azimuth_deg) noexcept;

/// Two lines, the first with a value at the right. True when clicked.
bool pass_row(PanelContext& c, std::string_view probe_name, std::string_view title, std::string_view value, std::string_view second, std::string_view second_value);

/// Opens the panel of passes over a place.
void show_passes_over(PanelContext& c, geo::LatLon place);
/// A button that does so.
void passes_button(PanelContext& c, geo::LatLon place);
/// The same for the capital of a country.
void passes_button(PanelContext& c, CountryCode country);
/// The instant that questions about satellites are asked for: whole steps of ten minutes, longer ones while the sky runs fast, so that
/// a second of the wall clock never asks twice.
[[nodiscard]] double question_instant(const PanelContext& c);

/// Where the passes are, as chosen: a capital, a city, a place on the globe, or nothing.
struct Observer { std::string name; std::optional<geo::LatLon> place; Index country = kNone; };
/// @param wanted  SatelliteView::observer
[[nodiscard]] Observer observer_of(const PanelContext& c, const std::string& wanted);
/// Chooses it among capitals and cities; a place clicked on the globe stands first.
void observer_picker(PanelContext& c, std::string_view probe_name);

}  // namespace linchpin::app
