// The flat map: the projection, the surface between globe and map, the camera over it, and what is cut at its edge.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <glm/geometric.hpp>

#include "data/geo/equal_earth.h"
#include "render/view/camera.h"
#include "render/view/world_cut.h"

using namespace linchpin;
using namespace linchpin::render;
using Catch::Matchers::WithinAbs;

TEST_CASE("Equal Earth has the published values", "[map]") {
    // PROJ 9.7.1, +proj=eqearth +R=1.
    struct Row { double lat_deg, lon_deg, x, y; };
    for (const Row& row : {Row{-31.9535, 115.8571, 1.614621210487, -0.629372441721}, {51.5074, -0.1278, -0.001565514410, 0.965105647318},
                           {40.7128, -74.0060, -0.981861449986, 0.787064220049}, {35.6895, 139.6917, 1.909462941700, 0.697844715778},
                           {-33.9189, 18.4233, 0.254226330215, -0.665601683690}, {-34.6037, -58.3816, -0.802723755324, -0.678117876992},
                           {-33.8688, 151.2093, 2.087106438222, -0.664683776716}}) {
        const geo::MapPoint p = geo::equal_earth({row.lat_deg, row.lon_deg});
        CHECK_THAT(p.x, WithinAbs(row.x, 1e-11));
        CHECK_THAT(p.y, WithinAbs(row.y, 1e-11));
    }
    // PROJ's own test: half the equator on a sphere of 6378137 m is 17263256.84 m.
    CHECK_THAT(geo::equal_earth({0.0, 180.0}).x * 6378137.0, WithinAbs(17263256.84, 0.005));
    CHECK_THAT(geo::equal_earth({0.0, 180.0}).x, WithinAbs(geo::kEqualEarthHalfWidth, 1e-14));
    CHECK_THAT(geo::equal_earth({90.0, 0.0}).y, WithinAbs(geo::kEqualEarthHalfHeight, 1e-14));
}

TEST_CASE("Equal Earth and its inverse undo each other, for any central meridian", "[map]") {
    for (const double meridian : {0.0, 11.0, -170.0, 180.0})
        for (double lat = -89.5; lat < 90.0; lat += 4.25)
            for (double lon = -179.5; lon < 180.0; lon += 7.5) {
                const auto back = geo::equal_earth_inverse(geo::equal_earth({lat, lon}, meridian), meridian);
                REQUIRE(back);
                CHECK_THAT(back->lat_deg, WithinAbs(lat, 1e-9));
                CHECK_THAT(geo::wrap_lon_deg(back->lon_deg - lon), WithinAbs(0.0, 1e-9));
            }
    CHECK_FALSE(geo::equal_earth_inverse({0.0, 1.3174}));
    CHECK_FALSE(geo::equal_earth_inverse({2.7067, 0.0}));
    CHECK_FALSE(geo::equal_earth_inverse({2.6, 1.2}));
    CHECK_FALSE(geo::equal_earth_inverse({std::nan(""), 0.0}));
}

TEST_CASE("Equal Earth keeps areas", "[map]") {
    // A small square anywhere covers cos(lat) of its size in degrees.
    for (double lat = -85.0; lat <= 85.0; lat += 10.0) {
        constexpr double d = 1e-4;
        const double rad = lat * geo::kRadPerDeg;
        const double dy = (geo::equal_earth_y(rad + d) - geo::equal_earth_y(rad - d)) / (2.0 * d);
        CHECK_THAT(dy * geo::equal_earth_x_per_rad(rad), WithinAbs(std::cos(rad), 1e-7));
    }
}

TEST_CASE("the sheet is the globe at one end and the map at the other", "[map]") {
    for (double lat = -80.0; lat <= 80.0; lat += 20.0)
        for (double lon = -170.0; lon < 180.0; lon += 25.0) {
            const auto globe = Sheet(0.0, 11.0).at({lat, lon}).point;
            const glm::dvec3 unit = geo::to_unit({lat, lon - 11.0});
            CHECK(glm::length(globe - glm::dvec3{unit.y, unit.z, unit.x - 1.0}) < 1e-12);
            const auto map = Sheet(1.0, 11.0).at({lat, lon}).point;
            const geo::MapPoint flat = geo::equal_earth({lat, lon}, 11.0);
            CHECK(glm::length(map - glm::dvec3{flat.x, flat.y, 0.0}) < 1e-12);
        }
}

TEST_CASE("between globe and map, nothing jumps", "[map]") {
    for (const geo::LatLon place : {geo::LatLon{0, 11}, {60, 150}, {-89, -160}, {30, -168}}) {
        glm::dvec3 before = Sheet(0.0, 11.0).at(place).point;
        for (int i = 1; i <= 1000; ++i) {
            const glm::dvec3 now = Sheet(i / 1000.0, 11.0).at(place).point;
            CHECK(glm::length(now - before) < 0.02);
            before = now;
        }
    }
}

TEST_CASE("on every sheet, pixels and ground are inverse to each other", "[map]") {
    for (const double flat : {0.001, 0.2, 0.5, 0.8, 0.97, 1.0}) {
        const Camera camera({15.0, 40.0, 16000.0, 20.0, 10.0, flat, 11.0}, 1000, 800);
        int met = 0;
        for (int x = 20; x < 1000; x += 80)
            for (int y = 20; y < 800; y += 80) {
                const auto ground = camera.ground_at({x, y});
                if (!ground) continue;
                ++met;
                const auto pixel = camera.project(geo::to_unit(*ground));
                INFO(flat << " at " << x << "," << y << " -> " << ground->lat_deg << " " << ground->lon_deg);
                REQUIRE(pixel);
                CHECK_THAT(pixel->x, WithinAbs(x, 1e-3));
                CHECK_THAT(pixel->y, WithinAbs(y, 1e-3));
            }
        CHECK(met > 30);
    }
}

TEST_CASE("the first moment of the change looks as the globe does", "[map]") {
    const Camera globe({25.0, 60.0, 17500.0, 15.0, 20.0, 0.0, 11.0}, 1920, 1080), barely({25.0, 60.0, 17500.0, 15.0, 20.0, 1e-6, 11.0}, 1920, 1080);
    for (double lat = -60.0; lat <= 70.0; lat += 10.0)
        for (double lon = 0.0; lon <= 120.0; lon += 10.0) {
            const auto a = globe.project(geo::to_unit({lat, lon}) * 1.05), b = barely.project(geo::to_unit({lat, lon}) * 1.05);
            REQUIRE(a.has_value() == b.has_value());
            if (a) CHECK(glm::length(*a - *b) < 0.02);
        }
}

TEST_CASE("the whole map fits into pictures of any shape", "[map]") {
    for (const auto& [width, height] : {std::pair{1920, 1080}, {480, 270}, {1080, 1920}, {3000, 500}}) {
        const Camera camera({0.0, 11.0, fit_map_distance_km(width, height), 0.0, 0.0, 1.0, 11.0}, width, height);
        double widest = 0.0;
        for (const geo::LatLon edge : {geo::LatLon{0, 190.9}, {0, -168.9}, {90, 11}, {-90, 11}}) {
            const auto pixel = camera.project(geo::to_unit(edge));
            REQUIRE(pixel);
            CHECK(pixel->x > 0.0);
            CHECK(pixel->x < width);
            CHECK(pixel->y > 0.0);
            CHECK(pixel->y < height);
            widest = std::max({widest, std::abs(pixel->x / width - 0.5), std::abs(pixel->y / height - 0.5)});
        }
        CHECK(widest > 0.44);
    }
}

TEST_CASE("a drag on the map holds the place under the pointer, and the map's middle stays on the map", "[map]") {
    const CameraView view{10.0, 20.0, 20000.0, 0.0, 0.0, 1.0, 11.0};
    const Camera camera(view, 1200, 800);
    const auto anchor = camera.ground_at({700.0, 300.0});
    REQUIRE(anchor);
    const CameraView moved = drag_to(view, 1200, 800, *anchor, {500.0, 350.0});
    const auto there = Camera(moved, 1200, 800).project(geo::to_unit(*anchor));
    REQUIRE(there);
    CHECK_THAT(there->x, WithinAbs(500.0, 1e-6));
    CHECK_THAT(there->y, WithinAbs(350.0, 1e-6));
    CHECK(std::abs(drag_to(view, 1200, 800, {85.0, 20.0}, {600.0, 5000.0}).lat_deg) <= 90.0);
}

TEST_CASE("heights come down to the ground of the map, arcs bend north", "[map]") {
    const Sheet map(1.0, 0.0);
    const glm::dvec3 place = geo::to_unit({10.0, 20.0});
    CHECK(glm::length(map.stand(place * 1.1) - map.stand(place)) < 1e-12);
    const glm::dvec3 bent = map.stand(place * 1.1, kArcLift) - map.stand(place);
    CHECK_THAT(bent.y, WithinAbs(0.1 * kArcLift * std::cos(10.0 * geo::kRadPerDeg), 1e-12));
    CHECK_THAT(bent.x, WithinAbs(0.0, 1e-12));
}

namespace {

LineGeometry line_of(const std::vector<geo::LatLon>& places) {
    LineGeometry lines;
    for (const geo::LatLon& place : places) lines.vertices.push_back({glm::vec3(geo::to_unit(place))});
    lines.polylines = {{0, static_cast<std::uint32_t>(places.size())}};
    lines.line_count = 1;
    return lines;
}

/// The longest step of any polyline on the map.
double longest_step(const LineGeometry& lines, double meridian_deg) {
    double longest = 0.0;
    for (const auto& range : lines.polylines)
        for (std::uint32_t i = range.begin + 1; i < range.end; ++i) {
            const auto a = geo::equal_earth(geo::to_lat_lon(glm::dvec3(lines.vertices[i - 1].position)), meridian_deg);
            const auto b = geo::equal_earth(geo::to_lat_lon(glm::dvec3(lines.vertices[i].position)), meridian_deg);
            longest = std::max(longest, std::hypot(a.x - b.x, a.y - b.y));
        }
    return longest;
}

}  // namespace

TEST_CASE("lines are parted at the map's edge and nowhere else", "[map]") {
    const LineGeometry across = line_of({{50, 180}, {51, -178}, {52, -175}, {53, -168.5}, {54, -165}, {53, -171}});
    CHECK(longest_step(across, 11.0) > 2.0);  // uncut, it runs across the map
    const auto cut = cut_at_map_edge(across, 11.0);
    REQUIRE(cut->polylines.size() == 3);
    CHECK(longest_step(*cut, 11.0) < 0.2);
    CHECK(cut_at_map_edge(across, -170.0 + 180.0 + 90.0)->polylines.size() == 1);
    // Over the central meridian nothing is parted.
    CHECK(cut_at_map_edge(line_of({{0, 5}, {0, 20}}), 11.0)->polylines.size() == 1);
}

TEST_CASE("a line along the map's edge stays at one side", "[map]") {
    std::vector<geo::LatLon> along;
    for (int lat = -80; lat <= 80; lat += 2) along.push_back({static_cast<double>(lat), -169.0});
    const auto cut = cut_at_map_edge(line_of(along), 11.0);
    REQUIRE(cut->polylines.size() == 1);
    CHECK(longest_step(*cut, 11.0) < 0.1);
    // The prepared parts of a line end within 10 m of the edge.
    const auto parted = cut_at_map_edge(line_of({{10, 170}, {10, -160}}), 11.0);
    REQUIRE(parted->polylines.size() == 2);
    const geo::LatLon end = geo::to_lat_lon(glm::dvec3(parted->vertices[1].position));
    CHECK(std::abs(geo::wrap_lon_deg(end.lon_deg + 169.0)) < 1e-3);
}
