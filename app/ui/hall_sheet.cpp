// Is everything ready for the talk? The list of the hall check, while it runs and after.
#include <cstdio>

#include "app/hall/hall_check.h"
#include "app/ui/sheets.h"

namespace linchpin::app {
namespace {

constexpr float kMark = 18.0f;  // width of the mark's column, at 1x

/// A tick, an "i", an exclamation mark: told apart by their shape, not by their colour alone.
void draw_mark(PanelContext& c, HallState state) {
    const ThemeColours& k = c.colours();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    const float r = c.px(8);
    const ImVec2 centre{from.x + r, from.y + ImGui::GetTextLineHeight() * 0.5f + c.px(1)};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float line = std::max(1.5f, 1.8f * c.scale);
    if (state == HallState::Good) {
        const ImVec2 tick[3] = {{centre.x - r * 0.5f, centre.y}, {centre.x - r * 0.1f, centre.y + r * 0.45f}, {centre.x + r * 0.6f, centre.y - r * 0.5f}};
        list.AddPolyline(tick, 3, im(k.accent), 0, line);
    } else {
        const ImU32 colour = im(state == HallState::Fault ? k.warning : k.text_dim);
        list.AddCircle(centre, r, colour, 0, line);
        list.AddLine({centre.x, centre.y - r * 0.5f}, {centre.x, centre.y + r * (state == HallState::Fault ? 0.1f : -0.45f)}, colour, line);
        list.AddLine({centre.x, centre.y + r * (state == HallState::Fault ? 0.4f : -0.1f)}, {centre.x, centre.y + r * 0.5f}, colour, line);
    }
    ImGui::Dummy({c.px(kMark), ImGui::GetTextLineHeight()});
}

void draw_item(PanelContext& c, const HallItem& item) {
    const ThemeColours& k = c.colours();
    draw_mark(c, item.state);
    ImGui::SameLine(0, c.px(10));
    ImGui::BeginGroup();
    text(c.fonts.strong, k.text, item.name);
    text_wrapped(c.fonts.body, item.state == HallState::Fault ? k.warning : k.text_dim, item.text);
    ImGui::EndGroup();
    c.probe.say("hall/" + item.id, (item.state == HallState::Good ? "ok: " : item.state == HallState::Note ? "note: " : "fault: ") + item.text);
    gap(c, 8);
}

}  // namespace

void draw_hall_sheet(PanelContext& c) {
    const ThemeColours& k = c.colours();
    begin_sheet(c, "Hall check", {720.0f, 760.0f});
    if (c.hall == nullptr) {
        text_wrapped(c.fonts.body, k.text_dim, "Open a story first: Ctrl+O, or S for the story's panel.");
        c.probe.say("hall", "no story");
    } else if (c.hall->report().items.empty()) {
        char shown[32];
        std::snprintf(shown, sizeof shown, "%.0f %%", 100.0 * c.hall->done_share());
        text(c.fonts.strong, k.text, std::string{"Playing the story through: "} + shown);
        text_wrapped(c.fonts.body, k.text_dim, "Every scene is drawn as the audience will see it, without a sound and without showing it.");
        gap(c, 10);
        const ImVec2 from = ImGui::GetCursorScreenPos();
        const float width = ImGui::GetContentRegionAvail().x, height = c.px(6);
        ImDrawList& list = *ImGui::GetWindowDrawList();
        list.AddRectFilled(from, {from.x + width, from.y + height}, im(k.line), height / 2);
        list.AddRectFilled(from, {from.x + width * static_cast<float>(c.hall->done_share()), from.y + height}, im(k.accent), height / 2);
        ImGui::Dummy({width, height});
        c.probe.say("hall", "running");
    } else {
        const bool ready = c.hall->report().ready();
        text(c.fonts.strong, ready ? k.accent : k.warning, ready ? "Ready." : "Not ready yet.");
        c.probe.say("hall", ready ? "ready" : "not ready");
        gap(c, 8);
        // What is wrong first.
        for (const HallState state : {HallState::Fault, HallState::Note, HallState::Good})
            for (const HallItem& item : c.hall->report().items)
                if (item.state == state) draw_item(c, item);
        if (text_button(c, "hall/again", "Check again")) c.ask(Action::HallCheck);
    }
    end_sheet(c);
}

}  // namespace linchpin::app
