#include "render/layers/line_mesh.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <glm/geometric.hpp>

namespace linchpin::render {
namespace {

constexpr std::uint32_t kFirst = 0x80000000u, kLast = 0x40000000u;
constexpr std::uint32_t kSegmentsPerRun = 16;
/// From so many lines on, runs are drawn by place instead of in order: what is in sight lies together then, and is few calls.
constexpr std::uint32_t kLinesInOrder = 3000;

/// A vertex as the shader reads it.
struct Packed {
    glm::vec3 position;
    float along_km;
    std::uint16_t t, room;   ///< room: 1/256 km a lane
    std::int16_t lane, spare;  ///< lane: 1/256
    std::uint32_t line;
    Rgba8 tint;
};
static_assert(sizeof(Packed) == 32);

std::uint16_t unit16(float x) { return static_cast<std::uint16_t>(std::lround(std::clamp(x, 0.0f, 1.0f) * 65535.0f)); }

Packed packed(const LineVertex& v) {
    Packed p{v.position, v.along_km, unit16(v.t), 0, 0, 0, v.line, v.tint};
    p.room = static_cast<std::uint16_t>(std::clamp(v.lane_room_km * 256.0f, 0.0f, 65535.0f));
    p.lane = static_cast<std::int16_t>(std::lround(std::clamp(v.lane * 256.0f, -32767.0f, 32767.0f)));
    return p;
}

std::uint32_t spread_bits(std::uint32_t x) {
    x &= 0x3ffu;
    x = (x | (x << 16)) & 0x030000ffu;
    x = (x | (x << 8)) & 0x0300f00fu;
    x = (x | (x << 4)) & 0x030c30c3u;
    return (x | (x << 2)) & 0x09249249u;
}

/// Places near one another have numbers near one another (Morton's order of a cube around the globe).
std::uint32_t place_number(const glm::vec3& p) {
    const auto cell = [](float x) { return static_cast<std::uint32_t>(std::clamp((x + 1.5f) * (1023.0f / 3.0f), 0.0f, 1023.0f)); };
    return spread_bits(cell(p.x)) | (spread_bits(cell(p.y)) << 1) | (spread_bits(cell(p.z)) << 2);
}

LineMesh::Run run_of(const LineGeometry& geometry, std::uint32_t first, std::uint32_t last) {
    LineMesh::Run run;
    run.line = geometry.vertices[first].line;
    glm::vec3 low{1e9f}, high{-1e9f};
    for (std::uint32_t i = first; i <= last; ++i) {
        low = glm::min(low, geometry.vertices[i].position);
        high = glm::max(high, geometry.vertices[i].position);
    }
    run.centre = 0.5f * (low + high);
    for (std::uint32_t i = first; i <= last; ++i)
        run.radius = std::max(run.radius, glm::length(geometry.vertices[i].position - run.centre));
    return run;
}

std::vector<Packed> packed_vertices(const LineGeometry& geometry) {
    // A point of padding at both ends, since each point also reads its neighbours.
    std::vector<Packed> out;
    out.reserve(2 * (geometry.vertices.size() + 2));
    const auto put = [&out](const Packed& p) { out.insert(out.end(), 2, p); };
    put(packed(geometry.vertices.front()));
    for (const LineVertex& v : geometry.vertices) put(packed(v));
    put(packed(geometry.vertices.back()));
    for (const LineGeometry::Range& range : geometry.polylines) {
        for (std::uint32_t side = 0; side < 2; ++side) {
            out[2 * (range.begin + 1) + side].line |= kFirst;
            out[2 * range.end + side].line |= kLast;
        }
    }
    return out;
}

}  // namespace

void LineMesh::upload(const LineGeometry& geometry) {
    runs_.clear();
    if (geometry.vertices.size() < 2) return;
    struct Span { std::uint32_t first, last, place; };
    std::vector<Span> spans;
    for (const LineGeometry::Range& range : geometry.polylines)
        for (std::uint32_t first = range.begin; first + 1 < range.end; first += kSegmentsPerRun) {
            const std::uint32_t last = std::min(first + kSegmentsPerRun, range.end - 1);
            const Run run = run_of(geometry, first, last);
            spans.push_back({first, last, place_number(run.centre)});
            runs_.push_back(run);
        }
    if (geometry.line_count > kLinesInOrder)
        std::stable_sort(spans.begin(), spans.end(), [](const Span& a, const Span& b) { return a.place < b.place; });
    std::vector<std::uint32_t> indices, thin;
    indices.reserve(geometry.vertices.size() * 8);
    thin.reserve(geometry.vertices.size() * 2);
    for (std::size_t s = 0; s < spans.size(); ++s) {
        if (geometry.line_count > kLinesInOrder) runs_[s] = run_of(geometry, spans[s].first, spans[s].last);
        runs_[s].begin = static_cast<std::uint32_t>(thin.size() / 2);
        for (std::uint32_t i = spans[s].first; i < spans[s].last; ++i) {
            const std::uint32_t a = 2 * i, b = a + 2;  // the attributes of point i begin at its padding's
            // The last vertex of both triangles is at the end of the segment: what is flat in the shader is that segment's.
            indices.insert(indices.end(), {a, a + 1, b + 1, a, b + 1, b});
            thin.insert(thin.end(), {a, b});
        }
        runs_[s].end = static_cast<std::uint32_t>(thin.size() / 2);
    }
    // Both lists in one buffer: the segments as pairs of triangles, then the segments as plain lines.
    thin_offset_ = indices.size() * sizeof(std::uint32_t);
    indices.insert(indices.end(), thin.begin(), thin.end());
    if (!array_) array_ = VertexArrayHandle::create();
    glBindVertexArray(array_.id());
    const std::vector<Packed> vertices = packed_vertices(geometry);
    vertices_.upload(std::span<const Packed>(vertices), GL_STATIC_DRAW);
    indices_.upload(std::span<const std::uint32_t>(indices), GL_STATIC_DRAW);
    const auto at = [](std::size_t point, std::size_t offset) { return reinterpret_cast<const void*>(2 * point * sizeof(Packed) + offset); };
    constexpr auto stride = static_cast<GLsizei>(sizeof(Packed));
    for (GLuint i = 0; i < 7; ++i) glEnableVertexAttribArray(i);
    glVertexAttribPointer(0, 3, GL_FLOAT, GL_FALSE, stride, at(0, 0));
    glVertexAttribPointer(1, 4, GL_FLOAT, GL_FALSE, stride, at(1, 0));
    glVertexAttribPointer(2, 3, GL_FLOAT, GL_FALSE, stride, at(2, 0));
    glVertexAttribPointer(3, 2, GL_UNSIGNED_SHORT, GL_TRUE, stride, at(1, offsetof(Packed, t)));
    glVertexAttribPointer(4, 1, GL_SHORT, GL_FALSE, stride, at(1, offsetof(Packed, lane)));
    glVertexAttribIPointer(5, 1, GL_UNSIGNED_INT, stride, at(1, offsetof(Packed, line)));
    glVertexAttribPointer(6, 4, GL_UNSIGNED_BYTE, GL_TRUE, stride, at(1, offsetof(Packed, tint)));
}

}  // namespace linchpin::render
