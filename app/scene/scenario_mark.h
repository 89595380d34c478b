#pragma once
#include <string_view>

#include "render/overlay/furniture.h"

namespace linchpin::app {

/// The line that says that a picture shows a scenario, on a plate at the upper edge of `area`, amber. Returns what it takes.
render::Rect draw_scenario_mark(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, std::string_view line,
                                const render::Rect& area);

}  // namespace linchpin::app
