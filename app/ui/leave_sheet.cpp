// Unsaved edits of a project when the window is to be closed.
#include <imgui.h>

#include "app/ui/sheets.h"
#include "app/ui/timeline_desk.h"

namespace linchpin::app {

void draw_leave_sheet(PanelContext& c) {
    begin_sheet(c, "Save the project before quitting?", {460.0f, 220.0f});
    const std::string name = c.timeline->file.empty() ? "The project has never been saved." : c.timeline->file + " has edits that are not saved.";
    text_wrapped(c.fonts.body, c.colours().text, name.c_str());
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
