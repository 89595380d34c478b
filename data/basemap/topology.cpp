#include "data/basemap/topology.h"

#include <limits>

#include "data/basemap/byte_stream.h"

namespace linchpin::basemap {
namespace {

constexpr std::int64_t kLargestArcUnit = 180 * 100000;
constexpr std::int64_t kLargestFillUnit = 180 * 1000000;
/// A border is walked once from each side; the bound keeps a damaged file from asking for one arc a million times over.
constexpr std::size_t kMostWalksPerArc = 8;

void write_points(ByteWriter& out, const Fixed* points, std::size_t count) {
    Fixed last;
    for (std::size_t i = 0; i < count; ++i) {
        out.signed_number(points[i].lon - last.lon);
        out.signed_number(points[i].lat - last.lat);
        last = points[i];
    }
}

void read_points(ByteReader& in, std::size_t count, std::int64_t largest, std::vector<Fixed>& points) {
    std::int64_t lon = 0, lat = 0;
    for (std::size_t i = 0; i < count && in.ok(); ++i) {
        // Wrapping arithmetic: a damaged step may be any 64-bit number, and the check below rejects what it leads to.
        lon = static_cast<std::int64_t>(static_cast<std::uint64_t>(lon) + static_cast<std::uint64_t>(in.signed_number()));
        lat = static_cast<std::int64_t>(static_cast<std::uint64_t>(lat) + static_cast<std::uint64_t>(in.signed_number()));
        if (lon < -largest || lon > largest || lat < -largest / 2 || lat > largest / 2) {
            in.set_wrong();
            return;
        }
        points.push_back({static_cast<std::int32_t>(lon), static_cast<std::int32_t>(lat)});
    }
}

/// Each corner as the step from the one before it, since neighbours in the file are neighbours on the map.
void write_triangles(ByteWriter& out, const std::vector<std::uint32_t>& triangles) {
    out.number(triangles.size() / 3);
    std::int64_t first = 0;
    for (std::size_t t = 0; t + 2 < triangles.size(); t += 3) {
        const std::int64_t a = triangles[t], b = triangles[t + 1], c = triangles[t + 2];
        out.signed_number(a - first);
        out.signed_number(b - a);
        out.signed_number(c - a);
        first = a;
    }
}

std::vector<std::uint32_t> read_triangles(ByteReader& in, std::size_t vertex_count) {
    const std::size_t count = in.count();
    std::vector<std::uint32_t> triangles;
    triangles.reserve(3 * count);
    const auto limit = static_cast<std::uint64_t>(vertex_count);
    std::uint64_t first = 0;
    for (std::size_t t = 0; t < count && in.ok(); ++t) {
        const std::uint64_t a = first + static_cast<std::uint64_t>(in.signed_number());
        const std::uint64_t b = a + static_cast<std::uint64_t>(in.signed_number());
        const std::uint64_t c = a + static_cast<std::uint64_t>(in.signed_number());
        if (a >= limit || b >= limit || c >= limit) {
            in.set_wrong();
            break;
        }
        triangles.insert(triangles.end(),
                         {static_cast<std::uint32_t>(a), static_cast<std::uint32_t>(b), static_cast<std::uint32_t>(c)});
        first = a;
    }
    return triangles;
}

Topology::Shape read_shape(ByteReader& in, std::size_t arc_count, std::size_t vertex_count) {
    Topology::Shape shape;
    const std::string code = in.text();
    const auto parsed = CountryCode::parse(code);
    if (parsed) shape.code = *parsed;
    if (!parsed && !code.empty()) in.set_wrong();
    shape.name = in.text();
    const auto read_ring = [&](Topology::Ring& ring) {
        for (std::size_t left = in.count(); left > 0 && in.ok(); --left) {
            const std::uint64_t ref = in.number();
            if (ref >= 2 * arc_count) in.set_wrong();
            if (in.ok()) ring.push_back(static_cast<std::uint32_t>(ref));
        }
    };
    // Grown one by one, so that a damaged count cannot ask for more memory than the file has bytes for.
    for (std::size_t polygons = in.count(); polygons > 0 && in.ok(); --polygons) {
        Topology::Polygon& polygon = shape.polygons.emplace_back();
        for (std::size_t rings = in.count(); rings > 0 && in.ok(); --rings) read_ring(polygon.emplace_back());
    }
    shape.triangles = read_triangles(in, vertex_count);
    return shape;
}

/// Points that all rings have together.
std::size_t ring_points(const Topology& t) {
    std::size_t sum = 0;
    for (const Topology::Shape& shape : t.shapes) {
        for (const Topology::Polygon& polygon : shape.polygons) {
            for (const Topology::Ring& ring : polygon) {
                for (const std::uint32_t ref : ring) sum += t.arcs[ref / 2].end - t.arcs[ref / 2].begin;
            }
        }
    }
    return sum;
}

geo::LatLon place(Fixed p, double units_per_deg) {
    return {static_cast<double>(p.lat) / units_per_deg, static_cast<double>(p.lon) / units_per_deg};
}

void append_ring(const Topology& t, const Topology::Ring& ring, std::vector<geo::LatLon>& out) {
    for (const std::uint32_t ref : ring) {  // an arc's last point is the first of the next one
        const Topology::Arc& arc = t.arcs[ref / 2];
        for (std::uint32_t i = arc.begin; i + 1 < arc.end; ++i) {
            out.push_back(place(t.arc_points[ref % 2 == 0 ? i : arc.end - 1 - (i - arc.begin)], kArcUnitsPerDeg));
        }
    }
}

}  // namespace

std::string countries_file_name(Level level) {
    const char* scale = level == Level::Coarse110m ? "110m" : level == Level::Medium50m ? "50m" : "10m";
    return std::string("countries-") + scale + ".lpm";
}

std::string encode(const Topology& t) {
    ByteWriter out;
    out.byte(static_cast<std::uint8_t>(t.level));
    out.number(t.arcs.size());
    for (const Topology::Arc& arc : t.arcs) {
        out.byte(static_cast<std::uint8_t>(arc.kind));
        out.number(arc.end - arc.begin);
        write_points(out, t.arc_points.data() + arc.begin, arc.end - arc.begin);
    }
    out.number(t.added_points.size());
    write_points(out, t.added_points.data(), t.added_points.size());
    out.number(t.shapes.size());
    for (const Topology::Shape& shape : t.shapes) {
        out.text(shape.code.str());
        out.text(shape.name);
        out.number(shape.polygons.size());
        for (const Topology::Polygon& polygon : shape.polygons) {
            out.number(polygon.size());
            for (const Topology::Ring& ring : polygon) {
                out.number(ring.size());
                for (const std::uint32_t ref : ring) out.number(ref);
            }
        }
        write_triangles(out, shape.triangles);
    }
    write_triangles(out, t.lake_triangles);
    return out.bytes();
}

Result<Topology> decode(std::string_view body) {
    ByteReader in(body);
    Topology t;
    const std::uint8_t level = in.byte();
    if (level > static_cast<std::uint8_t>(Level::Fine10m)) in.set_wrong();
    t.level = in.ok() ? static_cast<Level>(level) : Level::Medium50m;
    t.arcs.resize(in.count());
    t.arc_points.reserve(body.size() / 8);
    for (Topology::Arc& arc : t.arcs) {
        const std::uint8_t kind = in.byte();
        if (kind > static_cast<std::uint8_t>(ArcKind::Hidden)) in.set_wrong();
        arc.kind = in.ok() ? static_cast<ArcKind>(kind) : ArcKind::Hidden;
        arc.begin = static_cast<std::uint32_t>(t.arc_points.size());
        read_points(in, in.count(), kLargestArcUnit, t.arc_points);
        arc.end = static_cast<std::uint32_t>(t.arc_points.size());
    }
    read_points(in, in.count(), kLargestFillUnit, t.added_points);
    const std::size_t vertex_count = t.arc_points.size() + t.added_points.size();
    for (std::size_t shapes = in.count(); shapes > 0 && in.ok(); --shapes)
        t.shapes.push_back(read_shape(in, t.arcs.size(), vertex_count));
    t.lake_triangles = read_triangles(in, vertex_count);
    if (!in.ok() || in.left() != 0 || ring_points(t) > kMostWalksPerArc * t.arc_points.size())
        return Error{"expected base map data, found values that cannot be"};
    return t;
}

Countries expand(const Topology& t) {
    Countries map;
    map.level = t.level;
    map.line_points.reserve(t.arc_points.size());
    for (const Fixed p : t.arc_points) map.line_points.push_back(place(p, kArcUnitsPerDeg));
    for (const Topology::Arc& arc : t.arcs) {
        if (arc.kind != ArcKind::Hidden && arc.end - arc.begin >= 2)
            map.lines.push_back({static_cast<LineKind>(arc.kind), arc.begin, arc.end});
    }
    map.triangle_points.reserve(t.arc_points.size() + t.added_points.size());
    map.triangle_points = map.line_points;
    for (const Fixed p : t.added_points) map.triangle_points.push_back(place(p, kFillUnitsPerDeg));
    for (const Topology::Shape& from : t.shapes) {
        Shape shape{from.code, from.name, {}, static_cast<std::uint32_t>(map.triangles.size()), 0};
        for (const Topology::Polygon& polygon : from.polygons) {
            Shape::Polygon& to = shape.polygons.emplace_back();
            for (const Topology::Ring& ring : polygon) {
                const auto begin = static_cast<std::uint32_t>(map.ring_points.size());
                append_ring(t, ring, map.ring_points);
                to.rings.emplace_back(begin, static_cast<std::uint32_t>(map.ring_points.size()));
            }
        }
        map.triangles.insert(map.triangles.end(), from.triangles.begin(), from.triangles.end());
        shape.triangles_end = static_cast<std::uint32_t>(map.triangles.size());
        map.shapes.push_back(std::move(shape));
    }
    constexpr std::uint32_t kUnused = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> lake_vertex(map.triangle_points.size(), kUnused);
    for (const std::uint32_t v : t.lake_triangles) {
        if (lake_vertex[v] == kUnused) {
            lake_vertex[v] = static_cast<std::uint32_t>(map.lake_points.size());
            map.lake_points.push_back(map.triangle_points[v]);
        }
        map.lake_triangles.push_back(lake_vertex[v]);
    }
    return map;
}

}  // namespace linchpin::basemap
