#pragma once
#include <string>

#include "app/scene/scene_builder.h"
#include "render/overlay/furniture.h"
#include "render/overlay/legend.h"

namespace linchpin::app {

/// The legend of what is shown now, built from the same functions that draw it.
/// @param globe_radius_px  radius of the globe's outline, at scale 1
/// @param pixel_scale  picture pixels a pixel of the 1080-line design, so that sizes in the legend are those on the globe
[[nodiscard]] render::LegendModel make_legend(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot,
                                              double globe_radius_px, float pixel_scale);
/// Credits of the data that is shown now, and of nothing else, as one line.
[[nodiscard]] std::string make_credits(const Dataset& dataset, const AppState& state, const Snapshot& snapshot);
/// The shown date and sky time, and what is special about them.
[[nodiscard]] render::StampModel make_stamp(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot);

}  // namespace linchpin::app
