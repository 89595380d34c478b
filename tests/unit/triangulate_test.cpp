#include "data/geo/triangulate.h"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <cstdint>
#include <limits>
#include <map>
#include <random>
#include <set>

using namespace linchpin;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using geo::LatLon;
using Ring = std::vector<LatLon>;
using Rings = std::vector<Ring>;

namespace {

/// Area in the (lon, lat) plane, square degrees.
double plane_area(const std::vector<LatLon>& points, const std::vector<std::uint32_t>& indices) {
    double sum = 0.0;
    for (std::size_t t = 0; t + 2 < indices.size(); t += 3) {
        const LatLon a = points[indices[t]], b = points[indices[t + 1]], c = points[indices[t + 2]];
        sum += ((b.lon_deg - a.lon_deg) * (c.lat_deg - a.lat_deg) - (b.lat_deg - a.lat_deg) * (c.lon_deg - a.lon_deg)) / 2.0;
    }
    return sum;
}

double ring_area(const Ring& ring) {
    double sum = 0.0;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const LatLon a = ring[i], b = ring[(i + 1) % ring.size()];
        sum += (a.lon_deg * b.lat_deg - b.lon_deg * a.lat_deg) / 2.0;
    }
    return std::abs(sum);
}

/// Triangles all turn left; with that and the right total area they tile the polygon exactly once.
std::size_t turned_over(const geo::TriangleMesh& mesh) {
    std::size_t count = 0;
    for (std::size_t t = 0; t < mesh.indices.size(); t += 3) {
        const std::vector<std::uint32_t> one(mesh.indices.begin() + static_cast<std::ptrdiff_t>(t),
                                             mesh.indices.begin() + static_cast<std::ptrdiff_t>(t) + 3);
        if (!(plane_area(mesh.points, one) > 0.0)) ++count;
    }
    return count;
}

double longest_edge_deg(const geo::TriangleMesh& mesh) {
    double longest = 0.0;
    for (std::size_t i = 0; i < mesh.indices.size(); ++i) {
        const std::size_t next = i % 3 == 2 ? i - 2 : i + 1;
        longest = std::max(
            longest, geo::angle_rad(geo::to_unit(mesh.points[mesh.indices[i]]), geo::to_unit(mesh.points[mesh.indices[next]])));
    }
    return longest / geo::kRadPerDeg;
}

/// Places of vertices that lie on the straight edge a-b, by their share of it.
std::set<std::int64_t> on_edge(const geo::TriangleMesh& mesh, LatLon a, LatLon b) {
    std::set<std::int64_t> shares;
    for (const std::uint32_t i : mesh.indices) {
        const LatLon p = mesh.points[i];
        const double cross = (b.lon_deg - a.lon_deg) * (p.lat_deg - a.lat_deg) - (b.lat_deg - a.lat_deg) * (p.lon_deg - a.lon_deg);
        if (std::abs(cross) < 1e-4) shares.insert(std::llround((p.lat_deg - a.lat_deg) / (b.lat_deg - a.lat_deg) * 1e6));
    }
    return shares;
}

/// A star-shaped ring with random radii: simple, full of reflex corners.
Ring star(std::mt19937& random, LatLon centre, double low, double high, int corners) {
    std::uniform_real_distribution<double> radius(low, high);
    Ring ring;
    for (int i = 0; i < corners; ++i) {
        const double angle = 2.0 * geo::kPi * i / corners, r = radius(random);
        ring.push_back({centre.lat_deg + r * std::sin(angle), centre.lon_deg + r * std::cos(angle)});
    }
    return ring;
}

}  // namespace

TEST_CASE("a square is filled, whichever way it turns, closed or not", "[triangulate]") {
    const Ring open{{0, 0}, {0, 1}, {1, 1}, {1, 0}};
    const Ring reversed(open.rbegin(), open.rend());
    Ring closed = open;
    closed.push_back(open.front());
    for (const Ring& ring : {open, reversed, closed}) {
        const auto mesh = geo::triangulate(Rings{ring});
        REQUIRE(mesh);
        CHECK(mesh->indices.size() == 6);
        CHECK(mesh->points.size() == 4);
        CHECK(mesh->forced == 0);
        CHECK_THAT(plane_area(mesh->points, mesh->indices), WithinAbs(1.0, 1e-12));
        CHECK(turned_over(*mesh) == 0);
    }
}

TEST_CASE("holes stay open, also several, nested in a row and touching the outline", "[triangulate]") {
    const Ring outline{{0, 0}, {0, 2}, {2, 2}, {2, 0}};
    const Ring hole_a{{0.5, 0.25}, {0.5, 0.75}, {1.5, 0.75}, {1.5, 0.25}};
    const Ring hole_b{{0.5, 1.0}, {1.5, 1.0}, {1.5, 1.4}, {0.5, 1.4}};
    const Ring hole_c{{1.0, 1.5}, {1.2, 1.9}, {0.8, 1.9}};
    const Ring touching{{0.0, 1.5}, {0.3, 1.4}, {0.3, 1.6}};  // its tip stands on the outline
    const auto mesh = geo::triangulate(Rings{outline, hole_c, hole_a, touching, hole_b});
    REQUIRE(mesh);
    CHECK(mesh->forced == 0);
    CHECK(turned_over(*mesh) == 0);
    const double expected = 4.0 - ring_area(hole_a) - ring_area(hole_b) - ring_area(hole_c) - ring_area(touching);
    CHECK_THAT(plane_area(mesh->points, mesh->indices), WithinAbs(expected, 1e-9));
}

TEST_CASE("random stars with a star-shaped hole are tiled exactly", "[triangulate]") {
    std::mt19937 random(20260821);
    for (int run = 0; run < 200; ++run) {
        const LatLon centre{std::uniform_real_distribution<double>(-60, 60)(random),
                            std::uniform_real_distribution<double>(-150, 150)(random)};
        const int corners = std::uniform_int_distribution<int>(5, 120)(random);
        const Ring outline = star(random, centre, 0.4, 1.1, corners), hole = star(random, centre, 0.01, 0.3, 7);
        const auto mesh = geo::triangulate(Rings{outline, hole});
        INFO("run " << run << " corners " << corners);
        REQUIRE(mesh);
        CHECK(mesh->forced == 0);
        CHECK(turned_over(*mesh) == 0);
        CHECK_THAT(plane_area(mesh->points, mesh->indices), WithinAbs(ring_area(outline) - ring_area(hole), 2e-5));
        CHECK(mesh->indices.size() / 3 == static_cast<std::size_t>(corners + 7));  // corners + hole corners + 2 * bridges - 2
    }
}

TEST_CASE("large shapes are split until no edge is longer than asked, and cover the sphere's true area", "[triangulate]") {
    const Ring band{{10, -30}, {10, 30}, {50, 30}, {50, -30}};
    const auto mesh = geo::triangulate(Rings{band});
    REQUIRE(mesh);
    CHECK(longest_edge_deg(*mesh) <= 2.5 + 1e-9);
    CHECK(turned_over(*mesh) == 0);
    const double exact = (std::sin(50 * geo::kRadPerDeg) - std::sin(10 * geo::kRadPerDeg)) * 60 * geo::kRadPerDeg;
    CHECK_THAT(geo::mesh_area_sr(mesh->points, mesh->indices), WithinRel(exact, 1e-3));
    const auto fine = geo::triangulate(Rings{band}, {0.5, 10.0});
    REQUIRE(fine);
    CHECK(longest_edge_deg(*fine) <= 0.5 + 1e-9);
    CHECK_THAT(geo::mesh_area_sr(fine->points, fine->indices), WithinRel(exact, 4e-5));
}

TEST_CASE("a polar cap closes along the map's edge and is a cap on the globe", "[triangulate]") {
    Ring cap;
    for (int lon = -180; lon <= 180; lon += 2) cap.push_back({-70, static_cast<double>(lon)});
    cap.push_back({-90, 180});
    cap.push_back({-90, -180});
    const auto mesh = geo::triangulate(Rings{cap});
    REQUIRE(mesh);
    CHECK(turned_over(*mesh) == 0);
    CHECK(longest_edge_deg(*mesh) <= 2.5 + 1e-9);
    const double exact = 2 * geo::kPi * (1 - std::sin(70 * geo::kRadPerDeg));
    CHECK_THAT(geo::mesh_area_sr(mesh->points, mesh->indices), WithinRel(exact, 1e-3));
    for (std::size_t t = 0; t < mesh->indices.size(); t += 3) {  // no triangle is turned inside out on the globe
        const std::array<std::uint32_t, 3> one{mesh->indices[t], mesh->indices[t + 1], mesh->indices[t + 2]};
        CHECK(geo::mesh_area_sr(mesh->points, one) >= -1e-12);
    }
}

TEST_CASE("neighbours split a shared edge at the same points", "[triangulate]") {
    const LatLon a{-20, 5}, b{35, 12};
    const auto west = geo::triangulate(Rings{{a, b, {30, -25}, {-10, -40}}});
    const auto east = geo::triangulate(Rings{{b, a, {-30, 44}, {3, 70}, {41, 33}}});
    REQUIRE(west);
    REQUIRE(east);
    const auto from_west = on_edge(*west, a, b);
    CHECK(from_west.size() > 20);
    CHECK(from_west == on_edge(*east, a, b));
}

TEST_CASE("the mesh inside has no T junction: every edge is shared by two triangles or lies on the rim once", "[triangulate]") {
    std::mt19937 random(7);
    const Ring outline = star(random, {20, 20}, 6, 18, 90);
    const auto mesh = geo::triangulate(Rings{outline});
    REQUIRE(mesh);
    std::map<std::pair<std::uint32_t, std::uint32_t>, int> edges;
    for (std::size_t i = 0; i < mesh->indices.size(); ++i) ++edges[{mesh->indices[i], mesh->indices[i % 3 == 2 ? i - 2 : i + 1]}];
    double rim = 0.0, given = 0.0;
    for (const auto& [edge, count] : edges) {
        CHECK(count == 1);
        const LatLon p = mesh->points[edge.first], q = mesh->points[edge.second];
        if (!edges.contains({edge.second, edge.first})) rim += std::hypot(p.lat_deg - q.lat_deg, p.lon_deg - q.lon_deg);
    }
    for (std::size_t i = 0; i < outline.size(); ++i) {
        const LatLon p = outline[i], q = outline[(i + 1) % outline.size()];
        given += std::hypot(p.lat_deg - q.lat_deg, p.lon_deg - q.lon_deg);
    }
    CHECK_THAT(rim, WithinAbs(given, 1e-4));
}

TEST_CASE("shapes without an area and places that do not exist are refused with a sentence", "[triangulate]") {
    CHECK_FALSE(geo::triangulate(Rings{}));
    CHECK_FALSE(geo::triangulate(Rings{{}}));
    CHECK(geo::triangulate(Rings{{{0, 0}, {1, 1}}}).error().message ==
          "polygon: expected an outline with an area, found 2 points without one");
    CHECK_FALSE(geo::triangulate(Rings{{{0, 0}, {1, 1}, {2, 2}}}));
    const double nan = std::numeric_limits<double>::quiet_NaN();
    for (const LatLon bad :
         {LatLon{91, 0}, LatLon{0, 180.5}, LatLon{nan, 0}, LatLon{0, -std::numeric_limits<double>::infinity()}}) {
        const auto mesh = geo::triangulate(Rings{{{0, 0}, {0, 1}, bad}});
        REQUIRE_FALSE(mesh);
        CHECK(mesh.error().message.find("expected latitudes in [-90, 90]") != std::string::npos);
    }
    const auto flat_hole = geo::triangulate(Rings{{{0, 0}, {0, 1}, {1, 1}, {1, 0}}, {{0.5, 0.2}, {0.5, 0.8}}});
    REQUIRE(flat_hole);
    CHECK_THAT(plane_area(flat_hole->points, flat_hole->indices), WithinAbs(1.0, 1e-12));
}

TEST_CASE("rings that touch, cross or fold onto themselves end and are counted", "[triangulate]") {
    const auto bow = geo::triangulate(Rings{{{0, 0}, {2, 2}, {0, 2}, {3, 0.5}}});
    REQUIRE(bow);
    CHECK(bow->forced > 0);
    const auto spike = geo::triangulate(Rings{{{0, 0}, {0, 1}, {0, 2}, {0, 1}, {1, 1}, {1, 0}}});  // out along an edge and back
    REQUIRE(spike);
    CHECK(spike->forced == 0);
    CHECK_THAT(plane_area(spike->points, spike->indices), WithinAbs(1.0, 1e-9));
    const auto pinch = geo::triangulate(Rings{{{0, 0}, {0, 2}, {1, 1}, {2, 2}, {2, 0}, {1, 1}}});  // two triangles at one corner
    REQUIRE(pinch);
    CHECK_THAT(plane_area(pinch->points, pinch->indices), WithinAbs(2.0, 1e-9));
    std::mt19937 random(99);
    std::uniform_int_distribution<int> small(0, 6);
    for (int run = 0; run < 3000;
         ++run) {  // random walks on a tiny grid: crossings, repeats, holes outside, everything wrong at once
        Rings rings(1 + run % 3);
        for (Ring& ring : rings) {
            for (int i = 3 + small(random); i > 0; --i)
                ring.push_back({static_cast<double>(small(random)), static_cast<double>(small(random))});
        }
        const auto mesh = geo::triangulate(rings);
        if (!mesh) continue;
        for (const std::uint32_t i : mesh->indices) REQUIRE(i < mesh->points.size());
    }
}
