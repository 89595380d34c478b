#pragma once
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// An event that fits the data set: about what is selected and about the subject where that makes sense.
[[nodiscard]] scenario::Event new_event(const PanelContext& c, scenario::EventKind kind);
/// The controls of one event. True when it is to be removed.
bool edit_event(PanelContext& c, std::size_t position);

}  // namespace linchpin::app
