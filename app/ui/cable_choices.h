#pragma once
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// M13: do cables of unpublished capacity count as the median of their decade?
void impute_switch(PanelContext& c);
/// M15: cut off from which countries.
void hub_choice(PanelContext& c);

}  // namespace linchpin::app
