#include "app/ui/sparkline.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw_parts.h"
#include "app/ui/figure_text.h"
#include "app/ui/widgets.h"
#include "data/report/figure_build.h"

namespace linchpin::app {
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

bool drawable(const report::SeriesPoint& point) { return point.figure.state == report::FigureState::Value && point.figure.value.has_value(); }

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
    if (!context.empty()) body += " \u00b7 " + context;
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
    put_text(c.fonts.small, {a.x, frame.to.y + c.px(3)}, k.text_dim, first);
    put_text(c.fonts.small, {b.x - text_width(c.fonts.small, last), frame.to.y + c.px(3)}, k.text_dim, last);
    const std::string most = "0 to " + report::value_text(frame.top, series.front().figure.unit);
    put_text(c.fonts.small, {(a.x + b.x - text_width(c.fonts.small, most)) / 2, frame.to.y + c.px(3)}, k.text_dim, most);
    if (!ImGui::IsItemHovered()) return;
    const float pointer = ImGui::GetIO().MousePos.x;
    const auto nearest = std::min_element(series.begin(), series.end(), [&](const auto& p, const auto& q) {
        return std::abs(frame.x(p.year) - pointer) < std::abs(frame.x(q.year) - pointer);
    });
    explain(c, std::to_string(nearest->year), point_text(*nearest));
}

}  // namespace linchpin::app
