#include "app/ui/metric_rows.h"

#include <algorithm>
#include <cctype>
#include <cmath>

#include "app/ui/widgets.h"
#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
namespace {

using report::Figure;
using report::FigureState;

constexpr const char* kDot = " \u00b7 ";

void add(std::string& line, const std::string& part) {
    if (part.empty()) return;
    line += (line.empty() ? "" : kDot) + part;
}

std::string bound_text(double value, report::Unit unit) { return std::isinf(value) ? std::string{"no limit"} : report::value_text(value, unit); }

void put(ImFont* font, ImVec2 at, render::Rgba8 colour, std::string_view s) {
    if (!s.empty()) ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, im(colour), s.data(), s.data() + s.size());
}

std::string explanation_of(const report::MetricInfo& info, const Figure& figure) {
    std::string body{info.definition};
    body += "\nDefinition: " + std::string{info.id} + ", " + std::string{info.source};
    if (!figure.note.empty()) body += "\n" + figure.note;
    if (!figure.source.empty()) body += "\nSource: " + figure.source;
    return body + "\nClick for the formula with its values and the rows used.";
}

std::string row_name(const Figure& figure) { return figure.partner_name.empty() ? figure.name : figure.name + ", " + figure.partner_name; }

std::string probe_of(const Figure& figure) {
    return "metric/" + figure.metric + "/" + figure.item + (figure.partner.empty() ? "" : "/" + figure.partner);
}

}  // namespace

namespace {

/// Verdicts and classes are words, and a text that holds the number says it better ("at least 4"). Any other text is what the
/// number is about, and goes to the second line.
bool is_text(const Figure& figure) {
    if (figure.text.empty()) return false;
    if (!figure.value || figure.unit == report::Unit::Verdict || figure.unit == report::Unit::Class) return true;
    // As a word of its own: the 2 of a cable called LION2 is no number.
    const std::string value = report::value_text(figure);
    const std::size_t at = figure.text.find(value);
    if (at == std::string::npos) return false;
    const auto part_of_word = [&figure](std::size_t i) { return i < figure.text.size() && std::isalnum(static_cast<unsigned char>(figure.text[i])) != 0; };
    return !(at > 0 && part_of_word(at - 1)) && !part_of_word(at + value.size());
}

}  // namespace

std::string figure_value(const Figure& figure) {
    switch (figure.state) {
        case FigureState::Value: return is_text(figure) ? figure.text : report::value_text(figure);
        case FigureState::NoData: return "no data";
        case FigureState::NotAvailable: return "not available";
        case FigureState::NeedsInput: return "needs input";
    }
    return kMissingText;
}

std::string figure_context(const Figure& figure) {
    std::string line;
    if (figure.state == FigureState::NeedsInput) return figure.note;
    if (figure.state == FigureState::Value && !is_text(figure)) add(line, figure.text);
    if (figure.low && figure.high && *figure.low != *figure.high)
        add(line, bound_text(*figure.low, figure.unit) + " to " + bound_text(*figure.high, figure.unit));
    else if (figure.state != FigureState::Value && figure.high) add(line, "at most " + bound_text(*figure.high, figure.unit));
    if (figure.year > 0) add(line, figure.carried ? "carried from " + std::to_string(figure.year) : std::to_string(figure.year));
    add(line, figure.as_of);
    if (figure.coverage && *figure.coverage < 0.9995) add(line, report::value_text(*figure.coverage, report::Unit::Share) + " covered");
    if (figure.state != FigureState::Value) add(line, figure.note);
    return line;
}

bool differs(const Figure& before, const Figure& after) { return before.partner != after.partner || figure_value(before) != figure_value(after); }

const Figure* counterpart(std::span<const Figure> others, const Figure& figure, std::span<const Figure> own) {
    if (const Figure* const same = same_figure(others, figure)) return same;
    const auto of_item = [&figure](const Figure& f) { return f.metric == figure.metric && f.item == figure.item && f.group == figure.group; };
    if (std::count_if(own.begin(), own.end(), of_item) != 1 || std::count_if(others.begin(), others.end(), of_item) != 1) return nullptr;
    return &*std::find_if(others.begin(), others.end(), of_item);
}

const Figure* same_figure(std::span<const Figure> figures, const Figure& like) {
    const auto it = std::find_if(figures.begin(), figures.end(), [&like](const Figure& f) {
        return f.metric == like.metric && f.item == like.item && f.group == like.group && f.partner == like.partner;
    });
    return it == figures.end() ? nullptr : &*it;
}

void hatch(PanelContext& c, ImVec2 from, ImVec2 to, render::Rgba8 colour) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(from, to, true);
    const float height = to.y - from.y, step = std::max(3.0f, c.px(5));
    for (float x = from.x - height; x < to.x; x += step) list.AddLine({x, to.y}, {x + height, from.y}, im(colour), std::max(1.0f, c.scale));
    list.PopClipRect();
}

void figure_row(PanelContext& c, const report::MetricInfo& info, const Figure& figure, const Figure* before) {
    const ThemeColours& k = c.colours();
    const bool has_value = figure.state == FigureState::Value;
    const std::string value = figure_value(figure), name = row_name(figure), probe = probe_of(figure);
    std::string old = before != nullptr && differs(*before, figure) ? figure_value(*before) : std::string{}, context = figure_context(figure);
    const float width = ImGui::GetContentRegionAvail().x, line = c.fonts.body->FontSize, small = c.fonts.small->FontSize;
    const bool other_partner = before != nullptr && before->partner != figure.partner;
    const bool changed = !old.empty();
    if (changed && (other_partner || text_width(c.fonts.strong, value) + text_width(c.fonts.body, old) + c.px(40) > width)) {
        context = "before: " + old + (other_partner && !before->partner_name.empty() ? ", " + before->partner_name : "") + (context.empty() ? "" : kDot + context);
        old.clear();
    }
    const float value_width = text_width(c.fonts.strong, value), old_width = old.empty() ? 0.0f : text_width(c.fonts.body, old + " \u2192 ");
    const bool one_line = text_width(c.fonts.body, name) + value_width + old_width + c.px(16) <= width;
    // A long name takes a line of its own rather than an ellipsis: what a number is must be readable.
    const bool beside = !one_line && text_width(c.fonts.small, context) + value_width + old_width + c.px(16) <= width;
    const float height = c.px(12) + line + (one_line ? 0.0f : line + c.px(2)) + (context.empty() || beside ? 0.0f : small + c.px(3));
    ImGui::PushID(probe.c_str());
    const bool clicked = ImGui::InvisibleButton("##figure", {width, height});
    ImGui::PopID();
    c.probe.mark_item(probe);
    c.probe.say(probe, value);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (ImGui::IsItemHovered()) list.AddRectFilled({a.x - c.px(6), a.y}, {b.x + c.px(6), b.y}, im(k.raised), c.px(8));
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) list.AddRect({a.x - c.px(6), a.y}, {b.x + c.px(6), b.y}, im(k.accent), c.px(8), 0, 1.5f * c.scale);
    float y = a.y + c.px(6);
    put(c.fonts.body, {a.x, y}, has_value ? k.text : k.text_dim, fitted(c.fonts.body, name, one_line ? width : b.x - a.x));
    if (!one_line) y += line + c.px(2);
    if (has_value) {
        put(c.fonts.strong, {b.x - value_width, y}, changed ? k.warning : k.text, value);
        if (!old.empty()) put(c.fonts.body, {b.x - value_width - old_width, y}, k.text_dim, old + " \u2192 ");
    } else {
        const float dash = c.px(22);
        hatch(c, {b.x - value_width - dash - c.px(6), y + c.px(3)}, {b.x - value_width - c.px(6), y + line - c.px(1)}, k.line);
        put(c.fonts.body, {b.x - value_width, y}, k.text_dim, value);
        if (!old.empty()) put(c.fonts.body, {b.x - value_width - dash - c.px(10) - old_width, y}, k.text_dim, old + " \u2192 ");
    }
    if (!context.empty()) put(c.fonts.small, {a.x, beside ? y + (line - small) : y + line + c.px(3)}, k.text_dim, fitted(c.fonts.small, context, width));
    if (c.ui.sheet == Sheet::None) explain(c, name, explanation_of(info, figure));
    if (clicked) {
        c.ui.explained = {figure.metric, figure.item, figure.group, figure.partner, {}, {}, 0, {}};
        c.ui.open(Sheet::Explain);
    }
}

void metric_block(PanelContext& c, const MetricAnswer& answer) {
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(8), 0});
    const std::string head = std::string{answer.info->id} + "  " + std::string{answer.info->name} + (answer.computing ? "  \u00b7  computing" : "");
    gap(c, 6);
    text_wrapped(c.fonts.small, c.colours().text_dim, head);
    for (const Figure& figure : answer.figures) figure_row(c, *answer.info, figure, counterpart(answer.before, figure, answer.figures));
    if (answer.series != nullptr) sparkline(c, "series/" + std::string{answer.info->id}, *answer.series, c.state.filter.trade_year);
    ImGui::PopStyleVar();
}

// ---- series -------------------------------------------------------------------------------------------------------------------------

namespace {

struct Frame {
    ImVec2 from, to;
    int first = 0, last = 0;
    double top = 1.0;
    [[nodiscard]] float x(int year) const {
        return last == first ? (from.x + to.x) / 2 : from.x + (to.x - from.x) * static_cast<float>(year - first) / static_cast<float>(last - first);
    }
    [[nodiscard]] float y(double value) const { return to.y - (to.y - from.y) * static_cast<float>(std::clamp(value / top, 0.0, 1.0)); }
};

bool drawable(const report::SeriesPoint& point) { return point.figure.state == FigureState::Value && point.figure.value.has_value(); }

/// Joined to the one before: neither a year without data nor a change in how the data were recorded lies between.
bool joined(const report::SeriesPoint& before, const report::SeriesPoint& point) {
    return drawable(before) && drawable(point) && point.year == before.year + 1 && point.mark.empty() && !before.partial && !point.partial;
}

void draw_points(PanelContext& c, const Frame& frame, const std::vector<report::SeriesPoint>& series) {
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < series.size(); ++i) {
        const report::SeriesPoint& point = series[i];
        if (!drawable(point)) {
            const float x = frame.x(point.year), half = c.px(2);
            hatch(c, {x - half, frame.from.y}, {x + half, frame.to.y}, k.line);
            continue;
        }
        const ImVec2 at{frame.x(point.year), frame.y(*point.figure.value)};
        if (point.figure.low && point.figure.high && std::isfinite(*point.figure.high))
            list.AddLine({at.x, frame.y(*point.figure.low)}, {at.x, frame.y(*point.figure.high)}, im(render::with_alpha(k.accent, 0.35f)), c.px(3));
        if (i > 0 && joined(series[i - 1], point))
            list.AddLine({frame.x(series[i - 1].year), frame.y(*series[i - 1].figure.value)}, at, im(k.accent), 1.5f * c.scale);
        if (point.partial) list.AddCircle(at, 2.5f * c.scale, im(k.accent), 12, 1.2f * c.scale);
        else list.AddCircleFilled(at, 2.0f * c.scale, im(point.mark.empty() ? k.accent : k.warning), 12);
        if (!point.mark.empty()) list.AddTriangleFilled({at.x - c.px(3), frame.from.y - c.px(5)}, {at.x + c.px(3), frame.from.y - c.px(5)}, {at.x, frame.from.y}, im(k.warning));
    }
}

std::string point_text(const report::SeriesPoint& point) {
    std::string body = figure_value(point.figure);
    const std::string context = figure_context(point.figure);
    if (!context.empty()) body += kDot + context;
    if (point.partial) body += "\nThe year is not complete.";
    if (!point.mark.empty()) body += "\n" + point.mark;
    return body;
}

}  // namespace

void sparkline(PanelContext& c, std::string_view probe_name, const std::vector<report::SeriesPoint>& series, int year) {
    const auto with_value = std::count_if(series.begin(), series.end(), drawable);
    if (with_value < 2) return;  // one dot is no series, and the row above says it
    Frame frame;
    frame.first = series.front().year;
    frame.last = series.back().year;
    double top = 0.0;
    for (const report::SeriesPoint& point : series) {
        if (!drawable(point)) continue;
        top = std::max(top, *point.figure.value);
        if (point.figure.high && std::isfinite(*point.figure.high)) top = std::max(top, *point.figure.high);
    }
    frame.top = top > 0.0 ? top : 1.0;
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(62);
    ImGui::PushID(probe_name.data(), probe_name.data() + probe_name.size());
    ImGui::InvisibleButton("##series", {width, height});
    ImGui::PopID();
    c.probe.mark_item(probe_name);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    const float inset = c.px(6), label = c.fonts.small->FontSize;
    frame.from = {a.x + inset, a.y + c.px(9)};
    frame.to = {b.x - inset, b.y - label - c.px(6)};
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine({a.x, frame.to.y}, {b.x, frame.to.y}, im(k.line), 1.0f);
    if (year >= frame.first && year <= frame.last) list.AddLine({frame.x(year), frame.from.y}, {frame.x(year), frame.to.y}, im(k.text_dim), 1.0f);
    draw_points(c, frame, series);
    const std::string first = std::to_string(frame.first), last = std::to_string(frame.last);
    put(c.fonts.small, {a.x, frame.to.y + c.px(3)}, k.text_dim, first);
    put(c.fonts.small, {b.x - text_width(c.fonts.small, last), frame.to.y + c.px(3)}, k.text_dim, last);
    const std::string most = "0 to " + report::value_text(frame.top, series.front().figure.unit);
    put(c.fonts.small, {(a.x + b.x - text_width(c.fonts.small, most)) / 2, frame.to.y + c.px(3)}, k.text_dim, most);
    if (!ImGui::IsItemHovered()) return;
    const float pointer = ImGui::GetIO().MousePos.x;
    const auto nearest = std::min_element(series.begin(), series.end(), [&](const auto& p, const auto& q) {
        return std::abs(frame.x(p.year) - pointer) < std::abs(frame.x(q.year) - pointer);
    });
    explain(c, std::to_string(nearest->year), point_text(*nearest));
}

// ---- declared against traced ------------------------------------------------------------------------------------------------------------

void origin_bars(PanelContext& c, const MetricAnswer& answer) {
    constexpr std::size_t kOrigins = 5;
    const ThemeColours& k = c.colours();
    std::size_t shown = 0;
    for (const Figure& traced : answer.figures) {
        if (traced.item != "traced_share" || traced.partner.empty() || shown == kOrigins) continue;
        ++shown;
        Figure like = traced;
        like.item = "declared_share";
        const Figure* const declared = same_figure(answer.figures, like);
        const auto code = CountryCode::parse(traced.partner);
        const render::Rgba8 colour = code ? colour_of(c.nations.of(c.dataset.country_index(*code))) : k.text_dim;
        const std::string values = (declared != nullptr ? figure_value(*declared) : std::string{kMissingText}) + " declared, " + figure_value(traced) + " traced";
        text(c.fonts.body, k.text, traced.partner_name);
        text_right(c, c.fonts.small, k.text_dim, values);
        c.probe.say("origin/" + traced.partner, values);
        const float width = ImGui::GetContentRegionAvail().x, bar = c.px(6);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        ImDrawList& list = *ImGui::GetWindowDrawList();
        const auto draw = [&](const Figure* figure, float y, render::Rgba8 fill) {
            list.AddRectFilled({at.x, y}, {at.x + width, y + bar}, im(k.raised), bar / 2);
            if (figure != nullptr && figure->value) list.AddRectFilled({at.x, y}, {at.x + width * static_cast<float>(std::clamp(*figure->value, 0.0, 1.0)), y + bar}, im(fill), bar / 2);
            else hatch(c, {at.x, y}, {at.x + width * static_cast<float>(figure != nullptr ? std::clamp(figure->high.value_or(1.0), 0.0, 1.0) : 1.0), y + bar}, k.text_dim);
        };
        draw(declared, at.y, colour);
        draw(&traced, at.y + bar + c.px(2), render::with_alpha(colour, 0.55f));
        ImGui::Dummy({width, 2 * bar + c.px(10)});
    }
    const auto unknown = std::find_if(answer.figures.begin(), answer.figures.end(), [](const Figure& f) { return f.item == "unknown_origin"; });
    if (unknown == answer.figures.end() || !unknown->value) return;
    text(c.fonts.body, k.text_dim, "Unknown origin");
    text_right(c, c.fonts.small, k.text_dim, figure_value(*unknown));
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, bar = c.px(6);
    ImGui::GetWindowDrawList()->AddRectFilled(at, {at.x + width, at.y + bar}, im(k.raised), bar / 2);
    hatch(c, at, {at.x + width * static_cast<float>(std::clamp(*unknown->value, 0.0, 1.0)), at.y + bar}, k.text_dim);
    ImGui::Dummy({width, bar + c.px(6)});
}

}  // namespace linchpin::app
