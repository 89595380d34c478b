// Unsaved edits when the window is to be closed.
#include <imgui.h>

#include "app/ui/sheets.h"

namespace linchpin::app {

void draw_leave_sheet(PanelContext& c) {
    begin_sheet(c, "Save before quitting?", {460.0f, 260.0f});
    text_wrapped(c.fonts.body, c.colours().text, c.ui.unsaved);
    c.probe.say("leave/unsaved", c.ui.unsaved);
    gap(c, 12);
    const auto choose = [&](Action action) {
        c.requests.emplace_back(action);
        c.ui.sheet = Sheet::None;
    };
    if (text_button(c, "leave/save", "Save", true)) choose(Action::SaveAndQuit);
    ImGui::SameLine();
    if (text_button(c, "leave/discard", "Discard", false)) choose(Action::QuitAnyway);
    ImGui::SameLine();
    if (text_button(c, "leave/cancel", "Cancel", false)) c.ui.sheet = Sheet::None;
    end_sheet(c);
}

}  // namespace linchpin::app
