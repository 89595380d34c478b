#pragma once
#include <vector>

#include "app/scene/palette.h"
#include "app/scene/site_clusters.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// Radius of a data centre's mark, px at scale 1: the AREA is proportional to MW at any one zoom, and marks grow as one comes
/// closer, so that a whole continent is not one blot. The legend uses the same function.
/// @param globe_radius_px  radius of the globe's outline, at scale 1
[[nodiscard]] double site_radius_px(double power_mw, double globe_radius_px) noexcept;
/// Radius of the mark of a site whose power is unknown (a small diamond).
inline constexpr float kUnknownPowerRadiusPx = 2.6f;
/// Width and distance of the rings of the sovereignty lens, px at scale 1.
inline constexpr float kLensBandPx = 1.9f, kLensStepPx = 2.9f;
/// Somewhere within: how far from the given place a site known to its city or to its country is taken to be. Ours, by eye.
inline constexpr render::Rgba8 kHaloColour = render::rgb("#f2e6c9");
inline constexpr double kCityHaloKm = 15.0, kCountryHaloKm = 150.0;

/// True when the published figure is what the site draws now (IT load or facility), not a design or full-build figure.
[[nodiscard]] bool has_current_power(const Site& site) noexcept;

/// Marks of data centres and their clusters, large ones first so that small ones stay on top. Disc: power now, by sectors of the
/// operators' nationality; ring: planned or full-build power; small diamond: no power known, or none that is current; cross: lost in
/// the scenario; soft ring: place known to the city or country. With the lens, up to three rings around each: operator, ultimate
/// owner, vendor of the accelerators. PointMark::id = SiteClusters::Shown::node (below Dataset::sites: that site); kNone = no pick.
/// @param shown  of SiteClusters::show for this size of the globe
/// @param clusters  with a country chosen, what is not in it steps back; null = clusters do
/// @param lost_strengths  of 255, while losses of a scenario come and go; empty = as in the snapshot
[[nodiscard]] std::vector<render::PointMark> make_site_marks(const Dataset& dataset, const Snapshot& snapshot,
                                                             const std::vector<SiteClusters::Shown>& shown, const AppState& state,
                                                             double globe_radius_px, const std::vector<std::uint8_t>& lost_strengths = {}, const SiteClusters* clusters = nullptr);
/// Numbers of sites in the clusters, and from close by the names of the largest sites.
void add_site_labels(const Dataset& dataset, const std::vector<SiteClusters::Shown>& shown, double globe_radius_px, std::vector<render::SceneLabel>& out);

}  // namespace linchpin::app
