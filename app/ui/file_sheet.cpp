// The name of a state file to open or to save.
#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/ui/sheets.h"

namespace linchpin::app {

void draw_file_sheet(PanelContext& c) {
    const bool saves = c.ui.sheet == Sheet::SaveState;
    begin_sheet(c, !saves ? "Open a project or a state" : c.timeline_shown() ? "Save the project" : "Save the state", {480.0f, 240.0f});
    ImGui::SetNextItemWidth(-1.0f);
    if (c.ui.sheet_just_opened) ImGui::SetKeyboardFocusHere();
    const bool enter = ImGui::InputTextWithHint("##path", "state.json", &c.ui.state_path, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    c.probe.mark_item("file/path");
    text_wrapped(c.fonts.small, c.colours().text_dim, !saves ? "A JSON file: a project with a timeline, or a state that was saved with Ctrl+S." : c.timeline_shown() ? "The whole timeline with what it starts from, as a JSON file (docs/timeline.md)." : "Layers, filters, camera, times and selection, as a JSON file.");
    gap(c, 12);
    const bool button = text_button(c, "file/ok", saves ? "Save" : "Open", true);
    if ((enter || button) && !c.ui.state_path.empty()) {
        c.requests.emplace_back(saves ? Action::StorePath : Action::LoadPath, c.ui.state_path);
        c.ui.sheet = Sheet::None;
    }
    end_sheet(c);
}

}  // namespace linchpin::app
