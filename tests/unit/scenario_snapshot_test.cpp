// The globe of a scenario, on the bundled pack.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>

#include "data/report/evaluate.h"
#include "data/scenario/scenario_snapshot.h"
#include "bundled_pack.h"

using namespace linchpin;
using namespace linchpin::scenario;

namespace {

const Dataset& pack() { return testing::bundled_pack(); }

Scenario of(EventKind kind, std::string object) {
    Event event;
    event.kind = kind;
    event.object = std::move(object);
    return {"test", {event}};
}

std::size_t count(const std::vector<std::uint8_t>& flags) {
    return static_cast<std::size_t>(std::count(flags.begin(), flags.end(), std::uint8_t{1}));
}

}  // namespace

TEST_CASE("Closing the southern Red Sea: the globe knows which cables are lost, and shows them no more as in service") {
    ScenarioWorld world{pack()};
    const DerivedIndex index = build_derived_index(pack());
    const Filter filter;
    const Snapshot base = derive(pack(), index, filter);
    REQUIRE(world.apply(of(EventKind::ChokepointClosed, "bab-el-mandeb"), {}));
    const Snapshot after = derive_scenario(world, index, filter);
    const std::size_t lost = count(after.cable_lost);
    CHECK(lost >= 10);
    CHECK(after.cables_shown + lost == base.cables_shown);
    CHECK(count(after.site_lost) == 0);
    for (std::size_t c = 0; c < pack().cables.size(); ++c) {
        if (after.cable_lost[c] == 0) continue;
        CHECK(after.cable_visible[c] == 0);
        CHECK(pack().cables[c].status == CableStatus::Active);
    }
    CHECK(after.arcs_value_usd == base.arcs_value_usd);  // trade by sea is in no table: nothing is invented
}

TEST_CASE("Without an event in force the globe is the base's, and nothing is lost") {
    ScenarioWorld world{pack()};
    const DerivedIndex index = build_derived_index(pack());
    Scenario off = of(EventKind::ChokepointClosed, "bab-el-mandeb");
    off.events[0].on = false;
    REQUIRE(world.apply(off, {}));
    const Snapshot base = derive(pack(), index, {});
    const Snapshot after = derive_scenario(world, index, {});
    CHECK(after.cable_lost.empty());
    CHECK(after.cable_visible == base.cable_visible);
    CHECK(after.site_power_mw_shown == base.site_power_mw_shown);
}

TEST_CASE("A lost constellation is hidden, a stopped supplier's arcs shrink, and both come back") {
    ScenarioWorld world{pack()};
    const DerivedIndex index = build_derived_index(pack());
    const Filter filter;
    const Snapshot base = derive(pack(), index, filter);
    report::Question question;
    question.group = pack().group_index(filter.product_group);
    question.year = filter.trade_year;
    Scenario both = of(EventKind::ConstellationLost, pack().satellite_groups.front().id);
    Event stop;
    stop.kind = EventKind::SupplierStops;
    stop.supplier = "CHN";
    stop.target = "all";
    stop.fraction = 0.5;
    both.events.push_back(stop);
    REQUIRE(world.apply(both, question));
    const Snapshot after = derive_scenario(world, index, filter);
    CHECK(after.satellites_shown < base.satellites_shown);
    CHECK(after.filter == filter);
    CHECK(after.group_world_usd < base.group_world_usd);
    REQUIRE(world.apply({}, question));
    const Snapshot back = derive_scenario(world, index, filter);
    CHECK(back.group_world_usd == base.group_world_usd);
    CHECK(back.satellite_visible == base.satellite_visible);
}

TEST_CASE("Only cables that the facts list: fewer are lost, but not none, at straits that have a list") {
    ScenarioWorld world{pack()};
    const DerivedIndex index = build_derived_index(pack());
    for (const char* strait : {"bab-el-mandeb", "malacca-singapore"}) {
        Scenario closed = of(EventKind::ChokepointClosed, strait);
        REQUIRE(world.apply(closed, {}));
        const auto all = derive_scenario(world, index, {}).cable_lost;
        closed.events[0].listed_only = true;
        REQUIRE(world.apply(closed, {}));
        const auto listed = derive_scenario(world, index, {}).cable_lost;
        INFO(strait);
        CHECK(count(listed) > 0);
        CHECK(count(listed) < count(all));
        for (std::size_t c = 0; c < listed.size(); ++c) CHECK(listed[c] <= all[c]);
    }
}

TEST_CASE("The map's interval under a scenario is evaluate()'s, and holds what the list as published allows") {
    ScenarioWorld world{pack()};
    const DerivedIndex index = build_derived_index(pack());
    std::size_t wider = 0, compared = 0;
    for (const char* group : {"transformers_converters", "batteries", "computers_servers"}) {
        Filter filter;
        filter.product_group = group;
        filter.choropleth.kind = ChoroplethKind::ImportHhi;
        report::Question question;
        question.group = pack().group_index(group);
        question.year = filter.trade_year;
        REQUIRE(question.group != kNone);
        for (const double fraction : {0.3, 0.9, 1.0}) {
            Scenario stops;
            for (const char* supplier : {"CHN", "DEU", "MEX"}) {
                Event stop;
                stop.kind = EventKind::SupplierStops;
                stop.supplier = supplier;
                stop.target = "all";
                stop.fraction = fraction;
                stops.events.push_back(stop);
            }
            REQUIRE(world.apply(stops, question));
            const Snapshot after = derive_scenario(world, index, filter);
            DerivedIndex tight = index;  // as it was: bounds from the shrunk list
            tight.trade = *world.world().trade;
            const Snapshot shrunk = derive(*world.world().dataset, tight, filter);
            for (Index c = 0; c < pack().countries.size(); ++c) {
                const CountryValue& value = after.choropleth.values[c];
                const auto figures = report::evaluate(world.world(), report::country_subject(pack(), c), "M03", question);
                REQUIRE_FALSE(figures.empty());
                INFO(group << " " << pack().countries[c].code.str() << " " << fraction);
                if (value.state != ValueState::Value || !value.high) continue;
                REQUIRE(figures.front().low);
                REQUIRE(figures.front().high);
                CHECK(*value.low == *figures.front().low);
                CHECK(*value.high == *figures.front().high);
                ++compared;
                const CountryValue& before = shrunk.choropleth.values[c];
                wider += before.high && *value.high > *before.high;
            }
        }
    }
    CHECK(compared > 100);
    CHECK(wider > 0);  // or the test shows nothing
}
