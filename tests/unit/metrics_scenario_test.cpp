// M17, M18, M19, M23: exposure, cascades, composite index and ownership, by hand-computed examples.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "data/metrics/cascade.h"
#include "data/metrics/chokepoint_exposure.h"
#include "data/metrics/composite.h"
#include "data/metrics/ownership.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;

TEST_CASE("M17 exposure: a route that crosses twice counts once") {
    const std::uint32_t twice[] = {7, 3, 7}, other[] = {2};
    const RoutedFlow flows[] = {{60.0, twice}, {40.0, other}, {-5.0, twice}, {NAN, twice}};
    CHECK_THAT(*chokepoint_exposure(flows, 7), WithinAbs(0.6, 1e-15));
    CHECK(chokepoint_exposure(flows, 99) == 0.0);
    CHECK_FALSE(chokepoint_exposure({}, 7));
}

TEST_CASE("M17 scenario arithmetic sums by country and scales to the most hit") {
    const ScenarioExposure exposures[] = {{"BBB", 40.0}, {"AAA", 50.0}, {"AAA", 30.0}};
    const auto impacts = scenario_impacts(exposures, 50.0, 1.2);
    REQUIRE(impacts.size() == 2);
    CHECK(impacts[0].country == "AAA");
    CHECK_THAT(impacts[0].total, WithinAbs(48.0, 1e-12));
    CHECK(impacts[0].impact_pct == 100);
    CHECK(impacts[1].impact_pct == 50);
    const ScenarioExposure small[] = {{"AAA", 0.5}};
    CHECK(scenario_impacts(small, 100.0, 1.0)[0].impact_pct == 50);  // the divisor is at least 1
    std::vector<ScenarioExposure> many;
    for (char c = 'A'; c <= 'Z'; ++c) many.push_back({std::string(3, c), 10.0});
    CHECK(scenario_impacts(many, 100.0, 1.0).size() == 20);
    CHECK(scenario_impacts(many, 100.0, 1.0)[0].country == "AAA");
}

TEST_CASE("M17 chokepoint score and bands") {
    CHECK(chokepoint_score({40.0, 2, 4, true}) == 75.0);
    CHECK(chokepoint_score({99.0, 9, 9, true}) == 100.0);
    CHECK(chokepoint_score({}) == 0.0);
    CHECK(chokepoint_band(19.99) == ChokepointBand::Green);
    CHECK(chokepoint_band(20.0) == ChokepointBand::Yellow);
    CHECK(chokepoint_band(49.99) == ChokepointBand::Yellow);
    CHECK(chokepoint_band(50.0) == ChokepointBand::Red);
}

TEST_CASE("M18 carries the impact on, takes the worst path and stops at depth 3") {
    const DependencyEdge edges[] = {{0, 1, 0.8}, {0, 2, 0.6}, {1, 3, 1.0}, {2, 3, 0.9}, {3, 4, 1.0}, {4, 5, 1.0}, {3, 1, 1.0}};
    const double redundancy[] = {0.0, 0.5, 0.0, 0.0, 0.0, 0.0};
    const auto result = cascade(edges, redundancy, 0, 1.0);
    REQUIRE(result);
    const std::vector<CascadeNode>& nodes = *result;
    REQUIRE(nodes.size() == 5);  // node 5 would be at depth 4
    CHECK(nodes[0].node == 0);
    CHECK(nodes[0].cls == CascadeClass::Critical);
    CHECK(nodes[1].node == 2);
    CHECK_THAT(nodes[1].impact, WithinAbs(0.6, 1e-15));
    CHECK(nodes[1].cls == CascadeClass::High);
    CHECK(nodes[2].node == 1);
    CHECK_THAT(nodes[2].impact, WithinAbs(0.4, 1e-15));  // 0.8 x (1 - 0.5), and the way back over 3 changes nothing
    CHECK(nodes[2].depth == 1);
    CHECK(nodes[3].node == 3);
    CHECK_THAT(nodes[3].impact, WithinAbs(0.54, 1e-15));
    CHECK(nodes[4].depth == 3);
}

TEST_CASE("M18 loops end, full redundancy stops, no disruption reaches nobody") {
    const DependencyEdge loop[] = {{0, 1, 1.0}, {1, 0, 1.0}};
    CHECK(cascade(loop, std::vector{0.0, 0.0}, 0, 1.0)->size() == 2);
    CHECK(cascade(loop, std::vector{0.0, 1.0}, 0, 1.0)->size() == 1);
    CHECK(cascade(loop, std::vector{0.0, 0.0}, 0, 0.0)->empty());
}

TEST_CASE("M18 classes are strict, and values out of range are refused") {
    CHECK(cascade_class(0.8) == CascadeClass::High);
    CHECK(cascade_class(0.5) == CascadeClass::Medium);
    CHECK(cascade_class(0.2) == CascadeClass::Low);
    const DependencyEdge strong[] = {{0, 1, 1.2}}, far[] = {{0, 9, 1.0}};
    CHECK_FALSE(cascade(strong, std::vector{0.0, 0.0}, 0, 1.0));
    CHECK_FALSE(cascade(far, std::vector{0.0, 0.0}, 0, 1.0));
    CHECK_FALSE(cascade({}, std::vector{0.0}, 1, 1.0));
    CHECK_FALSE(cascade({}, std::vector{0.0}, 0, NAN));
}

TEST_CASE("M19 clamps an outlier to the fence, not to the quartile") {
    const std::vector<std::optional<double>> values{1.0, 2.0, 3.0, 4.0, 100.0, std::nullopt};
    const auto scores = indicator_scores(values, true);
    CHECK(scores.high_fence == 7.0);  // Q1 2, Q3 4, IQR 2
    CHECK(scores.low_fence == -1.0);
    CHECK(scores.score[0] == 0.0);
    CHECK_THAT(*scores.score[3], WithinAbs(50.0, 1e-12));
    CHECK(scores.score[4] == 100.0);
    CHECK_FALSE(scores.score[5]);
    CHECK_THAT(*indicator_scores(values, false).score[3], WithinAbs(50.0, 1e-12));
    CHECK(indicator_scores(values, false).score[4] == 0.0);
}

TEST_CASE("M19 does not clamp fewer than four values or an IQR of 0, and scores flat values 50") {
    const auto three = indicator_scores(std::vector<std::optional<double>>{1.0, 2.0, 1000.0}, true);
    CHECK_FALSE(three.high_fence);
    CHECK(three.score[2] == 100.0);
    const auto no_spread = indicator_scores(std::vector<std::optional<double>>{5.0, 5.0, 5.0, 5.0, 9.0}, true);
    CHECK_FALSE(no_spread.high_fence);
    CHECK(no_spread.score[4] == 100.0);
    const auto flat = indicator_scores(std::vector<std::optional<double>>{5.0, 5.0}, true);
    CHECK(flat.flat);
    CHECK(flat.score[0] == 50.0);
    CHECK_FALSE(indicator_scores(std::vector<std::optional<double>>{NAN}, true).score[0]);
    CHECK(quantile_type7(std::vector{1.0, 2.0, 3.0, 4.0}, 0.25) == 1.75);
    CHECK(quantile_type7(std::vector{3.0}, 0.75) == 3.0);
}

TEST_CASE("M19 averages over the indicators that a country has, and refuses weights that do not sum to 1") {
    const IndicatorScores indicators[] = {{{100.0, 0.0}, {}, {}, false}, {{50.0, std::nullopt}, {}, {}, false}};
    const auto index = composite_index(indicators, std::vector{0.75, 0.25});
    REQUIRE(index);
    CHECK_THAT(*(*index)[0].score, WithinAbs(87.5, 1e-12));
    CHECK((*index)[0].coverage == 1.0);
    CHECK((*index)[1].score == 0.0);
    CHECK((*index)[1].coverage == 0.75);
    CHECK_FALSE(composite_index(indicators, std::vector{0.7, 0.25}));
    CHECK_FALSE(composite_index(indicators, std::vector{1.5, -0.5}));
    CHECK_FALSE(composite_index(indicators, std::vector{1.0}));
    const IndicatorScores none[] = {{{std::nullopt}, {}, {}, false}};
    CHECK_FALSE((*composite_index(none, std::vector{1.0}))[0].score);
    CHECK(normalised_weights(std::vector{1.0, 3.0, -2.0}) == std::vector{0.25, 0.75, 0.0});
    CHECK(normalised_weights(std::vector{0.0, 0.0}) == std::vector{0.5, 0.5});
}

TEST_CASE("M23 control follows more than half, stops at exactly half and half, and sees circles") {
    const Holding chain[] = {{0, 1, 0.6}, {0, 3, 0.4}, {1, 2, 1.0}};
    const auto owner = controller_of(chain, 4, 0);
    REQUIRE(owner);
    CHECK(owner->node == 2);
    CHECK(owner->kind == Controller::Kind::Owner);
    const Holding joint[] = {{0, 1, 0.5}, {0, 2, 0.5}};
    CHECK(controller_of(joint, 3, 0)->kind == Controller::Kind::Joint);
    CHECK(controller_of(joint, 3, 0)->node == 0);
    const Holding half_alone[] = {{0, 1, 0.5}};
    CHECK(controller_of(half_alone, 2, 0)->kind == Controller::Kind::Owner);  // the rest is not documented: nobody controls it
    const Holding circle[] = {{0, 1, 0.6}, {1, 0, 0.6}};
    CHECK(controller_of(circle, 2, 0)->kind == Controller::Kind::Circular);
}

TEST_CASE("M23 proportional holdings sum along all chains, the undocumented rest is unknown") {
    const Holding holdings[] = {{0, 1, 0.6}, {0, 2, 0.3}, {1, 2, 0.5}, {1, 3, 0.5}};
    const auto holders = ultimate_holders(holdings, 4, 0);
    REQUIRE(holders);
    CHECK_THAT(holders->weight[2], WithinAbs(0.6, 1e-12));
    CHECK_THAT(holders->weight[3], WithinAbs(0.3, 1e-12));
    CHECK(holders->weight[1] == 0.0);  // held itself, so not terminal
    CHECK_THAT(holders->unknown, WithinAbs(0.1, 1e-12));
}

TEST_CASE("M23 loops are legal in proportional holdings, closed circles belong to nobody known") {
    const Holding loop[] = {{0, 1, 0.5}, {0, 2, 0.5}, {1, 0, 1.0}};
    const auto holders = ultimate_holders(loop, 3, 0);
    REQUIRE(holders);
    CHECK_THAT(holders->weight[2], WithinAbs(1.0, 1e-12));
    CHECK_THAT(holders->unknown, WithinAbs(0.0, 1e-12));
    const Holding closed[] = {{0, 1, 1.0}, {1, 0, 1.0}};
    CHECK(ultimate_holders(closed, 2, 0)->unknown == 1.0);
    CHECK(ultimate_holders({}, 1, 0)->weight[0] == 1.0);  // nobody holds it: it is its own owner
}

TEST_CASE("M23 refuses impossible holdings") {
    const Holding too_much[] = {{0, 1, 0.7}, {0, 2, 0.7}}, zero[] = {{0, 1, 0.0}}, far[] = {{0, 9, 0.5}};
    CHECK_FALSE(controller_of(too_much, 3, 0));
    CHECK_FALSE(ultimate_holders(zero, 2, 0));
    CHECK_FALSE(ultimate_holders(far, 2, 0));
    CHECK_FALSE(controller_of({}, 1, 5));
}
