#pragma once
#include <algorithm>
#include <cstdint>
#include <vector>

#include "render/overlay/rect.h"

namespace linchpin::render {

/// Rectangles in square cells, so that asking what overlaps looks at neighbours only.
class LabelGrid {
public:
    explicit LabelGrid(const Rect& bounds) : bounds_{bounds} {
        columns_ = std::clamp(static_cast<int>(bounds.w / kCellPx) + 1, 1, 512);
        rows_ = std::clamp(static_cast<int>(bounds.h / kCellPx) + 1, 1, 512);
        first_.assign(static_cast<std::size_t>(columns_) * static_cast<std::size_t>(rows_), kNone);
    }
    void add(const Rect& rect) {
        rects_.push_back(rect);
        each_cell(rect, [&](std::size_t cell) {
            links_.push_back({static_cast<std::uint32_t>(rects_.size() - 1), first_[cell]});
            first_[cell] = static_cast<std::uint32_t>(links_.size() - 1);
            return false;
        });
    }
    [[nodiscard]] bool overlaps(const Rect& rect) const {
        return each_cell(rect, [&](std::size_t cell) {
            for (std::uint32_t link = first_[cell]; link != kNone; link = links_[link].next) {
                if (rects_[links_[link].rect].overlaps(rect)) return true;
            }
            return false;
        });
    }

private:
    static constexpr float kCellPx = 64.0f;
    static constexpr std::uint32_t kNone = 0xFFFFFFFFu;
    struct Link { std::uint32_t rect, next; };

    /// Stops when `visit` gives true, and gives it on. What lies outside the bounds counts to the border cells.
    template <class Visit> bool each_cell(const Rect& rect, Visit visit) const {
        const auto index = [](float at, float from, int count) {
            return static_cast<int>(std::clamp((at - from) / kCellPx, 0.0f, static_cast<float>(count - 1)));
        };
        const int x0 = index(rect.x, bounds_.x, columns_), x1 = index(rect.right(), bounds_.x, columns_);
        const int y0 = index(rect.y, bounds_.y, rows_), y1 = index(rect.bottom(), bounds_.y, rows_);
        for (int y = y0; y <= y1; ++y) {
            for (int x = x0; x <= x1; ++x) {
                if (visit(static_cast<std::size_t>(y) * static_cast<std::size_t>(columns_) + static_cast<std::size_t>(x))) return true;
            }
        }
        return false;
    }

    Rect bounds_;
    int columns_ = 1, rows_ = 1;
    std::vector<std::uint32_t> first_;
    std::vector<Link> links_;
    std::vector<Rect> rects_;
};

}  // namespace linchpin::render
