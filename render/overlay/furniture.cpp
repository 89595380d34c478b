#include "render/overlay/furniture.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "data/core/format.h"

namespace linchpin::render {
namespace {

/// Text that stands straight on the picture, so with a halo.
TextStyle bare_style(const OverlayFrame& frame, const OverlayTheme& theme, float size, FontWeight weight, Rgba8 colour) {
    TextStyle style;
    style.size_px = frame.type(size);
    style.weight = weight;
    style.colour = colour;
    style.halo = theme.label_halo;
    style.halo_px = std::max(style.size_px * 0.11f, 1.0f);
    return style;
}

struct Line { std::string text; TextStyle style; float height; float gap_before; };

/// Lines under each other in a corner of the area, aligned to its side.
Rect draw_lines(Canvas& canvas, const std::vector<Line>& lines, const Rect& area, Corner corner) {
    float width = 0.0f, height = 0.0f;
    for (const Line& line : lines) {
        width = std::max(width, canvas.measure(line.text, line.style).width_px);
        height += line.height + line.gap_before;
    }
    if (lines.empty()) return {};
    const Rect rect = in_corner(area, corner, width, height);
    const bool right = corner == Corner::TopRight || corner == Corner::BottomRight;
    float y = rect.y;
    for (const Line& line : lines) {
        y += line.gap_before;
        TextStyle style = line.style;
        style.align = right ? Align::Right : Align::Left;
        const float cap = canvas.measure("H", style).cap_height_px;
        canvas.text(right ? rect.right() : rect.x, std::round(y + (line.height + cap) * 0.5f), line.text, style);
        y += line.height;
    }
    return rect;
}

void add_paragraph(Canvas& canvas, std::vector<Line>& lines, std::string_view text, const TextStyle& style, float width_px, float leading, float gap_before) {
    if (text.empty()) return;
    float gap = lines.empty() ? 0.0f : gap_before;
    for (std::string& words : wrap_balanced(canvas.engine(), text, style, width_px)) {
        lines.push_back({std::move(words), style, std::round(style.size_px * leading), gap});
        gap = 0.0f;
    }
}

}  // namespace

Rect draw_credits(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, std::string_view credits, const Rect& area, float share_of_width) {
    std::vector<Line> lines;
    const TextStyle style = bare_style(frame, theme, 11.0f, FontWeight::Regular, theme.text_muted);
    add_paragraph(canvas, lines, credits, style, area.w * std::clamp(share_of_width, 0.1f, 1.0f), 1.35f, 0.0f);
    return draw_lines(canvas, lines, area, Corner::BottomLeft);
}

Rect draw_stamp(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const StampModel& model, const Rect& area, Corner corner) {
    std::vector<Line> lines;
    TextStyle date = bare_style(frame, theme, 28.0f, FontWeight::SemiBold, theme.text);
    date.tabular = true;
    TextStyle small = bare_style(frame, theme, 14.0f, FontWeight::Medium, theme.text_muted);
    small.tabular = true;
    TextStyle note = bare_style(frame, theme, 14.0f, FontWeight::Medium, theme.simulated);
    add_paragraph(canvas, lines, model.date, date, area.w * 0.5f, 1.2f, 0.0f);
    add_paragraph(canvas, lines, model.sky_time, small, area.w * 0.5f, 1.35f, frame.px(2.0f));
    add_paragraph(canvas, lines, model.note, note, area.w * 0.5f, 1.35f, 0.0f);
    return draw_lines(canvas, lines, area, corner);
}

Rect draw_caption(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const CaptionModel& model, const Rect& area, Corner corner,
                  float share_of_width) {
    std::vector<Line> lines;
    const float width = area.w * std::clamp(share_of_width, 0.1f, 1.0f);
    TextStyle title = bare_style(frame, theme, 40.0f, FontWeight::SemiBold, theme.text);
    title.halo_px = std::max(title.size_px * 0.07f, 1.0f);
    add_paragraph(canvas, lines, model.title, title, width, 1.15f, 0.0f);
    add_paragraph(canvas, lines, model.subtitle, bare_style(frame, theme, 20.0f, FontWeight::Medium, theme.text_muted), width, 1.3f, frame.px(6.0f));
    add_paragraph(canvas, lines, model.body, bare_style(frame, theme, 16.0f, FontWeight::Regular, theme.text), width, 1.45f, frame.px(12.0f));
    return draw_lines(canvas, lines, area, corner);
}

double scale_bar_km(double max_km) {
    if (!std::isfinite(max_km) || max_km < 0.001) return 0.0;
    const double decade = std::pow(10.0, std::floor(std::log10(max_km)));
    for (double step : {5.0, 2.0}) {
        if (max_km >= step * decade * (1.0 - 1e-9)) return step * decade;
    }
    return decade;
}

Rect draw_scale_bar(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, double km_per_px, const Rect& area, Corner corner) {
    const double km = scale_bar_km(km_per_px * static_cast<double>(frame.px(160.0f)));
    if (!(km_per_px > 0.0) || km <= 0.0) return {};
    TextStyle style = bare_style(frame, theme, 12.0f, FontWeight::Medium, theme.text);
    style.tabular = true;
    style.align = Align::Centre;
    const std::string text = format_distance_km(km);
    const TextExtent extent = canvas.measure(text, style);
    const float bar = std::round(static_cast<float>(km / km_per_px)), stroke = std::max(1.0f, std::round(frame.px(2.0f)));
    const float tick = std::round(frame.px(6.0f)), gap = frame.px(5.0f);
    const Rect rect = in_corner(area, corner, std::max(bar, extent.width_px), extent.cap_height_px + gap + tick + frame.px(2.0f));
    const float left = std::round(rect.x + (rect.w - bar) * 0.5f), base = rect.bottom() - stroke;
    // A dark edge first, so that the bar shows on bright land as well.
    const auto bars = [&](float grow, Rgba8 colour) {
        canvas.box(Rect{left, base, bar, stroke}.grown(grow), {.fill = colour});
        for (float x : {left, left + bar - stroke}) canvas.box(Rect{x, base - tick + stroke, stroke, tick}.grown(grow), {.fill = colour});
    };
    bars(std::max(1.0f, frame.px(1.0f)), theme.label_halo);
    bars(0.0f, theme.text);
    canvas.text(left + bar * 0.5f, std::round(base - tick - gap + stroke), text, style);
    return rect;
}

}  // namespace linchpin::render
