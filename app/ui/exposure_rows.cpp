#include "app/ui/exposure_rows.h"

#include <algorithm>
#include <cmath>

#include "app/ui/figure_text.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

using report::ExposureRow;
using report::Figure;
using report::FigureState;

constexpr const char* kDot = " \u00b7 ";

void add(std::string& line, const std::string& part) {
    if (!part.empty()) line += (line.empty() ? "" : kDot) + part;
}

bool has_value(const Figure& figure) { return figure.state == FigureState::Value; }

/// "China", "through Bab el-Mandeb": whom or what the number is about.
std::string partner_text(const ExposureRow& row) {
    if (!has_value(row.figure) || row.figure.partner_name.empty() || !row.measure.partner.empty()) return {};
    return (row.measure.metric == "M17" ? "through " : row.measure.metric == "M01" ? "from " : "") + row.figure.partner_name;
}

/// Wide enough to be more than rounding: otherwise it is in the explanation.
bool wide(const Figure& figure) {
    if (!figure.low || !figure.high || *figure.low == *figure.high) return false;
    return std::isinf(*figure.high) || *figure.high - *figure.low > 0.02 * std::max(1.0, std::abs(*figure.high));
}

std::string second_line(const ExposureRow& row, const ExposureRow* before, int heading_year) {
    const Figure& figure = row.figure;
    std::string line = partner_text(row);
    if (!has_value(figure)) {
        add(line, figure.note);
        return line;
    }
    if (before != nullptr && differs(before->figure, figure)) {
        std::string was = "before: " + figure_value(before->figure);
        if (before->figure.partner != figure.partner && !before->figure.partner_name.empty()) was += ", " + before->figure.partner_name;
        add(line, was);
    }
    if (wide(figure))
        add(line, report::value_text(*figure.low, figure.unit) + (std::isinf(*figure.high) ? " or more" : " to " + report::value_text(*figure.high, figure.unit)));
    if (row.measure.lead) add(line, rank_text(row));
    // A further detail of a product group is of the year of its first row, unless it says otherwise.
    if (figure.year > 0 && (figure.carried || (row.measure.lead && figure.year != heading_year))) add(line, figure.carried ? "carried from " + std::to_string(figure.year) : std::to_string(figure.year));
    return line;
}

std::string explanation(const ExposureRow& row) {
    const Figure& figure = row.figure;
    const report::MetricInfo* const info = report::find_metric(figure.metric);
    std::string body = info != nullptr ? std::string{info->definition} : std::string{};
    if (info != nullptr) body += "\nDefinition: " + std::string{info->id} + ", " + std::string{info->source};
    const std::string context = figure_context(figure);
    if (!context.empty()) body += "\n" + context;
    if (!figure.note.empty() && has_value(figure)) body += "\n" + figure.note;
    if (const std::string rank = rank_text(row); !rank.empty()) body += "\n" + rank;
    if (row.rank && row.measure.exposed != report::Exposed::Neither) body += "\nRank 1 is the most exposed of the countries with data.";
    if (!figure.source.empty()) body += "\nSource: " + figure.source;
    return body + "\nClick for the formula with its values and the rows used.";
}

bool drawable(const report::SeriesPoint& point) { return has_value(point.figure) && point.figure.value.has_value(); }

void draw_bar(PanelContext& c, const ExposureRow& row, const ExposureRow* before, ImVec2 at, float width, float height, render::Rgba8 colour) {
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto reach = [&](double part) { return at.x + width * static_cast<float>(part); };
    list.AddRectFilled(at, {at.x + width, at.y + height}, im(k.raised), height / 2);
    if (!row.bar) return hatch(c, at, {at.x + width, at.y + height}, k.line);
    if (row.bar_high) list.AddRectFilled(at, {std::max(reach(*row.bar_high), at.x + height), at.y + height}, im(render::with_alpha(colour, 0.32f)), height / 2);
    if (*row.bar > 0.0) list.AddRectFilled(at, {std::max(reach(*row.bar), at.x + height), at.y + height}, im(colour), height / 2);
    if (before == nullptr || !before->bar || !differs(before->figure, row.figure)) return;
    const float x = reach(*before->bar);
    list.AddLine({x, at.y - c.px(2)}, {x, at.y + height + c.px(2)}, im(k.text), std::max(1.0f, 1.5f * c.scale));
}

}  // namespace

render::Rgba8 colour_of_row(const PanelContext& c, const report::ExposureMeasure& measure, const Figure& figure) {
    if (measure.metric == "M25") {
        for (const Satellite& satellite : c.dataset.satellites)
            if (satellite.group == measure.partner) return colour_of(c.nations.of(satellite.operator_country));
    }
    if (const auto code = CountryCode::parse(figure.partner); code && c.dataset.country_index(*code) != kNone) return colour_of(c.nations.of(c.dataset.country_index(*code)));
    return c.colours().accent;
}

std::string rank_text(const ExposureRow& row) {
    if (row.rank) return "rank " + format_count(static_cast<std::int64_t>(row.rank->place)) + " of " + format_count(static_cast<std::int64_t>(row.rank->of));
    if (!row.spread || row.spread->with_value == 0) return {};
    const std::string with = format_count_of(static_cast<std::int64_t>(row.spread->with_value), static_cast<std::int64_t>(row.spread->members)) + " members";
    if (!row.spread->least || !row.spread->most) return with;
    return with + " " + report::value_text(*row.spread->least, row.measure.unit) + " to " + report::value_text(*row.spread->most, row.measure.unit);
}

void explain_figure(PanelContext& c, const Figure& figure) {
    c.ui.explained = {figure.metric, figure.item, figure.group, figure.partner, {}, {}, 0, {}};
    c.ui.open(Sheet::Explain);
}

void small_series(PanelContext& c, const std::vector<report::SeriesPoint>& series, ImVec2 from, ImVec2 to, int year, render::Rgba8 colour) {
    if (std::count_if(series.begin(), series.end(), drawable) < 2) return;
    const int first = series.front().year, last = std::max(series.back().year, first + 1);
    double top = 0.0;
    for (const auto& point : series)
        if (drawable(point)) top = std::max(top, *point.figure.value);
    if (!(top > 0.0)) top = 1.0;
    const auto x = [&](int y) { return from.x + (to.x - from.x) * static_cast<float>(y - first) / static_cast<float>(last - first); };
    const auto y = [&](double value) { return to.y - (to.y - from.y) * static_cast<float>(std::clamp(value / top, 0.0, 1.0)); };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine({from.x, to.y}, to, im(c.colours().line), 1.0f);
    for (std::size_t i = 1; i < series.size(); ++i) {
        const auto &a = series[i - 1], &b = series[i];
        // A year without data, or recorded otherwise, is not bridged.
        if (drawable(a) && drawable(b) && b.year == a.year + 1 && b.mark.empty())
            list.AddLine({x(a.year), y(*a.figure.value)}, {x(b.year), y(*b.figure.value)}, im(colour), 1.4f * c.scale);
    }
    for (const auto& point : series) {
        if (!drawable(point)) continue;
        const bool now = point.year == year;
        // Few years are dots, many are the line and its end.
        if (now || series.size() <= 12 || point.year == series.back().year)
            list.AddCircleFilled({x(point.year), y(*point.figure.value)}, (now ? 2.6f : 1.6f) * c.scale, im(now ? c.colours().text : colour), 12);
    }
}

namespace {

/// Where the parts of a row stand. Nothing is cut off: a long name wraps, and takes a line of its own where it must.
struct RowPlaces {
    float width, pad, name_room, name_height, value_width, value_height, rank_width;
    bool stacked, bar, spark;
    float bar_y, bar_height, second_y, second_room, height;
    ImVec2 spark_from, spark_to;
};

RowPlaces places_of(PanelContext& c, const ExposureRow& row, const std::string& value, const std::string& second, const std::string& rank, ImFont* name_font, ImFont* value_font) {
    const bool lead = row.measure.lead, there = has_value(row.figure);
    RowPlaces p{};
    p.width = ImGui::GetContentRegionAvail().x;
    p.pad = c.px(lead ? 6 : 3);
    p.value_width = text_width(value_font, value);
    p.value_height = text_height(value_font, value, p.width);
    p.rank_width = rank.empty() ? 0.0f : text_width(c.fonts.small, rank) + c.px(10);
    p.spark = there && row.series.size() > 1;
    const ImVec2 size{c.px(lead ? 72 : 40), c.px(lead ? 22 : 12)};
    const float beside = p.spark && !lead ? size.x + c.px(10) : 0.0f;
    p.stacked = p.value_width + p.rank_width + beside + c.px(12) > p.width * 0.62f;
    p.name_room = p.stacked ? p.width : p.width - p.value_width - p.rank_width - beside - c.px(12);
    p.name_height = text_height(name_font, row.measure.name, p.name_room);
    float y = p.pad + (p.stacked ? p.name_height + c.px(2) + p.value_height : std::max(p.name_height, p.value_height));
    p.bar = there && row.bar.has_value();
    p.bar_height = c.px(lead ? 6 : 3);
    p.bar_y = y + c.px(lead ? 4 : 3);
    if (p.bar) y = p.bar_y + p.bar_height;
    p.second_room = p.spark && lead ? p.width - size.x - c.px(12) : p.width;
    p.second_y = y + c.px(4);
    const float below = std::max(second.empty() ? 0.0f : text_height(c.fonts.small, second, p.second_room), p.spark && lead ? size.y : 0.0f);
    p.height = (below > 0.0f ? p.second_y + below : y) + p.pad;
    if (lead) {
        p.spark_from = {p.width - size.x, p.second_y + c.px(3)};
        p.spark_to = {p.width, p.second_y + size.y};
    } else {
        const float right = p.width - (p.stacked ? 0.0f : p.value_width + p.rank_width) - c.px(8), top = p.pad + (p.stacked ? p.name_height + c.px(4) : c.px(1));
        p.spark_from = {right - size.x, top};
        p.spark_to = {right, top + size.y};
    }
    return p;
}

}  // namespace

void exposure_row(PanelContext& c, const ExposureRow& row, const ExposureRow* before, int heading_year) {
    const ThemeColours& k = c.colours();
    const Figure& figure = row.figure;
    const bool lead = row.measure.lead, there = has_value(figure), changed = there && before != nullptr && differs(before->figure, figure);
    const std::string probe = "exposure/" + row.measure.id, value = figure_value(figure), second = second_line(row, before, heading_year);
    // A further detail says its rank in its one line: "67 of 182"; that of a set's members is in the explanation.
    std::string rank = !lead && row.rank && there ? rank_text(row).substr(5) : std::string{};
    ImFont* const name_font = lead ? c.fonts.body : c.fonts.small;
    ImFont* const value_font = there ? (lead ? c.fonts.title : c.fonts.strong) : c.fonts.body;
    const RowPlaces p = places_of(c, row, value, second, rank, name_font, value_font);

    ImGui::PushID(probe.c_str());
    const bool clicked = ImGui::InvisibleButton("##row", {p.width, p.height});
    ImGui::PopID();
    c.probe.mark_item(probe);
    c.probe.say(probe, value + (second.empty() ? "" : kDot + second) + (rank.empty() ? "" : kDot + std::string{"rank "} + rank));
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    mark_item_state(c, a, b);
    const float name_y = a.y + p.pad + (p.stacked ? 0.0f : std::max(0.0f, (p.value_height - p.name_height) / 2));
    put_text(name_font, {a.x, name_y}, lead && there ? k.text : k.text_dim, row.measure.name, p.name_room);
    const float value_y = a.y + p.pad + (p.stacked ? p.name_height + c.px(2) : 0.0f);
    put_text(value_font, {p.stacked ? a.x : b.x - p.value_width, value_y}, !there ? k.text_dim : changed ? k.warning : k.text, value, p.stacked ? p.width : 0.0f);
    if (!rank.empty()) {
        const float x = p.stacked ? b.x - p.rank_width + c.px(10) : b.x - p.value_width - p.rank_width;
        put_text(c.fonts.small, {x, value_y + std::max(0.0f, p.value_height - c.fonts.small->FontSize) / 2}, k.text_dim, rank);
    }
    const render::Rgba8 colour = colour_of_row(c, row.measure, figure);
    if (p.bar) draw_bar(c, row, before, {a.x, a.y + p.bar_y}, p.width, p.bar_height, colour);
    if (!second.empty()) put_text(c.fonts.small, {a.x, a.y + p.second_y}, k.text_dim, second, p.second_room);
    if (p.spark) small_series(c, row.series, {a.x + p.spark_from.x, a.y + p.spark_from.y}, {a.x + p.spark_to.x, a.y + p.spark_to.y}, figure.year, colour);
    if (c.ui.sheet == Sheet::None) explain(c, row.measure.full_name, explanation(row));
    if (clicked) explain_figure(c, figure);
}

}  // namespace linchpin::app
