#pragma once
#include <vector>

#include "data/pack/dataset.h"
#include "render/scene.h"

namespace linchpin::app {

/// Marks of planned satellites that have NOT flown: even Walker patterns of the published shells, on circular orbits. They look
/// unlike real satellites (small crosses) and the legend says SIMULATED. A shell whose altitude, inclination or number of planes is
/// not published is not drawn: nothing is made up for it.
/// @param sky_time_unix_s, epoch_unix_s  the pattern starts at the epoch
void add_simulated_shells(const Dataset& dataset, double sky_time_unix_s, double epoch_unix_s, std::vector<render::PointMark>& out);
/// Shells that can be drawn, and those that cannot for want of a published figure.
[[nodiscard]] std::size_t drawable_shells(const Dataset& dataset) noexcept;

inline constexpr render::Rgba8 kSimulatedColour = render::rgb("#e6a0c8");

}  // namespace linchpin::app
