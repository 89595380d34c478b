#pragma once
#include <span>
#include <vector>

#include "app/state/passing.h"
#include "render/overlay/overlay_theme.h"

namespace linchpin::app {

/// Captions, titles, counters, date and scale bar at their places in `area`. Those that share a place stand under one another; where
/// neighbours would lie on one another, or on what is there already, one of them makes room.
/// @param km_per_px  ground kilometres a pixel in the middle of the picture, for scale bars
/// @param reserved   what stands in the area already
/// @return  what each takes, so that labels keep out of it
std::vector<render::Rect> draw_elements(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, const Passing& passing,
                                        double km_per_px, const render::Rect& area, std::span<const render::Rect> reserved = {});

/// The speaker's pointer over the picture and under the captions; nothing when it is off.
void draw_spotlight(render::Canvas& canvas, const render::OverlayFrame& frame, const Passing& passing);

/// The veil of a scene fade over the whole picture; nothing when there is none.
void draw_veil(render::Canvas& canvas, const render::OverlayFrame& frame, const Passing& passing);

}  // namespace linchpin::app
