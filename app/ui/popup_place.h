#pragma once
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// Places the next popup under the field from `from` to `to`, or above it where there is more room, always inside the window.
/// @return  the height that it may have, at most `wanted_px`
float place_popup(const PanelContext& c, ImVec2 from, ImVec2 to, float wanted_px);

}  // namespace linchpin::app
