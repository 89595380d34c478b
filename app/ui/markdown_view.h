#pragma once
#include <string_view>

#include "app/ui/panel_context.h"

namespace linchpin::app {

/// Markdown in the fonts for notes (or the panel's own where there are none), wrapped to the width there is.
void draw_markdown(PanelContext& c, std::string_view text);

}  // namespace linchpin::app
