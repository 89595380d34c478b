#pragma once
#include <string>
#include <string_view>

#include "app/ui/panel_context.h"

namespace linchpin::app {

/// A line of text to type in, as high and as wide as the other fields. True while it changes.
bool text_field(PanelContext& c, std::string_view probe_name, const char* hint, std::string& text);

}  // namespace linchpin::app
