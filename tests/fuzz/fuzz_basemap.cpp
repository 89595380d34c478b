// Prepared base map files. The first byte says what follows: P a packed file, T the body of a countries file, S that of a star
// file, C lines of cities. Read or refused with a sentence; every index of a map that was read lies in its array, what was read is
// written and read again the same, and the country under a place can be asked for.
#include <cmath>

#include "data/basemap/basemap.h"
#include "data/basemap/container.h"
#include "data/basemap/land_borders.h"
#include "data/basemap/star_codec.h"
#include "data/basemap/topology.h"
#include "tests/fuzz/fuzz_target.h"

using namespace linchpin;
using namespace linchpin::basemap;
using fuzz::require;

namespace {

bool on_globe(geo::LatLon p) { return std::abs(p.lat_deg) <= 90.0 && std::abs(p.lon_deg) <= 180.0; }

void check_map(const Countries& map) {
    for (const geo::LatLon p : map.triangle_points) require(on_globe(p), "a vertex is on the globe");
    for (const std::uint32_t i : map.triangles) require(i < map.triangle_points.size(), "a corner is a vertex");
    for (const std::uint32_t i : map.lake_triangles) require(i < map.lake_points.size(), "a lake's corner is a vertex");
    require(map.triangles.size() % 3 == 0 && map.lake_triangles.size() % 3 == 0, "three corners make a triangle");
    for (const Line& line : map.lines)
        require(line.begin + 2 <= line.end && line.end <= map.line_points.size(), "a line has two ends");
    for (const Shape& shape : map.shapes) {
        require(shape.triangles_begin <= shape.triangles_end && shape.triangles_end <= map.triangles.size(),
                "a shape has its fill");
        for (const Shape::Polygon& polygon : shape.polygons)
            for (const auto& [begin, end] : polygon.rings)
                require(begin <= end && end <= map.ring_points.size(), "a ring has its points");
    }
    const CountryLocator locator{map};
    for (double lat = -90.0; lat <= 90.0; lat += 30.0) {
        for (double lon = -180.0; lon <= 180.0; lon += 60.0) {
            const int shape = locator.shape_at({lat, lon});
            require(shape >= -1 && shape < static_cast<int>(map.shapes.size()), "a place is in a shape or in none");
        }
    }
}

void read_countries(std::string_view body) {
    const auto topology = decode(body);
    if (!topology) return require(!topology.error().message.empty(), "a refusal is a sentence");
    const std::string text = encode(*topology);
    const auto again = decode(text);
    require(static_cast<bool>(again) && encode(*again) == text, "what is written is read again the same");
    check_map(expand(*topology));
    const auto borders = land_borders(*topology);
    for (std::size_t i = 0; i < borders.size(); ++i) {
        require(borders[i].first < borders[i].second, "a border has two sides");
        require(i == 0 || borders[i - 1] < borders[i], "a border stands once");
    }
}

void read_stars(std::string_view body) {
    const auto stars = decode_stars(body);
    if (!stars) return require(!stars.error().message.empty(), "a refusal is a sentence");
    for (const Star& star : *stars)
        require(star.ra_deg >= 0.0 && star.ra_deg < 360.0 && std::abs(star.dec_deg) <= 90.0, "a star is on the sky");
    const std::string text = encode_stars(*stars);
    const auto again = decode_stars(text);
    require(static_cast<bool>(again) && encode_stars(*again) == text, "what is written is read again the same");
}

void read_cities(std::string_view text) {
    const auto cities = parse_cities(text, "cities.tsv");
    if (!cities) return require(!cities.error().message.empty(), "a refusal is a sentence");
    for (const City& city : *cities)
        require(!city.name.empty() && on_globe(city.place) && city.population >= 0, "a city has a name and a place");
}

void read_packed(std::string_view file) {
    if (const auto body = unpack(file, Content::Countries, "base map"))
        read_countries(*body);
    else
        require(!body.error().message.empty(), "a refusal is a sentence");
    if (const auto body = unpack(file, Content::Stars, "star")) read_stars(*body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t size) {
    if (size == 0) return 0;
    const std::string_view rest = fuzz::as_text(bytes + 1, size - 1);
    switch (*bytes) {
        case 'P':
            read_packed(rest);
            break;
        case 'T':
            read_countries(rest);
            break;
        case 'S':
            read_stars(rest);
            break;
        case 'C':
            read_cities(rest);
            break;
        default:
            break;
    }
    return 0;
}
