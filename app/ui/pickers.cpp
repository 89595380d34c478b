#include "app/ui/pickers.h"

#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>

#include "app/report/report_service.h"
#include "app/state/edits.h"
#include "app/state/records.h"
#include "app/state/state_ids.h"
#include "app/ui/popup_place.h"
#include "app/ui/search_index.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr std::size_t kSearchFrom = 12;  ///< as many choices are searched
constexpr std::size_t kRowsShown = 11;   ///< of a list; more scroll

/// Looks like the drop-downs, whose lists are short.
bool field_button(PanelContext& c, const std::string& probe_name, std::string_view shown) {
    const ThemeColours& k = c.colours();
    ImGui::PushID(probe_name.c_str());
    const bool clicked = ImGui::InvisibleButton("##field", {ImGui::GetContentRegionAvail().x, c.px(34)});
    ImGui::PopID();
    c.probe.mark_item(probe_name);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(a, b, im(ImGui::IsItemHovered() ? k.raised_hover : k.raised), c.px(8));
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) list.AddRect(a, b, im(k.accent), c.px(8), 0, 1.5f * c.scale);
    const std::string cut = fitted(c.fonts.body, shown, b.x - a.x - c.px(48));
    const float y = (a.y + b.y - c.fonts.body->FontSize) / 2;
    list.AddText(c.fonts.body, c.fonts.body->FontSize, {a.x + c.px(12), std::floor(y)}, im(k.text), cut.c_str());
    draw_icon(list, Icon::Search, {b.x - c.px(18), (a.y + b.y) / 2}, 6.0f * c.scale, im(k.text_dim));
    return clicked;
}

bool matches(const Choice& choice, const std::string& wanted) {
    return wanted.empty() || fold_for_search(choice.name).find(wanted) != std::string::npos || fold_for_search(choice.id) == wanted;
}

/// Lists of some length have a search box; what is typed goes when the popup opens anew.
std::string search_box(PanelContext& c, const std::string& probe_name, std::size_t choices) {
    std::string& typed = c.ui.list_search[probe_name];
    if (choices < kSearchFrom) return {};
    if (ImGui::IsWindowAppearing()) {
        typed.clear();
        ImGui::SetKeyboardFocusHere();
    }
    ImGui::SetNextItemWidth(-1.0f);
    ImGui::InputTextWithHint("##find", "Find", &typed);
    c.probe.mark_field(typed);
    c.probe.mark_item(probe_name + "/search");
    c.probe.say(probe_name + "/search", typed);
    return fold_for_search(typed);
}

/// A popup under a field, with its search box and scrolling rows. `rows(wanted)` draws them and returns how many there were.
template <class Rows> void choice_popup(PanelContext& c, const std::string& probe_name, bool open, std::size_t choices, ImVec2 from, ImVec2 to, Rows rows) {
    ImGui::PushID(probe_name.c_str());
    if (open) ImGui::OpenPopup("##pick");
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{c.px(14), c.px(10)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, c.px(2)});
    const float list = c.px(28) * static_cast<float>(std::min(choices, kRowsShown));
    const float around = c.px(24) + (choices >= kSearchFrom ? ImGui::GetFrameHeight() + c.px(2) : 0.0f);
    const float room = place_popup(c, from, to, list + around);
    ImGui::SetNextWindowSize({to.x - from.x, 0});
    if (ImGui::BeginPopup("##pick")) {
        const std::string wanted = search_box(c, probe_name, choices);
        if (ImGui::BeginChild("##rows", {0, std::max(c.px(56), room - around)})) {
            if (rows(wanted) == 0) text(c.fonts.small, c.colours().text_dim, "Nothing of that name");
        }
        ImGui::EndChild();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
    ImGui::PopID();
}

std::vector<std::string> split_codes(std::string_view codes) {
    std::vector<std::string> all;
    while (!codes.empty()) {
        const std::size_t plus = codes.find('+');
        all.emplace_back(codes.substr(0, plus));
        codes = plus == std::string_view::npos ? std::string_view{} : codes.substr(plus + 1);
    }
    return all;
}

std::string joined_codes(const std::vector<std::string>& codes) {
    std::string all;
    for (const std::string& code : codes) all += (all.empty() ? "" : "+") + code;
    return all;
}

void own_set(PanelContext& c, ReportChoice& choice) {
    std::vector<std::string> ticked = split_codes(choice.subject);
    std::string& typed = c.ui.list_search["dependence/own-set"];
    ImGui::SetNextItemWidth(-1.0f);
    ImGui::InputTextWithHint("##own", "Find", &typed);
    c.probe.mark_field(typed);
    const std::string wanted = fold_for_search(typed);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    if (ImGui::BeginChild("##own-list", {0, c.px(182)})) {
        for (const Country& country : c.dataset.countries) {
            const std::string code = country.code.str();
            if (!matches({code, country.name, ""}, wanted)) continue;
            const auto at = std::find(ticked.begin(), ticked.end(), code);
            bool on = at != ticked.end();
            if (!check_row(c, "subject/own/" + code, country.name, "", {0, 0, 0, 0}, on)) continue;
            if (on) ticked.push_back(code);
            else ticked.erase(at);
            std::sort(ticked.begin(), ticked.end());
            choice.subject = joined_codes(ticked);
        }
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
}

}  // namespace

bool pick_one(PanelContext& c, std::string_view probe_name, std::string_view caption_text, const std::vector<Choice>& choices, std::string& id) {
    const std::string name{probe_name};
    const auto now = std::find_if(choices.begin(), choices.end(), [&id](const Choice& choice) { return choice.id == id; });
    if (!caption_text.empty()) caption(c, caption_text);
    // An id that the pack does not have is shown as it is: a person can then see what the file says.
    const std::string_view shown = now != choices.end() ? std::string_view{now->name} : id.empty() ? std::string_view{kMissingText} : std::string_view{id};
    const bool open = field_button(c, name, shown);
    c.probe.say(name, id);
    const std::string before = id;
    choice_popup(c, name, open, choices.size(), ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), [&](const std::string& wanted) {
        std::size_t rows = 0;
        for (const Choice& choice : choices) {
            if (!matches(choice, wanted)) continue;
            ++rows;
            if (!link_row(c, name + "/" + choice.id, choice.name, choice.id == before ? "\u2713" : choice.note, {0, 0, 0, 0})) continue;
            id = choice.id;
            ImGui::CloseCurrentPopup();
        }
        return rows;
    });
    return id != before;
}

bool pick_many(PanelContext& c, std::string_view probe_name, std::string_view shown, const std::vector<Choice>& choices, std::vector<std::string>& ids) {
    const std::string name{probe_name};
    const bool open = field_button(c, name, shown);
    c.probe.say(name, shown);
    bool changed = false;
    choice_popup(c, name, open, choices.size(), ImGui::GetItemRectMin(), ImGui::GetItemRectMax(), [&](const std::string& wanted) {
        std::size_t rows = 0;
        for (const Choice& choice : choices) {
            if (!matches(choice, wanted)) continue;
            ++rows;
            const auto at = std::lower_bound(ids.begin(), ids.end(), choice.id);
            const bool was = at != ids.end() && *at == choice.id;
            bool on = was;
            const bool last = was && ids.size() == 1;
            (void)check_row(c, name + "/" + choice.id, choice.name, last ? "the last one stays" : choice.note, {0, 0, 0, 0}, on);
            if (on == was || last) continue;
            if (on) ids.insert(at, choice.id);
            else ids.erase(at);
            changed = true;
        }
        return rows;
    });
    return changed;
}

std::vector<Choice> country_choices(const Dataset& dataset) {
    std::vector<Choice> all;
    for (const Country& country : dataset.countries) all.push_back({country.code.str(), country.name, country.code.str()});
    std::stable_sort(all.begin(), all.end(), [](const Choice& a, const Choice& b) { return fold_for_search(a.name) < fold_for_search(b.name); });
    return all;
}

std::vector<Choice> bloc_choices(const Dataset& dataset) {
    std::vector<Choice> all;
    for (const Bloc& bloc : dataset.blocs) all.push_back({bloc.id, bloc.name, bloc.id});
    return all;
}

std::vector<Choice> region_choices(const Dataset& dataset) {
    std::vector<Choice> all;
    for (const report::RegionName& region : report::regions_of(dataset)) {
        std::string number = std::to_string(region.m49);
        number.insert(0, number.size() < 3 ? 3 - number.size() : 0, '0');
        all.push_back({number, region.name, number});
    }
    return all;
}

std::vector<Choice> group_choices(const Dataset& dataset) {
    std::vector<Choice> all{{"", "Every product group", ""}};
    for (const ProductGroup& group : dataset.product_groups) all.push_back({group.id, group.name, group.hs.empty() ? "" : "HS " + group.hs});
    return all;
}

void subject_picker(PanelContext& c) {
    ReportChoice& choice = c.state.report;
    int kind = static_cast<int>(choice.subject_kind);
    std::vector<std::string> names;
    for (const auto& row : kSubjectNames) names.emplace_back(row.name);
    if (segments(c, "subject", names, kind)) {
        const std::string before = choice.subject;
        const bool country = choice.subject_kind == report::SubjectKind::Country;
        choice.subject_kind = static_cast<report::SubjectKind>(kind);
        switch (choice.subject_kind) {
            case report::SubjectKind::Country: choice.subject = first_subject(c.dataset, c.state); break;
            case report::SubjectKind::Bloc: choice.subject = c.dataset.blocs.empty() ? std::string{} : c.dataset.blocs.front().id; break;
            case report::SubjectKind::Region: {
                const std::vector<Choice> regions = region_choices(c.dataset);
                choice.subject = regions.empty() ? std::string{} : regions.front().id;
                break;
            }
            case report::SubjectKind::Selection: choice.subject = country ? before : std::string{}; break;
        }
    }
    gap(c, 6);
    switch (choice.subject_kind) {
        case report::SubjectKind::Country: (void)pick_one(c, "subject/country", "", country_choices(c.dataset), choice.subject); break;
        case report::SubjectKind::Bloc: (void)pick_one(c, "subject/bloc", "", bloc_choices(c.dataset), choice.subject); break;
        case report::SubjectKind::Region: (void)pick_one(c, "subject/region", "", region_choices(c.dataset), choice.subject); break;
        case report::SubjectKind::Selection: own_set(c, choice); break;
    }
}

void show_dependence_of(PanelContext& c, std::string iso3) {
    c.state.report.subject_kind = report::SubjectKind::Country;
    c.state.report.subject = std::move(iso3);
    c.ui.right = RightView::Exposure;
}

}  // namespace linchpin::app
