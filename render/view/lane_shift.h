#pragma once
#include <algorithm>
#include <cmath>
#include <glm/vec2.hpp>

#include "render/scene.h"

namespace linchpin::render {

/// How far from its position a vertex of a line is drawn because of its lane, in pixels from the top left: the twin of the vertex stage of
/// lines for a straight segment, for picking and object ids.
/// @param from_px, to_px  the segment in the picture
/// @param scale           picture pixels a pixel of the 1080-line design
[[nodiscard]] inline glm::dvec2 lane_shift_px(const LineVertex& vertex, glm::dvec2 from_px, glm::dvec2 to_px, double km_per_pixel, double scale) noexcept {
    if (vertex.lane == 0.0f) return {0.0, 0.0};
    const glm::dvec2 along = to_px - from_px;
    const double length = std::hypot(along.x, along.y);
    if (length < 0.01) return {0.0, 0.0};
    const double gap_px = std::min(static_cast<double>(kLaneGapPx) * scale, static_cast<double>(vertex.lane_room_km) / km_per_pixel);
    return glm::dvec2{along.y, -along.x} * (static_cast<double>(vertex.lane) * gap_px / length);  // to the left, y downwards
}

}  // namespace linchpin::render
