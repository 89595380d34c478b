// Countries by any figure of the exposure page: sorted, searched, worked with the keyboard, copied as a table.
#include <imgui.h>

#include <algorithm>

#include "app/report/report_service.h"
#include "app/ui/exposure_rows.h"
#include "app/ui/pickers.h"
#include "app/ui/ranking.h"
#include "app/ui/record_fields.h"
#include "app/ui/search_index.h"
#include "app/ui/sheets.h"
#include "app/ui/text_field.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

using report::ExposureCell;
using report::ExposureTable;

std::vector<Choice> measure_choices(const ExposureTable& table) {
    std::vector<Choice> all;
    for (const auto& m : table.measures) all.push_back({m.id, m.full_name, std::string{report::name_of(m.section)}});
    return all;
}

std::string value_of(const report::ExposureMeasure& measure, const ExposureCell& cell) {
    if (cell.state == report::FigureState::NoData) return "no data";
    if (cell.state == report::FigureState::NotAvailable) return "not available";
    if (cell.state == report::FigureState::NeedsInput) return "needs input";
    const bool words = measure.unit == report::Unit::Verdict || measure.unit == report::Unit::Class;
    return words || !cell.value ? cell.text : report::value_text(*cell.value, measure.unit);
}

double most_of(const ExposureTable& table, Index measure) {
    if (table.measures[measure].unit == report::Unit::Share || table.measures[measure].unit == report::Unit::Index) return 1.0;
    double most = 0.0;
    for (Index country = 0; country < table.countries; ++country) most = std::max(most, table.at(measure, country).value.value_or(0.0));
    return most > 0.0 ? most : 1.0;
}

struct Columns {
    float rank, name, bar, bar_width, value_right, partner;
};
Columns columns_of(const PanelContext& c, float width) {
    const float rank = c.px(44), name = rank + width * 0.26f, value = c.px(96);
    const float bar_width = width * 0.22f;
    return {0.0f, rank, name + c.px(8), bar_width, name + c.px(8) + bar_width + value, name + c.px(24) + bar_width + value};
}

/// One country. True when it is clicked.
bool row(PanelContext& c, const ExposureTable& table, Index measure, const report::RankedCountry& ranked, double most, bool chosen, bool own) {
    const ThemeColours& k = c.colours();
    const Country& country = c.dataset.countries[ranked.country];
    const ExposureCell& cell = table.at(measure, ranked.country);
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(28);
    const std::string probe = "ranking/row/" + country.code.str();
    ImGui::PushID(probe.c_str());
    const bool clicked = ImGui::InvisibleButton("##row", {width, height});
    ImGui::PopID();
    if (ImGui::IsItemVisible()) c.probe.mark_item(probe);
    const std::string value = value_of(table.measures[measure], cell);
    c.probe.say(probe, (ranked.rank ? std::to_string(ranked.rank->place) : std::string{kMissingText}) + " " + value);
    if (!ImGui::IsItemVisible()) return clicked;
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen || ImGui::IsItemHovered()) list.AddRectFilled(a, b, im(chosen ? k.raised_hover : k.raised), c.px(6));
    const Columns x = columns_of(c, width);
    const float y = (a.y + b.y - c.fonts.body->FontSize) / 2;
    const bool there = cell.state == report::FigureState::Value;
    put_text(c.fonts.body, {a.x + c.px(6), y}, k.text_dim, ranked.rank ? std::to_string(ranked.rank->place) : "\u2013");
    put_text(own ? c.fonts.strong : c.fonts.body, {a.x + x.name, y}, there ? k.text : k.text_dim, fitted(own ? c.fonts.strong : c.fonts.body, country.name, x.bar - x.name - c.px(8)));
    report::Figure figure;
    figure.partner = cell.partner;
    const float bar = c.px(8), bar_y = (a.y + b.y - bar) / 2;
    list.AddRectFilled({a.x + x.bar, bar_y}, {a.x + x.bar + x.bar_width, bar_y + bar}, im(k.raised), bar / 2);
    if (there && cell.value)
        list.AddRectFilled({a.x + x.bar, bar_y}, {a.x + x.bar + std::max(bar, x.bar_width * static_cast<float>(std::clamp(*cell.value / most, 0.0, 1.0))), bar_y + bar},
                           im(colour_of_row(c, table.measures[measure], figure)), bar / 2);
    else if (!there) hatch(c, {a.x + x.bar, bar_y}, {a.x + x.bar + x.bar_width, bar_y + bar}, k.line);
    put_text(c.fonts.body, {a.x + x.value_right - text_width(c.fonts.body, value), y}, there ? k.text : k.text_dim, value);
    std::string about = table.measures[measure].partner.empty() ? cell.partner_name : std::string{};
    if (there && cell.year > 0) about += (about.empty() ? "" : " \u00b7 ") + std::to_string(cell.year);
    put_text(c.fonts.small, {a.x + x.partner, y + c.px(1)}, k.text_dim, fitted(c.fonts.small, about, b.x - a.x - x.partner - c.px(8)));
    return clicked;
}

void choose_country(PanelContext& c, Index country) {
    const std::string code = c.dataset.countries[country].code.str();
    c.ui.sheet = Sheet::None;
    c.fly_to(SelectionKind::Country, code);
}

/// Measure, order and whom.
void controls(PanelContext& c, const ExposureTable& table) {
    RankingView& view = c.ui.ranking;
    if (find_measure(table.measures, view.measure) == kNone) view.measure = table.measures.empty() ? std::string{} : table.measures.front().id;
    (void)pick_one(c, "ranking/measure", "", measure_choices(table), view.measure);
    (void)segments(c, "ranking/order", {"Most exposed first", "Least exposed first", "By name"}, view.order);
    if (!c.reports->subject()->single()) {
        int whom = view.everybody ? 1 : 0;
        if (segments(c, "ranking/whom", {"Members of " + c.reports->subject()->name, "Every country"}, whom)) view.everybody = whom == 1;
    }
}

}  // namespace

RankingList ranking_list(const Dataset& dataset, const ReportService& reports, const ExposurePage& page, const RankingView& view) {
    const ExposureTable& table = *page.table;
    RankingList list;
    list.measure = report::find_measure(table.measures, view.measure);
    if (list.measure == kNone) list.measure = 0;
    std::vector<Index> countries;
    if (!reports.subject()->single() && !view.everybody) countries = reports.subject()->members;
    else
        for (Index country = 0; country < table.countries; ++country) countries.push_back(country);
    list.rows = report::ranked(dataset, table, list.measure, countries, static_cast<report::RankOrder>(std::clamp(view.order, 0, 2)));
    const std::string wanted = fold_for_search(view.find);
    if (!wanted.empty())
        std::erase_if(list.rows, [&](const report::RankedCountry& r) { return fold_for_search(dataset.countries[r.country].name).find(wanted) == std::string::npos; });
    return list;
}

std::string ranking_text(const Dataset& dataset, const ExposurePage& page, const RankingList& list) {
    std::vector<Index> columns{list.measure};
    for (Index m = 0; m < page.table->measures.size(); ++m)
        if (m != list.measure && page.table->measures[m].lead) columns.push_back(m);
    return report::ranking_tsv(dataset, *page.table, list.rows, columns);
}

void copy_ranking(const Dataset& dataset, const ReportService& reports, const ExposureDesk& desk, UiState& ui, bool say) {
    if (!reports.subject() || desk.page() == nullptr || desk.page()->table->measures.empty()) return;
    const RankingList list = ranking_list(dataset, reports, *desk.page(), ui.ranking);
    ImGui::SetClipboardText(ranking_text(dataset, *desk.page(), list).c_str());
    if (say) ui.say("Copied " + format_count(static_cast<std::int64_t>(list.rows.size())) + " countries");
}

void draw_ranking_sheet(PanelContext& c) {
    const ExposurePage* const page = c.exposure != nullptr ? c.exposure->page() : nullptr;
    if (c.reports == nullptr || !c.reports->subject()) {
        c.ui.sheet = Sheet::None;
        return;
    }
    begin_sheet(c, "Ranking", {860.0f, 760.0f});
    if (page == nullptr || page->table->measures.empty()) {
        text(c.fonts.body, c.colours().text_dim, "Computing");
        return end_sheet(c);
    }
    const ExposureTable& table = *page->table;
    RankingView& view = c.ui.ranking;
    controls(c, table);
    if (c.ui.sheet_just_opened) ImGui::SetKeyboardFocusHere();
    (void)text_field(c, "ranking/find", "Part of a name", view.find);
    const RankingList list = ranking_list(c.dataset, *c.reports, *page, view);
    const auto& rows = list.rows;
    const Index measure = list.measure;
    const auto with = static_cast<std::int64_t>(std::count_if(rows.begin(), rows.end(), [&](const auto& r) { return table.at(measure, r.country).state == report::FigureState::Value; }));
    text(c.fonts.small, c.colours().text_dim, format_count_of(with, static_cast<std::int64_t>(rows.size())) + " with data" +
                                                  (table.measures[measure].exposed == report::Exposed::Lower ? ", the lowest is the most exposed" : ""));
    c.probe.say("ranking/count", std::to_string(rows.size()));
    const int last = static_cast<int>(rows.size()) - 1;
    const bool down = ImGui::IsKeyPressed(ImGuiKey_DownArrow), up = ImGui::IsKeyPressed(ImGuiKey_UpArrow);
    const bool popup = ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopupId | ImGuiPopupFlags_AnyPopupLevel);
    if (!popup && down) ++view.row;
    if (!popup && up) --view.row;
    view.row = std::clamp(view.row, 0, std::max(last, 0));
    const double most = most_of(table, measure);
    Index clicked = kNone;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, 0});
    const float sheet = std::min(c.px(760), ImGui::GetIO().DisplaySize.y - c.px(32));
    if (ImGui::BeginChild("##ranking", {0, std::max(c.px(140), sheet - ImGui::GetCursorPosY() - c.px(64))})) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const bool is = static_cast<int>(i) == view.row;
            const bool own = c.reports->subject()->member[rows[i].country] != 0;
            if (row(c, table, measure, rows[i], most, is, own)) clicked = rows[i].country;
            if (is && (down || up)) ImGui::SetScrollHereY();
        }
        if (rows.empty()) text(c.fonts.body, c.colours().text_dim, "No country of that name");
    }
    ImGui::EndChild();
    ImGui::PopStyleVar();
    gap(c, 4);
    if (text_button(c, "ranking/copy", "Copy as a table")) c.ask(Action::CopyKeys);
    ImGui::SameLine(0, c.px(12));
    text(c.fonts.small, c.colours().text_dim, "Up, Down: move. Enter: go there. Ctrl+C: copy.");
    const bool enter = !popup && ImGui::IsKeyPressed(ImGuiKey_Enter, false);
    if (enter && !rows.empty()) clicked = rows[static_cast<std::size_t>(view.row)].country;
    end_sheet(c);
    if (clicked != kNone) choose_country(c, clicked);
}

}  // namespace linchpin::app
