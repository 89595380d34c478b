// What opens over the presenter's screen: ask the globe, layers, keys, the question before quitting, the grid of all scenes.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "app/state/layer_ids.h"
#include "app/ui/presenter_parts.h"
#include "app/ui/sheets.h"
#include "app/ui/show_keys.h"

namespace linchpin::app {
namespace {

using Kind = PresenterCommand::Kind;

bool answer_row(PanelContext& c, const Answer& answer, std::size_t row, bool chosen) {
    const ThemeColours& k = c.colours();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, c.px(44)};
    ImGui::PushID(static_cast<int>(row));
    const bool clicked = ImGui::InvisibleButton("##answer", size);
    ImGui::PopID();
    c.probe.mark_item("ask/answer/" + std::to_string(row));
    c.probe.say("ask/answer/" + std::to_string(row), answer.name);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen || ImGui::IsItemHovered()) list.AddRectFilled(a, b, im(chosen ? k.raised_hover : k.raised), c.px(8));
    const float room = size.x - c.px(20);
    const std::string name = fitted(c.fonts.body, answer.name, room), detail = fitted(c.fonts.small, answer.detail, room);
    list.AddText(c.fonts.body, c.fonts.body->FontSize, {a.x + c.px(10), a.y + c.px(6)}, im(k.text), name.c_str());
    list.AddText(c.fonts.small, c.fonts.small->FontSize, {a.x + c.px(10), a.y + c.px(25)}, im(k.text_dim), detail.c_str());
    return clicked;
}

void ask_sheet(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui, PresenterResult& result) {
    constexpr std::size_t kMost = 9;
    (void)begin_sheet(c, "", {600.0f, 520.0f}, true);
    ImGui::PushFont(c.fonts.title);
    ImGui::SetNextItemWidth(-1.0f);
    if (ui.sheet_just_opened) ImGui::SetKeyboardFocusHere();
    const std::string before = ui.ask_text;
    const char* const hint = first_that_fits(c.fonts.title, {"Ask the globe: close Red Sea, China stops, cut PEACE, hide cables, a scene", "Ask: close Red Sea, hide cables", "Ask"}, field_room());
    const bool enter = ImGui::InputTextWithHint("##ask", hint, &ui.ask_text, ImGuiInputTextFlags_EnterReturnsTrue);
    c.probe.mark_field(ui.ask_text);
    c.probe.mark_item("ask/text");
    c.probe.say("ask/typed", ui.ask_text);
    ImGui::PopFont();
    if (before != ui.ask_text) ui.ask_row = 0;
    const std::vector<Answer> answers = facts.ask.find(ui.ask_text, facts.shown, kMost);
    const int last = static_cast<int>(answers.size()) - 1;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow)) ui.ask_row = std::min(ui.ask_row + 1, last);
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow)) ui.ask_row = std::max(ui.ask_row - 1, 0);
    ui.ask_row = std::clamp(ui.ask_row, 0, std::max(last, 0));
    const Answer* chosen = nullptr;
    if (answers.empty()) {
        const std::string problem = facts.ask.problem(ui.ask_text);
        text_wrapped(c.fonts.body, c.colours().text_dim, problem.empty() ? std::string{"The globe has no answer to that"} : problem);
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, c.px(2)});
    for (std::size_t i = 0; i < answers.size(); ++i)
        if (answer_row(c, answers[i], i, static_cast<int>(i) == ui.ask_row)) chosen = &answers[i];
    ImGui::PopStyleVar();
    if (enter && !answers.empty()) chosen = &answers[static_cast<std::size_t>(ui.ask_row)];
    end_sheet(c);
    if (chosen == nullptr) return;
    c.ui.sheet = Sheet::None;
    ui.ask_text.clear();
    if (chosen->scene) result.commands.push_back({Kind::GoTo, *chosen->scene, {}});
    else if (chosen->overlay) result.commands.push_back({Kind::LayOver, 0, *chosen->overlay});
}

void layer_sheet(PanelContext& c, const PresenterFacts& facts, PresenterResult& result) {
    (void)begin_sheet(c, "Layers", {320.0f, 560.0f});
    for (const LayerId& layer : kLayerIds) {
        bool on = facts.shown.layers.*layer.field;
        if (!switch_row(c, "quick/" + std::string{layer.id}, layer.name, on)) continue;
        ShowOverlay overlay;
        overlay.name = (on ? "Show: " : "Hide: ") + std::string{layer.name};
        overlay.layers = facts.shown.layers;
        (*overlay.layers).*layer.field = on;
        result.commands.push_back({Kind::LayOver, 0, std::move(overlay)});
    }
    gap(c, 4);
    text_wrapped(c.fonts.small, c.colours().text_dim, "Until the next scene. Esc takes the last one back.");
    end_sheet(c);
}

void key_sheet(PanelContext& c) {
    (void)begin_sheet(c, "Keys while presenting", {560.0f, 640.0f});
    for (const ShowKeyBinding& binding : show_key_bindings()) {
        if (binding.keys.empty()) continue;
        text(c.fonts.body, c.colours().text, binding.name);
        text_right(c, c.fonts.body, c.colours().text_dim, binding.keys);
    }
    end_sheet(c);
}

void quit_sheet(PanelContext& c, PresenterResult& result) {
    (void)begin_sheet(c, "Quit while presenting?", {420.0f, 240.0f});
    text_wrapped(c.fonts.body, c.colours().text_dim, "The audience would see the desktop.");
    gap(c, 12);
    if (text_button(c, "quit/stay", "Go on presenting", true)) c.ui.sheet = Sheet::None;
    ImGui::SameLine();
    if (text_button(c, "quit/leave", "End the show")) result.commands.push_back({Kind::Leave, 0, {}});
    ImGui::SameLine();
    if (text_button(c, "quit/quit", "Quit")) result.commands.push_back({Kind::Quit, 0, {}});
    end_sheet(c);
}

}  // namespace

void draw_presenter_sheets(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui, PresenterResult& result) {
    if (ui.sheet == PresenterSheet::None) return;
    // The sheets of the program close by this; which one it is, is the presenter's business.
    c.ui.sheet = Sheet::Search;
    c.ui.sheet_just_opened = ui.sheet_just_opened;
    switch (ui.sheet) {
        case PresenterSheet::None: break;
        case PresenterSheet::Ask: ask_sheet(c, facts, ui, result); break;
        case PresenterSheet::Layers: layer_sheet(c, facts, result); break;
        case PresenterSheet::Keys: key_sheet(c); break;
        case PresenterSheet::Quit: quit_sheet(c, result); break;
    }
    ui.sheet_just_opened = false;
    if (c.ui.sheet == Sheet::None) ui.sheet = PresenterSheet::None;
    c.ui.sheet = Sheet::None;
}

void scene_tile(PanelContext& c, const PresenterFacts& facts, std::size_t scene, ImVec2 from, ImVec2 size, bool marked) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ThemeColours& k = c.colours();
    const ImVec2 to{from.x + size.x, from.y + size.y};
    const float radius = c.px(8);
    if (const ImTextureID texture = facts.picture ? facts.picture(scene) : ImTextureID{}) list.AddImageRounded(texture, from, to, {0, 0}, {1, 1}, IM_COL32_WHITE, radius);
    else list.AddRectFilled(from, to, im(k.raised), radius);
    list.AddRect(from, to, im(marked ? k.accent : k.line), radius, 0, marked ? std::max(2.0f, c.px(2)) : 1.0f);
}

void draw_scene_grid(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui, PresenterResult& result) {
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const std::size_t count = facts.show.story().size();
    const float margin = c.px(24), space = c.px(16), label = c.px(26);
    // As many columns as make the tiles largest.
    int columns = 1;
    float width = 0.0f;
    for (int n = 1; n <= 8; ++n) {
        const int rows = (static_cast<int>(count) + n - 1) / n;
        const float by_width = (screen.x - 2 * margin - space * static_cast<float>(n - 1)) / static_cast<float>(n);
        const float by_height = ((screen.y - 2 * margin - space * static_cast<float>(rows - 1)) / static_cast<float>(rows) - label) * facts.shape;
        const float w = std::min(by_width, by_height);
        if (w > width) width = w, columns = n;
    }
    width = std::max(std::floor(std::min(width, c.px(420))), c.px(120));
    const float height = std::floor(width / facts.shape);
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, IM_COL32(6, 9, 15, 246));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{margin, margin});
    ImGui::Begin("##grid", nullptr, (ImGuiWindowFlags_NoDecoration & ~ImGuiWindowFlags_NoScrollbar) | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    const bool keys = ui.sheet == PresenterSheet::None;  // else they are the sheet's that lies over the grid
    const int step = !keys ? 0 : ImGui::IsKeyPressed(ImGuiKey_RightArrow) - ImGui::IsKeyPressed(ImGuiKey_LeftArrow) + columns * (ImGui::IsKeyPressed(ImGuiKey_DownArrow) - ImGui::IsKeyPressed(ImGuiKey_UpArrow));
    const int at = static_cast<int>(ui.grid_at) + step;
    if (at >= 0 && at < static_cast<int>(count)) ui.grid_at = static_cast<std::size_t>(at);
    const float left = (screen.x - (width + space) * static_cast<float>(std::min<std::size_t>(static_cast<std::size_t>(columns), count)) + space) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const auto column = static_cast<float>(i % static_cast<std::size_t>(columns)), row = static_cast<float>(i / static_cast<std::size_t>(columns));
        ImGui::SetCursorPos({left + column * (width + space), margin + row * (height + label + space)});
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("##scene", {width, height + label})) {
            result.commands.push_back({Kind::GoTo, i, {}});
            ui.grid = false;
        }
        ImGui::PopID();
        c.probe.mark_item("grid/" + std::to_string(i + 1));
        const ImVec2 from = ImGui::GetItemRectMin();
        scene_tile(c, facts, i, from, {width, height}, i == ui.grid_at || ImGui::IsItemHovered());
        const std::string name = fitted(c.fonts.body, std::to_string(i + 1) + "  " + facts.show.story().scene(i).title, width - c.px(4));
        ImGui::GetWindowDrawList()->AddText(c.fonts.body, c.fonts.body->FontSize, {from.x + c.px(2), from.y + height + c.px(6)},
                                            im(i == facts.show.scene() ? c.colours().text : c.colours().text_dim), name.c_str());
        if (step != 0 && i == ui.grid_at) ImGui::SetScrollHereY();
    }
    if (keys && (ImGui::IsKeyPressed(ImGuiKey_Enter) || ImGui::IsKeyPressed(ImGuiKey_KeypadEnter))) {
        result.commands.push_back({Kind::GoTo, ui.grid_at, {}});
        ui.grid = false;
    }
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor();
}

}  // namespace linchpin::app
