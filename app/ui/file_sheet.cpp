// The name of a state file to open or to save.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <filesystem>

#include "app/ui/sheets.h"

namespace linchpin::app {
namespace {

/// What was open before, one click away.
void draw_recent(PanelContext& c) {
    if (c.ui.recent_files.empty()) return;
    gap(c, 12);
    text(c.fonts.small, c.colours().text_dim, "Recent");
    for (std::size_t i = 0; i < c.ui.recent_files.size(); ++i) {
        const std::filesystem::path file{c.ui.recent_files[i]};
        ImGui::PushID(static_cast<int>(i));
        const bool chosen = ImGui::Selectable("##recent", false, 0, {0.0f, ImGui::GetTextLineHeight() + c.px(6)});
        c.probe.mark_item("file/recent/" + std::to_string(i));
        const ImVec2 at{ImGui::GetItemRectMin().x + c.px(6), ImGui::GetItemRectMin().y + c.px(3)};
        const ImVec2 end = ImGui::GetItemRectMax();
        const std::string name = file.filename().string(), folder = file.parent_path().string();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.PushClipRect(ImGui::GetItemRectMin(), end, true);
        list.AddText(at, im(c.colours().text), name.c_str());
        list.AddText(c.fonts.small, c.fonts.small->FontSize, {at.x + ImGui::CalcTextSize(name.c_str()).x + c.px(10), at.y}, im(c.colours().text_dim), folder.c_str());
        list.PopClipRect();
        ImGui::PopID();
        if (!chosen) continue;
        c.requests.emplace_back(Action::LoadPath, c.ui.recent_files[i]);
        c.ui.sheet = Sheet::None;
    }
}

}  // namespace


void draw_file_sheet(PanelContext& c) {
    const bool saves = c.ui.sheet == Sheet::SaveState;
    begin_sheet(c, !saves ? "Open a project, a story, a state or a shared view" : c.ui.saves == SaveWhat::Project ? "Save the project" : c.ui.saves == SaveWhat::Story ? "Save the story" : "Save the state", {480.0f, saves ? 240.0f : 560.0f});
    ImGui::SetNextItemWidth(-1.0f);
    if (c.ui.sheet_just_opened) ImGui::SetKeyboardFocusHere();
    const bool enter = ImGui::InputTextWithHint("##path", "state.json", &c.ui.state_path, ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll);
    c.probe.mark_field(c.ui.state_path);
    c.probe.mark_item("file/path");
    text_wrapped(c.fonts.small, c.colours().text_dim, !saves ? "A JSON file (a project, a story, or a state that was saved with Ctrl+S), or a shared view: linchpin:1:..." : c.ui.saves == SaveWhat::Project ? "The whole timeline with what it starts from, as a JSON file (docs/timeline.md)."
                  : c.ui.saves == SaveWhat::Story ? "All scenes with their notes, as a JSON file (docs/presenting.md)." : "Layers, filters, camera, times and selection, as a JSON file.");
    gap(c, 12);
    const bool button = text_button(c, "file/ok", saves ? "Save" : "Open", true);
    if ((enter || button) && !c.ui.state_path.empty()) {
        c.requests.emplace_back(saves ? Action::StorePath : Action::LoadPath, c.ui.state_path);
        c.ui.sheet = Sheet::None;
    }
    if (!saves) draw_recent(c);
    end_sheet(c);
}

}  // namespace linchpin::app
