#pragma once
// The base map prepared under assets/base: shapes of countries, lakes, disputed lines, stars. No data of the pack in it.
#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "data/core/country_code.h"
#include "data/core/result.h"
#include "data/geo/sphere.h"

namespace linchpin::basemap {

/// Natural Earth's scales: coarse for a small globe, fine for a strait.
enum class Level : std::uint8_t { Coarse110m, Medium50m, Fine10m };

struct Shape {
    CountryCode code;            ///< ISO3 (XKX Kosovo; empty for areas without a code of their own)
    std::string name;
    /// Rings as [begin, end) into Countries::ring_points, not closed; the first ring of a polygon is its outline, the others are
    /// holes. Cut at 180 degrees and closed along -90, so that every ring is a plain polygon in (lon, lat).
    struct Polygon { std::vector<std::pair<std::uint32_t, std::uint32_t>> rings; };
    std::vector<Polygon> polygons;
    std::uint32_t triangles_begin = 0, triangles_end = 0;   ///< range in Countries::triangles, in indices
};

enum class LineKind : std::uint8_t { Coast, LandBorder, Disputed, LakeShore };
struct Line { LineKind kind = LineKind::Coast; std::uint32_t begin = 0, end = 0; };  ///< range in line_points

/// One level. Every shared border stands once in `lines`. No line runs along the cut at 180 degrees or along -90.
struct Countries {
    Level level = Level::Medium50m;
    std::vector<Shape> shapes;
    std::vector<geo::LatLon> ring_points;
    std::vector<geo::LatLon> triangle_points;      ///< fill vertices; edges no longer than 2.5 degrees, so they may be put on the sphere as they are
    std::vector<std::uint32_t> triangles;          ///< three indices into triangle_points each, counter-clockwise seen from outside
    std::vector<Line> lines;
    std::vector<geo::LatLon> line_points;
    std::vector<geo::LatLon> lake_points;          ///< fill of lakes, same rules
    std::vector<std::uint32_t> lake_triangles;
};

struct Star { double ra_deg = 0.0, dec_deg = 0.0; float magnitude = 0.0f; float bv = 0.0f; };  ///< J2000
struct City { std::string name; CountryCode country; geo::LatLon place; int population = 0; bool capital = false; };  ///< population 0: not known

/// @param base_folder  assets/base
[[nodiscard]] Result<Countries> load_countries(const std::filesystem::path& base_folder, Level level);
[[nodiscard]] Result<std::vector<Star>> load_stars(const std::filesystem::path& base_folder);
[[nodiscard]] Result<std::vector<City>> load_cities(const std::filesystem::path& base_folder);
/// Lines of name, ISO3, latitude, longitude, population (or nothing) and 1 for a capital, separated by tabs; # begins a remark.
/// @param file  only for messages
[[nodiscard]] Result<std::vector<City>> parse_cities(std::string_view text, const std::filesystem::path& file);

/// Finds the country at a place. Exact on the level's own lines, holes honoured; a place on the 180 degree meridian belongs to its
/// eastern hemisphere's west side (longitude -180). Keeps a reference: `countries` must live, unchanged, as long as the locator.
class CountryLocator {
public:
    explicit CountryLocator(const Countries& countries);
    /// Index into `countries.shapes` of the shape that holds `place`, or -1 (sea, or not a place).
    [[nodiscard]] int shape_at(geo::LatLon place) const;

private:
    struct Edge { std::uint32_t from = 0, to = 0, polygon = 0; };  ///< ring point indices; edges of a polygon stand together
    const Countries* countries_;
    std::vector<std::uint32_t> shape_of_polygon_;
    std::vector<std::uint32_t> band_begin_;   ///< edges that a band of latitude meets: edges_[band_begin_[b] .. band_begin_[b + 1])
    std::vector<Edge> edges_;
};

}  // namespace linchpin::basemap
