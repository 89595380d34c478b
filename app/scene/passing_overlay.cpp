#include "app/scene/passing_overlay.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "render/overlay/furniture.h"

namespace linchpin::app {
namespace {

using render::Align;
using render::Rect;

constexpr std::size_t kPlaces = 9;

Align align_of(ElementPlace place) {
    switch (static_cast<int>(place) % 3) {
        case 0: return Align::Left;
        case 1: return Align::Centre;
        default: return Align::Right;
    }
}
int row_of(ElementPlace place) { return static_cast<int>(place) / 3; }  // 0 top, 1 middle, 2 bottom

struct Look {
    float size, detail_size;
    render::FontWeight weight;
    float share_of_width;  ///< of the area
};

Look look_of(ElementKind kind) {
    switch (kind) {
        case ElementKind::Title: return {40.0f, 20.0f, render::FontWeight::SemiBold, 0.72f};
        case ElementKind::Counter: return {40.0f, 16.0f, render::FontWeight::SemiBold, 0.42f};
        case ElementKind::DateStamp: return {40.0f, 16.0f, render::FontWeight::SemiBold, 0.42f};
        default: return {28.0f, 16.0f, render::FontWeight::SemiBold, 0.62f};
    }
}

/// An element laid out: its lines and its size, before it has a place.
struct Block {
    const ShownElement* element = nullptr;
    std::vector<std::string> lines, detail;
    render::TextStyle style, detail_style;
    float leading = 0.0f, detail_leading = 0.0f, pad_x = 0.0f, pad_y = 0.0f, width = 0.0f, height = 0.0f;
};

Block lay_out(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, const ShownElement& element, const Rect& area) {
    Block block;
    block.element = &element;
    const Look look = look_of(element.kind);
    // A narrow picture is read across nearly its whole width.
    const float share = area.w < area.h ? 0.96f : look.share_of_width;
    block.pad_x = frame.px(18.0f);
    block.pad_y = frame.px(12.0f);
    block.style.size_px = frame.type(look.size);
    block.style.weight = look.weight;
    block.style.tabular = true;
    block.style.colour = theme.text;
    block.style.align = align_of(element.place);
    block.detail_style = block.style;
    block.detail_style.size_px = frame.type(look.detail_size);
    block.detail_style.weight = render::FontWeight::Regular;
    block.detail_style.colour = theme.text_muted;
    block.leading = std::round(block.style.size_px * 1.25f);
    block.detail_leading = std::round(block.detail_style.size_px * 1.35f);
    const float room = std::max(1.0f, area.w * share - 2.0f * block.pad_x);
    if (!element.text.empty()) block.lines = render::wrap_balanced(canvas.engine(), element.text, block.style, room);
    if (!element.detail.empty()) block.detail = render::wrap_balanced(canvas.engine(), element.detail, block.detail_style, room);
    for (const auto& line : block.lines) block.width = std::max(block.width, canvas.measure(line, block.style).width_px);
    for (const auto& line : block.detail) block.width = std::max(block.width, canvas.measure(line, block.detail_style).width_px);
    block.width = std::round(block.width + 2.0f * block.pad_x);
    block.height = std::round(static_cast<float>(block.lines.size()) * block.leading + static_cast<float>(block.detail.size()) * block.detail_leading + 2.0f * block.pad_y);
    return block;
}

void draw_block(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, const Block& block, const Rect& at) {
    canvas.push_opacity(block.element->opacity);
    render::BoxStyle plate;
    plate.fill = render::with_alpha(theme.label_halo, 0.72f);
    plate.radius_px = frame.px(12.0f);
    canvas.box(at, plate);
    const float x = block.style.align == Align::Left ? at.x + block.pad_x : block.style.align == Align::Centre ? at.x + at.w / 2.0f : at.right() - block.pad_x;
    float y = at.y + block.pad_y;
    const auto put = [&](const std::vector<std::string>& lines, const render::TextStyle& style, float leading) {
        const float cap = canvas.measure("H", style).cap_height_px;
        for (const auto& line : lines) {
            canvas.text(x, std::round(y + (leading + cap) * 0.5f), line, style);
            y += leading;
        }
    };
    put(block.lines, block.style, block.leading);
    put(block.detail, block.detail_style, block.detail_leading);
    canvas.pop_opacity();
}

render::Corner corner_of(ElementPlace place) {
    const bool right = align_of(place) == Align::Right;
    return row_of(place) == 0 ? (right ? render::Corner::TopRight : render::Corner::TopLeft)
                              : (right ? render::Corner::BottomRight : render::Corner::BottomLeft);
}

}  // namespace

std::vector<Rect> draw_elements(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, const Passing& passing,
                                double km_per_px, const Rect& area) {
    std::vector<Rect> taken;
    if (area.empty()) return taken;
    std::array<std::vector<Block>, kPlaces> blocks;
    std::array<float, kPlaces> heights{};
    const float gap = frame.px(8.0f);
    for (const ShownElement& element : passing.elements) {
        if (element.kind == ElementKind::ScaleBar) {
            canvas.push_opacity(element.opacity);
            taken.push_back(render::draw_scale_bar(canvas, frame, theme, km_per_px, area, corner_of(element.place)));
            canvas.pop_opacity();
            continue;
        }
        const auto place = static_cast<std::size_t>(element.place);
        Block block = lay_out(canvas, frame, theme, element, area);
        if (block.lines.empty() && block.detail.empty()) continue;
        heights[place] += block.height + (blocks[place].empty() ? 0.0f : gap);
        blocks[place].push_back(std::move(block));
    }
    for (std::size_t place = 0; place < kPlaces; ++place) {
        const auto where = static_cast<ElementPlace>(place);
        const int row = row_of(where);
        float y = row == 0 ? area.y : row == 1 ? area.y + (area.h - heights[place]) / 2.0f : area.bottom() - heights[place];
        for (const Block& block : blocks[place]) {
            const Align align = align_of(where);
            const float x = align == Align::Left ? area.x : align == Align::Centre ? area.x + (area.w - block.width) / 2.0f : area.right() - block.width;
            const Rect at{std::round(x), std::round(y), block.width, block.height};
            draw_block(canvas, frame, theme, block, at);
            taken.push_back(at);
            y += block.height + gap;
        }
    }
    return taken;
}

void draw_veil(render::Canvas& canvas, const render::OverlayFrame& frame, const Passing& passing) {
    if (passing.veil <= 0.0f) return;
    render::BoxStyle veil;
    veil.fill = render::with_alpha(passing.veil_white ? render::rgb("#ffffff") : render::rgb("#000000"), std::min(passing.veil, 1.0f));
    canvas.box({0.0f, 0.0f, frame.width_px, frame.height_px}, veil);
}

}  // namespace linchpin::app
