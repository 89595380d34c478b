#pragma once
// What belongs to the chosen country: it stays bright while the rest steps back.
#include <cstdint>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// The chosen country, or kNone.
[[nodiscard]] Index focus_country(const Dataset& dataset, const Selection& selection) noexcept;
/// Does the cable land there?
[[nodiscard]] bool lands_in(const Dataset& dataset, const Cable& cable, Index country) noexcept;

/// What stands higher than this above the middle of the country is overhead, degrees (M25's mask).
inline constexpr double kOverheadDeg = 25.0;
/// A bright mark for every visible satellite overhead, in the colour of its operator's nation; they are no targets of a click.
/// @param positions  of all satellites, Earth radii; zero-length without a position
void add_overhead(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, Index country, const std::vector<glm::vec3>& positions,
                  std::vector<render::PointMark>& out);

}  // namespace linchpin::app
