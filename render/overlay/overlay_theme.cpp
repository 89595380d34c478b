#include "render/overlay/overlay_theme.h"

#include <algorithm>
#include <cmath>

namespace linchpin::render {
namespace {

// Blending is in linear light, where what shines through a dark panel counts for more: 97 % here looks like the 92 % of an
// editor that mixes encoded colours, and keeps small text legible over white clouds.
constexpr OverlayTheme kDark{
    .panel = with_alpha(rgb("#0b1018"), 0.97f), .panel_border = with_alpha(rgb("#9fb4d0"), 0.08f), .panel_shadow = with_alpha(rgb("#000000"), 0.45f),
    .text = rgb("#eef2f7"), .text_muted = rgb("#a3b1c2"), .accent = rgb("#7cc4f2"), .backdrop = rgb("#05070d"),
    .hatch_ground = rgb("#1b222d"), .hatch_ink = rgb("#7d8a9b"),
    .label_country = rgb("#e9edf3"), .label_city = rgb("#f6f8fa"), .label_sea = rgb("#9fc3e8"), .label_thing = rgb("#ffffff"),
    .label_halo = with_alpha(rgb("#05070d"), 0.93f), .simulated = rgb("#f0c36a")};

constexpr OverlayTheme kLight{
    .panel = with_alpha(rgb("#fbfcfd"), 0.94f), .panel_border = with_alpha(rgb("#1b2a3d"), 0.14f), .panel_shadow = with_alpha(rgb("#0c1624"), 0.22f),
    .text = rgb("#141b25"), .text_muted = rgb("#4a5767"), .accent = rgb("#0b5f97"), .backdrop = rgb("#e9eef3"),
    .hatch_ground = rgb("#e4e8ed"), .hatch_ink = rgb("#8a95a3"),
    .label_country = rgb("#1b2430"), .label_city = rgb("#10161f"), .label_sea = rgb("#1f5a8e"), .label_thing = rgb("#0b0f15"),
    .label_halo = with_alpha(rgb("#fbfcfd"), 0.92f), .simulated = rgb("#8a5300")};

constexpr OverlayTheme kContrast{
    .panel = rgb("#000000"), .panel_border = rgb("#ffffff"), .panel_shadow = with_alpha(rgb("#000000"), 0.0f),
    .text = rgb("#ffffff"), .text_muted = rgb("#d9e1ea"), .accent = rgb("#8fd3ff"), .backdrop = rgb("#000000"),
    .hatch_ground = rgb("#000000"), .hatch_ink = rgb("#d9e1ea"),
    .label_country = rgb("#ffffff"), .label_city = rgb("#ffffff"), .label_sea = rgb("#b5dcff"), .label_thing = rgb("#ffffff"),
    .label_halo = rgb("#000000"), .simulated = rgb("#ffd45c")};

}  // namespace

const OverlayTheme& overlay_theme(ThemeKind kind) noexcept {
    switch (kind) {
        case ThemeKind::Light: return kLight;
        case ThemeKind::Contrast: return kContrast;
        case ThemeKind::Dark: break;
    }
    return kDark;
}

OverlayFrame make_overlay_frame(float width_px, float height_px, float text_scale) {
    OverlayFrame frame;
    frame.width_px = std::max(width_px, 1.0f);
    frame.height_px = std::max(height_px, 1.0f);
    // Portrait and square pictures are bound by their width, or panels would cover them.
    const float fit = std::min(frame.height_px / 1080.0f, frame.width_px / 1280.0f);
    frame.scale = std::max(fit * std::clamp(text_scale, 0.5f, 3.0f), 0.4f);
    const float margin = std::round(std::max(24.0f * frame.scale, 6.0f));
    frame.safe = {margin, margin, std::max(frame.width_px - 2 * margin, 1.0f), std::max(frame.height_px - 2 * margin, 1.0f)};
    return frame;
}

Rect in_corner(const Rect& area, Corner corner, float w, float h) {
    const bool right = corner == Corner::TopRight || corner == Corner::BottomRight;
    const bool bottom = corner == Corner::BottomLeft || corner == Corner::BottomRight;
    const float wide = std::ceil(w), high = std::ceil(h);
    return {std::round(right ? area.right() - wide : area.x), std::round(bottom ? area.bottom() - high : area.y), wide, high};
}

Rect without_band(const Rect& area, const Rect& used, float gap_px) {
    if (used.empty() || !area.overlaps(used)) return area;
    const bool at_bottom = used.y + used.h * 0.5f > area.y + area.h * 0.5f;
    if (at_bottom) return {area.x, area.y, area.w, std::max(used.y - gap_px - area.y, 0.0f)};
    const float top = used.bottom() + gap_px;
    return {area.x, top, area.w, std::max(area.bottom() - top, 0.0f)};
}

void draw_panel(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const Rect& rect) {
    const float radius = frame.px(12.0f);
    // Under the panel the shadow does not show; 0.3 radius is where its round corners begin.
    canvas.shadow({rect.x, rect.y + frame.px(4.0f), rect.w, rect.h}, radius, frame.px(10.0f), theme.panel_shadow, rect.grown(-0.3f * radius - 2.0f));
    canvas.box(rect, {.fill = theme.panel, .border = theme.panel_border, .border_px = std::max(1.0f, frame.px(1.0f)), .radius_px = radius});
}

}  // namespace linchpin::render
