#include "app/ui/sheets.h"

#include <algorithm>

namespace linchpin::app {

bool begin_sheet(PanelContext& c, std::string_view title, ImVec2 most_at_1x, bool at_top) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const ImVec2 most{std::min(c.px(most_at_1x.x), screen.x - c.px(32)), std::min(c.px(most_at_1x.y), screen.y - c.px(32))};
    ImGui::GetBackgroundDrawList()->AddRectFilled({0, 0}, screen, IM_COL32(0, 0, 0, 90));
    ImGui::SetNextWindowPos({screen.x / 2, at_top ? c.px(64) : screen.y / 2}, ImGuiCond_Always, {0.5f, at_top ? 0.0f : 0.5f});
    ImGui::SetNextWindowSizeConstraints({most.x, 0}, most);
    if (c.ui.sheet_just_opened) ImGui::SetNextWindowFocus();
    ImGui::PushFont(c.fonts.body);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, im(render::with_alpha(c.colours().panel, 0.985f)));
    const bool open = ImGui::Begin("##sheet", nullptr, (ImGuiWindowFlags_NoDecoration & ~ImGuiWindowFlags_NoScrollbar) | ImGuiWindowFlags_NoMove |
                                                           ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize);
    if (!title.empty()) {
        text(c.fonts.title, c.colours().text, title);
        ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - c.px(22));
        ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(4));
        if (icon_button(c, "sheet/close", Icon::Close, 28.0f)) c.ui.sheet = Sheet::None;
        gap(c, 8);
    }
    return open;
}

void end_sheet(PanelContext& c) {
    const bool beside = ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_RootAndChildWindows | ImGuiHoveredFlags_AllowWhenBlockedByPopup |
                                                                    ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) &&
                        !c.ui.sheet_just_opened;
    const ImVec2 a = ImGui::GetWindowPos(), s = ImGui::GetWindowSize();
    c.probe.mark("sheet", a.x, a.y, a.x + s.x, a.y + s.y);
    ImGui::End();
    ImGui::PopStyleColor();
    ImGui::PopFont();
    if (beside) c.ui.sheet = Sheet::None;
    c.ui.sheet_just_opened = false;
}

void draw_sheets(PanelContext& c) {
    switch (c.ui.sheet) {
        case Sheet::None: break;
        case Sheet::Search: draw_search_sheet(c); break;
        case Sheet::About: draw_about_sheet(c); break;
        case Sheet::Data: draw_data_sheet(c); break;
        case Sheet::Keys: draw_key_sheet(c); break;
        case Sheet::OpenState:
        case Sheet::SaveState: draw_file_sheet(c); break;
        case Sheet::Explain: draw_explain_sheet(c); break;
        case Sheet::Record: draw_record_sheet(c); break;
        case Sheet::Charts: draw_charts_sheet(c); break;
        case Sheet::TakeAway: draw_take_away_sheet(c); break;
        case Sheet::Ranking: draw_ranking_sheet(c); break;
        case Sheet::Leave: draw_leave_sheet(c); break;
        case Sheet::Hall: draw_hall_sheet(c); break;
        case Sheet::Share: draw_share_sheet(c); break;
    }
}

}  // namespace linchpin::app
