#pragma once
// What the layouts put marks together with. Internal to app/chart.
#include "app/chart/drawing.h"

namespace linchpin::chart {

inline constexpr float kSmall = 12.0f, kBody = 14.0f;

/// Adds marks to a drawing; texts are measured and get their box.
class Pen {
public:
    Pen(Drawing& to, const TextMeter& meter) : to_{to}, meter_{meter} {}

    [[nodiscard]] float width(std::string_view utf8, float size_px = kSmall, Weight weight = Weight::Regular) const { return meter_.width(utf8, size_px, weight); }
    /// The text cut with an ellipsis to fit.
    [[nodiscard]] std::string fitted(std::string_view utf8, float most_px, float size_px = kSmall, Weight weight = Weight::Regular) const;
    /// The box that a text would take with its first line's top at y.
    [[nodiscard]] Box text_box(std::string_view utf8, float x, float y, Anchor anchor = Anchor::Start, float size_px = kSmall, Weight weight = Weight::Regular) const;
    void text(std::string_view utf8, float x, float y, Paint paint, Anchor anchor = Anchor::Start, float size_px = kSmall, Weight weight = Weight::Regular);
    void line(std::vector<Point> points, Paint paint, float stroke_px = 1.0f);
    void rect(Box box, Paint paint, float radius_px = 0.0f);
    void hatch(Box box, Paint paint);
    void disc(Point at, float radius_px, Paint paint);
    void ring(Point at, float radius_px, Paint paint, float stroke_px);
    void triangle(Point a, Point b, Point c, Paint paint);
    /// A ribbon from a vertical edge to another: flat ends, a smooth S between.
    void ribbon(Point from_top, float from_height, Point to_top, float to_height, Paint paint);
    void spot(Box box, std::string id, std::string title, std::string body) { to_.spots.push_back({box, std::move(id), std::move(title), std::move(body)}); }

private:
    Drawing& to_;
    const TextMeter& meter_;
};

/// Round steps (1, 2, 2.5, 5 times a power of ten) from 0 or below to `most` or above, about `wanted` of them.
/// @return  ascending, the first <= least and the last >= most; at least two
[[nodiscard]] std::vector<double> nice_ticks(double least, double most, int wanted);

/// Places labels so that none covers another: takes a box when it overlaps none that was taken before.
class Room {
public:
    explicit Room(Box bounds) : bounds_{bounds} {}
    [[nodiscard]] bool take(const Box& box);
    /// Taken whatever else is there.
    void block(const Box& box) { taken_.push_back(box); }

private:
    Box bounds_;
    std::vector<Box> taken_;
};

}  // namespace linchpin::chart
