#include "app/ui/metric_rows.h"

#include <algorithm>

#include "app/ui/widgets.h"

namespace linchpin::app {
namespace {

using report::Figure;
using report::FigureState;

std::string explanation_of(const report::MetricInfo& info, const Figure& figure) {
    std::string body{info.definition};
    body += "\nDefinition: " + std::string{info.id} + ", " + std::string{info.source};
    if (!figure.note.empty()) body += "\n" + figure.note;
    if (!figure.source.empty()) body += "\nSource: " + figure.source;
    return body + "\nClick for the formula with its values and the rows used.";
}

std::string probe_of(const Figure& figure) {
    return "metric/" + figure.metric + "/" + figure.item + (figure.partner.empty() ? "" : "/" + figure.partner);
}

/// What a row says, and where. The values stand in one column at the right; a long name wraps beside its value, and where a value
/// leaves it too little room, takes the lines above it. Nothing is cut off: what a number is must be readable.
struct Row {
    std::string name, value, old, context;
    bool changed = false, stacked = false, context_beside = false;
    float width = 0, value_width = 0, old_width = 0, dash_width = 0;
    float name_width = 0, value_y = 0, context_y = 0, height = 0;
};

Row row_of(PanelContext& c, const Figure& figure, const Figure* before, float width) {
    Row r;
    r.width = width;
    r.name = figure.partner_name.empty() ? figure.name : figure.name + ", " + figure.partner_name;
    r.value = figure_value(figure);
    r.context = figure_context(figure);
    r.changed = before != nullptr && differs(*before, figure);
    r.value_width = text_width(figure.state == FigureState::Value ? c.fonts.strong : c.fonts.body, r.value);
    r.dash_width = figure.state == FigureState::Value ? 0.0f : c.px(28);
    if (!r.changed) return r;
    const bool other_partner = before->partner != figure.partner;
    const std::string was = figure_value(*before);
    if (other_partner || r.value_width + r.dash_width + text_width(c.fonts.body, was) + c.px(40) > width) {
        r.context = "before: " + was + (other_partner && !before->partner_name.empty() ? ", " + before->partner_name : "") +
                    (r.context.empty() ? "" : " \u00b7 " + r.context);
    } else {
        r.old = was + " \u2192 ";
        r.old_width = text_width(c.fonts.body, r.old);
    }
    return r;
}

void lay_out(PanelContext& c, Row& r) {
    const float line = c.fonts.body->FontSize, small = c.fonts.small->FontSize, top = c.px(6), apart = c.px(16);
    const float values = std::min(r.width, r.value_width + r.old_width + r.dash_width);
    const float beside = r.width - values - apart;
    r.stacked = text_width(c.fonts.body, r.name) > beside && beside < 0.5f * r.width;
    r.name_width = r.stacked ? r.width : beside;
    const float name_height = text_height(c.fonts.body, r.name, r.name_width);
    r.value_y = r.stacked ? top + name_height + c.px(2) : top;
    const float value_height = text_height(c.fonts.strong, r.value, r.width);
    float bottom = std::max(top + name_height, r.value_y + value_height);
    r.context_beside = r.stacked && value_height < 1.5f * line && text_width(c.fonts.small, r.context) <= beside;
    r.context_y = r.context_beside ? r.value_y + line - small : bottom + c.px(3);
    if (!r.context.empty() && !r.context_beside) bottom = r.context_y + text_height(c.fonts.small, r.context, r.width);
    r.height = bottom + top;
}

void draw_row(PanelContext& c, const Row& r, ImVec2 a, bool has_value) {
    const ThemeColours& k = c.colours();
    const float right = a.x + r.width, line = c.fonts.body->FontSize, y = a.y + r.value_y;
    put_text(c.fonts.body, {a.x, a.y + c.px(6)}, has_value ? k.text : k.text_dim, r.name, r.name_width);
    const float value_x = std::max(a.x, right - r.value_width);
    put_text(has_value ? c.fonts.strong : c.fonts.body, {value_x, y}, !has_value ? k.text_dim : r.changed ? k.warning : k.text, r.value, r.width);
    if (!has_value) hatch(c, {value_x - r.dash_width, y + c.px(3)}, {value_x - c.px(6), y + line - c.px(1)}, k.text_dim);
    put_text(c.fonts.body, {value_x - r.dash_width - r.old_width, y}, k.text_dim, r.old);
    put_text(c.fonts.small, {a.x, a.y + r.context_y}, k.text_dim, r.context, r.context_beside ? 0.0f : r.width);
}

}  // namespace

void figure_row(PanelContext& c, const report::MetricInfo& info, const Figure& figure, const Figure* before) {
    const std::string probe = probe_of(figure);
    Row row = row_of(c, figure, before, ImGui::GetContentRegionAvail().x);
    lay_out(c, row);
    ImGui::PushID(probe.c_str());
    const bool clicked = ImGui::InvisibleButton("##figure", {row.width, row.height});
    ImGui::PopID();
    c.probe.mark_item(probe);
    c.probe.say(probe, row.value);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    mark_item_state(c, a, b);
    draw_row(c, row, a, figure.state == FigureState::Value);
    if (c.ui.sheet == Sheet::None) explain(c, row.name, explanation_of(info, figure));
    if (!clicked) return;
    c.ui.explained = {figure.metric, figure.item, figure.group, figure.partner, {}, {}, 0, {}};
    c.ui.open(Sheet::Explain);
}

void metric_head(PanelContext& c, const MetricAnswer& answer) {
    gap(c, 8);
    text_wrapped(c.fonts.small, c.colours().text_dim, std::string{answer.info->id} + "  " + std::string{answer.info->name} + (answer.computing ? "  \u00b7  computing" : ""));
}

void metric_block(PanelContext& c, const MetricAnswer& answer) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    metric_head(c, answer);
    for (const Figure& figure : answer.figures) figure_row(c, *answer.info, figure, counterpart(answer.before, figure, answer.figures));
    if (answer.series != nullptr) sparkline(c, "series/" + std::string{answer.info->id}, *answer.series, c.state.filter.trade_year);
    ImGui::PopStyleVar();
}

}  // namespace linchpin::app
