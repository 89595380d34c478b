#include "app/ui/popup_place.h"

#include <imgui.h>

#include <algorithm>

namespace linchpin::app {

float place_popup(const PanelContext& c, ImVec2 from, ImVec2 to, float wanted_px) {
    const float apart = c.px(4), margin = c.px(8);
    const float below = ImGui::GetIO().DisplaySize.y - to.y - apart - margin, above = from.y - apart - margin;
    const bool down = below >= wanted_px || below >= above;
    ImGui::SetNextWindowPos({from.x, down ? to.y + apart : from.y - apart}, ImGuiCond_Always, {0.0f, down ? 0.0f : 1.0f});
    return std::min(wanted_px, std::max(down ? below : above, c.px(96)));
}

}  // namespace linchpin::app
