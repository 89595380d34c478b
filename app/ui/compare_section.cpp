// The exposure page against another country, another year, or the world without the scenario.
#include <algorithm>

#include "app/report/report_service.h"
#include "app/state/scenario_text.h"
#include "app/ui/exposure_rows.h"
#include "app/ui/exposure_sections.h"
#include "app/ui/figure_text.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "app/ui/widgets.h"

namespace linchpin::app {
namespace {

constexpr const char* kKinds[] = {"Off", "Country", "Year", "Scenario"};

std::vector<Choice> year_choices(const PanelContext& c) {
    std::vector<int> years(c.dataset.flows.year.begin(), c.dataset.flows.year.end());
    std::sort(years.begin(), years.end());
    years.erase(std::unique(years.begin(), years.end()), years.end());
    std::vector<Choice> choices;
    for (auto it = years.rbegin(); it != years.rend(); ++it) choices.push_back({std::to_string(*it), std::to_string(*it), ""});
    return choices;
}

/// The neighbour in the list of ranks makes a first comparison; a person then chooses.
std::string first_other(const PanelContext& c) {
    const std::string own = c.state.report.subject;
    for (const char* const code : {"DEU", "KEN", "USA"})
        if (own != code && c.dataset.country_index(*CountryCode::parse(code)) != kNone) return code;
    return {};
}

void choose(PanelContext& c) {
    CompareChoice& compare = c.ui.compare;
    int kind = static_cast<int>(compare.kind);
    if (segments(c, "compare", {kKinds[0], kKinds[1], kKinds[2], kKinds[3]}, kind)) {
        compare.kind = static_cast<CompareKind>(kind);
        if (compare.kind == CompareKind::Country && compare.country.empty()) compare.country = first_other(c);
        if (compare.kind == CompareKind::Year && compare.year == 0) compare.year = c.state.filter.trade_year - 1;
    }
    if (compare.kind == CompareKind::Country) (void)pick_one(c, "compare/country", "", country_choices(c.dataset), compare.country);
    if (compare.kind != CompareKind::Year) return;
    std::string year = std::to_string(compare.year);
    if (pick_one(c, "compare/year", "", year_choices(c), year)) compare.year = std::stoi(year);
}

/// Name, then the two values and their difference in three columns that keep their places all the way down.
void row(PanelContext& c, const report::ExposureDifference& d) {
    const ThemeColours& k = c.colours();
    const float width = ImGui::GetContentRegionAvail().x, pad = c.px(4), line = c.fonts.body->FontSize;
    const std::string name = d.measure.full_name, a = figure_value(d.a), b = figure_value(d.b);
    const float name_height = text_height(c.fonts.small, name, width);
    const bool long_text = text_width(c.fonts.small, d.text) > width * 0.36f;
    const float text_y = pad + name_height + c.px(2);
    const float under = long_text ? text_height(c.fonts.small, d.text, width) + c.px(2) : 0.0f;
    const std::string probe = "difference/" + d.measure.id;
    ImGui::PushID(probe.c_str());
    const bool clicked = ImGui::InvisibleButton("##difference", {width, text_y + line + under + pad});
    ImGui::PopID();
    c.probe.mark_item(probe);
    c.probe.say(probe, a + " | " + b + " | " + d.text);
    const ImVec2 at = ImGui::GetItemRectMin();
    mark_item_state(c, at, ImGui::GetItemRectMax());
    put_text(c.fonts.small, {at.x, at.y + pad}, k.text_dim, name, width);
    const bool a_there = d.a.state == report::FigureState::Value, b_there = d.b.state == report::FigureState::Value;
    put_text(c.fonts.body, {at.x, at.y + text_y}, a_there ? k.text : k.text_dim, fitted(c.fonts.body, a, width * 0.32f));
    put_text(c.fonts.body, {at.x + width * 0.34f, at.y + text_y}, b_there ? k.text : k.text_dim, fitted(c.fonts.body, b, width * 0.30f));
    const render::Rgba8 colour = d.differs && d.difference ? k.warning : k.text_dim;
    if (long_text) put_text(c.fonts.small, {at.x, at.y + text_y + line + c.px(2)}, colour, d.text, width);
    else put_text(c.fonts.body, {at.x + width - text_width(c.fonts.body, d.text), at.y + text_y}, colour, d.text);
    if (clicked) explain_figure(c, d.a);
}

}  // namespace

bool compare_section(PanelContext& c, const ExposurePage& page) {
    caption(c, "Compare with");
    choose(c);
    if (c.ui.compare.kind == CompareKind::Nothing) return false;
    gap(c, 4);
    if (!page.compare_problem.empty()) {
        text_wrapped(c.fonts.body, c.colours().warning, page.compare_problem);
        return true;
    }
    if (page.differences.empty()) {
        text(c.fonts.body, c.colours().text_dim, c.exposure->computing() ? "Computing" : "Neither has a figure");
        return true;
    }
    const float width = ImGui::GetContentRegionAvail().x;
    const ImVec2 at = ImGui::GetCursorScreenPos();
    put_text(c.fonts.strong, at, c.colours().text, fitted(c.fonts.strong, page.a, width * 0.32f));
    put_text(c.fonts.strong, {at.x + width * 0.34f, at.y}, c.colours().text, fitted(c.fonts.strong, page.b, width * 0.34f));
    put_text(c.fonts.small, {at.x + width - text_width(c.fonts.small, "difference"), at.y + c.px(2)}, c.colours().text_dim, "difference");
    ImGui::Dummy({width, c.fonts.strong->FontSize + c.px(2)});
    c.probe.say("compare/sides", page.a + " | " + page.b);
    if (text_button(c, "compare/copy", "Copy the table")) {
        ImGui::SetClipboardText(report::differences_tsv(page.differences, page.a, page.b).c_str());
        c.ui.say("Copied " + std::to_string(page.differences.size()) + " rows");
    }
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    report::ExposureSection section = report::ExposureSection::Minerals;
    bool first = true;
    for (const report::ExposureDifference& d : page.differences) {
        if (first || d.measure.section != section) {
            gap(c, 8);
            text(c.fonts.strong, c.colours().text, report::name_of(d.measure.section));
        }
        first = false;
        section = d.measure.section;
        row(c, d);
    }
    ImGui::PopStyleVar();
    return true;
}

}  // namespace linchpin::app
