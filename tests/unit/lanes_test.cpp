// Cables side by side: lanes of routes that share a way, their order, their file, and the shipped table.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <filesystem>
#include <fmt/format.h>
#include <fstream>
#include <glm/geometric.hpp>
#include <map>

#include "data/route/lane_file.h"
#include "tests/unit/bundled_pack.h"

using namespace linchpin;
using namespace linchpin::route;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using linchpin::testing::bundled_pack;

namespace {

constexpr double kLaneGapPx = 2.6;  // render::kLaneGapPx; data knows nothing of render

std::vector<geo::LatLon> line(std::initializer_list<geo::LatLon> places) { return places; }
double open_sea(const glm::dvec3&) { return 500.0; }

/// Where a lane's point is drawn at a scale of `km_per_px`: on the ground, left of its way, at the mitre of both segments as the vertex stage
/// has it.
glm::dvec3 drawn(const std::vector<LanePoint>& points, std::size_t i, double km_per_px) {
    const glm::dvec3 here = geo::to_unit(points[i].place);
    const auto towards = [&](std::size_t a, std::size_t b) { return glm::normalize(geo::to_unit(points[b].place) - geo::to_unit(points[a].place)); };
    const std::size_t last = points.size() - 1;
    const glm::dvec3 come = towards(i > 0 ? i - 1 : 0, i > 0 ? i : 1), go = towards(i < last ? i : last - 1, i < last ? i + 1 : last);
    const glm::dvec3 left = glm::normalize(glm::cross(here, come + go));
    const double stretch = 1.0 / std::max(glm::dot(left, glm::normalize(glm::cross(here, come))), 0.5);
    return here + left * (stretch * points[i].lane * std::min(kLaneGapPx * km_per_px, points[i].room_km) / geo::kEarthRadiusKm);
}

/// Lane at a longitude, by the nearest points on either side.
double lane_at(const std::vector<LanePoint>& points, double lon_deg) {
    for (std::size_t i = 0; i + 1 < points.size(); ++i) {
        const double a = points[i].place.lon_deg, b = points[i + 1].place.lon_deg;
        if ((a - lon_deg) * (b - lon_deg) > 0.0 || a == b) continue;
        return points[i].lane + (points[i + 1].lane - points[i].lane) * (lon_deg - a) / (b - a);
    }
    return std::nan("");
}

/// Three cables that come from the west, share a way of some 900 km along the equator, and part to the north, ahead and to the south.
/// The second runs the other way round.
std::vector<std::vector<geo::LatLon>> three_cables() {
    return {line({{0.02, 0}, {0.01, 2}, {0.0, 8}, {4, 12}}), line({{0.0, 14}, {0.0, 8}, {0.0, 2}, {0.0, 0}}), line({{-0.02, 0}, {-0.01, 2}, {0.0, 8}, {-4, 12}})};
}

}  // namespace

TEST_CASE("routes that share a way get lanes a whole lane apart, the one that parts to the left on the left", "[lanes]") {
    const auto lanes = find_lanes(three_cables(), open_sea);
    REQUIRE(lanes.size() == 3);
    for (const auto& each : lanes) REQUIRE(each.size() > 2);
    for (double lon = 2.0; lon <= 7.0; lon += 0.25) {
        CHECK_THAT(lane_at(lanes[0], lon), WithinAbs(1.0, 0.06));   // north, going east: left
        CHECK_THAT(lane_at(lanes[1], lon), WithinAbs(0.0, 0.06));
        CHECK_THAT(lane_at(lanes[2], lon), WithinAbs(-1.0, 0.06));  // south
    }
    // The ends are where they were, in no lane.
    const auto routes = three_cables();
    for (std::size_t i = 0; i < 3; ++i) {
        CHECK(lanes[i].front().place == routes[i].front());
        CHECK(lanes[i].back().place == routes[i].back());
        CHECK_THAT(lanes[i].front().lane, WithinAbs(0.0, 1e-9));
        CHECK_THAT(lanes[i].back().lane, WithinAbs(0.0, 1e-9));
    }
    CHECK(find_lanes(three_cables(), open_sea) == lanes);
    // No change from one point to the next is a step: lanes taper over tens of kilometres.
    for (const auto& each : lanes)
        for (std::size_t i = 0; i + 1 < each.size(); ++i)
            CHECK(std::abs(each[i + 1].lane - each[i].lane) <= 0.12 * geo::distance_km(each[i].place, each[i + 1].place) + 0.02);
}

TEST_CASE("a route alone, or far from the others, has no lanes", "[lanes]") {
    auto routes = three_cables();
    routes.push_back(line({{30, 0}, {30, 20}}));
    const auto lanes = find_lanes(routes, open_sea);
    CHECK(lanes[3].empty());
    CHECK(find_lanes({routes[0]}, open_sea)[0].empty());
    CHECK(find_lanes({}, open_sea).empty());
    // Crossing is not sharing.
    const auto cross = find_lanes({line({{0, 0}, {0, 10}}), line({{-5, 5}, {5, 5}})}, open_sea);
    CHECK(cross[0].empty());
    CHECK(cross[1].empty());
}

TEST_CASE("a bundle keeps to its water: lanes are as narrow as the strait needs", "[lanes]") {
    const auto narrow = [](const glm::dvec3& p) {  // 10 km to the shore from 4 to 6 degrees east, open sea elsewhere
        const double lon = geo::to_lat_lon(p).lon_deg;
        return lon > 4.0 && lon < 6.0 ? 10.0 : 300.0;
    };
    const auto lanes = find_lanes(three_cables(), narrow);
    for (const auto& each : lanes)
        for (const LanePoint& p : each)
            if (p.place.lon_deg > 4.6 && p.place.lon_deg < 5.4) CHECK(1.5 * p.room_km <= 0.6 * 10.0 + 0.4);
}

TEST_CASE("in the shipped straits neighbours are two pixels apart or more where the picture has room, and keep their order", "[lanes]") {
    const auto table = read_lanes(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "base" / "cable_lanes.csv");
    REQUIRE(table);
    const Dataset& data = bundled_pack();
    struct Strait { const char* name; geo::LatLon from, to; double least_together; };
    for (const Strait& strait : {Strait{"Bab el-Mandeb", {12.95, 43.15}, {12.50, 43.42}, 18}, Strait{"Red Sea", {20.2, 38.35}, {18.6, 39.2}, 8},
                                 Strait{"Gulf of Suez", {28.75, 33.05}, {28.35, 33.3}, 6}}) {
        // Cross sections along the strait: who passes where, from left to right seen from one end.
        std::vector<std::vector<std::pair<double, std::size_t>>> sections;
        const glm::dvec3 a = geo::to_unit(strait.from), b = geo::to_unit(strait.to);
        const double km_per_px = 0.15;  // a view some 160 km high: every lane is at its full width
        for (int k = 0; k <= 8; ++k) {
            const glm::dvec3 middle = geo::slerp(a, b, k / 8.0), along = glm::normalize(b - a), left = glm::normalize(glm::cross(middle, along));
            auto& section = sections.emplace_back();
            for (std::size_t r = 0; r < data.cable_routes.size(); ++r) {
                const CableRoute& route = data.cable_routes[r];
                const auto found = table->find(lane_number(data.cables[route.cable].id, route.branch, route.leg, route.points));
                if (found == table->end()) continue;
                const auto& points = found->second;
                for (std::size_t i = 0; i + 1 < points.size(); ++i) {
                    const glm::dvec3 p = drawn(points, i, km_per_px), q = drawn(points, i + 1, km_per_px);
                    const double pa = glm::dot(p - middle, along), qa = glm::dot(q - middle, along);
                    if (pa * qa > 0.0 || pa == qa || glm::length(p - middle) > 0.05) continue;
                    const glm::dvec3 at = p + (q - p) * (pa / (pa - qa));
                    section.emplace_back(glm::dot(at - middle, left) * geo::kEarthRadiusKm / km_per_px, r);
                    break;
                }
            }
            std::sort(section.begin(), section.end());
        }
        // Cables that land on the way cross others to get there: the order is that of those that go through.
        std::map<std::size_t, std::size_t> met;
        for (const auto& section : sections)
            for (const auto& [px, route] : section) ++met[route];
        for (auto& section : sections) std::erase_if(section, [&](const auto& entry) { return met[entry.second] < sections.size(); });
        std::size_t together = 0, apart = 0, turned = 0;
        std::string narrow;
        std::map<std::pair<std::size_t, std::size_t>, int> order;
        for (const auto& section : sections) {
            for (std::size_t i = 0; i + 1 < section.size(); ++i) {
                const double gap_px = section[i + 1].first - section[i].first;
                if (gap_px < 2.0)
                    narrow += fmt::format("\n{} and {}: {:.2f} px", data.cables[data.cable_routes[section[i].second].cable].id,
                                          data.cables[data.cable_routes[section[i + 1].second].cable].id, gap_px);
                ++together;
                apart += gap_px >= 2.0;
            }
            for (std::size_t i = 0; i < section.size(); ++i)
                for (std::size_t j = i + 1; j < section.size(); ++j) {
                    auto& before = order[std::minmax(section[i].second, section[j].second)];
                    const int now = section[i].second < section[j].second ? 1 : -1;
                    turned += before != 0 && before != now;
                    before = now;
                }
        }
        INFO(strait.name << ": " << together << " neighbours in " << sections.size() << " sections, " << apart << " of them 2 px apart, " << turned << " pairs that change sides" << narrow);
        CHECK(static_cast<double>(together) / static_cast<double>(sections.size()) >= strait.least_together);
        CHECK(apart == together);
        CHECK(turned == 0);
    }
}

TEST_CASE("the lane file: what is written is read again, and bad lines are told", "[lanes]") {
    const auto lanes = find_lanes(three_cables(), open_sea);
    LaneTable table;
    for (std::size_t i = 0; i < lanes.size(); ++i) table[lane_number("cable", 0, static_cast<int>(i), three_cables()[i])] = lanes[i];
    CHECK(table.size() == 3);
    CHECK(lane_number("cable", 0, 0, three_cables()[0]) != lane_number("cable", 1, 0, three_cables()[0]));
    auto moved = three_cables()[0];
    moved[1].lat_deg += 0.001;
    CHECK(lane_number("cable", 0, 0, three_cables()[0]) != lane_number("cable", 0, 0, moved));
    const std::filesystem::path file = std::filesystem::temp_directory_path() / "linchpin_lanes_test.csv";
    const auto put = [&file](const std::string& text) { std::ofstream(file, std::ios::binary) << text; };
    put(lanes_csv(table));
    const auto again = read_lanes(file);
    REQUIRE(again);
    CHECK(lanes_csv(*again) == lanes_csv(table));
    CHECK(again->size() == 3);
    for (const auto& [bad, says] : {std::pair{"points\n", "header"}, std::pair{"route,points\nxyz,0 0 0 1;1 1 0 1\n", "route's number"},
                                    std::pair{"route,points\n1f,0 0 0 1;91 1 0 1\n", "91 1 0 1"}, std::pair{"route,points\n1f,0 0 0 1\n", "two or more points"},
                                    std::pair{"route,points\n1f,0 0 0;1 1 0 1\n", "0 0 0;1"}}) {
        put(bad);
        const auto wrong = read_lanes(file);
        REQUIRE_FALSE(wrong);
        CHECK_THAT(wrong.error().text(), ContainsSubstring(says));
        CHECK_THAT(wrong.error().text(), ContainsSubstring("linchpin_lanes_test.csv"));
    }
    std::filesystem::remove(file);
    CHECK_FALSE(read_lanes(file));
}
