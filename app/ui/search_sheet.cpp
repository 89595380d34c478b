// Ctrl+K: anything by its name.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>

#include "app/report/scenario_phrase.h"
#include "app/ui/layout.h"
#include "app/ui/settings.h"
#include "app/ui/sheets.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kMostResults = 60, kRecent = 12, kMeanings = 4;

/// A line of the list: something found by its name, or what a phrase means.
struct Line {
    std::string name, detail;
    Request request;
    std::string key;          ///< of what is found; empty for phrases
    bool phrase = false, problem = false;
};

void remember(UiState& ui, const std::string& key) {
    if (key.empty()) return;
    std::erase(ui.recent, key);
    ui.recent.insert(ui.recent.begin(), key);
    if (ui.recent.size() > kRecent) ui.recent.resize(kRecent);
}

std::vector<Line> lines_for(PanelContext& c) {
    std::vector<Line> lines;
    const PhraseReading reading = c.reports != nullptr ? read_phrase(c.dataset, c.ui.search_text, kMeanings) : PhraseReading{};
    for (std::size_t i = 0; i < reading.meanings.size(); ++i) {
        Request request{Action::AddEvent, c.ui.search_text};
        request.selection.id = std::to_string(i);
        lines.push_back({"What if: " + reading.meanings[i].text, "Enter adds it to the scenario; Ctrl+Z takes it back", std::move(request), {}, true, false});
    }
    const std::vector<const SearchEntry*> entries = c.search.find(c.ui.search_text, kMostResults, c.ui.recent);
    // "Close, clear the selection" begins like a phrase that cannot be read; what is called so goes first.
    const auto say_problem = [&] {
        if (!reading.problem.empty()) lines.push_back({reading.problem, "close STRAIT, cut CABLE, lose CONSTELLATION, COUNTRY stops PRODUCT to COUNTRY 50 %, COUNTRY operators leave", {}, {}, true, true});
    };
    const bool called_so = !entries.empty() && fold_for_search(entries.front()->name).starts_with(fold_for_search(c.ui.search_text));
    if (!called_so) say_problem();
    for (const SearchEntry* const entry : entries) {
        Line line{entry->name, entry->detail, entry->request, entry->key(), false, false};
        if (entry->request.action == Action::Setting)
            if (const std::string now = setting_value(c.state, entry->request.text); !now.empty()) line.detail += " \u00b7 " + now;
        lines.push_back(std::move(line));
    }
    if (called_so) say_problem();
    return lines;
}

void choose(PanelContext& c, const Line& line) {
    if (line.problem) return;
    remember(c.ui, line.key);
    if (line.request.action == Action::None) {  // an operator, a city or a constellation: show what belongs to it
        c.ui.search_text = line.request.text;
        c.ui.search_row = 0;
        c.ui.sheet_just_opened = true;          // the text box takes the keyboard again
        return;
    }
    c.ui.sheet = Sheet::None;
    c.ui.search_text.clear();
    c.requests.push_back(line.request);
}

bool result_row(PanelContext& c, const Line& line, std::size_t row, bool chosen) {
    const ThemeColours& k = c.colours();
    const ImVec2 size{ImGui::GetContentRegionAvail().x, c.px(44)};
    const std::string probe = "search/result/" + std::to_string(row);
    ImGui::PushID(static_cast<int>(row));
    const bool clicked = ImGui::InvisibleButton("##result", size);
    ImGui::PopID();
    c.probe.mark_item(probe);
    c.probe.say(probe, line.name);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen || ImGui::IsItemHovered()) list.AddRectFilled(a, b, im(chosen ? k.raised_hover : k.raised), c.px(8));
    if (line.phrase) list.AddRectFilled({a.x, a.y + c.px(6)}, {a.x + c.px(3), b.y - c.px(6)}, im(k.warning), c.px(1.5f));
    const float room = size.x - c.px(20);
    const std::string name = fitted(c.fonts.body, line.name, room), detail = fitted(c.fonts.small, line.detail, room);
    list.AddText(c.fonts.body, c.fonts.body->FontSize, {a.x + c.px(10), a.y + c.px(6)}, im(line.problem ? k.warning : k.text), name.c_str());
    list.AddText(c.fonts.small, c.fonts.small->FontSize, {a.x + c.px(10), a.y + c.px(25)}, im(k.text_dim), detail.c_str());
    // A phrase says in full what it would do, even where the row is too narrow for it.
    if (line.phrase && name != line.name && c.ui.sheet == Sheet::Search) explain(c, "What if", line.name);
    return clicked;
}

}  // namespace

void draw_search_pill(PanelContext& c) {
    const Layout layout = make_layout(ImGui::GetIO().DisplaySize, c.scale, static_cast<float>(c.state.text_scale), c.timeline_shown());
    if (layout.search_size.x <= 0.0f) return;
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, layout.search_size.y / 2);
    begin_panel(c, "##pill", layout.search_pos, layout.search_size, false);
    if (ImGui::InvisibleButton("##open", layout.search_size)) c.ask(Action::Search);
    c.probe.mark_item("open/search");
    const ThemeColours& k = c.colours();
    const bool hovered = ImGui::IsItemHovered();
    const ImVec2 a = ImGui::GetItemRectMin();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = a.y + (layout.search_size.y - c.fonts.body->FontSize) / 2;
    draw_icon(list, Icon::Search, {a.x + c.px(20), a.y + layout.search_size.y / 2}, 7.0f * c.scale, im(hovered ? k.text : k.text_dim));
    list.AddText(c.fonts.body, c.fonts.body->FontSize, {a.x + c.px(36), y}, im(hovered ? k.text : k.text_dim), "Search");
    const char* const keys = "Ctrl+K";
    const float width = c.fonts.small->CalcTextSizeA(c.fonts.small->FontSize, 1e9f, 0, keys).x;
    list.AddText(c.fonts.small, c.fonts.small->FontSize, {a.x + layout.search_size.x - width - c.px(16), y + c.px(1)}, im(k.text_dim), keys);
    end_panel(c, "panel/search");
    ImGui::PopStyleVar(2);
}

void draw_search_sheet(PanelContext& c) {
    begin_sheet(c, "", {560.0f, 520.0f}, true);
    ImGui::PushFont(c.fonts.title);
    ImGui::SetNextItemWidth(-1.0f);
    if (c.ui.sheet_just_opened) ImGui::SetKeyboardFocusHere();
    const std::string before = c.ui.search_text;
    const char* const hint = first_that_fits(c.fonts.title, {"Country, cable, operator, metric, command; or: close Red Sea", "A name; or: close Red Sea", "A name"}, field_room());
    const bool enter = ImGui::InputTextWithHint("##query", hint, &c.ui.search_text,
                                                ImGuiInputTextFlags_EnterReturnsTrue);
    c.probe.mark_field(c.ui.search_text);
    c.probe.mark_item("search/text");
    c.probe.say("search/text", c.ui.search_text);
    ImGui::PopFont();
    if (before != c.ui.search_text) c.ui.search_row = 0;
    const std::vector<Line> results = lines_for(c);
    const int last = static_cast<int>(results.size()) - 1;
    const bool down = ImGui::IsKeyPressed(ImGuiKey_DownArrow), up = ImGui::IsKeyPressed(ImGuiKey_UpArrow);
    if (down) c.ui.search_row = std::min(c.ui.search_row + 1, last);
    if (up) c.ui.search_row = std::max(c.ui.search_row - 1, 0);
    c.ui.search_row = std::clamp(c.ui.search_row, 0, std::max(last, 0));
    const Line* chosen = nullptr;
    if (results.empty()) text(c.fonts.body, c.colours().text_dim, "Nothing is called that");
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, c.px(2)});
    const float room = c.px(46) * static_cast<float>(std::min<std::size_t>(results.size(), 9));
    if (!results.empty() && ImGui::BeginChild("##results", {0, room})) {
        for (std::size_t i = 0; i < results.size(); ++i) {
            const bool is = static_cast<int>(i) == c.ui.search_row;
            if (result_row(c, results[i], i, is)) chosen = &results[i];
            if (is && (down || up)) ImGui::SetScrollHereY();
        }
    }
    if (!results.empty()) ImGui::EndChild();
    ImGui::PopStyleVar();
    if (enter && !results.empty()) chosen = &results[static_cast<std::size_t>(c.ui.search_row)];
    end_sheet(c);
    if (chosen != nullptr) choose(c, *chosen);
}

}  // namespace linchpin::app
