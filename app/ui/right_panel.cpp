#include "app/ui/right_panel.h"

#include "app/state/scenario_text.h"
#include "app/ui/layout.h"
#include "app/ui/record_fields.h"

namespace linchpin::app {

bool right_panel_open(const UiState& ui, const AppState& state) noexcept {
    return ui.right != RightView::Record || state.selection.kind != SelectionKind::None;
}

void begin_right_panel(PanelContext& c, const char* id) {
    const Layout layout = make_layout(ImGui::GetIO().DisplaySize, c.scale, static_cast<float>(c.state.text_scale), c.timeline_shown());
    begin_panel(c, id, layout.record_pos, layout.record_size);
}

void right_head(PanelContext& c, std::string_view kind, std::string_view name) {
    const float right = ImGui::GetWindowContentRegionMax().x, y = ImGui::GetCursorPosY();
    text(c.fonts.small, c.colours().text_dim, kind);
    ImGui::SetCursorPos({right - c.px(28), y - c.px(6)});
    if (icon_button(c, "right/close", Icon::Close, 28.0f)) c.ui.right = RightView::Record;
    ImGui::SetCursorPosY(y + c.px(24));
    text_wrapped(c.fonts.large, c.colours().text, name);
    gap(c, 8);
    std::vector<std::string> names{"Exposure", "Metrics", "What if"};
    if (c.state.selection.kind != SelectionKind::None) names.emplace_back("Record");
    constexpr RightView kViews[] = {RightView::Exposure, RightView::Dependence, RightView::WhatIf, RightView::Record};
    int view = c.ui.right == RightView::WhatIf ? 2 : c.ui.right == RightView::Dependence ? 1 : 0;
    if (segments(c, "right", names, view)) c.ui.right = kViews[view];
    gap(c, 10);
    if (!scenario_on(c.state.scenario)) return;
    badge(c, "SCENARIO", true);
    ImGui::SameLine(0, c.px(8));
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() + c.px(3));  // on the badge's line of writing
    text(c.fonts.small, c.colours().warning, c.ui.right == RightView::WhatIf ? "what if, not what is" : "before \u2192 after");
    gap(c, 8);
}

}  // namespace linchpin::app
