#include "app/ui/draw_parts.h"

#include <algorithm>

#include "app/ui/widgets.h"

namespace linchpin::app {

void put_text(ImFont* font, ImVec2 at, render::Rgba8 colour, std::string_view utf8, float wrap_px) {
    if (!utf8.empty()) ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, im(colour), utf8.data(), utf8.data() + utf8.size(), wrap_px);
}

float text_height(ImFont* font, std::string_view utf8, float wrap_px) {
    return utf8.empty() ? 0.0f : font->CalcTextSizeA(font->FontSize, 1e9f, wrap_px, utf8.data(), utf8.data() + utf8.size()).y;
}

void hatch(PanelContext& c, ImVec2 from, ImVec2 to, render::Rgba8 colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(from, to, true);
    const float height = to.y - from.y, step = std::max(3.0f, c.px(5));
    for (float x = from.x - height; x < to.x; x += step) list.AddLine({x, to.y}, {x + height, from.y}, im(colour), std::max(1.0f, c.scale));
    list.PopClipRect();
}

void mark_item_state(PanelContext& c, ImVec2 from, ImVec2 to) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ThemeColours& k = c.colours();
    const float grow = c.px(6);
    const ImVec2 a{from.x - grow, from.y}, b{to.x + grow, to.y};
    if (ImGui::IsItemHovered()) list.AddRectFilled(a, b, im(k.raised), c.px(8));
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) list.AddRect(a, b, im(k.accent), c.px(8), 0, 1.5f * c.scale);
}

}  // namespace linchpin::app
