#pragma once

namespace linchpin::render {

/// Axis-aligned rectangle in pixels of the picture, origin top left, y downwards.
struct Rect {
    float x = 0.0f, y = 0.0f, w = 0.0f, h = 0.0f;
    [[nodiscard]] constexpr float right() const noexcept { return x + w; }
    [[nodiscard]] constexpr float bottom() const noexcept { return y + h; }
    [[nodiscard]] constexpr bool empty() const noexcept { return w <= 0.0f || h <= 0.0f; }
    [[nodiscard]] constexpr Rect grown(float by) const noexcept { return {x - by, y - by, w + 2 * by, h + 2 * by}; }
    [[nodiscard]] constexpr bool overlaps(const Rect& o) const noexcept {
        return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom();
    }
    [[nodiscard]] constexpr bool holds(const Rect& o) const noexcept {
        return o.x >= x && o.y >= y && o.right() <= right() && o.bottom() <= bottom();
    }
    [[nodiscard]] constexpr Rect intersection(const Rect& o) const noexcept {
        const float l = x > o.x ? x : o.x, t = y > o.y ? y : o.y;
        const float r = right() < o.right() ? right() : o.right(), b = bottom() < o.bottom() ? bottom() : o.bottom();
        return {l, t, r > l ? r - l : 0.0f, b > t ? b - t : 0.0f};
    }
    constexpr bool operator==(const Rect&) const noexcept = default;
};

}  // namespace linchpin::render
