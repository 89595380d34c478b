#include "assets/prepare/basemap/map_builder.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "data/geo/triangulate.h"

namespace linchpin::prepare {
namespace {

using basemap::ArcKind;
using basemap::Topology;

/// Appends arcs and fills to a topology; vertices of arcs keep their place, so that neighbours use the same ones' coordinates.
class Builder {
public:
    Builder(Topology& topology, BuildReport& report) : t_{topology}, report_{report} {}

    void add_arcs(const std::vector<CutMap::Arc>& arcs, const std::vector<ArcKind>& kinds) {
        first_arc_ = static_cast<std::uint32_t>(t_.arcs.size());
        for (std::size_t i = 0; i < arcs.size(); ++i) {
            std::vector<Fixed> points = arcs[i].points;
            densify(points);
            const auto begin = static_cast<std::uint32_t>(t_.arc_points.size());
            t_.arc_points.insert(t_.arc_points.end(), points.begin(), points.end());
            t_.arcs.push_back({kinds[i], begin, static_cast<std::uint32_t>(t_.arc_points.size())});
        }
    }

    Topology::Polygon to_topology(const std::vector<CutMap::Ring>& rings) const {
        Topology::Polygon polygon;
        for (const CutMap::Ring& ring : rings) {
            Topology::Ring& out = polygon.emplace_back();
            for (const std::uint32_t ref : ring) out.push_back(ref + 2 * first_arc_);
        }
        return polygon;
    }

    /// False when the polygon has no area; the report then says so.
    bool fill(const Topology::Polygon& polygon, const std::string& name, std::vector<std::uint32_t>& triangles) {
        std::vector<std::vector<geo::LatLon>> rings;
        std::vector<std::uint32_t> vertices;
        for (const Topology::Ring& ring : polygon) {
            std::vector<geo::LatLon>& points = rings.emplace_back();
            for (const std::uint32_t ref : ring) {
                const Topology::Arc& arc = t_.arcs[ref / 2];
                for (std::uint32_t i = arc.begin; i + 1 < arc.end; ++i) {
                    const std::uint32_t v = ref % 2 == 0 ? i : arc.end - 1 - (i - arc.begin);
                    vertices.push_back(v);
                    points.push_back({t_.arc_points[v].lat / 1e5, t_.arc_points[v].lon / 1e5});
                }
            }
        }
        const Result<geo::TriangleMesh> mesh = geo::triangulate(rings);
        if (!mesh) {
            report_.remarks.push_back(name + ": " + mesh.error().message);
            return false;
        }
        ++report_.polygons;
        report_.forced += mesh->forced;
        report_.triangles += mesh->indices.size() / 3;
        if (mesh->forced > 0)
            report_.remarks.push_back(name + ": filled, with " + std::to_string(mesh->forced) + " forced triangles of " +
                                      std::to_string(mesh->indices.size() / 3));
        // The mesh keeps the ring points in front and in order, so the first vertices are those of the arcs.
        const std::size_t given = vertices.size();
        for (std::size_t i = given; i < mesh->points.size(); ++i) {
            vertices.push_back(kAdded + static_cast<std::uint32_t>(t_.added_points.size()));
            t_.added_points.push_back(
                {static_cast<std::int32_t>(std::lround(mesh->points[i].lon_deg * basemap::kFillUnitsPerDeg)),
                 static_cast<std::int32_t>(std::lround(mesh->points[i].lat_deg * basemap::kFillUnitsPerDeg))});
        }
        for (const std::uint32_t i : mesh->indices) triangles.push_back(vertices[i]);
        return true;
    }

    /// Numbers added vertices behind all arc points, and puts triangles next to their neighbours, which packs well.
    void finish(std::vector<std::uint32_t>& triangles) const {
        std::vector<std::array<std::uint32_t, 3>> sorted;
        for (std::size_t i = 0; i + 2 < triangles.size(); i += 3) {
            std::array<std::uint32_t, 3> v{triangles[i], triangles[i + 1], triangles[i + 2]};
            for (std::uint32_t& x : v) {
                if (x >= kAdded) x = x - kAdded + static_cast<std::uint32_t>(t_.arc_points.size());
            }
            std::ranges::rotate(v, std::ranges::min_element(v));
            sorted.push_back(v);
        }
        std::ranges::sort(sorted);
        triangles.clear();
        for (const auto& v : sorted) triangles.insert(triangles.end(), v.begin(), v.end());
    }

private:
    static constexpr std::uint32_t kAdded = 1u << 31;
    Topology& t_;
    BuildReport& report_;
    std::uint32_t first_arc_ = 0;
};

}  // namespace

basemap::Topology build_topology(basemap::Level level, const AreaMap& map, const CutMap& lakes, BuildReport& report) {
    Topology t;
    t.level = level;
    Builder builder(t, report);
    builder.add_arcs(map.arcs, map.kinds);
    for (const Area& area : map.areas) {
        Topology::Shape shape{area.code, area.name, {}, {}};
        for (const auto& rings : area.polygons) {
            Topology::Polygon polygon = builder.to_topology(rings);
            if (builder.fill(polygon, area.name, shape.triangles)) shape.polygons.push_back(std::move(polygon));
        }
        t.shapes.push_back(std::move(shape));
    }
    builder.add_arcs(lakes.arcs, std::vector<ArcKind>(lakes.arcs.size(), ArcKind::LakeShore));
    for (const CutMap::Shape& lake : lakes.shapes) {
        for (const auto& rings : lake.polygons) builder.fill(builder.to_topology(rings), "a lake", t.lake_triangles);
    }
    for (Topology::Shape& shape : t.shapes) builder.finish(shape.triangles);
    builder.finish(t.lake_triangles);
    return t;
}

}  // namespace linchpin::prepare
