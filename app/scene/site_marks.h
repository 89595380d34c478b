#pragma once
#include <vector>

#include "app/scene/palette.h"
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

/// True when the published figure is what the site draws now (IT load or facility), not a design or full-build figure.
[[nodiscard]] bool has_current_power(const Site& site) noexcept;

/// Marks of the visible sites, large ones first so that small ones stay on top: a filled disc is current power, a ring planned or
/// full-build power, a small diamond stands where no current power is known, faint = closed;
/// colour by the operator's nationality; PointMark::id = index into Dataset::sites.
[[nodiscard]] std::vector<render::PointMark> make_site_marks(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                             double globe_radius_px, const Selection& selection, const Selection& hover);

}  // namespace linchpin::app
