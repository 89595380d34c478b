#include "data/geo/triangulate.h"

#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <string>

#include "data/geo/ear_clipper.h"
#include "data/geo/mesh_refiner.h"

namespace linchpin::geo {
namespace {

std::int64_t doubled_area(std::span<const GridPoint> ring) {
    std::int64_t sum = 0;
    for (std::size_t i = 0; i + 1 < ring.size(); ++i) sum += turn(ring[0], ring[i], ring[i + 1]);
    return sum;
}

bool is_place(LatLon p) {
    return std::isfinite(p.lat_deg) && std::isfinite(p.lon_deg) && std::abs(p.lat_deg) <= 90.0 && std::abs(p.lon_deg) <= 180.0;
}

}  // namespace

Result<TriangleMesh> triangulate(std::span<const std::vector<LatLon>> rings, const TriangulateOptions& options) {
    TriangleMesh mesh;
    std::vector<GridPoint> points;
    std::vector<std::array<std::uint32_t, 2>> ranges;
    for (std::size_t r = 0; r < rings.size(); ++r) {
        std::span<const LatLon> ring{rings[r]};
        if (ring.size() > 1 && ring.front() == ring.back()) ring = ring.first(ring.size() - 1);
        const auto begin = static_cast<std::uint32_t>(points.size());
        for (const LatLon p : ring) {
            if (!is_place(p)) {
                return Error{"polygon: expected latitudes in [-90, 90] and longitudes in [-180, 180], found " +
                             std::to_string(p.lat_deg) + ", " + std::to_string(p.lon_deg)};
            }
            mesh.points.push_back(p);
            points.push_back(to_grid(p));
        }
        const auto end = static_cast<std::uint32_t>(points.size());
        const bool has_area = end - begin >= 3 && doubled_area(std::span(points).subspan(begin)) != 0;
        if (r == 0 && !has_area)
            return Error{"polygon: expected an outline with an area, found " + std::to_string(end - begin) + " points without one"};
        if (has_area) ranges.push_back({begin, end});  // a hole without an area changes nothing
    }
    if (ranges.empty()) return Error{"polygon: expected an outline, found no ring"};
    const std::size_t given = points.size();
    EarClipper clipper(points, ranges);
    clipper.run();
    mesh.indices = clipper.indices();
    mesh.forced = clipper.forced();
    MeshRefiner(points, mesh.indices, options).run();
    for (std::size_t i = given; i < points.size(); ++i) mesh.points.push_back(from_grid(points[i]));
    return mesh;
}

double mesh_area_sr(std::span<const LatLon> points, std::span<const std::uint32_t> indices) {
    double sum = 0.0;
    for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
        const glm::dvec3 a = to_unit(points[indices[t]]), b = to_unit(points[indices[t + 1]]), c = to_unit(points[indices[t + 2]]);
        // Van Oosterom and Strackee's half-angle formula, on differences so that small triangles keep their digits.
        const double volume = glm::dot(a, glm::cross(b - a, c - a));
        sum += 2.0 * std::atan2(volume, 1.0 + glm::dot(a, b) + glm::dot(b, c) + glm::dot(c, a));
    }
    return sum;
}

}  // namespace linchpin::geo
