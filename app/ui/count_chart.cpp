#include "app/ui/count_chart.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw_parts.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr float kDimmed = 0.35f;

/// From the axes of the data to pixels.
struct Axes {
    ImVec2 from, to;
    double first = 0.0, last = 1.0, top = 1.0;
    [[nodiscard]] float x(double at) const { return from.x + (to.x - from.x) * static_cast<float>((at - first) / (last - first)); }
    [[nodiscard]] float y(double value) const { return to.y - (to.y - from.y) * static_cast<float>(std::clamp(value / top, 0.0, 1.0)); }
};

Axes axes_of(const CountChart& chart, ImVec2 from, ImVec2 to) {
    Axes axes{from, to};
    // A bar stands in the middle of its period.
    axes.first = chart.points.front().at - (chart.bars ? 0.5 : 0.0);
    axes.last = std::max(chart.points.back().at + (chart.bars ? 0.5 : 0.0), axes.first + 1e-9);
    axes.top = 0.0;
    for (const CountPoint& point : chart.points) axes.top = std::max(axes.top, point.value.value_or(0.0));
    if (!(axes.top > 0.0)) axes.top = 1.0;
    return axes;
}

std::size_t nearest(const CountChart& chart, const Axes& axes, float pointer_x) {
    const auto best = std::min_element(chart.points.begin(), chart.points.end(), [&](const CountPoint& a, const CountPoint& b) {
        return std::abs(axes.x(a.at) - pointer_x) < std::abs(axes.x(b.at) - pointer_x);
    });
    return static_cast<std::size_t>(best - chart.points.begin());
}

bool after_cursor(const CountChart& chart, const CountPoint& point) { return chart.cursor && point.at > *chart.cursor + (chart.bars ? 0.5 : 1e-6); }

void draw_bars(PanelContext& c, const CountChart& chart, const Axes& axes, std::optional<std::size_t> hovered) {
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float period = (axes.to.x - axes.from.x) / static_cast<float>(axes.last - axes.first), half = std::clamp(std::floor(0.38f * period), 1.0f, c.px(12));
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        const CountPoint& point = chart.points[i];
        const float x = std::round(axes.x(point.at));
        if (!point.value) {
            hatch(c, {x - half, axes.from.y}, {x + half, axes.to.y}, k.line);
            continue;
        }
        if (*point.value <= 0.0) continue;
        // Whatever is not zero is seen.
        const ImVec2 a{x - half, std::min(std::floor(axes.y(*point.value)), axes.to.y - std::max(1.0f, c.scale))}, b{x + half, axes.to.y};
        const render::Rgba8 colour = hovered == i ? k.text : after_cursor(chart, point) ? render::with_alpha(k.accent, kDimmed) : k.accent;
        if (!point.partial) {
            list.AddRectFilled(a, b, im(colour));
            continue;
        }
        list.AddRectFilled(a, b, im(render::with_alpha(colour, kDimmed)));
        list.AddRect(a, b, im(colour), 0.0f, 0, std::max(1.0f, c.scale));
    }
}

void draw_line(PanelContext& c, const CountChart& chart, const Axes& axes, std::optional<std::size_t> hovered) {
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    for (std::size_t i = 0; i < chart.points.size(); ++i) {
        const CountPoint& point = chart.points[i];
        const bool known_before = i > 0 && chart.points[i - 1].value.has_value();
        if (!point.value) {
            // As wide as the time that it stands for.
            const float left = i > 0 ? axes.x((chart.points[i - 1].at + point.at) / 2) : axes.x(point.at);
            const float right = i + 1 < chart.points.size() ? axes.x((chart.points[i + 1].at + point.at) / 2) : axes.x(point.at);
            hatch(c, {left, axes.from.y}, {std::max(right, left + 1.0f), axes.to.y}, k.line);
            continue;
        }
        const render::Rgba8 colour = after_cursor(chart, point) ? render::with_alpha(k.accent, kDimmed) : k.accent;
        const ImVec2 at{axes.x(point.at), axes.y(*point.value)};
        if (known_before) list.AddLine({axes.x(chart.points[i - 1].at), axes.y(*chart.points[i - 1].value)}, at, im(colour), 1.5f * c.scale);
        list.AddCircleFilled(at, (hovered == i ? 3.5f : 1.8f) * c.scale, im(hovered == i ? k.text : colour), 16);
    }
}

void draw_frame(PanelContext& c, const CountChart& chart, const Axes& axes, ImVec2 a, ImVec2 b) {
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine({a.x, axes.to.y}, {b.x, axes.to.y}, im(k.line), 1.0f);
    if (chart.cursor && *chart.cursor >= axes.first && *chart.cursor <= axes.last) {
        const float x = std::round(axes.x(*chart.cursor));
        list.AddLine({x, axes.from.y - c.px(4)}, {x, axes.to.y}, im(k.text), std::max(1.0f, c.scale));
        list.AddTriangleFilled({x - c.px(4), axes.from.y - c.px(6)}, {x + c.px(4), axes.from.y - c.px(6)}, {x, axes.from.y}, im(k.text));
    }
    const float y = axes.to.y + c.px(3);
    const std::string& first = chart.points.front().when;
    const std::string& last = chart.points.back().when;
    const std::string range = "0 to " + format_number(axes.top, 0);
    if (chart.points.size() == 1) {  // under its only bar
        put_text(c.fonts.small, {axes.x(chart.points.front().at) - text_width(c.fonts.small, first) / 2, y}, k.text_dim, first);
        return put_text(c.fonts.small, {b.x - text_width(c.fonts.small, range), y}, k.text_dim, range);
    }
    put_text(c.fonts.small, {a.x, y}, k.text_dim, first);
    put_text(c.fonts.small, {b.x - text_width(c.fonts.small, last), y}, k.text_dim, last);
    const float middle = (a.x + b.x - text_width(c.fonts.small, range)) / 2;
    // In a narrow panel with large type the ends of time matter more.
    if (middle > a.x + text_width(c.fonts.small, first) + c.px(6)) put_text(c.fonts.small, {middle, y}, k.text_dim, range);
}

/// At once and not after a while, as elsewhere: whoever moves along a chart reads it. Beside the panel, so that the chart stays free.
void tell(PanelContext& c, const CountPoint& point, ImVec2 item_from) {
    const ImVec2 panel = ImGui::GetWindowPos(), size = ImGui::GetWindowSize(), screen = ImGui::GetIO().DisplaySize;
    const float margin = c.px(8), width = c.px(280);
    const bool right = screen.x - panel.x - size.x >= width + 2 * margin;
    ImGui::SetNextWindowPos({right ? panel.x + size.x + margin : std::max(margin, panel.x - margin), item_from.y}, ImGuiCond_Always, {right || panel.x < width ? 0.0f : 1.0f, item_from.y > screen.y * 0.6f ? 0.5f : 0.0f});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{c.px(14), c.px(12)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(4), c.px(4)});
    if (ImGui::BeginTooltip()) {
        ImGui::PushTextWrapPos(width - c.px(14));
        text(c.fonts.strong, c.colours().text, point.when);
        text(c.fonts.small, c.colours().text_dim, point.text);
        ImGui::PopTextWrapPos();
        c.probe.say("chart/point", point.when + ": " + point.text);
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar(2);
}

}  // namespace

std::optional<std::size_t> count_chart(PanelContext& c, std::string_view probe_name, const CountChart& chart) {
    if (chart.points.empty()) return std::nullopt;
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(92);
    ImGui::PushID(probe_name.data(), probe_name.data() + probe_name.size());
    const bool clicked = ImGui::InvisibleButton("##chart", {width, height});
    ImGui::PopID();
    c.probe.mark_item(probe_name);
    const ImVec2 a = ImGui::GetItemRectMin(), b = ImGui::GetItemRectMax();
    const float inset = chart.bars ? 0.0f : c.px(4);
    const Axes axes = axes_of(chart, {a.x + inset, a.y + c.px(10)}, {b.x - inset, b.y - c.fonts.small->FontSize - c.px(6)});
    std::optional<std::size_t> hovered;
    if (ImGui::IsItemHovered()) hovered = nearest(chart, axes, ImGui::GetIO().MousePos.x);
    if (chart.bars) draw_bars(c, chart, axes, hovered);
    else draw_line(c, chart, axes, hovered);
    draw_frame(c, chart, axes, a, b);
    if (ImGui::IsItemFocused() && ImGui::GetIO().NavVisible) ImGui::GetWindowDrawList()->AddRect(a, b, im(c.colours().accent), c.px(6), 0, 1.5f * c.scale);
    if (hovered) tell(c, chart.points[*hovered], a);
    return clicked && hovered ? hovered : std::nullopt;
}

}  // namespace linchpin::app
