#include "data/basemap/basemap.h"

#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <random>
#include <set>
#include <span>

#include "data/basemap/byte_stream.h"
#include "data/basemap/container.h"
#include "data/basemap/star_codec.h"
#include "data/basemap/topology.h"
#include "data/geo/triangulate.h"

using namespace linchpin;
using namespace linchpin::basemap;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
namespace fs = std::filesystem;

namespace {

const fs::path kBase = fs::path(LINCHPIN_ROOT) / "assets" / "base";

const Countries& level(Level wanted) {
    static std::map<Level, Countries> loaded;
    const auto it = loaded.find(wanted);
    if (it != loaded.end()) return it->second;
    Result<Countries> map = load_countries(kBase, wanted);
    if (!map) FAIL(map.error().text());
    return loaded.emplace(wanted, *std::move(map)).first->second;
}

std::string code_at(const Countries& map, const CountryLocator& locator, geo::LatLon place) {
    const int shape = locator.shape_at(place);
    return shape < 0 ? "-" : map.shapes[static_cast<std::size_t>(shape)].code.str();
}

/// Area of a ring of great-circle edges, steradians, by Green's theorem on each edge's exact lune toward the south pole:
/// independent of any triangulation. Rings are cut at 180 degrees and closed along -90, so longitudes never jump.
double ring_area_sr(std::span<const geo::LatLon> ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::LatLon a = ring[i], b = ring[(i + 1) % ring.size()];
        const double half_lon = (b.lon_deg - a.lon_deg) * geo::kRadPerDeg / 2.0;
        // Excess of the triangle pole, a, b (Bessel): tan(E/2) = tan(dlon/2) * sin(mean) / cos(half difference), measured from the
        // equator.
        const double ta = std::tan(a.lat_deg * geo::kRadPerDeg / 2.0), tb = std::tan(b.lat_deg * geo::kRadPerDeg / 2.0);
        sum += 2.0 * std::atan2(std::tan(half_lon) * (ta + tb), 1.0 + ta * tb);
    }
    return std::abs(sum);
}

double shape_area_sr(const Countries& map, const Shape& shape) {
    double sum = 0.0;
    for (const Shape::Polygon& polygon : shape.polygons) {
        for (std::size_t r = 0; r < polygon.rings.size(); ++r) {
            const auto [begin, end] = polygon.rings[r];
            const double area = ring_area_sr(std::span(map.ring_points).subspan(begin, end - begin));
            sum += r == 0 ? area : -area;
        }
    }
    return sum;
}

double triangles_sr(const Countries& map, const Shape& shape) {
    return geo::mesh_area_sr(map.triangle_points,
                             std::span(map.triangles).subspan(shape.triangles_begin, shape.triangles_end - shape.triangles_begin));
}

constexpr double kKm2PerSr = geo::kEarthRadiusKm * geo::kEarthRadiusKm;

std::string bytes_of(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// A folder of its own for one test.
struct TemporaryFolder {
    fs::path path;
    TemporaryFolder() {
        std::string name = (fs::temp_directory_path() / "linchpin-basemap-XXXXXX").string();
        REQUIRE(mkdtemp(name.data()) != nullptr);
        path = name;
    }
    ~TemporaryFolder() { fs::remove_all(path); }
    void write(const std::string& name, std::string_view bytes) const { std::ofstream(path / name, std::ios::binary) << bytes; }
};

}  // namespace

TEST_CASE("every level loads", "[basemap]") {
    const Level wanted = GENERATE(Level::Coarse110m, Level::Medium50m, Level::Fine10m);
    const auto map = load_countries(kBase, wanted);
    REQUIRE(map);
    CHECK(map->level == wanted);
}

TEST_CASE("every country's triangles cover exactly its polygons on the sphere", "[basemap]") {
    const Level wanted = GENERATE(Level::Coarse110m, Level::Medium50m, Level::Fine10m);
    const Countries& map = level(wanted);
    double land = 0.0;
    for (const Shape& shape : map.shapes) {
        const double polygon = shape_area_sr(map, shape), fill = triangles_sr(map, shape);
        INFO(shape.name << ": polygons " << polygon * kKm2PerSr << " km2, triangles " << fill * kKm2PerSr << " km2");
        // 0.1 %, or three cells of the 10m source's grid, on which some islets are a crossed square
        CHECK(std::abs(fill - polygon) <= std::max(1e-3 * polygon, 0.25 / kKm2PerSr));
        land += fill;
    }
    CHECK_THAT(land / (4.0 * geo::kPi), WithinAbs(0.288, 0.004));
}

TEST_CASE("areas agree with what atlases say", "[basemap]") {
    const Countries& map = level(Level::Medium50m);
    const auto area_km2 = [&](std::string_view code) {
        const auto it = std::ranges::find(map.shapes, *CountryCode::parse(code), &Shape::code);
        REQUIRE(it != map.shapes.end());
        return triangles_sr(map, *it) * kKm2PerSr;
    };
    CHECK_THAT(area_km2("BRA"), WithinRel(8.51e6, 0.01));
    CHECK_THAT(area_km2("AUS"), WithinRel(7.69e6, 0.01));
    CHECK_THAT(area_km2("FRA"), WithinRel(6.44e5, 0.02));  // with its overseas departments
    CHECK_THAT(area_km2("DEU"), WithinRel(3.576e5, 0.02));
    CHECK_THAT(area_km2("RUS"), WithinRel(17.1e6 - 27e3, 0.02));
    CHECK_THAT(area_km2("ESH"), WithinRel(2.66e5, 0.05));
    CHECK_THAT(area_km2("CHE"), WithinRel(4.13e4, 0.03));
}

TEST_CASE("triangles are right: indices inside, none turned over, no edge longer than 2.5 degrees, none through the globe",
          "[basemap]") {
    const Level wanted = GENERATE(Level::Coarse110m, Level::Medium50m, Level::Fine10m);
    const Countries& map = level(wanted);
    const auto check = [](const std::vector<geo::LatLon>& points, const std::vector<std::uint32_t>& triangles) {
        REQUIRE(triangles.size() % 3 == 0);
        double longest = 0.0, turned = 0.0, widest_lon = 0.0;
        for (std::size_t t = 0; t < triangles.size(); t += 3) {
            for (std::size_t k = 0; k < 3; ++k) {
                REQUIRE(triangles[t + k] < points.size());
                const geo::LatLon a = points[triangles[t + k]], b = points[triangles[t + (k + 1) % 3]];
                longest = std::max(longest, geo::angle_rad(geo::to_unit(a), geo::to_unit(b)));
                widest_lon = std::max(widest_lon, std::abs(a.lon_deg - b.lon_deg));
            }
            turned += std::min(0.0, geo::mesh_area_sr(points, std::span(triangles).subspan(t, 3)));
        }
        CHECK(longest / geo::kRadPerDeg < 2.5001);
        CHECK(widest_lon <= 10.0001);  // so none crosses the cut at 180 degrees either
        CHECK(turned * kKm2PerSr > -0.01);
    };
    check(map.triangle_points, map.triangles);
    check(map.lake_points, map.lake_triangles);
    CHECK(map.lake_triangles.size() > 300);
    CHECK(map.shapes.back().triangles_end == map.triangles.size());
}

TEST_CASE("lines: each border once, none along the cut or the pole, all kinds there", "[basemap]") {
    const Level wanted = GENERATE(Level::Coarse110m, Level::Medium50m, Level::Fine10m);
    const Countries& map = level(wanted);
    std::map<LineKind, double> length_km;
    std::set<std::array<double, 4>> seen;
    std::size_t twice = 0;
    for (const Line& line : map.lines) {
        REQUIRE(line.begin + 2 <= line.end);
        REQUIRE(line.end <= map.line_points.size());
        for (std::uint32_t i = line.begin; i + 1 < line.end; ++i) {
            const geo::LatLon a = map.line_points[i], b = map.line_points[i + 1];
            CHECK_FALSE((std::abs(a.lon_deg) == 180.0 && a.lon_deg == b.lon_deg));
            CHECK(a.lat_deg > -89.9);
            CHECK(std::abs(a.lon_deg - b.lon_deg) < 10.0);
            length_km[line.kind] += geo::distance_km(a, b);
            std::array<double, 4> key{a.lat_deg, a.lon_deg, b.lat_deg, b.lon_deg};
            if (std::pair(a.lat_deg, a.lon_deg) > std::pair(b.lat_deg, b.lon_deg))
                key = {b.lat_deg, b.lon_deg, a.lat_deg, a.lon_deg};
            if (line.kind == LineKind::LandBorder && a != b && !seen.insert(key).second) ++twice;
        }
    }
    CHECK(twice <= 1);  // one border's two sides, squeezed onto each other by the 10m source's grid
    CHECK(length_km[LineKind::Coast] > 200e3);
    CHECK(length_km[LineKind::LandBorder] > 150e3);
    CHECK(length_km[LineKind::LandBorder] < 280e3);  // the world's land borders are some 250,000 km
    CHECK(length_km[LineKind::Disputed] > 5e3);
    CHECK(length_km[LineKind::Disputed] < 30e3);
    CHECK(length_km[LineKind::LakeShore] > 3e3);
}

TEST_CASE("rings are plain polygons in (lon, lat)", "[basemap]") {
    const Level wanted = GENERATE(Level::Coarse110m, Level::Medium50m, Level::Fine10m);
    const Countries& map = level(wanted);
    std::set<std::string> codes;
    for (const Shape& shape : map.shapes) {
        INFO(shape.name);
        CHECK_FALSE(shape.name.empty());
        if (!shape.code.empty()) CHECK(codes.insert(shape.code.str()).second);  // one shape a code
        for (const Shape::Polygon& polygon : shape.polygons) {
            REQUIRE_FALSE(polygon.rings.empty());
            for (const auto& [begin, end] : polygon.rings) {
                REQUIRE(begin + 3 <= end);
                REQUIRE(end <= map.ring_points.size());
                for (std::uint32_t i = begin; i < end; ++i) {
                    const geo::LatLon a = map.ring_points[i], b = map.ring_points[i + 1 < end ? i + 1 : begin];
                    CHECK(std::abs(a.lon_deg - b.lon_deg) < 10.0);
                    CHECK(std::abs(a.lat_deg) <= 90.0);
                }
            }
        }
    }
    CHECK(codes.contains("XKX"));
    CHECK(codes.contains("TWN"));
    CHECK(codes.contains("ESH"));
    CHECK(codes.size() >= (wanted == Level::Coarse110m ? 170u : 230u));
}

TEST_CASE("the locator knows who is where", "[basemap]") {
    struct Probe {
        const char* code;
        geo::LatLon place;
    };
    const Countries& medium = level(Level::Medium50m);
    const CountryLocator at_50m(medium);
    for (const auto& [code, place] : {
             Probe{"FRA", {48.857, 2.352}},
             {"SGP", {1.35, 103.82}},
             {"LSO", {-29.31, 27.6}},
             {"ZAF", {-29.1, 26.2}},
             {"SMR", {43.936, 12.447}},
             {"ITA", {43.7, 12.2}},
             {"FJI", {-17.8, 178.0}},
             {"FJI", {-16.8, -179.97}},
             {"-", {0, -140}},
             {"-", {30, -40}},
             {"ATA", {-90, 0}},
             {"ATA", {-90, 133}},
             {"ATA", {-89.9995, -77}},
             {"ATA", {-87, 180}},
             {"ATA", {-87, -179.999}},
             {"-", {-75, 180}} /* Ross Sea */,
             {"UKR", {45.0, 34.1}},
             {"ESH", {27.15, -13.2}},
             {"ESH", {26.74, -11.67}},
             {"TWN", {25.04, 121.56}},
             {"HKG", {22.4, 114.15}},
             {"RUS", {66.5, -175}},
             {"RUS", {67.5, 180}},
             {"RUS", {68.5, 179.99}},
             {"XKX", {42.66, 21.17}},
             {"", {9.56, 44.06}} /* Somaliland */,
             {"", {35.33, 33.5}} /* Northern Cyprus */,
             {"CYP", {34.9, 33.0}},
             {"PSE", {31.9, 35.2}},
             {"-", {90, 0}},
             {"USA", {64.8, -147.7}},
             {"GRL", {72, -40}},
             {"KAZ", {45.96, 63.3}},
             {"CHN", {39.9, 116.4}},
             {"IRL", {53.35, -6.4}},
         }) {
        INFO(place.lat_deg << ", " << place.lon_deg);
        CHECK(code_at(medium, at_50m, place) == code);
    }
    const Countries& fine = level(Level::Fine10m);
    const CountryLocator at_10m(fine);
    for (const auto& [code, place] : {
             Probe{"FRA", {48.857, 2.352}}, {"SGP", {1.35, 103.82}},  {"LSO", {-29.31, 27.6}},  {"FJI", {-16.5, 179.9}},
             {"FJI", {-16.8, -179.97}},     {"GIB", {36.13, -5.347}}, {"MCO", {43.737, 7.42}},  {"ATA", {-90, 10}},
             {"UKR", {45.0, 34.1}},         {"UKR", {44.6, 33.6}},    {"TWN", {25.04, 121.56}}, {"HKG", {22.4, 114.15}},
             {"MAC", {22.2, 113.545}},      {"ESH", {27.15, -13.2}},  {"ESH", {26.74, -11.67}}, {"ESH", {23.5, -15.5}},
             {"ESH", {27.66, -10.0}},       {"MAR", {27.68, -10.0}},  {"ESH", {24.0, -14.0}},   {"MAR", {28.5, -10.0}},
             {"KAZ", {45.96, 63.3}},        {"CUB", {19.93, -75.13}}, {"-", {0, -140}},         {"RUS", {66.5, -175}},
             {"XKX", {42.66, 21.17}},
         }) {
        INFO(place.lat_deg << ", " << place.lon_deg);
        CHECK(code_at(fine, at_10m, place) == code);
    }
    CHECK(at_50m.shape_at({std::nan(""), 0}) == -1);
    CHECK(at_50m.shape_at({95, 0}) == -1);
    CHECK(at_50m.shape_at({48.857, 362.352}) == at_50m.shape_at({48.857, 2.352}));
}

TEST_CASE("the locator agrees with the area: a share of evenly spread places is on land", "[basemap]") {
    const Level wanted = GENERATE(Level::Coarse110m, Level::Medium50m, Level::Fine10m);
    const Countries& map = level(wanted);
    const CountryLocator locator(map);
    int land = 0;
    constexpr int kPlaces = 100000;
    for (int i = 0; i < kPlaces; ++i) {
        const double z = 2.0 * (i + 0.5) / kPlaces - 1.0;
        land += locator.shape_at({std::asin(z) / geo::kRadPerDeg, geo::wrap_lon_deg(i * 137.50776405003785)}) >= 0 ? 1 : 0;
    }
    const double area = geo::mesh_area_sr(map.triangle_points, map.triangles) / (4.0 * geo::kPi);
    CHECK_THAT(static_cast<double>(land) / kPlaces, WithinAbs(area, 0.001));
}

TEST_CASE("every labelled city stands in its country or within sight of it", "[basemap]") {
    const auto cities = load_cities(kBase);
    REQUIRE(cities);
    CHECK(cities->size() > 400);
    CHECK(std::ranges::count_if(*cities, &City::capital) > 200);
    const Countries& map = level(Level::Fine10m);
    std::map<std::string, std::vector<geo::LatLon>> outlines;
    for (const Shape& shape : map.shapes) {
        for (const Shape::Polygon& polygon : shape.polygons) {
            for (const auto& [begin, end] : polygon.rings) {
                auto& points = outlines[shape.code.str()];
                points.insert(points.end(), map.ring_points.begin() + begin, map.ring_points.begin() + end);
            }
        }
    }
    const CountryLocator locator(map);
    int outside = 0;
    for (const City& city : *cities) {
        INFO(city.name << " " << city.country.str());
        CHECK_FALSE(city.name.empty());
        const auto outline = outlines.find(city.country.str());
        if (outline == outlines.end() || code_at(map, locator, city.place) == city.country.str()) continue;
        ++outside;  // a harbour or an atoll: then the coast is near
        double nearest_km = 1e9;
        for (const geo::LatLon p : outline->second) nearest_km = std::min(nearest_km, geo::distance_km(p, city.place));
        CHECK(nearest_km < 15.0);
    }
    CHECK(outside < 40);
    const auto bogota = std::ranges::find(*cities, "Bogotá", &City::name);
    REQUIRE(bogota != cities->end());
    CHECK(bogota->capital);
    CHECK(bogota->country.str() == "COL");
}

TEST_CASE("stars: bright ones where they are", "[basemap]") {
    const auto stars = load_stars(kBase);
    REQUIRE(stars);
    CHECK(stars->size() == 5044);
    const Star& sirius = stars->front();
    CHECK_THAT(sirius.ra_deg, WithinAbs(101.287, 0.01));
    CHECK_THAT(sirius.dec_deg, WithinAbs(-16.716, 0.01));
    CHECK_THAT(sirius.magnitude, WithinAbs(-1.44, 0.03));
    CHECK(std::ranges::is_sorted(*stars, {}, &Star::magnitude));
    const auto near = [&](double ra, double dec) {
        return std::ranges::any_of(*stars, [&](const Star& s) {
            return std::abs(s.ra_deg - ra) < 0.02 && std::abs(s.dec_deg - dec) < 0.02 && s.magnitude < 2.1f;
        });
    };
    CHECK(near(37.95, 89.264));    // Polaris
    CHECK(near(88.793, 7.407));    // Betelgeuse
    CHECK(near(279.235, 38.784));  // Vega
    CHECK(near(219.9, -60.83));    // Rigil Kentaurus
}

TEST_CASE("numbers of every size survive packing", "[basemap]") {
    ByteWriter out;
    const std::vector<std::int64_t> values{0,
                                           -1,
                                           1,
                                           63,
                                           -64,
                                           64,
                                           1 << 20,
                                           -(1 << 20),
                                           std::numeric_limits<std::int64_t>::max(),
                                           std::numeric_limits<std::int64_t>::min()};
    for (const auto v : values) out.signed_number(v);
    out.number(std::numeric_limits<std::uint64_t>::max());
    out.text("Åland");
    ByteReader in(out.bytes());
    for (const auto v : values) CHECK(in.signed_number() == v);
    CHECK(in.number() == std::numeric_limits<std::uint64_t>::max());
    CHECK(in.text() == "Åland");
    CHECK(in.ok());
    CHECK(in.left() == 0);
    CHECK(in.byte() == 0);
    CHECK_FALSE(in.ok());
    ByteReader endless(std::string_view("\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff", 11));
    (void)endless.number();
    CHECK_FALSE(endless.ok());
}

TEST_CASE("a topology survives packing unchanged", "[basemap]") {
    const auto body = unpack_file(kBase / countries_file_name(Level::Coarse110m), Content::Countries, "base map");
    REQUIRE(body);
    const auto topology = decode(*body);
    REQUIRE(topology);
    CHECK(encode(*topology) == *body);
    const auto again = unpack(pack(Content::Countries, *body), Content::Countries, "base map");
    REQUIRE(again);
    CHECK(*again == *body);
}

TEST_CASE("a damaged, cut or foreign map file is refused with a sentence that names it", "[basemap]") {
    const TemporaryFolder folder;
    const std::string good = bytes_of(kBase / "countries-110m.lpm");
    REQUIRE(good.size() > 1000);
    const auto error_of = [&](std::string_view bytes) {
        folder.write("countries-110m.lpm", bytes);
        const auto map = load_countries(folder.path, Level::Coarse110m);
        if (map) return std::string{};
        CHECK(map.error().file == folder.path / "countries-110m.lpm");
        return map.error().message;
    };
    CHECK(error_of(good).empty());
    CHECK(error_of("") == "expected a base map file that begins with LPBM, found other content");
    CHECK(error_of("PK\x03\x04 not a map") == "expected a base map file that begins with LPBM, found other content");
    std::string other = good;
    other[4] = 9;
    CHECK(error_of(other) == "expected base map format version 1, found 9");
    CHECK(error_of(bytes_of(kBase / "stars.lpm")) == "expected base map content 1, found 2");
    CHECK(error_of(bytes_of(kBase / "countries-50m.lpm")) == "expected the map at level 0, found level 1");
    for (std::size_t cut = 1; cut < good.size(); cut += 1 + good.size() / 97) CHECK_FALSE(error_of(good.substr(0, cut)).empty());
    std::mt19937 random(5);
    for (int run = 0; run < 300; ++run) {
        std::string bad = good;
        bad[6 + random() % (bad.size() - 6)] ^= static_cast<char>(1u << (random() % 8));
        const std::string message = error_of(bad);
        INFO(run);
        // A frame header may hold a bit that means nothing; then the map is the same.
        if (message.empty()) CHECK(*unpack(bad, Content::Countries, "") == *unpack(good, Content::Countries, ""));
    }
    CHECK_FALSE(load_countries(folder.path, Level::Fine10m));
    CHECK(load_countries(folder.path / "nowhere", Level::Medium50m).error().message ==
          "expected a readable base map file, found none");
}

TEST_CASE("values that cannot be, under an intact checksum, never crash the decoder", "[basemap]") {
    const auto body = unpack_file(kBase / countries_file_name(Level::Coarse110m), Content::Countries, "base map");
    REQUIRE(body);
    std::mt19937 random(11);
    int refused = 0;
    for (int run = 0; run < 1500; ++run) {
        std::string bad = *body;
        const int changes = 1 + static_cast<int>(random() % 3);
        for (int i = 0; i < changes; ++i)
            bad[random() % (run % 2 == 0 ? bad.size() : std::min<std::size_t>(bad.size(), 400))] = static_cast<char>(random());
        if (run % 5 == 0) bad.resize(random() % bad.size());
        const auto topology = decode(bad);
        if (!topology) {
            ++refused;
            continue;
        }
        const Countries map = expand(*topology);  // whatever was accepted must be safe to use
        const CountryLocator locator(map);
        (void)locator.shape_at({10.0, 10.0});
        for (const std::uint32_t i : map.triangles) REQUIRE(i < map.triangle_points.size());
        for (const Line& line : map.lines) REQUIRE(line.end <= map.line_points.size());
    }
    CHECK(refused > 500);
    const std::string stars = encode_stars({{10, 20, 1.5f, 0.3f}, {359.9999, -90, 6.0f, -0.2f}});
    REQUIRE(decode_stars(stars));
    for (std::size_t i = 0; i < stars.size(); ++i) CHECK_FALSE(decode_stars(std::string_view(stars).substr(0, i)));
    for (int run = 0; run < 500; ++run) {
        std::string bad = stars;
        bad[random() % bad.size()] = static_cast<char>(random());
        (void)decode_stars(bad);
    }
}

TEST_CASE("a latitude beyond any number and an arc walked without end are refused", "[basemap]") {
    Topology t;
    t.arc_points = {{0, 0}, {0, 100}, {100, 100}};
    t.arcs = {{ArcKind::Coast, 0, 3}};
    Topology::Shape shape;
    shape.name = "A";
    shape.polygons = {{{0, 1, 0, 1, 0, 1, 0, 1}}};
    t.shapes = {shape};
    REQUIRE(decode(encode(t)));
    t.shapes[0].polygons[0][0].push_back(0);  // a ninth walk: a small file would become a large map
    CHECK_FALSE(decode(encode(t)));

    ByteWriter out;  // one coast of one point, whose doubled latitude is no 64-bit number
    out.byte(static_cast<std::uint8_t>(Level::Medium50m));
    out.number(1);
    out.byte(static_cast<std::uint8_t>(ArcKind::Coast));
    out.number(1);
    out.signed_number(0);
    out.signed_number(std::numeric_limits<std::int64_t>::min() + 1);
    for (int i = 0; i < 3; ++i) out.number(0);
    const auto refused = decode(out.bytes());
    REQUIRE_FALSE(refused);
    CHECK_FALSE(refused.error().message.empty());
}

TEST_CASE("a wrong line of cities is named", "[basemap]") {
    const TemporaryFolder folder;
    const auto error_of = [&](std::string_view text) {
        folder.write("cities.tsv", text);
        const auto cities = load_cities(folder.path);
        return cities ? std::string{} : cities.error().text().substr(folder.path.string().size() + 1);
    };
    CHECK(error_of("# comment\r\n\r\nMalé\tMDV\t4.1\t73.5\t\t1\r\n").empty());
    CHECK(error_of("A\tFRA\t1\t2\t3\t0\nB\tFRA\t91\t2\t3\t0\n") == "cities.tsv:2: expected a latitude, found \"91\"");
    CHECK(error_of("A\tFRA\t1\t2\t3\n") == "cities.tsv:1: expected 6 fields separated by tabs, found fewer");
    CHECK(error_of("A\tFRA\t1\t2\t3\t0\t\n") == "cities.tsv:1: expected 6 fields separated by tabs, found more");
    CHECK(error_of("A\tfr\t1\t2\t3\t0\n") == "cities.tsv:1: expected an ISO 3166 alpha-3 code, found \"fr\"");
    CHECK(error_of("A\tFRA\t1\tnan\t3\t0\n") == "cities.tsv:1: expected a longitude, found \"nan\"");
    CHECK(error_of("A\tFRA\t1\t2\t-3\t0\n") == "cities.tsv:1: expected a population, found \"-3\"");
    CHECK(error_of("A\tFRA\t1\t2\t3\tyes\n") == "cities.tsv:1: expected 0 or 1 for a capital, found \"yes\"");
    CHECK(error_of("\tFRA\t1\t2\t3\t0\n") == "cities.tsv:1: expected a city's name, found nothing");
    CHECK(error_of("# nothing\n") == "cities.tsv: expected cities, found none");
}
