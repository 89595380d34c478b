#pragma once
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// M19: which indicators the index is made of, and how much each counts.
void index_weights(PanelContext& c);

}  // namespace linchpin::app
