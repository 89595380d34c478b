#pragma once
#include <vector>

#include "app/state/passing.h"
#include "render/overlay/overlay_theme.h"

namespace linchpin::app {

/// Captions, titles, counters, date and scale bar at their places in `area`. Those that share a place stand under one another.
/// @param km_per_px  ground kilometres a pixel in the middle of the picture, for scale bars
/// @return  what each takes, so that labels keep out of it
std::vector<render::Rect> draw_elements(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, const Passing& passing,
                                        double km_per_px, const render::Rect& area);

/// The veil of a scene fade over the whole picture; nothing when there is none.
void draw_veil(render::Canvas& canvas, const render::OverlayFrame& frame, const Passing& passing);

}  // namespace linchpin::app
