#include "app/ui/text_field.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include "app/ui/widgets.h"

namespace linchpin::app {

bool text_field(PanelContext& c, std::string_view probe_name, const char* hint, std::string& text) {
    const std::string id = "##" + std::string{probe_name};
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{c.px(12), (c.px(34) - c.fonts.body->FontSize) / 2});
    ImGui::SetNextItemWidth(-1.0f);
    const bool changed = ImGui::InputTextWithHint(id.c_str(), hint, &text);
    ImGui::PopStyleVar();
    c.probe.mark_item(probe_name);
    c.probe.say(probe_name, text);
    return changed;
}

}  // namespace linchpin::app
