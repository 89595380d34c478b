#pragma once
// How the numbers of the countries become classes and colours: rule, number, own breaks, a second number, change, patterns, palette.
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// Only what the shown layer can use is offered; categories have colours and patterns alone.
void draw_class_controls(PanelContext& c);

}  // namespace linchpin::app
