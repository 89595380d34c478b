#include "render/overlay/canvas.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace linchpin::render {
namespace {

constexpr Rect kEverywhere{-1e6f, -1e6f, 2e6f, 2e6f};
constexpr float kEdge = 1.0f;  // an anti-aliased edge reaches half a pixel beyond the shape

/// Exponent put on the coverage of glyphs. Blending in linear light is right for shapes but makes light letters on dark look
/// fat and dark letters on light look thin, against how type designers see their fonts; this evens it out, by the lightness of
/// the ink. The two ends were chosen by eye on sample sheets at 1x and 2x.
float coverage_exponent(Rgba8 ink) {
    // An ink above mid grey is taken to lie on dark, one below it on light.
    const float t = std::clamp((relative_luminance(ink) - 0.12f) / (0.35f - 0.12f), 0.0f, 1.0f);
    constexpr float kDarkInk = 0.50f, kLightInk = 1.40f;
    return kDarkInk + (kLightInk - kDarkInk) * t * t * (3.0f - 2.0f * t);
}

struct Snapped { float pixel; std::uint8_t quarter; };

Snapped snap(float value, bool quarters) {
    const float step = quarters ? 4.0f : 1.0f;
    const float rounded = std::floor(value * step + 0.5f) / step;
    const float pixel = std::floor(rounded);
    return {pixel, static_cast<std::uint8_t>((rounded - pixel) * 4.0f)};
}

}  // namespace

void Canvas::clear() {
    items_.clear();
    glyphs_.clear();
    clips_.clear();
    opacities_.clear();
}

CanvasItem& Canvas::add(ItemKind kind, const Rect& quad) {
    CanvasItem& item = items_.emplace_back();
    item.kind = static_cast<float>(kind);
    item.quad = quad;
    item.clip = clips_.empty() ? kEverywhere : clips_.back();
    item.opacity = opacities_.empty() ? 1.0f : opacities_.back();
    return item;
}

void Canvas::add_glyphs(const ShapedText& shaped, float x_px, float baseline_px, const TextStyle& style, float halo_px, Rgba8 colour) {
    const float exponent = halo_px > 0.0f ? 1.0f : coverage_exponent(colour);
    GlyphKey key;
    key.size_26_6 = static_cast<std::uint32_t>(std::lround(std::clamp(style.size_px, 4.0f, 400.0f) * 64.0f));
    key.halo_26_6 = static_cast<std::uint32_t>(std::lround(std::clamp(halo_px, 0.0f, 32.0f) * 64.0f));
    for (const ShapedGlyph& glyph : shaped.glyphs) {
        const Snapped x = snap(x_px + glyph.x_px, true), y = snap(baseline_px + glyph.y_px, style.moving);
        key.font = glyph.font;
        key.glyph = glyph.glyph;
        key.sub_x = x.quarter;
        key.sub_y = y.quarter;
        CanvasItem& item = add(ItemKind::Glyph, {x.pixel, y.pixel, 0.0f, 0.0f});
        item.colour0 = colour;
        item.p0[3] = exponent;
        glyphs_.push_back({items_.size() - 1, key});
    }
}

TextExtent Canvas::text(float x_px, float baseline_px, std::string_view utf8, const TextStyle& style) {
    if (!std::isfinite(x_px) || !std::isfinite(baseline_px)) return {};
    const ShapedText& shaped = engine_->shape(utf8, style);
    const float width = shaped.extent.width_px;
    const float left = style.align == Align::Left ? x_px : style.align == Align::Centre ? x_px - width * 0.5f : x_px - width;
    if (style.halo_px > 0.0f && style.halo.a > 0) add_glyphs(shaped, left, baseline_px, style, style.halo_px, style.halo);
    if (style.colour.a > 0) add_glyphs(shaped, left, baseline_px, style, 0.0f, style.colour);
    return shaped.extent;
}

void Canvas::box(const Rect& rect, const BoxStyle& style) {
    if (rect.empty()) return;
    CanvasItem& item = add(ItemKind::Box, rect.grown(kEdge));
    item.p0 = {rect.x + rect.w * 0.5f, rect.y + rect.h * 0.5f, rect.w * 0.5f, rect.h * 0.5f};
    item.p1 = {std::min(style.radius_px, std::min(rect.w, rect.h) * 0.5f), style.border.a > 0 ? style.border_px : 0.0f, 0.0f, 0.0f};
    item.colour0 = style.fill;
    item.colour1 = style.border;
}

void Canvas::shadow(const Rect& rect, float radius_px, float blur_px, Rgba8 colour, const Rect& hidden) {
    if (rect.empty() || colour.a == 0) return;
    const float blur = std::max(blur_px, 0.25f);
    const Rect reach = rect.grown(3.0f * blur);
    const auto strip = [&](const Rect& quad) {
        if (quad.empty()) return;
        CanvasItem& item = add(ItemKind::Shadow, quad);
        item.p0 = {rect.x + rect.w * 0.5f, rect.y + rect.h * 0.5f, rect.w * 0.5f, rect.h * 0.5f};
        item.p1 = {std::min(radius_px + blur, std::min(rect.w, rect.h) * 0.5f), blur, 0.0f, 0.0f};
        item.colour0 = colour;
    };
    const Rect hole = hidden.intersection(reach);
    if (hole.empty()) return strip(reach);
    // Four strips around the hole, cut on whole pixels so that none is drawn twice.
    const float top = std::ceil(hole.y), bottom = std::floor(hole.bottom()), left = std::ceil(hole.x), right = std::floor(hole.right());
    strip({reach.x, reach.y, reach.w, top - reach.y});
    strip({reach.x, bottom, reach.w, reach.bottom() - bottom});
    strip({reach.x, top, left - reach.x, bottom - top});
    strip({right, top, reach.right() - right, bottom - top});
}

void Canvas::line(float x0, float y0, float x1, float y1, const LineStyle& style) {
    if (style.width_px <= 0.0f || !std::isfinite(x0 + y0 + x1 + y1)) return;
    const float reach = style.width_px * 0.5f + kEdge;
    const Rect around{std::min(x0, x1), std::min(y0, y1), std::abs(x1 - x0), std::abs(y1 - y0)};
    CanvasItem& item = add(ItemKind::Line, around.grown(reach));
    item.p0 = {x0, y0, x1, y1};
    item.p1 = {style.width_px, style.dash_px, style.gap_px, style.round_caps ? 1.0f : 0.0f};
    item.colour0 = style.colour;
}

void Canvas::polyline(std::span<const float> xy, LineStyle style) {
    style.round_caps = true;
    for (std::size_t i = 0; i + 3 < xy.size(); i += 2) line(xy[i], xy[i + 1], xy[i + 2], xy[i + 3], style);
}

void Canvas::disc(float cx, float cy, float radius_px, Rgba8 fill) {
    box({cx - radius_px, cy - radius_px, 2 * radius_px, 2 * radius_px}, {.fill = fill, .radius_px = radius_px});
}

void Canvas::ring(float cx, float cy, float radius_px, float stroke_px, Rgba8 colour, Rgba8 fill) {
    box({cx - radius_px, cy - radius_px, 2 * radius_px, 2 * radius_px},
        {.fill = fill, .border = colour, .border_px = stroke_px, .radius_px = radius_px});
}

void Canvas::triangle(std::array<float, 6> xy, Rgba8 fill) {
    // The shader expects one sense of rotation.
    const float area = (xy[2] - xy[0]) * (xy[5] - xy[1]) - (xy[4] - xy[0]) * (xy[3] - xy[1]);
    if (area < 0.0f) {
        std::swap(xy[2], xy[4]);
        std::swap(xy[3], xy[5]);
    }
    const auto [left, right] = std::minmax({xy[0], xy[2], xy[4]});
    const auto [top, bottom] = std::minmax({xy[1], xy[3], xy[5]});
    CanvasItem& item = add(ItemKind::Triangle, Rect{left, top, right - left, bottom - top}.grown(kEdge));
    item.p0 = {xy[0], xy[1], xy[2], xy[3]};
    item.p1 = {xy[4], xy[5], 0.0f, 0.0f};
    item.colour0 = fill;
}

void Canvas::hatch(const Rect& rect, Rgba8 ground, Rgba8 ink, float spacing_px, float ink_px, Pattern pattern, float radius_px) {
    if (rect.empty()) return;
    CanvasItem& item = add(ItemKind::Hatch, rect.grown(kEdge));
    item.p0 = {rect.x + rect.w * 0.5f, rect.y + rect.h * 0.5f, rect.w * 0.5f, rect.h * 0.5f};
    item.p1 = {std::min(radius_px, std::min(rect.w, rect.h) * 0.5f), std::max(spacing_px, 1.0f), ink_px, static_cast<float>(pattern)};
    item.colour0 = ground;
    item.colour1 = ink;
}

void Canvas::gradient_bar(const Rect& rect, std::span<const Rgba8> stops) {
    if (rect.empty() || stops.empty()) return;
    const std::size_t pieces = std::max<std::size_t>(stops.size() - 1, 1);
    const float step = rect.w / static_cast<float>(pieces);
    for (std::size_t i = 0; i < pieces; ++i) {
        const float left = rect.x + step * static_cast<float>(i);
        // Drawn pixel by pixel between rounded edges, so that neighbours neither overlap nor leave a seam.
        const float from = std::round(left), to = std::round(left + step);
        if (to <= from) continue;
        CanvasItem& item = add(ItemKind::Gradient, {from, std::round(rect.y), to - from, std::round(rect.bottom()) - std::round(rect.y)});
        item.p0 = {left, step, 0.0f, 0.0f};
        item.colour0 = stops[i];
        item.colour1 = stops[std::min(i + 1, stops.size() - 1)];
    }
}

void Canvas::stepped_bar(const Rect& rect, std::span<const Rgba8> colours) {
    const float step = rect.w / static_cast<float>(std::max<std::size_t>(colours.size(), 1));
    for (std::size_t i = 0; i < colours.size(); ++i) {
        const std::array<Rgba8, 2> flat{colours[i], colours[i]};
        gradient_bar({rect.x + step * static_cast<float>(i), rect.y, step, rect.h}, flat);
    }
}

void Canvas::push_clip(const Rect& rect) { clips_.push_back(clips_.empty() ? rect : clips_.back().intersection(rect)); }
void Canvas::pop_clip() {
    assert(!clips_.empty());
    if (!clips_.empty()) clips_.pop_back();
}
void Canvas::push_opacity(float opacity) {
    const float around = opacities_.empty() ? 1.0f : opacities_.back();
    opacities_.push_back(around * std::clamp(opacity, 0.0f, 1.0f));
}
void Canvas::pop_opacity() {
    assert(!opacities_.empty());
    if (!opacities_.empty()) opacities_.pop_back();
}

}  // namespace linchpin::render
