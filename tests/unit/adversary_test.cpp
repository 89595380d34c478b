// The worst k losses: against every set tried by hand, against the metrics, and against the scenario made of them.
#include <algorithm>
#include <array>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <numeric>
#include <random>

#include "bundled_pack.h"
#include "data/metrics/cable_capacity.h"
#include "data/report/evaluate.h"
#include "data/scenario/adversary.h"
#include "data/scenario/compare.h"
#include "data/scenario/worst_cover.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::scenario;
using testing::bundled_pack;
using testing::DatasetBuilder;

namespace {

std::int64_t lost_with(std::span<const std::int64_t> weights, std::span<const Losable> candidates, std::span<const std::uint32_t> chosen) {
    std::vector<std::uint8_t> gone(weights.size(), 0);
    for (const std::uint32_t each : chosen)
        for (const std::uint32_t item : candidates[each].items) gone[item] = 1;
    std::int64_t sum = 0;
    for (std::size_t i = 0; i < gone.size(); ++i) sum += gone[i] != 0 ? weights[i] : 0;
    return sum;
}

/// Every set of exactly 1, 2, ... `most`, in the order in which ties are settled: the first that takes away most.
std::vector<WorstCover> by_trying_all(std::span<const std::int64_t> weights, std::span<const Losable> candidates, std::size_t most) {
    const std::vector<std::uint32_t> order = by_own_loss(weights, candidates);
    std::vector<WorstCover> worst;
    WorstCover best;
    for (std::size_t size = 1; size <= std::min(most, order.size()); ++size) {
        std::vector<std::size_t> at(size);
        std::iota(at.begin(), at.end(), std::size_t{0});
        const std::int64_t above = best.lost;
        for (bool more = true; more;) {
            std::vector<std::uint32_t> chosen;
            for (const std::size_t i : at) chosen.push_back(order[i]);
            if (const std::int64_t lost = lost_with(weights, candidates, chosen); lost > best.lost) best = {chosen, lost};
            more = false;
            for (std::size_t i = size; i-- > 0;) {
                if (at[i] + size - i >= order.size()) continue;
                ++at[i];
                for (std::size_t j = i + 1; j < size; ++j) at[j] = at[j - 1] + 1;
                more = true;
                break;
            }
        }
        if (best.lost == above) break;
        worst.push_back(best);
    }
    return worst;
}

report::World world_of(const Dataset& data, const metrics::TradeView& trade) {
    report::World world;
    world.dataset = world.base = &data;
    world.trade = &trade;
    return world;
}

double number(const std::vector<report::Figure>& figures, std::string_view item) {
    for (const report::Figure& figure : figures)
        if (figure.item == item && figure.value) return *figure.value;
    FAIL("no value of " << item);
    return 0.0;
}

}  // namespace

TEST_CASE("worst cover: the same set as trying all, ties included", "[adversary]") {
    std::mt19937 random{20261124};
    for (int round = 0; round < 1500; ++round) {
        std::vector<std::int64_t> weights(1 + random() % 14);
        // Few different weights in half of the rounds, so that ties are common; zeros too.
        for (std::int64_t& weight : weights) weight = round % 2 == 0 ? random() % 4 : random() % 100000;
        std::vector<Losable> candidates(random() % 12);
        for (Losable& candidate : candidates)
            for (std::uint32_t item = 0; item < weights.size(); ++item)
                if (random() % 3 == 0) candidate.items.push_back(item);
        const auto found = worst_covers(weights, candidates, 4), tried = by_trying_all(weights, candidates, 4);
        REQUIRE(found.size() == tried.size());
        for (std::size_t k = 0; k < found.size(); ++k) {
            REQUIRE(found[k].lost == tried[k].lost);
            REQUIRE(found[k].chosen == tried[k].chosen);
        }
    }
}

TEST_CASE("worst cover: the greedy choice is not the worst one", "[adversary]") {
    // a takes 1 2 3 4 (40), b takes 1 2 5 (35), c takes 3 4 6 (35). Greedy takes a and one of the others: 55. b and c take 70.
    const std::vector<std::int64_t> weights{10, 10, 10, 10, 15, 15};
    const std::vector<Losable> candidates{{{0, 1, 2, 3}}, {{0, 1, 4}}, {{2, 3, 5}}};
    const auto worst = worst_covers(weights, candidates, 3);
    REQUIRE(worst.size() == 2);  // all three take no more than b and c
    CHECK(worst[0].chosen == std::vector<std::uint32_t>{0});
    CHECK(worst[0].lost == 40);
    CHECK(worst[1].chosen == std::vector<std::uint32_t>{1, 2});
    CHECK(worst[1].lost == 70);
    CHECK(worst_covers(weights, {}, 3).empty());
    CHECK(worst_covers(std::vector<std::int64_t>{0, 0}, std::vector<Losable>{{{0, 1}}}, 3).empty());
}

TEST_CASE("adversary: suppliers by hand, and as M09 has them", "[adversary]") {
    DatasetBuilder builder{{"CHN", "DEU", "IND", "KEN"}};
    builder.flow("CHN", "KEN", 500).flow("IND", "KEN", 300).flow("DEU", "KEN", 100).total("KEN", 1000);
    const Dataset data = builder.build();
    const metrics::TradeView trade{data};
    const report::World world = world_of(data, trade);
    const report::Subject kenya = report::country_subject(data, builder.country("KEN"));
    report::Question question;
    const AdversaryQuestion asked{AdversaryKind::Suppliers, Hurt::Shortfall, 3};

    AdversaryAnswer answer = find_worst(world, kenya, question, asked);
    REQUIRE(answer.sets.size() == 3);
    CHECK(answer.sets[0].share == Catch::Approx(0.5));
    CHECK(answer.sets[1].share == Catch::Approx(0.8));
    CHECK(answer.sets[2].share == Catch::Approx(0.9));
    CHECK(answer.sets[1].members[1].id == "IND");
    CHECK(answer.sets[1].members[1].alone == Catch::Approx(0.3));
    CHECK(answer.total == 1000.0);
    CHECK(answer.coverage == Catch::Approx(0.9));
    CHECK(answer.sets[0].share == number(report::evaluate(world, kenya, "M09", question), "outage_shortfall"));

    // d = 0.5, g = 0.5: China leaves 250 short, India and Germany add 200; China and India leave 400, Germany adds 50.
    question.outage_fraction = 0.5;
    question.grow_foreign = 0.5;
    answer = find_worst(world, kenya, question, asked);
    REQUIRE(answer.sets.size() == 3);
    CHECK(answer.sets[0].share == Catch::Approx(0.05));
    CHECK(answer.sets[1].share == Catch::Approx(0.35));
    CHECK(answer.sets[2].share == Catch::Approx(0.45));
    CHECK(answer.sets[0].share == number(report::evaluate(world, kenya, "M09", question), "outage_shortfall"));
    // India alone could be replaced whole; beside China it costs 30 points.
    CHECK(answer.sets[1].members[1].alone == 0.0);
    CHECK(answer.sets[1].members[1].added == Catch::Approx(0.30));

    question.grow_foreign = 2.0;  // one may be replaced, two not
    answer = find_worst(world, kenya, question, {AdversaryKind::Suppliers, Hurt::Shortfall, 1});
    CHECK(answer.sets.empty());
    CHECK(answer.note.find("no such loss leaves anything missing") != std::string::npos);
    // The exporter of everything is nobody's importer: nothing is invented for it.
    answer = find_worst(world, report::country_subject(data, builder.country("CHN")), question, asked);
    CHECK(answer.sets.empty());
    CHECK_FALSE(answer.note.empty());
}

TEST_CASE("adversary: cables as M13 has them; a supposed loss is already gone", "[adversary]") {
    const Dataset& data = bundled_pack();
    ScenarioWorld scenario{data};
    const report::Question question;
    std::size_t compared = 0;
    for (Index country = 0; country < data.countries.size(); ++country) {
        const report::Subject subject = report::country_subject(data, country);
        const AdversaryAnswer answer = find_worst(scenario.base_world(), subject, question, {});
        if (answer.sets.size() < 3) continue;
        const auto figures = report::evaluate(scenario.base_world(), subject, "M13", question, report::Detail::Full);
        for (std::size_t k = 1; k <= 3; ++k) {
            for (const report::Figure& figure : figures)
                if (figure.item == "retained_" + std::to_string(k) && figure.value) {
                    CHECK(1.0 - answer.sets[k - 1].share == Catch::Approx(*figure.value).margin(1e-6));
                    ++compared;
                }
        }
        if (country % 16 != 0) continue;
        REQUIRE(scenario.apply({"", {answer.sets[0].events}}, question));
        const AdversaryAnswer next = find_worst(scenario.world(), subject, question, {});
        REQUIRE_FALSE(next.sets.empty());
        CHECK(next.sets[0].lost == Catch::Approx(answer.sets[1].lost - answer.sets[0].lost));
        CHECK(next.sets[0].members[0].id == answer.sets[1].members[1].id);
        REQUIRE(scenario.apply({}, question));
    }
    CHECK(compared > 100);
}

TEST_CASE("adversary: the scenario made of a set loses what the search says", "[adversary]") {
    const Dataset& data = bundled_pack();
    ScenarioWorld scenario{data};
    report::Question question;
    question.group = data.group_index("transformers_converters");
    question.grow_foreign = 0.1;
    struct Row {
        AdversaryKind kind;
        Hurt hurt;
        Loss loss;
    };
    constexpr Row kRows[] = {{AdversaryKind::Cables, Hurt::Capacity, Loss::CableCapacity},
                             {AdversaryKind::Chokepoints, Hurt::Capacity, Loss::CableCapacity},
                             {AdversaryKind::Suppliers, Hurt::Shortfall, Loss::Supply},
                             {AdversaryKind::Operators, Hurt::Power, Loss::ComputeMw},
                             {AdversaryKind::Operators, Hurt::Sites, Loss::SiteCount},
                             {AdversaryKind::Nationalities, Hurt::Regions, Loss::CloudRegions},
                             {AdversaryKind::Nationalities, Hurt::Power, Loss::ComputeMw}};
    std::array<std::size_t, std::size(kRows)> checked{};
    for (const char* code : {"KEN", "DEU", "IND", "BRA", "SGP", "ZAF", "AUS", "USA", "ISL", "NGA"}) {
        const Index country = data.country_index(*CountryCode::parse(code));
        const report::Subject subject = report::country_subject(data, country);
        for (std::size_t r = 0; r < std::size(kRows); ++r) {
            const AdversaryAnswer answer = find_worst(scenario.base_world(), subject, question, {kRows[r].kind, kRows[r].hurt, 3});
            for (const AdversarySet& set : answer.sets) {
                INFO(code << ' ' << info_of(kRows[r].kind).id << ' ' << info_of(kRows[r].hurt).id << " k " << set.members.size());
                REQUIRE(scenario.apply({"", set.events}, question));
                double share = 0.0;
                for (const Hit& hit : most_hit(scenario, kRows[r].loss, question))
                    if (hit.country == country) share = hit.share;
                CHECK(share == Catch::Approx(set.share).margin(1e-6));
                ++checked[r];
            }
        }
    }
    for (std::size_t r = 0; r < std::size(kRows); ++r) CHECK(checked[r] >= 5);
}

TEST_CASE("adversary: chokepoints of the pack against every triple, for every country", "[adversary]") {
    const Dataset& data = bundled_pack();
    const metrics::TradeView trade{data};
    const report::World world = world_of(data, trade);
    const report::Question question;
    std::size_t pairs_that_overlap = 0;
    for (Index country = 0; country < data.countries.size(); ++country) {
        const report::Subject subject = report::country_subject(data, country);
        const AdversaryAnswer answer = find_worst(world, subject, question, {AdversaryKind::Chokepoints, Hurt::Systems, 3});
        if (answer.sets.empty()) continue;
        // From the tables, not from the search: systems that land here, by chokepoint.
        std::vector<std::vector<Index>> through(data.chokepoints.size());
        for (const metrics::LandedSystem& system : metrics::landed_systems(data, country, std::nullopt, false))
            for (const Index corridor : system.corridors) through[corridor].push_back(system.cable);
        std::size_t most = 0;
        for (std::size_t a = 0; a < through.size(); ++a)
            for (std::size_t b = a; b < through.size(); ++b)
                for (std::size_t c = b; c < through.size(); ++c) {
                    std::vector<Index> all = through[a];
                    all.insert(all.end(), through[b].begin(), through[b].end());
                    all.insert(all.end(), through[c].begin(), through[c].end());
                    std::sort(all.begin(), all.end());
                    all.erase(std::unique(all.begin(), all.end()), all.end());
                    most = std::max(most, all.size());
                }
        CHECK(answer.worst()->lost == Catch::Approx(static_cast<double>(most)));
        if (answer.sets.size() > 1 && answer.sets[1].members[0].added < answer.sets[1].members[0].alone - 1e-9) ++pairs_that_overlap;
    }
    CHECK(pairs_that_overlap > 5);  // else the test would say nothing about overlaps
}

TEST_CASE("adversary: words", "[adversary]") {
    for (const AdversaryKindInfo& info : adversary_kinds()) {
        REQUIRE(adversary_kind(info.id));
        CHECK(*adversary_kind(info.id) == info.kind);
        for (const Hurt hurt : info.hurts) CHECK(*hurt_of(info.kind, info_of(hurt).id) == hurt);
        CHECK(*hurt_of(info.kind, "") == info.hurts.front());
    }
    CHECK(adversary_kind("cable").error().message.find("did you mean \"cables\"") != std::string::npos);
    CHECK(hurt_of(AdversaryKind::Cables, "power").error().message.find("capacity, systems") != std::string::npos);
}
