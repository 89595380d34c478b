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

/// Marks of the visible sites, large ones first so that small ones stay on top: filled = operating, ring = not yet, faint = closed;
/// colour by the operator's nationality; PointMark::id = index into Dataset::sites.
[[nodiscard]] std::vector<render::PointMark> make_site_marks(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                             double globe_radius_px, const Selection& selection, const Selection& hover);

}  // namespace linchpin::app
