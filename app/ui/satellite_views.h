#pragma once
// Parts of the satellites' section: what computes in orbit, launches and counts over time, and what stands over a country or a place.
#include "app/report/satellite_set.h"
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// One click shows what computes in orbit and nothing else; its story and sources stand under it.
void draw_compute_in_orbit(PanelContext& c);
/// Launches by year, active objects at the pack's snapshots, and counts of every constellation.
void draw_satellites_over_time(PanelContext& c);
/// M25 of a country, and the way to the passes over a place.
void draw_satellites_overhead(PanelContext& c);

/// A drop-down of every constellation and class of service; writes SatelliteView::about.
SatelliteSet choose_about(PanelContext& c, std::string_view probe_name);
/// Ids of the constellations that the what-if scenario takes away; none without one.
[[nodiscard]] std::vector<std::string> lost_constellations(const PanelContext& c);
/// Credit line of a table of the pack.
[[nodiscard]] std::string credit_of_table(const PanelContext& c, std::string_view table);

}  // namespace linchpin::app
