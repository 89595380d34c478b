// The view as a line of text and as a QR code.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "app/ui/qr_code.h"
#include "app/ui/sheets.h"

namespace linchpin::app {
namespace {

void draw_qr(PanelContext& c, const QrCode& code) {
    const int across = code.size + 2 * kQrQuietModules;
    // Whole pixels a module, or a phone's camera finds uneven ones.
    const float module = std::max(2.0f, std::floor(c.px(340) / static_cast<float>(across))), side = module * static_cast<float>(across);
    const ImVec2 from{ImGui::GetCursorScreenPos().x + std::max(0.0f, std::floor((ImGui::GetContentRegionAvail().x - side) / 2)), ImGui::GetCursorScreenPos().y};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, {from.x + side, from.y + side}, IM_COL32(255, 255, 255, 255), c.px(4));
    for (int y = 0; y < code.size; ++y)
        for (int x = 0; x < code.size; ++x) {
            if (code.dark[static_cast<std::size_t>(y * code.size + x)] == 0) continue;
            const ImVec2 at{from.x + static_cast<float>(x + kQrQuietModules) * module, from.y + static_cast<float>(y + kQrQuietModules) * module};
            list.AddRectFilled(at, {at.x + module, at.y + module}, IM_COL32(0, 0, 0, 255));
        }
    c.probe.mark("share/qr", from.x, from.y, from.x + side, from.y + side);
    ImGui::Dummy({0.0f, side});
}

}  // namespace

void draw_share_sheet(PanelContext& c) {
    begin_sheet(c, "Share this view", {520.0f, 640.0f});
    text_wrapped(c.fonts.small, c.colours().text_dim,
                 "What is seen now as a line of text: camera, layers, filters, dates, selection and scenario. It is in the clipboard. Who pastes it under "
                 "Ctrl+O, or starts the program with --view and it, sees the same; the data is that of their pack.");
    gap(c, 8);
    ImGui::SetNextItemWidth(-1.0f);
    ImGui::InputText("##view", &c.ui.shared_view, ImGuiInputTextFlags_ReadOnly | ImGuiInputTextFlags_AutoSelectAll);
    c.probe.mark_field(c.ui.shared_view);
    c.probe.mark_item("share/text");
    c.probe.say("share/view", c.ui.shared_view);
    gap(c, 8);
    if (text_button(c, "share/copy", "Copy again")) {
        ImGui::SetClipboardText(c.ui.shared_view.c_str());
        c.ui.say("Copied");
    }
    gap(c, 12);
    if (const auto code = make_qr(c.ui.shared_view)) draw_qr(c, *code);
    else text_wrapped(c.fonts.small, c.colours().text_dim, "This view holds more than a QR code can: the text is the way to share it.");
    end_sheet(c);
}

}  // namespace linchpin::app
