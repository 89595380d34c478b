#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "data/route/lane_file.h"
#include "render/scene.h"

namespace linchpin::app {

/// Geometry of all cables, line i = Dataset::cables[i]: the prepared sea route where the pack has one, else the great circle from
/// landing to landing. Routes that share a way lie side by side where `lanes` has them (null: nowhere).
[[nodiscard]] std::shared_ptr<const render::LineGeometry> make_cable_geometry(const Dataset& dataset, const route::LaneTable* lanes = nullptr);
/// How strongly a cable shines as new, 1 to 0: from the first day of the year of its service on (only the year is known), fading over that
/// year. 0 without a date, and for cables whose year is unknown or another.
[[nodiscard]] double light_up(const Cable& cable, const std::optional<Date>& date) noexcept;
/// Nationality of a cable's builders.
[[nodiscard]] NationGroup cable_nation(const Dataset& dataset, const NationGroups& nations, const Cable& cable);
/// Hue by builder's nationality, dashes for what is planned, faint when retired, bright while new at the shown date; hidden cables have width 0; the selected one stands out.
[[nodiscard]] std::vector<render::RibbonStyle> cable_styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                          const Selection& selection, const Selection& hover);

}  // namespace linchpin::app
