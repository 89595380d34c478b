#include "render/layers/line_detail.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <utility>

#include "data/geo/sphere.h"

namespace linchpin::render {
namespace {

float distance_to_segment(const glm::vec3& p, const glm::vec3& a, const glm::vec3& b) {
    const glm::vec3 ab = b - a;
    const float length2 = glm::dot(ab, ab);
    const float t = length2 > 0.0f ? std::clamp(glm::dot(p - a, ab) / length2, 0.0f, 1.0f) : 0.0f;
    return glm::length(p - (a + ab * t));
}

/// How far leaving out `p` would move the drawn line: on the ground, and in its lane (a lane is some eight tolerances wide where a
/// tolerance is a third of a pixel).
float miss(const LineVertex& p, const LineVertex& a, const LineVertex& b, float tolerance) {
    // The farther out a lane, the more it shows where its way turns.
    const float off = distance_to_segment(p.position, a.position, b.position) * (1.0f + 0.4f * std::abs(p.lane));
    if (p.lane == a.lane && p.lane == b.lane) return off;
    const float span = b.along_km - a.along_km;
    const float t = span > 0.0f ? (p.along_km - a.along_km) / span : 0.0f;
    return std::max(off, 8.0f * tolerance * std::abs(p.lane - (a.lane + (b.lane - a.lane) * t)));
}

/// Marks the vertices of one polyline to keep; a stack instead of recursion, since coasts have tens of thousands of vertices.
void mark_kept(const std::vector<LineVertex>& vertices, LineGeometry::Range range, float tolerance, std::vector<std::uint8_t>& keep) {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> spans{{range.begin, range.end - 1}};
    keep[range.begin] = keep[range.end - 1] = 1;
    while (!spans.empty()) {
        const auto [first, last] = spans.back();
        spans.pop_back();
        float worst = tolerance;
        std::uint32_t at = 0;
        for (std::uint32_t i = first + 1; i < last; ++i) {
            const float distance = miss(vertices[i], vertices[first], vertices[last], tolerance);
            if (distance > worst) {
                worst = distance;
                at = i;
            }
        }
        if (at == 0) continue;
        keep[at] = 1;
        spans.push_back({first, at});
        spans.push_back({at, last});
    }
}

}  // namespace

LineGeometry simplified(const LineGeometry& geometry, double tolerance_km) {
    if (tolerance_km <= 0.0) return geometry;
    const auto tolerance = static_cast<float>(tolerance_km / geo::kEarthRadiusKm);
    std::vector<std::uint8_t> keep(geometry.vertices.size(), 0);
    for (const LineGeometry::Range& range : geometry.polylines) mark_kept(geometry.vertices, range, tolerance, keep);
    LineGeometry fewer;
    fewer.line_count = geometry.line_count;
    for (const LineGeometry::Range& range : geometry.polylines) {
        const auto begin = static_cast<std::uint32_t>(fewer.vertices.size());
        for (std::uint32_t i = range.begin; i < range.end; ++i)
            if (keep[i] != 0) fewer.vertices.push_back(geometry.vertices[i]);
        fewer.polylines.push_back({begin, static_cast<std::uint32_t>(fewer.vertices.size())});
    }
    return fewer;
}

}  // namespace linchpin::render
