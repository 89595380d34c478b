#pragma once
// Filling polygons of a map so that the triangles can be put on the globe as they are.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "data/core/result.h"
#include "data/geo/sphere.h"

namespace linchpin::geo {

struct TriangulateOptions {
    double max_edge_deg = 2.5;  ///< longest edge, degrees of arc; the chord then dips at most 0.024 % of the radius
    double max_lon_deg = 10.0;  ///< widest edge in longitude, so that a flat map stays smooth near the poles as well
};

/// Triangles of one polygon. `points` begins with the ring points as given (ring after ring, a repeated closing point left out),
/// the added ones follow. Indices are counter-clockwise in (lon, lat), which is counter-clockwise seen from outside the globe.
struct TriangleMesh {
    std::vector<LatLon> points;
    std::vector<std::uint32_t> indices;
    std::size_t forced = 0;  ///< triangles that a ring crossing itself forced: they overlap others or were left out
};

/// Fills a polygon given in degrees, its edges straight in (lon, lat) as map data means them: outline first, then holes, in either
/// direction. The polygon must not cross the 180 degree meridian (one that does is cut there first) and a polar cap closes along
/// the pole's edge of the map, so the mesh fits the globe and the flat map alike.
/// An edge is split by a rule that looks at its two ends only, so meshes of neighbours that share an edge fit without a crack.
/// Arithmetic is exact on a grid of 1e-6 degrees (0.1 m). A ring that touches or crosses itself slightly is filled by force and
/// counted. Errors: no outline with an area, or a coordinate that is no place on Earth.
[[nodiscard]] Result<TriangleMesh> triangulate(std::span<const std::vector<LatLon>> rings, const TriangulateOptions& options = {});

/// Area of the triangles on the unit sphere, steradians; a triangle turned inside out counts negative.
[[nodiscard]] double mesh_area_sr(std::span<const LatLon> points, std::span<const std::uint32_t> indices);

}  // namespace linchpin::geo
