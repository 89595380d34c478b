#include "render/overlay/swatch.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

namespace linchpin::render {
namespace {

/// Lines in the colour as they stand on the map, of both directions.
void draw_lines(Canvas& canvas, const OverlayFrame& frame, const Rect& rect, AreaPattern pattern, float radius) {
    const unsigned levels = static_cast<unsigned>(pattern);
    if (levels < 0x40u) return;
    const float spacing = std::max(frame.px(6.0f), 4.0f);
    const Rgba8 ink{0, 0, 0, static_cast<std::uint8_t>(255.0f * kClassInk)};
    const auto stripes = [&](unsigned level, Pattern direction) {
        if (level > 0) canvas.hatch(rect, {0, 0, 0, 0}, ink, spacing, spacing * static_cast<float>(level) / 14.0f, direction, radius);
    };
    stripes(levels >> 3 & 7u, Pattern::Rising);
    stripes(levels & 7u, Pattern::Falling);
}

void draw_patch(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, const Rect& cell) {
    const float w = std::round(frame.px(20.0f)), h = std::round(frame.px(14.0f));
    const Rect patch{std::round(cell.x + (cell.w - w) * 0.5f), std::round(cell.y + (cell.h - h) * 0.5f), w, h};
    const float radius = frame.px(3.0f);
    if (entry.kind == SwatchKind::Fill) {
        canvas.box(patch, {.fill = entry.colour, .radius_px = radius});
        if (!entry.patterns.empty()) draw_lines(canvas, frame, patch, entry.patterns.front(), radius);
    } else {
        const bool dots = entry.kind == SwatchKind::CrossHatch;
        const float spacing = std::max(frame.px(dots ? 4.5f : 5.0f), 3.0f);
        const float ink = dots ? std::max(frame.px(1.8f), 1.2f) : std::max(frame.px(1.2f), 0.8f);
        canvas.hatch(patch, entry.colour, entry.colour2, spacing, ink, dots ? Pattern::Dots : Pattern::Diagonal, radius);
    }
    canvas.box(patch, {.border = with_alpha(theme.text, 0.25f), .border_px = std::max(1.0f, frame.px(1.0f)), .radius_px = radius});
}

void draw_arc(Canvas& canvas, const OverlayFrame& frame, const LegendEntry& entry, const Rect& cell) {
    const float left = cell.x + frame.px(2.0f), right = cell.right() - frame.px(2.0f);
    const float base = cell.y + cell.h * 0.72f, rise = cell.h * 0.50f;
    constexpr int kPoints = 17;
    std::array<float, 2 * kPoints> xy{};
    for (int i = 0; i < kPoints; ++i) {
        const float t = static_cast<float>(i) / (kPoints - 1);
        xy[static_cast<std::size_t>(2 * i)] = left + (right - left) * t;
        xy[static_cast<std::size_t>(2 * i + 1)] = base - rise * 4.0f * t * (1.0f - t);
    }
    canvas.polyline(xy, {.colour = entry.colour, .width_px = std::max(frame.px(1.8f), 1.0f)});
    canvas.disc(left + (right - left) * 0.68f, base - rise * 4.0f * 0.68f * 0.32f, std::max(frame.px(2.6f), 1.6f), entry.colour);
}

void draw_dashed_ring(Canvas& canvas, const OverlayFrame& frame, const LegendEntry& entry, float cx, float cy) {
    const float radius = frame.px(6.0f);
    constexpr int kDashes = 8, kPoints = 4;
    for (int dash = 0; dash < kDashes; ++dash) {
        std::array<float, 2 * kPoints> xy{};
        for (int i = 0; i < kPoints; ++i) {
            const float angle = (static_cast<float>(dash) + 0.55f * static_cast<float>(i) / (kPoints - 1)) * 6.2831853f / kDashes;
            xy[static_cast<std::size_t>(2 * i)] = cx + radius * std::cos(angle);
            xy[static_cast<std::size_t>(2 * i + 1)] = cy + radius * std::sin(angle);
        }
        canvas.polyline(xy, {.colour = entry.colour, .width_px = std::max(frame.px(1.6f), 1.0f)});
    }
}

TextStyle value_style(const OverlayFrame& frame, const OverlayTheme& theme, Align align) {
    TextStyle style;
    style.size_px = frame.type(12.0f);
    style.tabular = true;
    style.colour = theme.text_muted;
    style.align = align;
    return style;
}

/// 0, n - 1, then the rest in order.
std::vector<std::size_t> ends_first(std::size_t count) {
    std::vector<std::size_t> order;
    if (count > 0) order.push_back(0);
    if (count > 1) order.push_back(count - 1);
    for (std::size_t i = 1; i + 1 < count; ++i) order.push_back(i);
    return order;
}

float bar_row(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, float x, float y, float width,
              bool draw) {
    const float bar = std::round(frame.px(12.0f)), tick = frame.px(4.0f);
    const TextStyle style = value_style(frame, theme, Align::Left);
    const TextExtent extent = canvas.measure("0", style);
    if (draw) {
        const Rect rect{std::round(x), std::round(y), std::round(width), bar};
        if (entry.kind == SwatchKind::Steps) canvas.stepped_bar(rect, entry.stops);
        else canvas.gradient_bar(rect, entry.stops);
        const float step = rect.w / static_cast<float>(std::max<std::size_t>(entry.patterns.size(), 1));
        for (std::size_t i = 0; i < entry.patterns.size(); ++i)
            draw_lines(canvas, frame, {rect.x + step * static_cast<float>(i), rect.y, step, rect.h}, entry.patterns[i], 0.0f);
        std::vector<Rect> taken;
        // The two ends first: a bar whose ends have no value cannot be read. A value without room is left out; its tick stays.
        for (std::size_t i : ends_first(entry.marks.size())) {
            const LegendMark& mark = entry.marks[i];
            const float at = std::round(rect.x + rect.w * std::clamp(mark.position, 0.0f, 1.0f));
            canvas.box({std::min(at, rect.right() - 1.0f), rect.bottom(), std::max(1.0f, std::round(frame.px(1.0f))), tick}, {.fill = theme.text_muted});
            const float text_width = canvas.measure(mark.text, style).width_px;
            const float left = std::clamp(at - text_width * 0.5f, x, std::max(x, x + width - text_width));
            const Rect room = Rect{left, 0.0f, text_width, 1.0f}.grown(frame.px(3.0f));
            if (std::any_of(taken.begin(), taken.end(), [&](const Rect& other) { return other.overlaps(room); })) continue;
            canvas.text(left, rect.bottom() + tick + frame.px(4.0f) + extent.cap_height_px, mark.text, style);
            taken.push_back(room);
        }
    }
    return bar + tick + frame.px(4.0f) + extent.cap_height_px + frame.px(2.0f);
}

float grid_row(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, float x, float y, bool draw) {
    const std::size_t columns = std::max<std::size_t>(entry.columns, 1), rows = (entry.stops.size() + columns - 1) / columns;
    const TextStyle style = value_style(frame, theme, Align::Left);
    const TextExtent extent = canvas.measure("0", style);
    // In a small picture type cannot shrink with the cells: they grow, so that the values under them keep apart.
    float widest = 0.0f;
    for (const LegendMark& mark : entry.marks)
        if (!(mark.size_px > 0.0f)) widest = std::max(widest, canvas.measure(mark.text, style).width_px);
    const float cell_w = std::round(std::max(frame.px(44.0f), widest + frame.px(10.0f))), cell_h = std::round(std::max(frame.px(22.0f), extent.cap_height_px * 1.8f));
    const float tick = frame.px(4.0f), height = cell_h * static_cast<float>(rows), width = cell_w * static_cast<float>(columns);
    if (draw) {
        x = std::round(x);
        y = std::round(y);
        for (std::size_t i = 0; i < entry.stops.size(); ++i) {
            const Rect cell{x + cell_w * static_cast<float>(i % columns), y + height - cell_h * static_cast<float>(i / columns + 1), cell_w, cell_h};
            canvas.box(cell, {.fill = entry.stops[i]});
            if (i < entry.patterns.size()) draw_lines(canvas, frame, cell, entry.patterns[i], 0.0f);
        }
        for (const LegendMark& mark : entry.marks) {
            if (mark.size_px > 0.0f) {
                const float at = std::round(y + height * (1.0f - mark.position));
                canvas.box({x + width, at, tick, std::max(1.0f, std::round(frame.px(1.0f)))}, {.fill = theme.text_muted});
                canvas.text(x + width + tick + frame.px(4.0f), at + extent.cap_height_px * 0.5f, mark.text, style);
            } else {
                const float at = std::round(x + width * mark.position);
                canvas.box({at, y + height, std::max(1.0f, std::round(frame.px(1.0f))), tick}, {.fill = theme.text_muted});
                canvas.text(std::max(x, at - canvas.measure(mark.text, style).width_px * 0.5f), y + height + tick + frame.px(4.0f) + extent.cap_height_px, mark.text, style);
            }
        }
    }
    return height + tick + frame.px(4.0f) + extent.cap_height_px + frame.px(2.0f);
}

/// The marks whose texts find room beside one another: all, the ends, or the largest.
std::vector<LegendMark> fitting_marks(Canvas& canvas, const OverlayFrame& frame, const std::vector<LegendMark>& marks, const TextStyle& style, float width) {
    const auto fits = [&](const std::vector<LegendMark>& some) {
        const float column = width / static_cast<float>(some.size());
        for (std::size_t i = 0; i + 1 < some.size(); ++i)
            if (0.5f * (canvas.measure(some[i].text, style).width_px + canvas.measure(some[i + 1].text, style).width_px) + frame.px(3.0f) > column) return false;
        return true;
    };
    if (fits(marks)) return marks;
    const std::vector<LegendMark> ends{marks.front(), marks.back()};
    return fits(ends) ? ends : std::vector<LegendMark>{marks.back()};
}

float symbol_row(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, float x, float y, float width,
                 bool draw) {
    const bool discs = entry.kind == SwatchKind::DiscScale;
    const TextStyle style = value_style(frame, theme, Align::Centre);
    const TextExtent extent = canvas.measure("0", style);
    float symbols = 0.0f;
    for (const LegendMark& mark : entry.marks) symbols = std::max(symbols, discs ? 2.0f * mark.size_px : mark.size_px);
    symbols = std::max(symbols, frame.px(8.0f));
    if (draw && !entry.marks.empty()) {
        const std::vector<LegendMark> marks = fitting_marks(canvas, frame, entry.marks, style, width);
        const float column = width / static_cast<float>(marks.size());
        for (std::size_t i = 0; i < marks.size(); ++i) {
            const LegendMark& mark = marks[i];
            const float centre = x + column * (static_cast<float>(i) + 0.5f);
            if (discs) {
                const float stroke = std::max(frame.px(1.2f), 1.0f);
                canvas.ring(centre, y + symbols - mark.size_px, mark.size_px, stroke, entry.colour, with_alpha(entry.colour, 0.55f));
            } else {
                const float half = std::min(column * 0.5f - frame.px(6.0f), frame.px(24.0f));
                const float middle = y + symbols * 0.5f;
                canvas.line(centre - half, middle, centre + half, middle, {.colour = entry.colour, .width_px = mark.size_px, .round_caps = true});
            }
            canvas.text(centre, y + symbols + frame.px(6.0f) + extent.cap_height_px, mark.text, style);
        }
    }
    return symbols + frame.px(6.0f) + extent.cap_height_px + frame.px(2.0f);
}

}  // namespace

void draw_swatch(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, const Rect& cell) {
    const float cx = cell.x + cell.w * 0.5f, cy = cell.y + cell.h * 0.5f;
    const float stroke = std::max(frame.px(2.0f), 1.2f);
    switch (entry.kind) {
        case SwatchKind::Fill:
        case SwatchKind::Hatch:
        case SwatchKind::CrossHatch: draw_patch(canvas, frame, theme, entry, cell); break;
        case SwatchKind::Disc: canvas.disc(cx, cy, frame.px(6.0f), entry.colour); break;
        case SwatchKind::Ring: canvas.ring(cx, cy, frame.px(6.0f), stroke, entry.colour, entry.colour2.a < 255 ? entry.colour2 : Rgba8{0, 0, 0, 0}); break;
        case SwatchKind::Point: canvas.disc(cx, cy, std::max(frame.px(2.5f), 1.5f), entry.colour); break;
        case SwatchKind::Line:
            canvas.line(cell.x + frame.px(2.0f), cy, cell.right() - frame.px(2.0f), cy, {.colour = entry.colour, .width_px = stroke, .round_caps = true});
            break;
        case SwatchKind::DashedLine:
            canvas.line(cell.x + frame.px(2.0f), cy, cell.right() - frame.px(2.0f), cy,
                        {.colour = entry.colour, .width_px = stroke, .dash_px = frame.px(5.0f), .gap_px = frame.px(3.5f)});
            break;
        case SwatchKind::Arc: draw_arc(canvas, frame, entry, cell); break;
        case SwatchKind::Cross:
        case SwatchKind::Simulated: {  // the small cross that stands for it on the globe
            const float arm = frame.px(4.0f);
            canvas.line(cx - arm, cy, cx + arm, cy, {.colour = entry.colour, .width_px = std::max(frame.px(2.0f), 1.0f)});
            canvas.line(cx, cy - arm, cx, cy + arm, {.colour = entry.colour, .width_px = std::max(frame.px(2.0f), 1.0f)});
            break;
        }
        case SwatchKind::Count: {
            canvas.disc(cx, cy, frame.px(8.0f), with_alpha(entry.colour, 0.66f));
            TextStyle style;
            style.size_px = frame.type(10.0f);
            style.weight = FontWeight::SemiBold;
            style.colour = theme.label_thing;
            style.halo = theme.label_halo;
            style.halo_px = std::max(style.size_px * 0.12f, 1.0f);
            const TextExtent extent = canvas.measure("8", style);
            canvas.text(cx - extent.width_px * 0.5f, cy + extent.cap_height_px * 0.5f, "8", style);
            break;
        }
        case SwatchKind::Halo:
            canvas.disc(cx, cy, frame.px(8.0f), with_alpha(entry.colour, 0.16f));
            canvas.ring(cx, cy, frame.px(8.0f), frame.px(3.0f), with_alpha(entry.colour, 0.25f), {0, 0, 0, 0});
            break;
        case SwatchKind::DashedRing: draw_dashed_ring(canvas, frame, entry, cx, cy); break;
        case SwatchKind::LensInner:
        case SwatchKind::LensMiddle:
        case SwatchKind::LensOuter:
            for (int i = 0; i < 3; ++i) {
                const bool meant = i == static_cast<int>(entry.kind) - static_cast<int>(SwatchKind::LensInner);
                canvas.ring(cx, cy, frame.px(3.2f + 2.6f * static_cast<float>(i)), std::max(frame.px(1.6f), 1.0f), with_alpha(entry.colour, meant ? 1.0f : 0.25f), {0, 0, 0, 0});
            }
            break;
        case SwatchKind::Ramp:
        case SwatchKind::Steps:
        case SwatchKind::Grid:
        case SwatchKind::DiscScale:
        case SwatchKind::WidthScale: break;
    }
}

float scale_row(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, float x, float y, float width,
                bool draw) {
    if (entry.kind == SwatchKind::Ramp || entry.kind == SwatchKind::Steps) return bar_row(canvas, frame, theme, entry, x, y, width, draw);
    if (entry.kind == SwatchKind::Grid) return grid_row(canvas, frame, theme, entry, x, y, draw);
    return symbol_row(canvas, frame, theme, entry, x, y, width, draw);
}

float draw_badge(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, float x, float centre_y, std::string_view text, bool draw) {
    TextStyle style;
    style.weight = FontWeight::SemiBold;
    style.size_px = frame.type(10.0f);
    style.letter_spacing_px = style.size_px * 0.08f;
    style.colour = theme.simulated;
    const TextExtent extent = canvas.measure(text, style);
    const float pad = frame.px(6.0f), height = std::round(extent.cap_height_px + frame.px(8.0f));
    const Rect rect{std::round(x), std::round(centre_y - height * 0.5f), std::ceil(extent.width_px + 2 * pad), height};
    if (draw) {
        canvas.box(rect, {.fill = with_alpha(theme.simulated, 0.10f), .border = with_alpha(theme.simulated, 0.75f),
                          .border_px = std::max(1.0f, frame.px(1.0f)), .radius_px = frame.px(4.0f)});
        canvas.text(rect.x + pad, std::round(rect.y + (height + extent.cap_height_px) * 0.5f), text, style);
    }
    return rect.w;
}

}  // namespace linchpin::render
