#include <algorithm>
#include <cmath>

#include "render/overlay/labels.h"
#include "render/overlay/utf8.h"

namespace linchpin::render {
namespace {

/// Capitals of Latin, Greek and Cyrillic letters; every other character stays as it is.
char32_t to_capital(char32_t c) {
    if (c >= U'a' && c <= U'z') return c - 32;
    if (c < 0xE0) return c;
    if (c <= 0xFE && c != 0xF7) return c - 32;
    if (c == 0xFF) return 0x178;
    const bool odd_small = (c >= 0x100 && c <= 0x137) || (c >= 0x14A && c <= 0x177) || (c >= 0x1E00 && c <= 0x1E95) || (c >= 0x1EA0 && c <= 0x1EFF);
    if (odd_small && c != 0x131) return c & ~char32_t{1};
    if (c == 0x131) return U'I';
    if ((c >= 0x139 && c <= 0x148) || (c >= 0x179 && c <= 0x17E)) return c % 2 == 0 ? c - 1 : c;
    if (c >= 0x3B1 && c <= 0x3C9) return c == 0x3C2 ? 0x3A3 : c - 32;
    if (c >= 0x430 && c <= 0x44F) return c - 32;
    if (c >= 0x450 && c <= 0x45F) return c - 80;
    return c;
}

void append_utf8(std::string& out, char32_t c) {
    const auto byte = [&out](char32_t v) { out += static_cast<char>(static_cast<unsigned char>(v)); };
    if (c < 0x80) {
        byte(c);
    } else if (c < 0x800) {
        byte(0xC0 | (c >> 6));
        byte(0x80 | (c & 0x3F));
    } else if (c < 0x10000) {
        byte(0xE0 | (c >> 12));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    } else {
        byte(0xF0 | (c >> 18));
        byte(0x80 | ((c >> 12) & 0x3F));
        byte(0x80 | ((c >> 6) & 0x3F));
        byte(0x80 | (c & 0x3F));
    }
}

}  // namespace

std::string label_text(LabelKind kind, std::string_view text) {
    if (kind != LabelKind::Country) return std::string{text};
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        const char32_t c = next_code_point(text, at);
        if (c == 0xDF) out += "SS";  // sharp s has no capital in common use
        else append_utf8(out, to_capital(c));
    }
    return out;
}

TextStyle label_style(LabelKind kind, float design_size, const OverlayFrame& frame, const OverlayTheme& theme) {
    TextStyle style;
    float size = 13.0f;
    switch (kind) {
        case LabelKind::Country:
            size = 13.0f;
            style.weight = FontWeight::SemiBold;
            style.colour = theme.label_country;
            break;
        case LabelKind::Sea:
            size = 14.0f;
            style.italic = true;
            style.weight = FontWeight::Regular;
            style.colour = theme.label_sea;
            break;
        case LabelKind::City:
            style.weight = FontWeight::Regular;
            style.colour = theme.label_city;
            break;
        case LabelKind::Line:
            size = 11.0f;
            style.weight = FontWeight::Regular;
            style.colour = with_alpha(theme.label_city, 0.78f);
            break;
        case LabelKind::Count:
            size = 12.0f;
            style.weight = FontWeight::SemiBold;
            style.colour = theme.label_thing;
            break;
        case LabelKind::Thing:
            style.weight = FontWeight::Medium;
            style.colour = theme.label_thing;
            break;
    }
    style.size_px = frame.type(design_size > 0.0f ? design_size : size);
    if (kind == LabelKind::Country) style.letter_spacing_px = style.size_px * 0.12f;
    if (kind == LabelKind::Sea) style.letter_spacing_px = style.size_px * 0.04f;
    style.halo = theme.label_halo;
    style.halo_px = std::max(style.size_px * 0.12f, 1.0f);
    return style;
}

void measure_labels(TextEngine& engine, const OverlayFrame& frame, std::span<LabelCandidate> candidates) {
    const OverlayTheme& any = overlay_theme(ThemeKind::Dark);  // colours do not change measures
    for (LabelCandidate& c : candidates) {
        const TextExtent extent = engine.measure(label_text(c.kind, c.text), label_style(c.kind, c.design_size, frame, any));
        c.width_px = extent.width_px;
        c.cap_height_px = extent.cap_height_px;
        c.descent_px = c.kind == LabelKind::Country ? extent.descent_px * 0.25f : extent.descent_px * 0.85f;  // capitals have no tails
    }
}

void draw_labels(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, std::span<const LabelCandidate> candidates,
                 const LabelPlacement& placement, double now_s, bool moving) {
    const std::vector<LabelSight> sights = labels_at(placement, now_s);
    const auto draw = [&](const LabelCandidate& c, const LabelSight& sight) {
        TextStyle style = label_style(c.kind, c.design_size, frame, theme);
        style.moving = moving;
        const Rect rect = label_rect(c, sight.label.anchor);
        canvas.push_opacity(sight.opacity * c.opacity);
        canvas.text(rect.x, rect.y + c.cap_height_px, label_text(c.kind, c.text), style);
        canvas.pop_opacity();
    };
    // In the order of the ids and not of the candidates, so that what lies over what does not change with their order.
    std::vector<const LabelCandidate*> by_sight(sights.size(), nullptr);
    for (const LabelCandidate& c : candidates) {
        auto it = std::lower_bound(sights.begin(), sights.end(), c.id, [](const LabelSight& s, std::uint64_t id) { return s.label.id < id; });
        for (; it != sights.end() && it->label.id == c.id; ++it) by_sight[static_cast<std::size_t>(it - sights.begin())] = &c;
    }
    for (std::size_t i = 0; i < sights.size(); ++i) {
        const LabelCandidate* c = by_sight[i];
        if (c && c->opacity > 0.0f && c->width_px > 0.0f) draw(*c, sights[i]);
    }
}

}  // namespace linchpin::render
