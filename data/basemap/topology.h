#pragma once
// What a countries file holds: lines stored once ("arcs") and everything else said in terms of them.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "data/basemap/basemap.h"

namespace linchpin::basemap {

/// Arc coordinates count 1e-5 degrees (1.1 m), added fill vertices 1e-6 degrees.
inline constexpr double kArcUnitsPerDeg = 1e5;
inline constexpr double kFillUnitsPerDeg = 1e6;

struct Fixed {
    std::int32_t lon = 0, lat = 0;
    bool operator==(const Fixed&) const = default;
};

/// A piece of a ring or a line of its own. Hidden ones run along the map's cut (180 degrees, the pole) or inside a country.
enum class ArcKind : std::uint8_t { Coast, LandBorder, Disputed, LakeShore, Hidden };

struct Topology {
    struct Arc {
        ArcKind kind = ArcKind::Hidden;
        std::uint32_t begin = 0, end = 0;
    };  ///< range in arc_points
    /// An arc in a ring: its number times two, plus one where it is walked backwards.
    using Ring = std::vector<std::uint32_t>;
    using Polygon = std::vector<Ring>;
    struct Shape {
        CountryCode code;
        std::string name;
        std::vector<Polygon> polygons;
        std::vector<std::uint32_t> triangles;  ///< vertices: an arc point's index, or arc_points.size() + index of an added one
    };
    Level level = Level::Medium50m;
    std::vector<Fixed> arc_points;
    std::vector<Arc> arcs;
    std::vector<Fixed> added_points;
    std::vector<Shape> shapes;
    std::vector<std::uint32_t> lake_triangles;
};

[[nodiscard]] std::string encode(const Topology& topology);
/// Every index in the result is inside its array.
[[nodiscard]] Result<Topology> decode(std::string_view body);
/// Rings, lines and fills as the program uses them.
[[nodiscard]] Countries expand(const Topology& topology);
/// "countries-50m.lpm" and its like.
[[nodiscard]] std::string countries_file_name(Level level);

}  // namespace linchpin::basemap
