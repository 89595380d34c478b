// Where a number comes from: formula with its values, rows used, definition.
#include <algorithm>

#include "app/report/report_service.h"
#include "app/ui/metric_rows.h"
#include "app/ui/record_fields.h"
#include "app/ui/sheets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr int kDeepest = 8;

void rows_of(PanelContext& c, const report::Explanation& why) {
    for (const report::RowRef& row : why.rows) {
        const std::string where = row.file + ":" + std::to_string(row.line);
        text(c.fonts.small, c.colours().accent, where);
        ImGui::SameLine(0, c.px(10));
        text_wrapped(c.fonts.small, c.colours().text, row.text);
    }
    if (why.rows_left_out > 0) text(c.fonts.small, c.colours().text_dim, "and " + format_count(static_cast<std::int64_t>(why.rows_left_out)) + " rows more");
}

void draw_tree(PanelContext& c, const report::Explanation& why, int depth) {
    if (depth > kDeepest) return;
    const ThemeColours& k = c.colours();
    const ImVec2 from = ImGui::GetCursorScreenPos();
    if (depth > 0) ImGui::Indent(c.px(14));
    ImGui::BeginGroup();
    if (depth > 0 && !why.title.empty()) {  // the sheet itself is called after the root
        const bool one_line = text_width(c.fonts.strong, why.title) + text_width(c.fonts.strong, why.value) + c.px(16) <= ImGui::GetContentRegionAvail().x;
        text_wrapped(c.fonts.strong, k.text, why.title);
        if (!why.value.empty() && one_line) text_right(c, c.fonts.strong, k.text, why.value);
        else if (!why.value.empty()) text_wrapped(c.fonts.strong, k.text, why.value);
    }
    if (!why.formula.empty()) text_wrapped(c.fonts.body, k.text, why.formula);
    if (!why.data.empty()) text_wrapped(c.fonts.small, k.text_dim, why.data);
    rows_of(c, why);
    if (!why.definition.empty()) text_wrapped(c.fonts.small, k.text_dim, why.definition);
    gap(c, 8);
    for (const report::Explanation& part : why.parts) draw_tree(c, part, depth + 1);
    ImGui::EndGroup();
    if (depth == 0) return;
    ImGui::GetWindowDrawList()->AddLine({from.x + c.px(4), from.y}, {from.x + c.px(4), ImGui::GetItemRectMax().y - c.px(4)}, im(k.line), std::max(1.0f, c.scale));
    ImGui::Unindent(c.px(14));
}

/// The explained figure, computed when the sheet opens and after a change of the question, not in every frame.
const report::Figure* explained_figure(PanelContext& c) {
    ExplainedFigure& wanted = c.ui.explained;
    const std::string key = wanted.metric + "|" + wanted.item + "|" + wanted.group + "|" + wanted.partner + "|" + c.reports->subject()->id;
    if (c.ui.sheet_just_opened || wanted.key != key || wanted.version != c.reports->version() || !(wanted.question == c.reports->question())) {
        wanted.key = key;
        wanted.version = c.reports->version();
        wanted.question = c.reports->question();
        wanted.found.reset();
        report::Figure like;
        like.metric = wanted.metric;
        like.item = wanted.item;
        like.group = wanted.group;
        like.partner = wanted.partner;
        const std::vector<report::Figure> all = c.reports->explained(wanted.metric, false, wanted.group);
        if (const report::Figure* const figure = same_figure(all, like)) wanted.found = *figure;
    }
    return wanted.found ? &*wanted.found : nullptr;
}

}  // namespace

void draw_explain_sheet(PanelContext& c) {
    if (c.reports == nullptr || !c.reports->subject()) {
        c.ui.sheet = Sheet::None;
        return;
    }
    const report::Figure* const figure = explained_figure(c);
    begin_sheet(c, figure == nullptr ? std::string{"No such figure now"} : figure->name, {760.0f, 720.0f});
    if (figure != nullptr) {
        const ThemeColours& k = c.colours();
        std::string about = c.reports->subject()->name;
        if (!figure->partner_name.empty()) about += ", " + figure->partner_name;
        text(c.fonts.body, k.text_dim, about);
        if (c.reports->scenario()) badge(c, "SCENARIO", true);
        text(c.fonts.large, k.text, figure_value(*figure));
        text_wrapped(c.fonts.small, k.text_dim, figure_context(*figure));
        if (!figure->note.empty()) text_wrapped(c.fonts.small, k.text, figure->note);
        divider(c);
        if (figure->why) draw_tree(c, *figure->why, 0);
        if (const report::MetricInfo* const info = report::find_metric(figure->metric)) {
            if (!figure->why) text_wrapped(c.fonts.body, k.text, info->definition);
            if (!info->needs.empty()) text_wrapped(c.fonts.body, k.text, "Needs " + std::string{info->needs} + ".");
        }
        if (!figure->source.empty()) text_wrapped(c.fonts.small, k.text_dim, "Source: " + figure->source);
    }
    end_sheet(c);
}

}  // namespace linchpin::app
