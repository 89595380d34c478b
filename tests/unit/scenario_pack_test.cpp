// Scenarios on the bundled pack: random lists of events in random orders, taken back again.
#include <algorithm>
#include <bit>
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <iterator>
#include <random>

#include "data/pack/load_pack.h"
#include "data/scenario/compare.h"
#include "data/scenario/scenario_json.h"
#include "data/scenario/scenario_world.h"

using namespace linchpin;
using namespace linchpin::scenario;

namespace {

const Dataset& pack() {
    static const Dataset data = [] {
        auto loaded = load_pack(LINCHPIN_ROOT "/assets/pack");
        REQUIRE(loaded);
        return *std::move(loaded);
    }();
    return data;
}

/// Bits of everything that a scenario can change.
std::vector<std::int64_t> bits(const report::World& world) {
    std::vector<std::int64_t> out;
    const auto number = [&](double value) { out.push_back(std::bit_cast<std::int64_t>(value)); };
    const Dataset& data = *world.dataset;
    for (const std::int64_t value : data.flows.value_usd) out.push_back(value);
    for (const CountryTotal& total : data.totals) {
        out.push_back(total.imports_usd.value_or(-1));
        out.push_back(total.exports_usd.value_or(-1));
    }
    for (const Site& site : data.sites) {
        out.push_back(static_cast<std::int64_t>(site.status));
        out.push_back(site.year.value_or(-1));
        out.push_back(static_cast<std::int64_t>(site.power_basis));
        number(site.power_mw.value_or(-1.0));
    }
    for (const Cable& cable : data.cables) {
        out.push_back(static_cast<std::int64_t>(cable.status));
        out.push_back(cable.rfs_year.value_or(-1));
        for (const CableBranch& branch : cable.branches) {
            out.push_back(branch.branch);
            out.insert(out.end(), branch.landings.begin(), branch.landings.end());
        }
    }
    for (const CableRoute& route : data.cable_routes) {
        out.push_back(route.branch);
        out.push_back(route.leg);
    }
    for (const metrics::TradeBlock& block : world.trade->blocks()) out.push_back(block.world_usd.value_or(-1));
    for (const double failure : world.corridor_failure) number(failure);
    for (const std::string& id : world.lost_constellations) out.push_back(static_cast<std::int64_t>(std::hash<std::string>{}(id)));
    for (const report::SupplyLoss& loss : world.supply_losses) {
        out.push_back(loss.importer);
        out.push_back(loss.group);
        number(loss.result.gap_usd);
        number(loss.result.cover_usd);
        number(loss.result.shortfall);
    }
    return out;
}

/// An event that fits the pack.
Event random_event(std::mt19937& random) {
    const Dataset& data = pack();
    const auto any = [&](const auto& records) { return records[random() % records.size()].id; };
    const auto country = [&] { return data.countries[random() % data.countries.size()].code.str(); };
    const auto target = [&] { return random() % 3 == 0 ? std::string{"all"} : random() % 2 == 0 ? any(data.blocs) : country(); };
    const auto share = [&] { return static_cast<double>(random() % 1001) / 1000.0; };
    for (;;) {
        Event event;
        event.kind = static_cast<EventKind>(random() % 7);
        if (event.kind == EventKind::SupplierStops) {
            static const std::vector<std::string> kLarge{"CHN", "USA", "DEU", "TWN", "KOR", "JPN", "MEX"};
            event.supplier = kLarge[random() % kLarge.size()];
            if (random() % 2 == 0) event.product_group = any(data.product_groups);
            event.target = target();
            event.fraction = share();
            event.grow_foreign = share() * 0.3;
        } else if (event.kind == EventKind::OperatorsWithdraw) {
            event.nationality = random() % 2 == 0 ? "USA" : "CHN";
            event.target = target();
        } else if (event.kind == EventKind::ChokepointClosed) {
            event.object = any(data.chokepoints);
            event.listed_only = random() % 2 == 0;
            event.probability = random() % 2 == 0 ? 1.0 : share();
        } else if (event.kind == EventKind::ConstellationLost) {
            event.object = any(data.satellite_groups);
        } else {
            event.object = event.kind == EventKind::SiteChanged ? any(data.sites) : any(data.cables);
            // Fields of other kinds are not in a file.
            if (event.kind != EventKind::CableCut) event.change = static_cast<PlanChange>(random() % 2);
            if (event.kind == EventKind::CableCut && random() % 2 == 0) {
                event.branch = static_cast<int>(random() % 2);
                event.leg = static_cast<int>(random() % 4);
            }
        }
        if (random() % 4 == 0) event.date = Date::from_ymd(2024 + static_cast<int>(random() % 6), 1, 1);
        if (check_event(data, event)) return event;
    }
}

}  // namespace

TEST_CASE("bundled pack: any order of events gives the same bits, and taking them back gives the base", "[scenario][property]") {
    ScenarioWorld world{pack()};
    const std::vector<std::int64_t> base = bits(world.base_world());
    REQUIRE(bits(world.world()) == base);
    std::mt19937 random{20261124};
    report::Question question;
    int changed = 0;
    for (int round = 0; round < 40; ++round) {
        INFO("round " << round);
        question.year = 2018 + static_cast<int>(random() % 7);
        question.date = random() % 2 == 0 ? std::optional<Date>{} : Date::from_ymd(2027, 1, 1);
        Scenario scenario;
        for (std::size_t n = 1 + random() % 8; n > 0; --n) scenario.events.push_back(random_event(random));
        REQUIRE(world.apply(scenario, question));
        const std::vector<std::int64_t> first = bits(world.world());
        changed += first != base ? 1 : 0;
        std::shuffle(scenario.events.begin(), scenario.events.end(), random);
        REQUIRE(world.apply(scenario, question));
        REQUIRE(bits(world.world()) == first);
        // A fresh world knows of no earlier scenario.
        if (round % 10 == 0) {
            ScenarioWorld fresh{pack()};
            REQUIRE(fresh.apply(scenario, question));
            REQUIRE(bits(fresh.world()) == first);
        }
        // One more event and back.
        Scenario more = scenario;
        more.events.push_back(random_event(random));
        REQUIRE(world.apply(more, question));
        REQUIRE(world.apply(scenario, question));
        REQUIRE(bits(world.world()) == first);
        REQUIRE(world.apply({}, question));
        REQUIRE(bits(world.world()) == base);
        // And through a file.
        const auto read = from_json(to_json(scenario));
        REQUIRE(read);
        REQUIRE(read->events == scenario.events);
    }
    CHECK(changed > 30);
}

TEST_CASE("bundled pack: money is neither made nor lost between rows and totals", "[scenario][property]") {
    const Dataset& data = pack();
    ScenarioWorld world{data};
    report::Question question;
    std::mt19937 random{7};
    for (int round = 0; round < 20; ++round) {
        Scenario scenario;
        Event event;
        do event = random_event(random);
        while (event.kind != EventKind::SupplierStops);
        event.date.reset();
        scenario.events = {event};
        REQUIRE(world.apply(scenario, question));
        const Dataset& after = *world.world().dataset;
        const Index supplier = data.country_index(*CountryCode::parse(event.supplier));
        for (std::size_t i = 0; i < data.flows.size(); ++i) {
            const std::int64_t was = data.flows.value_usd[i], is = after.flows.value_usd[i];
            REQUIRE(is >= 0);
            if (data.flows.exporter[i] == kOtherPartner) REQUIRE(is == was);
            if (data.flows.exporter[i] == supplier) REQUIRE(is <= was);
            if (data.flows.exporter[i] != supplier && is != was) {
                REQUIRE(is >= was);
                REQUIRE(static_cast<double>(is - was) <= event.grow_foreign * static_cast<double>(was));
            }
        }
        // Each importer's total falls by what its rows lost, unless it was smaller than its rows.
        for (const metrics::TradeBlock& block : world.base_world().trade->blocks()) {
            for (std::size_t t = block.totals_begin; t < block.totals_end; ++t) {
                if (!data.totals[t].imports_usd) continue;
                const Index importer = data.totals[t].country;
                const auto sum = [&](const report::World& w) {
                    std::int64_t out = 0;
                    const metrics::FlowRows rows = w.trade->importer_rows(block, importer);
                    for (std::size_t i = 0; i < rows.size(); ++i) out += rows.value_usd[i];
                    return out;
                };
                const std::int64_t lost = sum(world.base_world()) - sum(world.world());
                REQUIRE(lost >= 0);
                REQUIRE(*after.totals[t].imports_usd == std::max<std::int64_t>(0, *data.totals[t].imports_usd - lost));
            }
        }
    }
}

TEST_CASE("bundled pack: the example of the documentation is a scenario file that fits it", "[scenario]") {
    std::ifstream in{LINCHPIN_ROOT "/docs/scenarios.md", std::ios::binary};
    const std::string text{std::istreambuf_iterator<char>{in}, {}};
    const std::size_t begin = text.find("```json\n");
    REQUIRE(begin != std::string::npos);
    const auto scenario = from_json(std::string_view{text}.substr(begin + 8, text.find("```", begin + 8) - begin - 8));
    REQUIRE(scenario);
    REQUIRE(scenario->events.size() == 7);
    for (const Event& event : scenario->events) CHECK(check_event(pack(), event));
}

TEST_CASE("bundled pack: the example file fits it", "[scenario]") {
    const auto scenario = read_scenario(LINCHPIN_ROOT "/tests/data/scenario/every_event.json");
    REQUIRE(scenario);
    for (const Event& event : scenario->events) {
        const Status status = check_event(pack(), event);
        INFO((status ? std::string{} : status.error().message));
        CHECK(status);
        CHECK_FALSE(describe(pack(), event).empty());
    }
    ScenarioWorld world{pack()};
    report::Question question;
    question.date = Date::from_ymd(2027, 6, 1);
    question.group = pack().group_index("transformers_converters");
    REQUIRE(world.apply(*scenario, question));
    const auto short_of_supply = most_hit(world, Loss::Supply, question);
    REQUIRE_FALSE(short_of_supply.empty());
    for (const Hit& hit : short_of_supply) CHECK(pack().is_member("EU", hit.country, *question.date));
    CHECK_FALSE(most_hit(world, Loss::CableCapacity, question).empty());
    CHECK_FALSE(most_hit(world, Loss::CloudRegions, question).empty());
}
