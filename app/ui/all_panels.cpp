// The order in which panels are drawn, and the messages above them.
#include <algorithm>

#include "app/ui/widgets.h"

namespace linchpin::app {

void draw_toasts(PanelContext& c) {
    auto& toasts = c.ui.toasts;
    std::erase_if(toasts, [&c](const Toast& t) { return t.until_s <= c.ui.now_s; });
    float y = ImGui::GetIO().DisplaySize.y - c.px(96);
    for (std::size_t i = toasts.size(); i-- > 0;) {
        ImGui::SetNextWindowPos({ImGui::GetIO().DisplaySize.x / 2, y}, ImGuiCond_Always, {0.5f, 1.0f});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{c.px(16), c.px(10)});
        ImGui::Begin(("##toast" + std::to_string(i)).c_str(), nullptr,
                     ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoSavedSettings |
                         ImGuiWindowFlags_NoFocusOnAppearing);
        ImGui::PushTextWrapPos(c.px(520));
        text(c.fonts.body, toasts[i].problem ? c.colours().warning : c.colours().text, toasts[i].text);
        ImGui::PopTextWrapPos();
        const ImVec2 a = ImGui::GetWindowPos(), s = ImGui::GetWindowSize();
        c.probe.mark("toast/" + std::to_string(i), a.x, a.y, a.x + s.x, a.y + s.y);
        c.probe.say("toast/" + std::to_string(i), toasts[i].text);
        if (toasts[i].problem) c.probe.say("toast/" + std::to_string(i) + "/problem", "yes");
        y -= s.y + c.px(8);
        ImGui::End();
        ImGui::PopStyleVar();
    }
}

void draw_all_panels(PanelContext& c) {
    if (!c.ui.panels_hidden) {
        draw_layer_panel(c);
        switch (c.ui.right) {
            case RightView::Record: draw_record_panel(c); break;
            case RightView::Exposure: draw_exposure_panel(c); break;
            case RightView::Dependence: draw_dependence_panel(c); break;
            case RightView::WhatIf: draw_what_if_panel(c); break;
            case RightView::Key: draw_key_panel(c); break;
            case RightView::Passes: draw_passes_panel(c); break;
            case RightView::Story: draw_story_panel(c); break;
        }
        if (c.timeline_shown()) draw_timeline_panel(c);
        else draw_time_bar(c);
        draw_search_pill(c);
    }
    if (c.ui.sheet == Sheet::None) draw_hover_card(c);
    draw_sheets(c);
    draw_toasts(c);
}

}  // namespace linchpin::app
