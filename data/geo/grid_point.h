#pragma once
// Exact plane geometry on a grid of 1e-6 degrees: differences stay below 3.6e8, so a cross product fits 64 bits with room to spare.
#include <cmath>
#include <cstdint>

#include "data/geo/sphere.h"

namespace linchpin::geo {

inline constexpr double kGridPerDeg = 1e6;

struct GridPoint {
    std::int64_t x = 0;  ///< longitude, 1e-6 degrees
    std::int64_t y = 0;  ///< latitude, 1e-6 degrees
    bool operator==(const GridPoint&) const = default;
};

[[nodiscard]] inline GridPoint to_grid(LatLon p) noexcept {
    return {std::llround(p.lon_deg * kGridPerDeg), std::llround(p.lat_deg * kGridPerDeg)};
}
[[nodiscard]] inline LatLon from_grid(GridPoint p) noexcept {
    return {static_cast<double>(p.y) / kGridPerDeg, static_cast<double>(p.x) / kGridPerDeg};
}
/// Twice the signed area of a, b, c; positive when they turn left.
[[nodiscard]] inline std::int64_t turn(GridPoint a, GridPoint b, GridPoint c) noexcept {
    return (b.x - a.x) * (c.y - a.y) - (b.y - a.y) * (c.x - a.x);
}
/// Whether p lies in the triangle a, b, c (turning left) or on its rim.
[[nodiscard]] inline bool in_triangle(GridPoint a, GridPoint b, GridPoint c, GridPoint p) noexcept {
    return turn(a, b, p) >= 0 && turn(b, c, p) >= 0 && turn(c, a, p) >= 0;
}
/// Whether p lies on the closed segment a-b.
[[nodiscard]] inline bool on_segment(GridPoint a, GridPoint b, GridPoint p) noexcept {
    if (turn(a, b, p) != 0) return false;
    return (p.x - a.x) * (p.x - b.x) <= 0 && (p.y - a.y) * (p.y - b.y) <= 0;
}
/// Whether the segments a-b and c-d share any point, ends included.
[[nodiscard]] inline bool segments_meet(GridPoint a, GridPoint b, GridPoint c, GridPoint d) noexcept {
    const auto sign = [](std::int64_t v) { return (v > 0) - (v < 0); };
    const int abc = sign(turn(a, b, c)), abd = sign(turn(a, b, d)), cda = sign(turn(c, d, a)), cdb = sign(turn(c, d, b));
    if (abc * abd < 0 && cda * cdb < 0) return true;
    return on_segment(a, b, c) || on_segment(a, b, d) || on_segment(c, d, a) || on_segment(c, d, b);
}

}  // namespace linchpin::geo
