#pragma once
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// Radius of a data centre's mark, px at scale 1: the AREA is proportional to MW. The legend uses the same function.
[[nodiscard]] double site_radius_px(double power_mw) noexcept;
/// Radius of the mark of a site whose power is unknown (a small diamond).
inline constexpr float kUnknownPowerRadiusPx = 2.6f;

/// Marks of the visible sites, large ones first so that small ones stay on top: filled = operating, ring = not yet, faint = closed;
/// colour by the operator's nationality; PointMark::id = index into Dataset::sites.
[[nodiscard]] std::vector<render::PointMark> make_site_marks(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                             const Selection& selection, const Selection& hover);

}  // namespace linchpin::app
