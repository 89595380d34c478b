// Right: who depends on whom, for one country, bloc, region or own set.
#include <algorithm>
#include <cmath>

#include "app/report/report_service.h"
#include "app/state/scenario_text.h"
#include "app/state/records.h"
#include "app/ui/cable_choices.h"
#include "app/ui/index_weights.h"
#include "app/ui/inputs_section.h"
#include "app/ui/metric_rows.h"
#include "app/ui/pickers.h"
#include "app/ui/record_fields.h"
#include "app/ui/right_panel.h"
#include "app/ui/take_away.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr double kMostGrowth = 1.0;  ///< of the sliders; a state file may say up to 10

std::string percent(double share) { return format_number(share * 100.0, 0) + kThinSpace + "%"; }

void share_slider(PanelContext& c, std::string_view probe, std::string_view name, double& value, double most, std::string_view title, std::string_view meaning) {
    float t = static_cast<float>(std::clamp(value / most, 0.0, 1.0));
    if (slider(c, probe, name, percent(value), t)) value = std::round(static_cast<double>(t) * 100.0) / 100.0 * most;
    explain(c, title, meaning);
}

void traced_block(PanelContext& c, const MetricAnswer& answer) {
    metric_head(c, answer);
    share_slider(c, "dependence/pass-through", "Pass-through", c.state.report.pass_through, 1.0, "Pass-through",
                 "How much of every country's exports leaves in the same mix as its supply. At 100 % it is the largest possible pass-through of imports, at 0 % every "
                 "export counts as the exporter's own produce. A model: with trade data alone the true origin is not known.");
    gap(c, 4);
    origin_bars(c, answer);
    // The pair that differs most deserves its formula: one click away, as everywhere.
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    std::size_t rows = 0;
    for (const report::Figure& figure : answer.figures) {
        if (figure.item == "declared_share" || (figure.item == "traced_share" && rows++ > 0)) continue;
        figure_row(c, *answer.info, figure, counterpart(answer.before, figure, answer.figures));
    }
    if (answer.series != nullptr) sparkline(c, "series/M06", *answer.series, c.state.filter.trade_year);
    ImGui::PopStyleVar();
}

void outage_question(PanelContext& c) {
    ReportChoice& r = c.state.report;
    std::vector<Choice> suppliers = country_choices(c.dataset);
    suppliers.insert(suppliers.begin(), {"", "The top supplier", ""});
    (void)pick_one(c, "outage/supplier", "Who stops (M09)", suppliers, r.outage_supplier);
    gap(c, 4);
    share_slider(c, "outage/fraction", "Part that is lost", r.outage_fraction, 1.0, "Part that is lost", "The fraction d of what this supplier delivers. An assumption, not a forecast.");
    share_slider(c, "outage/foreign", "Others can add", r.grow_foreign, kMostGrowth, "Others can add",
                 "The cap g: how much more the other suppliers can deliver, as a part of what they deliver now. An assumption.");
    share_slider(c, "outage/domestic", "Home can add", r.grow_domestic, kMostGrowth, "Home production can add",
                 "The cap h, likewise for home production. It counts only where home production is known. An assumption.");
}

/// What a metric lets a person choose, under its numbers.
void own_choices(PanelContext& c, std::string_view metric) {
    if (metric != "M13" && metric != "M15" && metric != "M19") return;
    gap(c, 8);
    if (metric == "M13") impute_switch(c);
    if (metric == "M15") hub_choice(c);
    if (metric == "M19") index_weights(c);
}

void family(PanelContext& c, report::Family which, std::string_view title, std::string_view right) {
    heading(c, title, right);
    for (const MetricAnswer& answer : c.reports->metrics()) {
        if (answer.info->family != which) continue;
        ImGui::PushID(answer.info->id.data());
        if (answer.info->id == "M09") {
            gap(c, 8);
            outage_question(c);
        }
        if (c.ui.wanted_metric == answer.info->id) {
            ImGui::SetScrollHereY(0.0f);
            c.ui.wanted_metric.clear();
        }
        if (answer.info->id == "M06") traced_block(c, answer);
        else metric_block(c, answer);
        own_choices(c, answer.info->id);
        ImGui::PopID();
    }
}

std::string members_line(const PanelContext& c, const report::Subject& subject) {
    if (subject.single()) return {};
    std::vector<std::string> names;
    for (std::size_t i = 0; i < std::min<std::size_t>(subject.members.size(), 4); ++i) names.push_back(c.dataset.countries[subject.members[i]].name);
    std::string line = format_count(static_cast<std::int64_t>(subject.members.size())) + " members, trade between them is internal: " + join(names);
    if (subject.members.size() > names.size()) line += " and " + std::to_string(subject.members.size() - names.size()) + " more";
    return line;
}

void body(PanelContext& c) {
    if (!c.reports->subject()) return text_wrapped(c.fonts.body, c.colours().warning, c.reports->subject_problem());
    const report::Subject& subject = *c.reports->subject();
    if (const std::string members = members_line(c, subject); !members.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, members);
    gap(c, 10);
    draw_trade_choice(c, "dependence");
    gap(c, 4);
    switch_row(c, "dependence/plans", "Count planned sites and cables", c.state.report.with_plans);
    explain(c, "Plans", "Planned data centres and cables count from the year in which they are announced to start.");
    const std::string date = c.state.filter.date ? "at " + c.state.filter.date->iso() : std::string{};
    family(c, report::Family::Trade, "Trade", std::to_string(c.reports->question().year));
    family(c, report::Family::Compute, "Compute", date);
    family(c, report::Family::Cables, "Cables", date);
    family(c, report::Family::Satellites, "Satellites", "");
    draw_inputs_section(c);
}

}  // namespace

void draw_dependence_panel(PanelContext& c) {
    if (c.reports == nullptr) return;
    begin_right_panel(c, "##dependence");
    const auto& subject = c.reports->subject();
    right_head(c, "Metrics", subject ? std::string_view{subject->name} : std::string_view{"Nobody chosen"});
    subject_picker(c);
    gap(c, 6);
    if (subject) evidence_buttons(c);
    gap(c, 4);
    body(c);
    end_panel(c, "panel/dependence");
}

}  // namespace linchpin::app
