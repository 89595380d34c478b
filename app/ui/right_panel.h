#pragma once
// What the record, the dependence panel and the "what if" panel share: one place, one head.
#include "app/ui/widgets.h"

namespace linchpin::app {

/// Is anything at the right now?
[[nodiscard]] bool right_panel_open(const UiState& ui, const AppState& state) noexcept;
void begin_right_panel(PanelContext& c, const char* id);
/// Kind, name, the button to close, the choice between the panels, and the mark of a scenario.
void right_head(PanelContext& c, std::string_view kind, std::string_view name);

}  // namespace linchpin::app
