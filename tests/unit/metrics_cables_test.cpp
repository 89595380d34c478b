// M13 to M16, M20, M21: cables, by hand-computed examples.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <random>

#include "data/metrics/availability.h"
#include "data/metrics/betweenness.h"
#include "data/metrics/cable_capacity.h"
#include "data/metrics/cable_graph.h"
#include "data/metrics/isolation.h"
#include "data/metrics/latency.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;
using Catch::Matchers::WithinRel;
using linchpin::testing::DatasetBuilder;

namespace {

LandedSystem system(Index cable, std::optional<double> tbps, std::vector<Index> landings = {}, std::vector<Index> corridors = {}) {
    LandedSystem s;
    s.cable = cable;
    s.capacity_tbps = tbps;
    s.landings = std::move(landings);
    s.corridors = std::move(corridors);
    return s;
}

LabelledGraph graph(std::uint32_t nodes, std::vector<LabelledEdge> edges) { return {nodes, std::move(edges)}; }

/// Whether `country` reaches a hub when the labels of `cut` (bits) are gone.
bool reaches(const LabelledGraph& g, std::uint32_t country, std::uint32_t hub, std::uint32_t cut) {
    std::vector<std::uint8_t> seen(g.nodes, 0);
    seen[country] = 1;
    for (bool changed = true; changed;) {
        changed = false;
        for (const LabelledEdge& e : g.edges) {
            if ((cut >> e.label & 1u) || seen[e.a] == seen[e.b]) continue;
            seen[e.a] = seen[e.b] = 1;
            changed = true;
        }
    }
    return seen[hub] != 0;
}

}  // namespace

TEST_CASE("M13 retained capacity after the largest cables") {
    const LandedSystem systems[] = {system(4, 20.0), system(2, 50.0), system(9, std::nullopt), system(7, 30.0)};
    const auto result = retained_capacity(systems);
    REQUIRE(result);
    CHECK(result->retained == std::vector<double>{1.0, 0.5, 0.2, 0.0});
    CHECK(result->order == std::vector<Index>{2, 7, 4});
    CHECK(result->k50 == 2);  // exactly one half is not below one half
    CHECK(result->after(9) == 0.0);
    CHECK(result->known == 3);
    CHECK(result->systems == 4);
}

TEST_CASE("M13 of one cable, of ties, and of nothing known") {
    const LandedSystem one[] = {system(0, 5.0)};
    CHECK(retained_capacity(one)->k50 == 1);
    const LandedSystem ties[] = {system(5, 1.0), system(3, 1.0)};
    CHECK(retained_capacity(ties)->order == std::vector<Index>{3, 5});
    const LandedSystem unknown[] = {system(0, std::nullopt)};
    CHECK_FALSE(retained_capacity(unknown));
    CHECK_FALSE(retained_capacity({}));
}

TEST_CASE("M13 lands a system once, international and in service only, and imputes by decade on request") {
    DatasetBuilder b{{"AAA", "BBB"}};
    const Index a1 = b.landing("AAA"), a2 = b.landing("AAA"), b1 = b.landing("BBB");
    b.cable({a1, a2, b1}, CableStatus::Active, 2021).capacity_tbps = 10.0;
    b.cable({a1, a2}, CableStatus::Active, 2022).capacity_tbps = 30.0;
    b.cable({a1, b1}, CableStatus::Active, 2023);
    b.cable({a1, b1}, CableStatus::Planned, 2027).capacity_tbps = 500.0;
    b.cable({a1, b1}, CableStatus::Active);
    b.data().cable_corridors = {{0, 5, true}, {0, 5, false}, {0, 6, false}};
    const Dataset data = b.build();
    const auto systems = landed_systems(data, b.country("AAA"), {}, false);
    REQUIRE(systems.size() == 3);
    CHECK(systems[0].landings == std::vector<Index>{a1, a2});
    CHECK(systems[0].corridors == std::vector<Index>{5, 6});
    CHECK_FALSE(systems[1].capacity_tbps);
    const auto imputed = landed_systems(data, b.country("AAA"), {}, true);
    CHECK(imputed[1].capacity_tbps == 20.0);  // median of 10 and 30
    CHECK(imputed[1].imputed);
    CHECK_FALSE(imputed[0].imputed);
    CHECK_FALSE(imputed[2].capacity_tbps);  // no year, no decade
    CHECK(landed_systems(data, b.country("AAA"), Date::from_ymd(2021, 1, 1), false).size() == 2);
    CHECK(capacity_hubs(data, {}, 10) == std::vector<Index>{b.country("AAA"), b.country("BBB")});
    CHECK(capacity_hubs(data, {}, 1).size() == 1);
}

TEST_CASE("M14 shared corridors make the number of cables an illusion") {
    const LandedSystem systems[] = {system(0, 60.0, {1}, {8}), system(1, 40.0, {1, 2}, {8})};
    const auto result = cable_diversity(systems);
    REQUIRE(result);
    CHECK_THAT(result->effective_cables, WithinAbs(1.0 / 0.52, 1e-12));
    CHECK_THAT(result->effective_landings, WithinAbs(1.0 / 0.68, 1e-12));
    CHECK_THAT(result->effective_corridors, WithinAbs(1.0, 1e-12));
    CHECK_THAT(result->illusion, WithinAbs(1.0 / 0.52, 1e-12));
}

TEST_CASE("M14 a cable in no corridor is a class of its own, in two is split, and unknown capacity is left out") {
    const LandedSystem honest[] = {system(0, 50.0, {1}), system(1, 50.0, {2}), system(2, std::nullopt, {3})};
    CHECK(cable_diversity(honest)->illusion == 1.0);
    CHECK(cable_diversity(honest)->known == 2);
    CHECK(cable_diversity(honest)->systems == 3);
    const LandedSystem split[] = {system(0, 100.0, {1}, {8, 9})};
    CHECK_THAT(cable_diversity(split)->effective_corridors, WithinAbs(2.0, 1e-12));
    CHECK_FALSE(cable_diversity({}));
}

TEST_CASE("M14 classes of cables without a corridor never meet a corridor's number") {
    const LandedSystem systems[] = {system(8, 50.0, {1}), system(1, 50.0, {1}, {8})};
    CHECK_THAT(cable_diversity(systems)->effective_corridors, WithinAbs(2.0, 1e-12));
}

TEST_CASE("M15 counts cables, not segments") {
    // Cable 0 runs 0-1-2, cable 1 runs 0-2; 2 is the hub.
    const auto two = isolation(graph(3, {{0, 1, 0}, {1, 2, 0}, {0, 2, 1}}), 0, std::vector<std::uint32_t>{2});
    REQUIRE(two);
    CHECK(two->kind == IsolationKind::Exact);
    CHECK(two->number == 2);
    CHECK(two->killing_set == std::vector<std::uint32_t>{0, 1});
    // One cable with three landings abroad supplies three segments: one cable, but three segment cuts.
    const LabelledGraph festoon = graph(4, {{0, 1, 0}, {0, 2, 0}, {0, 3, 0}, {1, 3, 1}, {2, 3, 1}});
    CHECK(isolation(festoon, 0, std::vector<std::uint32_t>{3})->number == 1);
    const auto segments = isolation(festoon, 0, std::vector<std::uint32_t>{3}, IsolationMode::Segments);
    CHECK(segments->number == 3);
    CHECK(segments->killing_set == std::vector<std::uint32_t>{0, 1, 2});
}

TEST_CASE("M15 already cut off is 0, four ways is at least 4, land cannot be cut") {
    const std::uint32_t hubs[] = {1};
    CHECK(isolation(graph(3, {{0, 2, 0}}), 0, hubs)->number == 0);
    CHECK(isolation(graph(3, {{0, 2, 0}}), 0, hubs, IsolationMode::Segments)->number == 0);
    const LabelledGraph four = graph(2, {{0, 1, 0}, {0, 1, 1}, {0, 1, 2}, {0, 1, 3}});
    CHECK(isolation(four, 0, hubs)->kind == IsolationKind::AtLeast);
    CHECK(isolation(four, 0, hubs)->number == 4);
    CHECK(isolation(four, 0, hubs, IsolationMode::Segments)->number == 4);
    LabelledGraph land = graph(3, {{0, 1, 0}});
    const LandBorder borders[] = {{0, 2}, {2, 1}};
    add_land_links(land, borders, 1);
    CHECK(isolation(land, 0, hubs)->kind == IsolationKind::Never);
    CHECK(isolation(land, 0, hubs, IsolationMode::Segments)->kind == IsolationKind::Never);
    LabelledGraph cuttable = graph(3, {{0, 1, 0}});
    add_land_links(cuttable, borders, 1, true);
    CHECK(isolation(cuttable, 0, hubs)->number == 2);
}

TEST_CASE("M15 has no value without a link, without hubs, or when the only hub is the country itself") {
    const std::uint32_t hubs[] = {1}, self[] = {0};
    CHECK_FALSE(isolation(graph(3, {{1, 2, 0}}), 0, hubs));
    CHECK_FALSE(isolation(graph(2, {{0, 1, 0}}), 0, {}));
    CHECK_FALSE(isolation(graph(2, {{0, 1, 0}}), 0, self));
}

TEST_CASE("M15 equals the enumeration of every set of labels on random graphs") {
    std::mt19937 generator{3};
    const auto random = [&] { return static_cast<std::uint32_t>(generator()); };
    for (int round = 0; round < 200; ++round) {
        const std::uint32_t nodes = 3 + random() % 5, labels = 1 + random() % 7;
        LabelledGraph g;
        g.nodes = nodes;
        for (std::uint32_t i = 0; i < 3 + random() % 12; ++i) {
            const std::uint32_t a = random() % nodes, b = random() % nodes;
            if (a != b) g.edges.push_back({a, b, random() % labels});
        }
        const std::uint32_t hub = nodes - 1, hubs[] = {hub};
        const auto result = isolation(g, 0, hubs);
        if (!result) continue;
        int least = 99;
        for (std::uint32_t cut = 0; cut < (1u << labels); ++cut) {
            if (!reaches(g, 0, hub, cut)) least = std::min(least, __builtin_popcount(cut));
        }
        if (least > 3) {
            CHECK(result->kind == IsolationKind::AtLeast);
            continue;
        }
        CHECK(result->number == static_cast<std::uint32_t>(least));
        std::uint32_t mask = 0;
        for (const std::uint32_t label : result->killing_set) mask |= 1u << label;
        CHECK_FALSE(reaches(g, 0, hub, mask));
    }
}

TEST_CASE("The cable graph joins countries, not landings, once for parallel segments") {
    DatasetBuilder b{{"AAA", "BBB", "CCC"}};
    const Index a1 = b.landing("AAA"), a2 = b.landing("AAA"), b1 = b.landing("BBB"), c1 = b.landing("CCC");
    b.cable({a1, b1, a2, c1});  // AAA-BBB twice, then AAA-CCC
    b.cable({a1, a2});          // inside one country
    b.cable({a1, c1}, CableStatus::Planned);
    const LabelledGraph g = cable_graph(b.build(), {});
    REQUIRE(g.edges.size() == 2);
    CHECK(g.edges[0].label == 0);
    CHECK(g.nodes == 3);
}

TEST_CASE("M16 one corridor takes both cables") {
    const RiskyCable cables[] = {{10.0, 0.1, {0}}, {30.0, 0.1, {0, 0}}};
    const double corridors[] = {0.01};
    const auto result = availability(cables, corridors);
    REQUIRE(result);
    CHECK_THAT(result->expected_retained, WithinAbs(0.9 * 0.99, 1e-12));
    CHECK_THAT(result->isolated, WithinAbs(0.01 + 0.99 * 0.01, 1e-12));
    CHECK(result->exact);
}

TEST_CASE("M16 without corridors multiplies, with several takes the product of survivals") {
    const RiskyCable apart[] = {{1.0, 0.2, {}}, {3.0, 0.5, {}}};
    const auto independent = availability(apart, {});
    CHECK_THAT(independent->isolated, WithinAbs(0.1, 1e-15));
    CHECK_THAT(independent->expected_retained, WithinAbs((0.8 + 3.0 * 0.5) / 4.0, 1e-15));
    const RiskyCable both[] = {{1.0, 0.0, {0, 1}}};
    const double corridors[] = {0.1, 0.2};
    CHECK_THAT(availability(both, corridors)->expected_retained, WithinAbs(0.72, 1e-12));
    CHECK_THAT(availability(both, corridors)->isolated, WithinAbs(0.28, 1e-12));
}

TEST_CASE("M16 samples beyond twenty corridors, with its error, the same for the same seed") {
    RiskyCable cable{1.0, 0.0, {}};
    for (std::uint32_t g = 0; g < 21; ++g) cable.corridors.push_back(g);
    const std::vector<double> corridors(21, 0.05);
    const auto result = availability(std::span{&cable, 1}, corridors, 7);
    REQUIRE(result);
    CHECK_FALSE(result->exact);
    CHECK(result->isolated_standard_error > 0.0);
    CHECK(std::abs(result->isolated - (1.0 - std::pow(0.95, 21))) < 5.0 * result->isolated_standard_error);
    CHECK(availability(std::span{&cable, 1}, corridors, 7)->isolated == result->isolated);
    CHECK(availability(std::span{&cable, 1}, corridors, 8)->isolated != result->isolated);
}

TEST_CASE("M16 refuses what is no probability, no corridor or no cable") {
    const RiskyCable bad[] = {{1.0, 1.5, {}}}, far[] = {{1.0, 0.5, {3}}}, empty[] = {{0.0, 0.5, {}}};
    CHECK_FALSE(availability(bad, {}));
    CHECK_FALSE(availability(far, {}));
    CHECK_FALSE(availability(empty, {}));
    CHECK_FALSE(availability({}, {}));
}

TEST_CASE("M20 a chain of two cables") {
    const auto result = cable_betweenness(graph(3, {{0, 1, 0}, {1, 2, 1}}));
    CHECK(result.connected_pairs == 3);
    CHECK_THAT(result.of_label[0], WithinAbs(2.0 / 3.0, 1e-12));
    CHECK_THAT(result.of_label[1], WithinAbs(2.0 / 3.0, 1e-12));
}

TEST_CASE("M20 parallel segments of one cable count once, and a cable counts once a path") {
    const auto parallel = cable_betweenness(graph(2, {{0, 1, 0}, {1, 0, 0}, {0, 1, 1}}));
    CHECK(parallel.of_label == std::vector<double>{0.5, 0.5});
    const auto twice = cable_betweenness(graph(3, {{0, 1, 0}, {1, 2, 0}}));
    CHECK(twice.of_label[0] == 1.0);
}

TEST_CASE("M20 by kilometres prefers the shorter way, by hops the fewer segments; nothing connected is 0") {
    const LabelledGraph g = graph(3, {{0, 2, 0, 5000.0}, {0, 1, 1, 1000.0}, {1, 2, 1, 1000.0}});
    CHECK_THAT(cable_betweenness(g).of_label[0], WithinAbs(1.0 / 3.0, 1e-12));
    CHECK(cable_betweenness(g, PathLength::Km).of_label[0] == 0.0);
    CHECK(cable_betweenness(g, PathLength::Km).of_label[1] == 1.0);
    CHECK(cable_betweenness(graph(2, {})).connected_pairs == 0);
}

TEST_CASE("M21 light in fibre") {
    CHECK_THAT(*one_way_ms(1000.0), WithinRel(4.8967, 1e-4));
    CHECK_THAT(*round_trip_floor_ms(1000.0), WithinRel(9.7934, 1e-4));
    CHECK_THAT(*one_way_ms(299'792.458, 1.0), WithinAbs(1000.0, 1e-9));
    CHECK(one_way_ms(0.0) == 0.0);
    CHECK_FALSE(one_way_ms(-1.0));
    CHECK_FALSE(one_way_ms(NAN));
    CHECK_FALSE(one_way_ms(1.0, 0.9));
}

TEST_CASE("M21 detour against the great circle") {
    const double degree_km = 6371.0088 * geo::kPi / 180.0;
    CHECK_THAT(*detour_factor(2.0 * degree_km, {0, 0}, {0, 1}), WithinRel(2.0, 1e-9));
    CHECK_THAT(*detour_factor(degree_km, {0, 0}, {1, 0}), WithinRel(1.0, 1e-9));
    CHECK_FALSE(detour_factor(10.0, {5, 5}, {5, 5}));
}
