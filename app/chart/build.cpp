#include "app/chart/build.h"

#include <algorithm>
#include <cmath>

namespace linchpin::chart {

std::string Pen::fitted(std::string_view utf8, float most_px, float size_px, Weight weight) const {
    if (width(utf8, size_px, weight) <= most_px) return std::string{utf8};
    std::size_t end = utf8.size();
    while (end > 0) {
        do --end;
        while (end > 0 && (static_cast<unsigned char>(utf8[end]) & 0xC0U) == 0x80U);  // never inside a character
        std::string cut{utf8.substr(0, end)};
        while (!cut.empty() && cut.back() == ' ') cut.pop_back();
        cut += "\u2026";
        if (width(cut, size_px, weight) <= most_px) return cut;
    }
    return {};
}

Box Pen::text_box(std::string_view utf8, float x, float y, Anchor anchor, float size_px, Weight weight) const {
    const float w = width(utf8, size_px, weight);
    return {anchor == Anchor::Start ? x : anchor == Anchor::Middle ? x - w / 2 : x - w, y, w, kLineHeight * size_px};
}

void Pen::text(std::string_view utf8, float x, float y, Paint paint, Anchor anchor, float size_px, Weight weight) {
    if (utf8.empty()) return;
    Mark mark{.kind = MarkKind::Text, .paint = paint};
    mark.box = text_box(utf8, x, y, anchor, size_px, weight);
    mark.text = utf8;
    mark.size_px = size_px;
    mark.weight = weight;
    to_.marks.push_back(std::move(mark));
}

void Pen::line(std::vector<Point> points, Paint paint, float stroke_px) {
    if (points.size() < 2) return;
    to_.marks.push_back({.kind = MarkKind::Line, .paint = paint, .points = std::move(points), .stroke_px = stroke_px});
}

void Pen::rect(Box box, Paint paint, float radius_px) {
    if (box.w > 0.0f && box.h > 0.0f) to_.marks.push_back({.kind = MarkKind::Rect, .paint = paint, .box = box, .radius_px = radius_px});
}

void Pen::hatch(Box box, Paint paint) {
    if (box.w > 0.0f && box.h > 0.0f) to_.marks.push_back({.kind = MarkKind::Hatch, .paint = paint, .box = box});
}

void Pen::disc(Point at, float radius_px, Paint paint) { to_.marks.push_back({.kind = MarkKind::Disc, .paint = paint, .points = {at}, .radius_px = radius_px}); }

void Pen::ring(Point at, float radius_px, Paint paint, float stroke_px) {
    to_.marks.push_back({.kind = MarkKind::Ring, .paint = paint, .points = {at}, .stroke_px = stroke_px, .radius_px = radius_px});
}

void Pen::triangle(Point a, Point b, Point c, Paint paint) { to_.marks.push_back({.kind = MarkKind::Triangle, .paint = paint, .points = {a, b, c}}); }

void Pen::ribbon(Point from_top, float from_height, Point to_top, float to_height, Paint paint) {
    constexpr int kSteps = 32;
    std::vector<Point> above, below;
    for (int i = 0; i <= kSteps; ++i) {
        const float t = static_cast<float>(i) / kSteps, s = t * t * (3.0f - 2.0f * t);
        const float x = from_top.x + (to_top.x - from_top.x) * t, y = from_top.y + (to_top.y - from_top.y) * s;
        above.push_back({x, y});
        below.push_back({x, y + from_height + (to_height - from_height) * s});
    }
    above.insert(above.end(), below.begin(), below.end());
    to_.marks.push_back({.kind = MarkKind::Band, .paint = paint, .points = std::move(above)});
}

std::vector<double> nice_ticks(double least, double most, int wanted) {
    if (!(most > least)) most = least + 1.0;
    const double rough = (most - least) / std::max(wanted, 1), power = std::pow(10.0, std::floor(std::log10(rough)));
    double step = 10.0 * power;
    for (const double each : {1.0, 2.0, 2.5, 5.0})
        if (each * power >= rough * (1.0 - 1e-9)) {
            step = each * power;
            break;
        }
    std::vector<double> ticks;
    const double first = std::floor(least / step + 1e-9), last = std::ceil(most / step - 1e-9);
    for (double i = first; i <= last; i += 1.0) ticks.push_back(i * step);
    return ticks;
}

bool Room::take(const Box& box) {
    if (box.x < bounds_.x || box.y < bounds_.y || box.right() > bounds_.right() || box.bottom() > bounds_.bottom()) return false;
    if (std::any_of(taken_.begin(), taken_.end(), [&](const Box& other) { return other.overlaps(box); })) return false;
    taken_.push_back(box);
    return true;
}

}  // namespace linchpin::chart
