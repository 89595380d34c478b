// Right: what a country, bloc or own set depends on, how sure that is, and how it stands among others.
#include <algorithm>

#include "app/report/report_service.h"
#include "app/ui/exposure_rows.h"
#include "app/ui/exposure_sections.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "app/ui/right_panel.h"
#include "app/ui/take_away.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

using report::ExposureRow;
using report::ExposureSection;

constexpr std::size_t kConstellationsShown = 5;

std::string members_line(const PanelContext& c, const report::Subject& subject) {
    if (subject.single()) return {};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(subject.members.size(), 4); ++i) names.push_back(c.dataset.countries[subject.members[i]].name);
    std::string line = format_count(static_cast<std::int64_t>(subject.members.size())) + " members taken as one: " + join(names);
    if (subject.members.size() > names.size()) line += " and " + std::to_string(subject.members.size() - names.size()) + " more";
    return line;
}

/// The clauses one under another, each with the colour of whom it names; a click opens what is behind the number.
void headline(PanelContext& c, const ExposurePage& page) {
    const ThemeColours& k = c.colours();
    c.probe.say("exposure/headline", page.view.headline);
    if (page.view.clauses.empty()) return text_wrapped(c.fonts.body, k.text_dim, page.view.headline);
    for (const report::HeadlineClause& clause : page.view.clauses) {
        const ExposureRow* const row = page.view.find(clause.measure);
        if (row == nullptr) continue;
        std::string words = clause.text;
        words[0] = static_cast<char>(std::toupper(static_cast<unsigned char>(words[0])));
        const float bar = c.px(3), inset = c.px(12), width = ImGui::GetContentRegionAvail().x;
        const float height = text_height(c.fonts.strong, words, width - inset);
        ImGui::PushID(clause.measure.c_str());
        const bool clicked = ImGui::InvisibleButton("##clause", {width, height});
        ImGui::PopID();
        c.probe.mark_item("exposure/clause/" + clause.measure);
        const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
        mark_item_state(c, a, b);
        ImGui::GetWindowDrawList()->AddRectFilled(a, {a.x + bar, b.y}, im(colour_of_row(c, row->measure, row->figure)), bar / 2);
        put_text(c.fonts.strong, {a.x + inset, a.y}, k.text, words, width - inset);
        if (c.ui.sheet == Sheet::None) explain(c, row->measure.full_name, row->figure.source.empty() ? "Click for the rows behind it." : "Source: " + row->figure.source + "\nClick for the rows behind it.");
        if (clicked) explain_figure(c, row->figure);
    }
}

const ExposureRow* before_of(const ExposurePage& page, const ExposureRow& row) { return page.before ? page.before->find(row.measure.id) : nullptr; }

void group_name(PanelContext& c, Index group) {
    gap(c, 8);
    text_wrapped(c.fonts.strong, c.colours().text, c.dataset.product_groups[group].name);
}

/// The constellations with most satellites overhead; the others are counted.
void satellites(PanelContext& c, const ExposurePage& page) {
    std::vector<const ExposureRow*> rows;
    for (const ExposureRow& row : page.view.rows)
        if (row.measure.section == ExposureSection::Satellites) rows.push_back(&row);
    std::stable_sort(rows.begin(), rows.end(), [](const ExposureRow* a, const ExposureRow* b) { return a->figure.value.value_or(-1.0) > b->figure.value.value_or(-1.0); });
    text_wrapped(c.fonts.small, c.colours().text_dim, "Satellites above 25 degrees, now, mean over the area");
    for (std::size_t i = 0; i < std::min(rows.size(), kConstellationsShown); ++i) exposure_row(c, *rows[i], before_of(page, *rows[i]));
    if (rows.size() > kConstellationsShown) text(c.fonts.small, c.colours().text_dim, "and " + std::to_string(rows.size() - kConstellationsShown) + " constellations with fewer");
}

void footprint(PanelContext& c, const report::Subject& subject) {
    if (!subject.single()) return;
    for (const Index i : c.records.countries[subject.members.front()].footprint) {
        const FootprintFact& fact = c.dataset.footprint[i];
        const auto topic = std::find_if(c.dataset.footprint_topics.begin(), c.dataset.footprint_topics.end(), [&](const FootprintTopic& t) { return t.id == fact.topic; });
        const std::string name = topic == c.dataset.footprint_topics.end() ? fact.topic : topic->name + (topic->unverified ? " (unverified list)" : "");
        field(c, name, fact.value + (fact.year ? ", " + std::to_string(*fact.year) : ""));
        explain(c, name, (fact.notes.empty() ? "" : fact.notes + "\n") + "Source: " + fact.source);
    }
}

/// The trade year of a section's first figure with one; 0 without.
int year_of(const ExposurePage& page, ExposureSection section) {
    for (const ExposureRow& row : page.view.rows)
        if (row.measure.section == section && row.figure.state == report::FigureState::Value && row.figure.year > 0 && !row.figure.carried) return row.figure.year;
    return 0;
}

std::string date_of(const PanelContext& c) {
    const auto date = c.state.filter.date ? c.state.filter.date : c.dataset.as_of;
    return date ? date->iso() : std::string{};
}

void section(PanelContext& c, const ExposurePage& page, const report::ExposureSectionInfo& info) {
    const bool dated = info.section == ExposureSection::Compute || info.section == ExposureSection::Cables;
    const int year = year_of(page, info.section);
    const std::string when = info.section == ExposureSection::Satellites ? std::string{} : dated ? date_of(c) : year > 0 ? std::to_string(year) : std::string{};
    if (!folding_heading(c, "exposure/section/" + std::string{info.id}, info.name, when)) return;
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    if (info.section == ExposureSection::Satellites) satellites(c, page);
    Index group = kNone;
    for (const ExposureRow& row : page.view.rows) {
        if (row.measure.section != info.section || info.section == ExposureSection::Satellites) continue;
        if (row.measure.group != kNone && row.measure.group != group) group_name(c, row.measure.group);
        group = row.measure.group;
        exposure_row(c, row, before_of(page, row), dated ? 0 : year);
    }
    ImGui::PopStyleVar();
    for (const report::ExposureGap& gap_of : page.view.gaps)
        if (gap_of.section == info.section) text_wrapped(c.fonts.small, c.colours().text_dim, gap_of.what + ": no data, " + gap_of.why);
    if (info.section == ExposureSection::Telecom) footprint(c, page.view.subject);
}

void origins(PanelContext& c, const ExposurePage& page) {
    const report::OriginComparison& o = page.view.origins;
    if (!folding_heading(c, "exposure/section/origins", "Declared and passed through", o.year > 0 ? std::to_string(o.year) : "")) return;
    draw_trade_choice(c, "exposure");
    gap(c, 4);
    origin_chart(c, o);
}

void tools(PanelContext& c) {
    const auto& subject = *c.reports->subject();
    if (text_button(c, "exposure/ranking", subject.single() ? "Rank countries" : "Rank members")) c.ask(Action::Ranking);
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "exposure/worst", "Find the worst")) c.ask(Action::FindWorst);
    ImGui::SameLine(0, c.px(6));
    if (text_button(c, "exposure/copy", "Copy") && c.exposure != nullptr && c.exposure->page() != nullptr) {
        ImGui::SetClipboardText(report::exposure_tsv(c.exposure->page()->view).c_str());
        c.ui.say("Copied the page as a table");
    }
    explain(c, "Copy", "Every figure of this page as a table for a spreadsheet.");
    gap(c, 4);
    evidence_buttons(c);
}

void body(PanelContext& c) {
    if (!c.reports->subject()) return text_wrapped(c.fonts.body, c.colours().warning, c.reports->subject_problem());
    if (const std::string members = members_line(c, *c.reports->subject()); !members.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, members);
    const ExposurePage* const page = c.exposure != nullptr ? c.exposure->page() : nullptr;
    gap(c, 8);
    if (page == nullptr) return text(c.fonts.body, c.colours().text_dim, "Computing");
    headline(c, *page);
    if (c.exposure->computing()) text(c.fonts.small, c.colours().text_dim, "Computing the change");
    gap(c, 6);
    tools(c);
    gap(c, 6);
    if (compare_section(c, *page)) return;
    for (const report::ExposureSectionInfo& info : report::exposure_sections()) {
        section(c, *page, info);
        // Where the goods come from belongs to what is bought.
        if (info.section == ExposureSection::Power) origins(c, *page);
    }
    gap(c, 6);
    text_wrapped(c.fonts.small, c.colours().text_dim, "Rank 1 is the most exposed of the countries with data. Every metric M01 to M25 is under Metrics.");
}

}  // namespace

bool folding_heading(PanelContext& c, std::string_view probe, std::string_view title, std::string_view right) {
    divider(c);
    bool& folded = c.ui.folded[std::string{probe}];
    const ThemeColours& k = c.colours();
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(22);
    ImGui::PushID(probe.data(), probe.data() + probe.size());
    if (ImGui::InvisibleButton("##fold", {width, height})) folded = !folded;
    ImGui::PopID();
    c.probe.mark_item(probe);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    mark_item_state(c, a, b);
    put_text(c.fonts.title, {a.x, a.y + (height - c.fonts.title->FontSize) / 2}, k.text, title);
    const std::string mark{folded ? "+" : "\u2212"};
    const float mark_width = text_width(c.fonts.title, mark);
    put_text(c.fonts.title, {b.x - mark_width, a.y + (height - c.fonts.title->FontSize) / 2}, k.text_dim, mark);
    if (!right.empty()) put_text(c.fonts.small, {b.x - mark_width - c.px(8) - text_width(c.fonts.small, right), a.y + (height - c.fonts.small->FontSize) / 2}, k.text_dim, right);
    return !folded;
}

void draw_exposure_panel(PanelContext& c) {
    if (c.reports == nullptr) return;
    begin_right_panel(c, "##exposure");
    const auto& subject = c.reports->subject();
    right_head(c, "Exposure", subject ? std::string_view{subject->name} : std::string_view{"Nobody chosen"});
    subject_picker(c);
    gap(c, 6);
    body(c);
    end_panel(c, "panel/exposure");
}

}  // namespace linchpin::app
