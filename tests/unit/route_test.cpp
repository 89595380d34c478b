#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <glm/geometric.hpp>
#include <cmath>
#include <set>

#include "data/basemap/basemap.h"
#include "data/pack/load_pack.h"
#include "data/route/corridors.h"
#include "data/route/land_rings.h"
#include "data/route/leg.h"

using namespace linchpin;
using namespace linchpin::route;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using geo::LatLon;

namespace {

void add_ring(LandRings& land, std::initializer_list<LatLon> ring) {
    const auto begin = static_cast<std::uint32_t>(land.points.size());
    land.points.insert(land.points.end(), ring);
    land.rings.emplace_back(begin, static_cast<std::uint32_t>(land.points.size()));
}
void add_box(LandRings& land, double south, double north, double west, double east) {
    add_ring(land, {{south, west}, {south, east}, {north, east}, {north, west}, {south, west}});
}

/// An island; a wall from 60S to 60N with a strait of 11 km at 20N; a country with a lake; two countries that share a border; an
/// island across 180 degrees, written without a cut; land around the south pole, written without the pole.
LandRings toy_land(bool with_strait) {
    LandRings land;
    add_box(land, -5.0, 5.0, 10.0, 20.0);
    add_box(land, -60.0, 20.0, 40.0, 41.0);
    add_box(land, with_strait ? 20.1 : 20.0, 60.0, 40.0, 41.0);
    add_box(land, -10.0, 10.0, 60.0, 80.0);
    add_box(land, -5.0, 5.0, 65.0, 75.0);  // the lake: a hole
    add_ring(land, {{-40.0, 100.0}, {-40.0, 105.0}, {-30.0, 105.0}, {-30.0, 100.0}});
    add_ring(land, {{-40.0, 105.0}, {-40.0, 110.0}, {-30.0, 110.0}, {-30.0, 105.0}});
    add_box(land, 30.0, 35.0, 178.0, -178.0);
    const auto begin = static_cast<std::uint32_t>(land.points.size());
    for (int lon = -180; lon < 180; lon += 10) land.points.push_back({-80.0, static_cast<double>(lon)});
    land.rings.emplace_back(begin, static_cast<std::uint32_t>(land.points.size()));
    return land;
}

struct World {
    Coast coast;
    SeaGraph graph;
    explicit World(const LandRings& land) : coast{land}, graph{coast} {}
};
const World& toy() {
    static const World world{toy_land(true)};
    return world;
}
const World& earth() {
    static const World world{[] {
        const auto countries = basemap::load_countries(LINCHPIN_ROOT "/assets/base", basemap::Level::Fine10m);
        return countries ? land_rings(*countries) : LandRings{};
    }()};
    return world;
}
Route must(const Result<Route>& route) {
    if (!route) FAIL(route.error().text());
    return *route;
}
Route on_earth(LatLon from, LatLon to) {
    Router router{earth().coast, earth().graph};
    return must(route_leg(router, earth().coast, from, to));
}

/// Samples a route every kilometre; how many samples lie on land further than `ends_km` from both of its ends.
int dry_samples(const Coast& coast, const std::vector<LatLon>& points, double ends_km) {
    int dry = 0;
    for (std::size_t i = 1; i < points.size(); ++i) {
        const glm::dvec3 a = geo::to_unit(points[i - 1]), b = geo::to_unit(points[i]);
        const int steps = std::max(1, static_cast<int>(std::ceil(geo::distance_km(points[i - 1], points[i]))));
        for (int k = 0; k < steps; ++k) {
            const LatLon place = geo::to_lat_lon(geo::slerp(a, b, (k + 0.5) / steps));
            if (!coast.is_land(place)) continue;
            if (geo::distance_km(place, points.front()) > ends_km && geo::distance_km(place, points.back()) > ends_km) ++dry;
        }
    }
    return dry;
}
double longest_gap_km(const std::vector<LatLon>& points) {
    double longest = 0.0;
    for (std::size_t i = 1; i < points.size(); ++i) longest = std::max(longest, geo::distance_km(points[i - 1], points[i]));
    return longest;
}
double sharpest_turn_deg(const std::vector<LatLon>& points, std::size_t first, std::size_t last) {
    double sharpest = 0.0;
    for (std::size_t i = first + 1; i < last; ++i) {
        const glm::dvec3 a = geo::to_unit(points[i - 1]), b = geo::to_unit(points[i]), c = geo::to_unit(points[i + 1]);
        sharpest = std::max(sharpest, geo::angle_rad(glm::cross(a, b), glm::cross(b, c)) / geo::kRadPerDeg);
    }
    return sharpest;
}

}  // namespace

TEST_CASE("coast: islands, lakes, borders, the 180th meridian and the pole", "[route]") {
    const Coast& coast = toy().coast;
    CHECK(coast.is_land({0.0, 15.0}));
    CHECK(coast.is_land({4.999, 10.001}));
    CHECK_FALSE(coast.is_land({5.001, 15.0}));
    CHECK_FALSE(coast.is_land({0.0, 9.999}));
    CHECK(coast.is_land({7.0, 70.0}));
    CHECK_FALSE(coast.is_land({0.0, 70.0}));  // the lake
    CHECK(coast.is_land({-35.0, 104.999}));
    CHECK(coast.is_land({-35.0, 105.001}));
    CHECK(coast.is_land({32.0, 179.9}));
    CHECK(coast.is_land({32.0, -179.9}));
    CHECK(coast.is_land({32.0, 180.0}));
    CHECK_FALSE(coast.is_land({32.0, 177.9}));
    CHECK_FALSE(coast.is_land({32.0, -177.9}));
    CHECK_FALSE(coast.is_land({29.9, 180.0}));
    for (const double lon : {-180.0, -169.99, -90.0, 0.0, 33.3, 179.9}) {
        CHECK(coast.is_land({-85.0, lon}));
        CHECK_FALSE(coast.is_land({-79.9, lon}));
        CHECK_FALSE(coast.is_land({89.0, lon}));
    }
}

TEST_CASE("coast: a map cut along the 180th meridian and along the pole is the same land", "[route]") {
    LandRings cut;
    add_box(cut, 30.0, 35.0, 178.0, 180.0);
    add_box(cut, 30.0, 35.0, -180.0, -178.0);
    add_ring(cut, {{-80.0, -180.0}, {-80.0, -90.0}, {-80.0, 0.0}, {-80.0, 90.0}, {-80.0, 180.0}, {-90.0, 180.0}, {-90.0, -180.0}});
    const Coast coast{cut};
    CHECK(coast.is_land({32.0, 179.99}));
    CHECK(coast.is_land({32.0, -179.99}));
    CHECK(coast.is_land({-85.0, 10.0}));
    CHECK_FALSE(coast.is_land({-79.0, 10.0}));
    CHECK_FALSE(coast.is_land({32.0, 177.0}));
    CHECK_FALSE(coast.crosses_shore(geo::to_unit({32.0, 179.0}), geo::to_unit({32.0, -179.0})));  // the cut is no shore
    CHECK(coast.crosses_shore(geo::to_unit({32.0, 179.0}), geo::to_unit({32.0, -177.0})));
    CHECK_THAT(coast.nearest_shore(geo::to_unit({32.5, 180.0})).distance_km,
               WithinAbs(187.5, 6.0));  // 2 degrees at 32.5 N, less the arc
}

TEST_CASE("coast: what a straight line meets", "[route]") {
    const Coast& coast = toy().coast;
    const auto crosses = [&coast](LatLon a, LatLon b) { return coast.crosses_shore(geo::to_unit(a), geo::to_unit(b)); };
    CHECK(crosses({0.0, 5.0}, {0.0, 25.0}));
    CHECK(crosses({0.0, 9.99}, {0.0, 10.01}));
    CHECK_FALSE(crosses({6.0, 5.0}, {6.0, 25.0}));
    CHECK_FALSE(crosses({20.05, 39.9}, {20.05, 41.1}));  // through the strait
    CHECK(crosses({20.15, 39.9}, {20.15, 41.1}));
    CHECK_FALSE(crosses({-35.0, 104.0}, {-35.0, 106.0}));  // a border between countries is no shore
    CHECK(crosses({20.0, 0.0}, {20.0, 80.0}));             // the great circle runs north of the strait
    const glm::dvec3 west = geo::to_unit({0.0, 5.0}), east = geo::to_unit({0.0, 25.0});
    CHECK_THAT(coast.land_km(west, east), WithinAbs(geo::distance_km({0.0, 10.0}, {0.0, 20.0}), 0.5));
    CHECK(coast.land_km(geo::to_unit({6.0, 5.0}), geo::to_unit({6.0, 25.0})) == 0.0);
}

TEST_CASE("coast: distance to the nearest shore", "[route]") {
    const Coast& coast = toy().coast;
    const auto km = [&coast](LatLon p) { return coast.nearest_shore(geo::to_unit(p)).distance_km; };
    CHECK_THAT(km({0.0, 5.0}), WithinAbs(555.97, 5.0));  // 5 degrees of the equator
    CHECK_THAT(km({0.0, 9.7}), WithinAbs(33.36, 2.0));
    CHECK_THAT(km({0.0, 9.98}), WithinAbs(2.22, 0.5));
    CHECK_THAT(km({0.0, 10.02}), WithinAbs(2.22, 0.5));   // on land too
    CHECK_THAT(km({20.05, 40.5}), WithinAbs(5.56, 0.5));  // middle of the strait: both banks are known
    CHECK_THAT(km({20.02, 40.5}), WithinAbs(2.22, 0.5));
    CHECK_THAT(km({20.08, 40.5}), WithinAbs(2.22, 0.5));
    CHECK_THAT(km({32.0, -177.0}), WithinAbs(94.3, 4.0));  // across the meridian
    const Coast none{LandRings{}};
    CHECK(none.nearest_shore(geo::to_unit({0.0, 0.0})).distance_km > 20000.0);
}

TEST_CASE("route: around an island, off its shore, without corners", "[route]") {
    Router router{toy().coast, toy().graph};
    const Route route = must(router.route({0.0, 5.0}, {0.0, 25.0}));
    CHECK(route.points.front() == LatLon{0.0, 5.0});
    CHECK(route.points.back() == LatLon{0.0, 25.0});
    CHECK(route.land_km == 0.0);
    CHECK(dry_samples(toy().coast, route.points, 0.0) == 0);
    // Taut around two corners at 5 degrees: 2 x 786 km and 1108 km along the side; the berth given to the shore adds some.
    CHECK(route.length_km > 2640.0);
    CHECK(route.length_km < 2640.0 * 1.05);
    double nearest_km = 1e9;
    for (const LatLon& p : route.points) nearest_km = std::min(nearest_km, toy().coast.nearest_shore(geo::to_unit(p)).distance_km);
    CHECK(nearest_km > 20.0);
    CHECK(longest_gap_km(route.points) <= 200.0);
    CHECK(sharpest_turn_deg(route.points, 0, route.points.size() - 1) < 12.0);
}

TEST_CASE("route: the open sea is crossed on the great circle, over the 180th meridian as elsewhere", "[route]") {
    Router router{toy().coast, toy().graph};
    for (const auto& [from, to] : {std::pair<LatLon, LatLon>{{10.0, 170.0}, {-20.0, -150.0}},
                                   {{45.0, -170.0}, {50.0, 165.0}},
                                   {{-10.0, -120.0}, {40.0, -30.0}}}) {
        const Route route = must(router.route(from, to));
        CHECK_THAT(route.length_km, WithinRel(geo::distance_km(from, to), 0.002));
        CHECK(longest_gap_km(route.points) <= 200.0);
    }
}

TEST_CASE("route: takes a strait, and the long way when it is closed", "[route]") {
    const LatLon west{18.0, 36.0}, east{18.0, 45.0};
    Router open{toy().coast, toy().graph};
    const Route through = must(open.route(west, east));
    CHECK(distance_to_path_km(through.points, {20.05, 40.5}) < 2.0);  // down its middle
    CHECK(through.length_km < 1200.0);
    CHECK(dry_samples(toy().coast, through.points, 0.0) == 0);
    const World closed{toy_land(false)};
    Router router{closed.coast, closed.graph};
    const Route around = must(router.route(west, east));
    CHECK(around.length_km > 9000.0);
    CHECK(dry_samples(closed.coast, around.points, 0.0) == 0);
    CHECK(through.points != around.points);
}

TEST_CASE("route: a landing is snapped to the sea within 25 km and no further", "[route]") {
    Router router{toy().coast, toy().graph};
    const LatLon inland{0.0, 10.09};  // 10 km from the western shore
    const Route route = must(router.route(inland, {0.0, 0.0}));
    CHECK(route.points.front() == inland);
    CHECK_THAT(route.land_km, WithinAbs(10.0, 1.0));
    CHECK(route.snap_from_km >= route.land_km - 0.1);
    CHECK(route.snap_from_km < 15.0);
    CHECK(route.snap_to_km == 0.0);
    const Route back = must(router.route({0.0, 0.0}, inland));
    CHECK_THAT(back.snap_to_km, WithinAbs(route.snap_from_km, 3.0));
    const auto too_far = router.route({0.0, 10.36}, {0.0, 0.0});  // 40 km
    REQUIRE_FALSE(too_far);
    CHECK(too_far.error().message == "expected a place within 25 km of the sea, found 0.00, 10.36");
    RouteOptions wide;
    wide.snap_limit_km = 50.0;
    CHECK(router.route({0.0, 10.36}, {0.0, 0.0}, wide));
}

TEST_CASE("route: what cannot be reached is told in a sentence", "[route]") {
    Router router{toy().coast, toy().graph};
    const auto lake = router.route({0.0, 70.0}, {0.0, 50.0});
    REQUIRE_FALSE(lake);
    CHECK(lake.error().message == "expected two places on one sea, found 0.00, 70.00 and 0.00, 50.00 on waters that do not meet");
    CHECK(router.route({0.0, 70.0}, {2.0, 68.0}));  // but within the lake it goes
    const auto off = router.route({91.0, 0.0}, {0.0, 50.0});
    REQUIRE_FALSE(off);
    CHECK(off.error().message == "expected a latitude in [-90, 90] and a longitude in [-180, 180], found 91.00, 0.00");
    CHECK_FALSE(router.route({0.0, 0.0}, {std::nan(""), 50.0}));
    CHECK_FALSE(router.route({0.0, 0.0}, {0.0, 181.0}));
}

TEST_CASE("route: the same question has the same answer, whatever was asked before", "[route]") {
    Router first{toy().coast, toy().graph}, second{toy().coast, toy().graph};
    const Route a = must(first.route({0.0, 5.0}, {18.0, 45.0}));
    REQUIRE(second.route({-50.0, 0.0}, {50.0, 170.0}));
    REQUIRE(second.route({0.0, 10.09}, {6.0, 21.0}));
    CHECK(must(second.route({0.0, 5.0}, {18.0, 45.0})).points == a.points);
    CHECK(must(first.route({0.0, 5.0}, {18.0, 45.0})).points == a.points);
}

TEST_CASE("overland: corners rounded, ends kept, a point every 25 km", "[route]") {
    const Route straight = overland_route(toy().coast, {{0.0, 11.0}, {0.0, 14.0}});
    CHECK(straight.overland);
    CHECK_THAT(straight.length_km, WithinAbs(333.6, 0.2));
    CHECK_THAT(straight.land_km, WithinAbs(straight.length_km, 0.01));
    CHECK(longest_gap_km(straight.points) <= 25.01);
    const Route bent = overland_route(toy().coast, {{0.0, 11.0}, {0.0, 13.0}, {2.0, 13.0}});
    CHECK(bent.points.front() == LatLon{0.0, 11.0});
    CHECK(bent.points.back() == LatLon{2.0, 13.0});
    CHECK(sharpest_turn_deg(bent.points, 0, bent.points.size() - 1) < 25.0);
    CHECK(bent.length_km < straight.length_km * 4.0 / 3.0);
}

TEST_CASE("corridors: distance, list and the rule for land crossings", "[route]") {
    const std::vector<LatLon> path{{0.0, 0.0}, {0.0, 10.0}};
    CHECK_THAT(distance_to_path_km(path, {1.0, 5.0}), WithinAbs(111.19, 0.01));   // beside
    CHECK_THAT(distance_to_path_km(path, {0.0, 12.0}), WithinAbs(222.39, 0.01));  // beyond the end
    CHECK_THAT(distance_to_path_km(path, {0.0, 4.0}), WithinAbs(0.0, 1e-6));
    CHECK_THAT(distance_to_path_km(std::vector<LatLon>{{0.0, 0.0}}, {0.0, 1.0}), WithinAbs(111.19, 0.01));
    CHECK(std::isinf(distance_to_path_km(std::vector<LatLon>{}, {0.0, 1.0})));

    CHECK(listed_cables("cut in 2024 || passing (rule from landings): 2africa aae-1") ==
          std::vector<std::string>{"2africa", "aae-1"});
    CHECK(listed_cables("passing: nobody").empty());
    CHECK(listed_cables("").empty());
    CHECK(listed_cables("x || passing:").empty());

    Chokepoint strait;
    strait.kind = "strait";
    strait.place = {1.0, 5.0};
    strait.radius_km = 112.0;
    CHECK(passes({0, path, false}, strait));
    strait.radius_km = 110.0;
    CHECK_FALSE(passes({0, path, false}, strait));
    strait.kind = "land crossing";
    strait.radius_km = 200.0;
    CHECK_FALSE(passes({0, path, false}, strait));  // sails past
    CHECK(passes({0, path, true}, strait));

    Dataset data;
    data.cables.resize(2);
    data.cables[0].id = "a";
    data.cables[1].id = "b";
    data.chokepoints.push_back(strait);
    data.chokepoints[0].kind = "strait";
    data.chokepoints[0].notes = "|| passing: b nobody";
    const std::vector<DrawnLeg> legs{{0, path, false}};
    const std::vector<Passage> expected{{0, 0, true, false}, {1, 0, false, true}};
    CHECK(find_passages(data, legs) == expected);
}

TEST_CASE("earth: the straits that cables use are open, and Suez is land", "[route][earth]") {
    REQUIRE(earth().graph.size() > 1'000'000);
    struct Way {
        const char* name;
        LatLon from, to, through;
        double within_km;
    };
    const std::array ways{
        Way{"Bab el-Mandeb", {21.48, 39.18}, {11.6, 43.15}, {12.6, 43.35}, 25.0},
        Way{"Malacca", {13.08, 80.28}, {1.39, 103.99}, {2.5, 101.2}, 60.0},
        Way{"Singapore", {13.08, 80.28}, {1.39, 103.99}, {1.2, 103.8}, 12.0},
        Way{"Luzon", {22.3, 114.2}, {13.5, 144.8}, {20.7, 121.2}, 230.0},
        Way{"Sunda", {-6.1, 106.85}, {-32.0, 115.75}, {-6.0, 105.6}, 40.0},
        Way{"Hormuz", {25.12, 56.36}, {26.2, 50.6}, {26.5, 56.4}, 40.0},
        Way{"Gibraltar", {43.3, 5.37}, {38.69, -9.33}, {35.95, -5.6}, 15.0},
        Way{"Bosporus", {37.94, 23.62}, {43.2, 27.92}, {41.1, 29.06}, 5.0},
        Way{"Dardanelles", {37.94, 23.62}, {43.2, 27.92}, {40.2, 26.4}, 5.0},
        Way{"Danish straits", {57.7, 11.9}, {54.35, 18.65}, {55.6, 11.4}, 180.0},
        Way{"Dover", {51.22, 2.92}, {48.73, -3.46}, {51.0, 1.45}, 15.0},
        Way{"Torres", {-12.46, 130.84}, {-9.48, 147.15}, {-10.2, 142.2}, 80.0},
        Way{"Bering", {64.73, 177.5}, {69.7, 170.3}, {65.8, -168.8}, 60.0},
    };
    for (const Way& way : ways) {
        INFO(way.name);
        const Route route = on_earth(way.from, way.to);
        CHECK(distance_to_path_km(route.points, way.through) <= way.within_km);
        CHECK(dry_samples(earth().coast, route.points, 25.0) == 0);
        CHECK_FALSE(route.overland);
    }
    Router router{earth().coast, earth().graph};
    CHECK(must(router.route({43.3, 5.37}, {19.08, 72.88})).length_km > 18000.0);   // Marseille to Mumbai by sea alone: the Cape
    CHECK(must(router.route({9.35, -79.9}, {8.95, -79.57})).length_km > 15000.0);  // and no canal in Panama
}

TEST_CASE("earth: Marseille to Mumbai crosses Egypt on land and passes Bab el-Mandeb", "[route][earth]") {
    const LatLon marseille{43.3, 5.37}, alexandria{31.2, 29.92}, suez{29.97, 32.55}, mumbai{19.08, 72.88};
    const Route first = on_earth(marseille, alexandria), crossing = on_earth(alexandria, suez), last = on_earth(suez, mumbai);
    CHECK_FALSE(first.overland);
    CHECK(crossing.overland);
    CHECK_THAT(crossing.length_km, WithinAbs(288.0, 3.0));
    CHECK(crossing.land_km > 0.95 * crossing.length_km);
    CHECK_FALSE(last.overland);
    CHECK(distance_to_path_km(last.points, {12.8, 43.2}) < 60.0);
    CHECK(distance_to_path_km(crossing.points, {30.3, 31.5}) < 100.0);
    // Ras Ghareb to Port Said goes around the Gulf of Suez, not over it.
    const Route gulf = on_earth({28.36, 33.08}, {31.26, 32.3});
    CHECK(gulf.overland);
    CHECK(gulf.length_km - gulf.land_km < 15.0);
    // Two landings of one shore stay at sea though the isthmus holds both.
    CHECK_FALSE(on_earth({29.11, 32.66}, {28.36, 33.08}).overland);
    CHECK(isthmus_around({9.35, -79.9}, {8.95, -79.57})->id == "panama");
    CHECK(isthmus_around({9.35, -79.9}, suez) == nullptr);
}

TEST_CASE("earth: crossings are sensible, closed waters are closed", "[route][earth]") {
    const LatLon singapore{1.39, 103.99}, hong_kong{22.21, 114.26}, shima{34.3, 136.85}, oregon{45.2, -123.97};
    const Route asia = on_earth(singapore, hong_kong);
    CHECK(dry_samples(earth().coast, asia.points, 5.0) == 0);
    CHECK(asia.length_km < 1.1 * geo::distance_km(singapore, hong_kong));
    const Route pacific = on_earth(shima, oregon);
    CHECK(pacific.length_km < 1.1 * geo::distance_km(shima, oregon));
    CHECK(dry_samples(earth().coast, pacific.points, 5.0) == 0);
    CHECK(longest_gap_km(pacific.points) <= 200.0);
    Router router{earth().coast, earth().graph};
    const auto caspian = router.route({40.37, 49.9}, {19.08, 72.88});
    REQUIRE_FALSE(caspian);
    CHECK(caspian.error().message.find("on waters that do not meet") != std::string::npos);
    CHECK(router.route({40.37, 49.9}, {43.65, 51.15}));               // Baku to Aktau
    const auto inland = router.route({48.2, 16.37}, {19.08, 72.88});  // Vienna
    REQUIRE_FALSE(inland);
    CHECK(inland.error().message.find("within 25 km of the sea") != std::string::npos);
}

TEST_CASE("earth: bundled routes join their landings and keep off land", "[route][earth]") {
    const auto data = load_pack(LINCHPIN_ROOT "/assets/pack");
    REQUIRE(data);
    std::size_t legs = 0;
    for (const Cable& cable : data->cables) {
        for (const CableBranch& branch : cable.branches) {
            for (std::size_t i = 1; i < branch.landings.size(); ++i) legs += branch.landings[i] != branch.landings[i - 1] ? 1 : 0;
        }
    }
    CHECK(data->cable_routes.size() == legs);
    std::vector<double> total_km(data->cables.size(), 0.0);
    for (const CableRoute& route : data->cable_routes) {
        const Cable& cable = data->cables[route.cable];
        const auto branch = std::find_if(cable.branches.begin(), cable.branches.end(),
                                         [&](const CableBranch& b) { return b.branch == route.branch; });
        INFO(cable.id << " branch " << route.branch << " leg " << route.leg);
        const LatLon from = data->landing_points[branch->landings[static_cast<std::size_t>(route.leg)]].place;
        const LatLon to = data->landing_points[branch->landings[static_cast<std::size_t>(route.leg) + 1]].place;
        REQUIRE(route.points.size() >= 2);
        REQUIRE(geo::distance_km(route.points.front(), from) < 0.02);
        REQUIRE(geo::distance_km(route.points.back(), to) < 0.02);
        REQUIRE(longest_gap_km(route.points) <= 200.0);
        total_km[route.cable] += route.length_km;
        if (isthmus_around(from, to) != nullptr && route.land_km > 0.5 * route.length_km) continue;
        REQUIRE(dry_samples(earth().coast, route.points, 25.0) == 0);
        REQUIRE(dry_samples(earth().coast, route.points, 0.0) <= route.land_km + 3.0);
        // Away from its ends a line has no zigzag; the first two steps may turn from the beach to the sea.
        REQUIRE(sharpest_turn_deg(route.points, 3, std::max<std::size_t>(route.points.size(), 5) - 4) < 60.0);
    }
    std::vector<double> ratios;
    for (Index c = 0; c < data->cables.size(); ++c) {
        if (data->cables[c].length_km && total_km[c] > 0.0) ratios.push_back(total_km[c] / *data->cables[c].length_km);
    }
    REQUIRE(ratios.size() > 400);
    std::sort(ratios.begin(), ratios.end());
    INFO("median ratio of route to published length " << ratios[ratios.size() / 2]);
    CHECK(ratios[ratios.size() / 2] > 0.85);
    CHECK(ratios[ratios.size() / 2] < 1.05);
    const auto exceptions = std::count_if(ratios.begin(), ratios.end(), [](double r) { return r < 0.6 || r > 1.15; });
    CHECK(exceptions < 100);  // each is explained in docs/cable-routes.md
}

TEST_CASE("earth: bundled routes and corridors are what the programs of this repository make", "[route][earth]") {
    const auto data = load_pack(LINCHPIN_ROOT "/assets/pack");
    REQUIRE(data);
    Router router{earth().coast, earth().graph};
    std::vector<DrawnLeg> drawn;
    for (std::size_t i = 0; i < data->cable_routes.size(); ++i) {
        const CableRoute& route = data->cable_routes[i];
        const bool overland =
            isthmus_around(route.points.front(), route.points.back()) != nullptr && route.land_km > 0.5 * route.length_km;
        drawn.push_back({route.cable, route.points, overland});
        if (i % 150 != 0) continue;
        const Route again = must(route_leg(router, earth().coast, route.points.front(), route.points.back()));
        INFO(data->cables[route.cable].id);
        CHECK_THAT(again.length_km, WithinAbs(route.length_km, 0.005 * route.length_km + 0.2));  // libraries differ in last digits
        CHECK_THAT(again.land_km, WithinAbs(route.land_km, 1.0));
    }
    std::set<std::pair<Index, Index>> by_route, expected_by_route, listed, expected_listed;
    for (const CableCorridor& c : data->cable_corridors) (c.listed ? listed : by_route).emplace(c.cable, c.chokepoint);
    for (const Passage& p : find_passages(*data, drawn))
        (p.by_route ? expected_by_route : expected_listed).emplace(p.cable, p.chokepoint);
    CHECK(by_route == expected_by_route);
    CHECK(listed == expected_listed);
    CHECK(by_route.size() > 400);
}
