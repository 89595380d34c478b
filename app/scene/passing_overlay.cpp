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
    float detail_share;    ///< of the area, at most: a number's second line is folded, so that it takes no more of the globe than it must
};

Look look_of(ElementKind kind) {
    switch (kind) {
        case ElementKind::Title: return {40.0f, 20.0f, render::FontWeight::SemiBold, 0.72f, 0.72f};
        case ElementKind::Counter: return {40.0f, 16.0f, render::FontWeight::SemiBold, 0.42f, 0.15f};
        case ElementKind::DateStamp: return {40.0f, 16.0f, render::FontWeight::SemiBold, 0.42f, 0.15f};
        default: return {28.0f, 16.0f, render::FontWeight::SemiBold, 0.62f, 0.62f};
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
    const bool narrow = area.w < area.h, beside = align_of(element.place) != Align::Centre;
    const float share = narrow && !beside ? 0.96f : narrow ? std::max(look.share_of_width, 0.6f) : look.share_of_width;
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
    if (!element.detail.empty()) {
        // At least as wide as the number over it, and wide enough for a word of some length.
        float wanted = std::max(look.detail_share * area.w, frame.px(210.0f));
        for (const auto& line : block.lines) wanted = std::max(wanted, canvas.measure(line, block.style).width_px);
        const bool folded = look.detail_share < look.share_of_width;
        block.detail = render::wrap_balanced(canvas.engine(), element.detail, block.detail_style, folded ? std::min(room, wanted) : room);
    }
    for (const auto& line : block.lines) block.width = std::max(block.width, canvas.measure(line, block.style).width_px);
    for (const auto& line : block.detail) block.width = std::max(block.width, canvas.measure(line, block.detail_style).width_px);
    block.width = std::round(block.width + 2.0f * block.pad_x);
    block.height = std::round(static_cast<float>(block.lines.size()) * block.leading + static_cast<float>(block.detail.size()) * block.detail_leading + 2.0f * block.pad_y);
    return block;
}

void draw_block(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, const Block& block, const Rect& at) {
    canvas.push_opacity(block.element->opacity);
    render::BoxStyle plate;
    plate.fill = render::with_alpha(theme.label_halo, 0.84f);
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

/// Moves a block up from the bottom, or down from the top, until it lies on nothing. Where there is no room it stays.
Rect clear_of(const Rect& wanted, bool upward, const Rect& area, float gap, std::span<const Rect> taken) {
    Rect at = wanted;
    // Each step leaves one of them behind for good.
    for (std::size_t step = 0; step <= taken.size(); ++step) {
        const auto hit = std::find_if(taken.begin(), taken.end(), [&](const Rect& other) {
            // Places are rounded to pixels: what is nearer than the gap by less than one is where it should be.
            const float near = gap - 1.0f;
            return !other.empty() && at.x < other.right() + near && other.x < at.right() + near && at.y < other.bottom() + near && other.y < at.bottom() + near;
        });
        if (hit == taken.end()) return at;
        at.y = std::round(upward ? hit->y - gap - at.h : hit->bottom() + gap);
        if (at.y < area.y || at.bottom() > area.bottom()) break;
    }
    return wanted;
}

/// The order in which elements take their places: corners and sides first, then what stands in the middle and can make room.
constexpr std::array<ElementPlace, kPlaces> kOrder{ElementPlace::TopLeft, ElementPlace::TopRight, ElementPlace::BottomLeft, ElementPlace::BottomRight, ElementPlace::Left,
                                                   ElementPlace::Right, ElementPlace::Top, ElementPlace::Bottom, ElementPlace::Middle};

}  // namespace

std::vector<Rect> draw_elements(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, const Passing& passing,
                                double km_per_px, const Rect& area, std::span<const Rect> reserved) {
    std::vector<Rect> taken;
    std::vector<Rect> in_the_way(reserved.begin(), reserved.end());
    if (area.empty()) return taken;
    std::array<std::vector<Block>, kPlaces> blocks;
    std::array<float, kPlaces> heights{};
    const float gap = frame.px(8.0f);
    for (const ShownElement& element : passing.elements) {
        if (element.kind == ElementKind::ScaleBar) {
            canvas.push_opacity(element.opacity);
            taken.push_back(render::draw_scale_bar(canvas, frame, theme, km_per_px, area, corner_of(element.place)));
            in_the_way.push_back(taken.back());
            canvas.pop_opacity();
            continue;
        }
        const auto place = static_cast<std::size_t>(element.place);
        Block block = lay_out(canvas, frame, theme, element, area);
        if (block.lines.empty() && block.detail.empty()) continue;
        heights[place] += block.height + (blocks[place].empty() ? 0.0f : gap);
        blocks[place].push_back(std::move(block));
    }
    for (const ElementPlace where : kOrder) {
        const auto place = static_cast<std::size_t>(where);
        if (blocks[place].empty()) continue;
        const int row = row_of(where);
        float y = row == 0 ? area.y : row == 1 ? area.y + (area.h - heights[place]) / 2.0f : area.bottom() - heights[place];
        // A whole place makes room at once, so that what belongs together stays together.
        const Align align = align_of(where);
        float widest = 0.0f;
        for (const Block& block : blocks[place]) widest = std::max(widest, block.width);
        const float left = align == Align::Left ? area.x : align == Align::Centre ? area.x + (area.w - widest) / 2.0f : area.right() - widest;
        y = clear_of({left, y, widest, heights[place]}, row != 0, area, gap, in_the_way).y;
        in_the_way.push_back({left, y, widest, heights[place]});
        for (const Block& block : blocks[place]) {
            const float x = align == Align::Left ? area.x : align == Align::Centre ? area.x + (area.w - block.width) / 2.0f : area.right() - block.width;
            const Rect at{std::round(x), std::round(y), block.width, block.height};
            draw_block(canvas, frame, theme, block, at);
            taken.push_back(at);
            y += block.height + gap;
        }
    }
    return taken;
}

void draw_spotlight(render::Canvas& canvas, const render::OverlayFrame& frame, const Passing& passing) {
    const Spotlight& spot = passing.spotlight;
    if (spot.opacity <= 0.0f) return;
    constexpr float kRadius = 0.13f, kSoft = 0.035f;  // of the picture's height
    constexpr int kSteps = 8;                         // of the soft edge
    constexpr float kDim = 0.62f;
    const float x = spot.x * frame.width_px, y = spot.y * frame.height_px;
    const float far = frame.width_px + frame.height_px;
    // Each ring leaves a little more light through than what the ones inside it took away: together a soft edge.
    const float each = 1.0f - std::pow(1.0f - kDim * spot.opacity, 1.0f / kSteps);
    for (int i = 0; i < kSteps; ++i) {
        const float inner = (kRadius + kSoft * (static_cast<float>(i) / (kSteps - 1) - 0.5f)) * frame.height_px;
        canvas.ring(x, y, inner + far, far, render::with_alpha(render::rgb("#000000"), each));
    }
}

void draw_veil(render::Canvas& canvas, const render::OverlayFrame& frame, const Passing& passing) {
    if (passing.veil <= 0.0f) return;
    render::BoxStyle veil;
    veil.fill = render::with_alpha(passing.veil_white ? render::rgb("#ffffff") : render::rgb("#000000"), std::min(passing.veil, 1.0f));
    canvas.box({0.0f, 0.0f, frame.width_px, frame.height_px}, veil);
}

}  // namespace linchpin::app
