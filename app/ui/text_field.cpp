#include "app/ui/text_field.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

namespace linchpin::app {

bool text_field(PanelContext& c, std::string_view probe_name, const char* hint, std::string& text) {
    const std::string id = "##" + std::string{probe_name};
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{c.px(12), (c.px(34) - c.fonts.body->FontSize) / 2});
    ImGui::SetNextItemWidth(-1.0f);
    const bool changed = ImGui::InputTextWithHint(id.c_str(), hint, &text);
    ImGui::PopStyleVar();
    c.probe.mark_field(text);
    c.probe.mark_item(probe_name);
    c.probe.say(probe_name, text);
    return changed;
}

bool number_field(PanelContext& c, std::string_view probe_name, std::string_view name, double& value, double low, double high, const char* format) {
    text(c.fonts.body, c.colours().text, name);
    const float width = c.px(120);
    ImGui::SameLine(ImGui::GetWindowContentRegionMax().x - width);
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{c.px(10), (c.px(28) - c.fonts.body->FontSize) / 2});
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(5));
    ImGui::SetNextItemWidth(width);
    double typed = value;
    ImGui::InputDouble(("##" + std::string{probe_name}).c_str(), &typed, 0.0, 0.0, format);
    const bool done = ImGui::IsItemDeactivatedAfterEdit();
    ImGui::PopStyleVar();
    c.probe.mark_item(probe_name);
    if (!done || !std::isfinite(typed)) return false;
    typed = std::clamp(typed, low, high);
    const bool changed = typed != value;
    value = typed;
    return changed;
}

}  // namespace linchpin::app
