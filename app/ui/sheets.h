#pragma once
#include "app/ui/widgets.h"

namespace linchpin::app {

/// A sheet in the middle of the window, above everything. A click beside it closes it.
bool begin_sheet(PanelContext& c, std::string_view title, ImVec2 most_at_1x, bool at_top = false);
void end_sheet(PanelContext& c);

}  // namespace linchpin::app
