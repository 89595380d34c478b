#pragma once
#include <memory>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// Geometry of all cables, line i = Dataset::cables[i]: the prepared sea route where the pack has one, else the great circle from
/// landing to landing.
[[nodiscard]] std::shared_ptr<const render::LineGeometry> make_cable_geometry(const Dataset& dataset);
/// Nationality of a cable's builders.
[[nodiscard]] NationGroup cable_nation(const Dataset& dataset, const NationGroups& nations, const Cable& cable);
/// Hue by builder's nationality, dashes for what is planned; hidden cables have width 0; the selected one stands out.
[[nodiscard]] std::vector<render::RibbonStyle> cable_styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                          const Selection& selection, const Selection& hover);

}  // namespace linchpin::app
