#include "render/view/world_cut.h"

#include <cmath>

#include "data/geo/sphere.h"

namespace linchpin::render {
namespace {

/// How near to the edge a vertex may lie: well above the rounding of single precision, 6 m on the ground.
constexpr double kEdge = 1e-6;

/// Turns positions so that the map's edge is the half plane y = 0, x < 0.
class Turn {
public:
    explicit Turn(double meridian_deg) : cos_{std::cos(meridian_deg * geo::kRadPerDeg)}, sin_{std::sin(meridian_deg * geo::kRadPerDeg)} {}
    [[nodiscard]] glm::dvec3 to(const glm::vec3& p) const { return {cos_ * p.x + sin_ * p.y, cos_ * p.y - sin_ * p.x, p.z}; }
    [[nodiscard]] glm::vec3 back(const glm::dvec3& q) const { return glm::vec3(glm::dvec3{cos_ * q.x - sin_ * q.y, sin_ * q.x + cos_ * q.y, q.z}); }

private:
    double cos_, sin_;
};

/// 1 east of the central meridian, -1 west of it, 0 where that cannot be said: on the edge.
int side_of(const glm::dvec3& q) {
    if (q.x < 0.0 && std::abs(q.y) < kEdge) return 0;
    return q.y >= 0.0 ? 1 : -1;
}

LineVertex between(const LineVertex& a, const LineVertex& b, double share) {
    const auto s = static_cast<float>(share);
    LineVertex v = a;
    v.position = a.position + (b.position - a.position) * s;
    v.along_km = a.along_km + (b.along_km - a.along_km) * s;
    v.t = a.t + (b.t - a.t) * s;
    v.lane = a.lane + (b.lane - a.lane) * s;
    return v;
}

class Cutter {
public:
    Cutter(const LineGeometry& lines, double meridian_deg) : from_{lines}, turn_{meridian_deg} {
        to_.line_count = lines.line_count;
        to_.vertices.reserve(lines.vertices.size() + 64);
        to_.polylines.reserve(lines.polylines.size() + 16);
        for (const LineGeometry::Range& range : lines.polylines) cut(range);
    }
    LineGeometry take() { return std::move(to_); }

private:
    void cut(LineGeometry::Range range) {
        begin_ = to_.vertices.size();
        int side = 0;
        for (std::uint32_t i = range.begin; i < range.end && side == 0; ++i) side = side_of(turn_.to(from_.vertices[i].position));
        if (side == 0) side = 1;
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            const LineVertex& vertex = from_.vertices[i];
            const glm::dvec3 here = turn_.to(vertex.position);
            const int now = side_of(here);
            if (now == 0) {
                add(vertex, {here.x, side * kEdge, here.z});
                continue;
            }
            if (now != side && i > range.begin) pass(from_.vertices[i - 1], vertex, side);
            side = now;
            add(vertex, here);
        }
        finish();
    }

    /// The way from a to b changes sides: over the edge it is parted, over the central meridian it goes on.
    void pass(const LineVertex& a, const LineVertex& b, int side) {
        const glm::dvec3 from = turn_.to(a.position), to = turn_.to(b.position);
        const double share = from.y == to.y ? 0.5 : std::min(std::max(from.y / (from.y - to.y), 0.0), 1.0);
        const LineVertex middle = between(a, b, share);
        const glm::dvec3 at = turn_.to(middle.position);
        if (at.x >= 0.0) return;
        add(middle, {at.x, side * kEdge, at.z});
        finish();
        add(middle, {at.x, -side * kEdge, at.z});
    }

    void add(const LineVertex& vertex, const glm::dvec3& turned) {
        to_.vertices.push_back(vertex);
        if (side_of(turned) == 0 || (turned.x < 0.0 && std::abs(turned.y) <= 2.0 * kEdge)) to_.vertices.back().position = turn_.back(turned);
    }

    void finish() {
        const auto end = to_.vertices.size();
        if (end < begin_ + 2) to_.vertices.resize(begin_);
        else to_.polylines.push_back({static_cast<std::uint32_t>(begin_), static_cast<std::uint32_t>(end)});
        begin_ = to_.vertices.size();
    }

    const LineGeometry& from_;
    Turn turn_;
    LineGeometry to_;
    std::size_t begin_ = 0;
};

}  // namespace

std::shared_ptr<const LineGeometry> cut_at_map_edge(const LineGeometry& lines, double meridian_deg) {
    return std::make_shared<const LineGeometry>(Cutter(lines, meridian_deg).take());
}

const LineBatch& CutLines::of(const LineBatch& batch, bool is_globe, double meridian_deg) {
    if (is_globe || !batch.geometry) return batch;
    if (batch.geometry != source_ || meridian_deg != meridian_deg_) {
        source_ = batch.geometry;
        meridian_deg_ = meridian_deg;
        cut_.geometry = cut_at_map_edge(*batch.geometry, meridian_deg);
    }
    cut_.styles = batch.styles;
    cut_.opacity = batch.opacity;
    return cut_;
}

}  // namespace linchpin::render
