// Every event on small data sets, with values worked out by hand; undo bit for bit; order of no consequence.
#include <algorithm>
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <cmath>

#include "data/metrics/import_shares.h"
#include "data/scenario/compare.h"
#include "data/scenario/scenario_world.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::scenario;
using Catch::Approx;
using testing::DatasetBuilder;

namespace {

Event supplier_stops(std::string supplier, std::string target, double fraction, double grow = 0.0, std::string group = "") {
    Event event;
    event.kind = EventKind::SupplierStops;
    event.supplier = std::move(supplier);
    event.target = std::move(target);
    event.fraction = fraction;
    event.grow_foreign = grow;
    event.product_group = std::move(group);
    return event;
}
Event about(EventKind kind, std::string object, PlanChange change = PlanChange::Cancelled) {
    Event event;
    event.kind = kind;
    event.object = std::move(object);
    event.change = change;
    return event;
}
Event operators_withdraw(std::string nationality, std::string target) {
    Event event;
    event.kind = EventKind::OperatorsWithdraw;
    event.nationality = std::move(nationality);
    event.target = std::move(target);
    return event;
}
Event segment_cut(std::string object, int branch, int leg) {
    Event event = about(EventKind::CableCut, std::move(object));
    event.branch = branch;
    event.leg = leg;
    return event;
}
Scenario of(std::vector<Event> events) { return {"test", std::move(events)}; }

/// Kenya buys 600 from China, 300 from India, 100 from the United States, 200 from nobody named; its reported imports are 1,300.
DatasetBuilder kenya() {
    DatasetBuilder builder{{"CHN", "IND", "KEN", "UGA", "USA"}, {"chips", "wires"}};
    builder.flow("CHN", "KEN", 600).flow("IND", "KEN", 300).flow("USA", "KEN", 100).flow("OTH", "KEN", 200);
    builder.flow("CHN", "UGA", 50).flow("IND", "UGA", 50);
    builder.total("KEN", 1300, 5).total("UGA", 100, 0).total("CHN", 9, 5000).total("IND", 7, 800).total("USA", 8, 2000);
    builder.data().blocs = {{"EAC", "East African Community"}};
    return builder;
}

std::int64_t value(const Dataset& data, const DatasetBuilder& builder, std::string_view exporter, std::string_view importer) {
    for (std::size_t i = 0; i < data.flows.size(); ++i) {
        if (data.flows.exporter[i] == builder.partner(exporter) && data.flows.importer[i] == builder.partner(importer))
            return data.flows.value_usd[i];
    }
    FAIL("no row " << exporter << " to " << importer);
    return -1;
}
const CountryTotal& total(const Dataset& data, const DatasetBuilder& builder, std::string_view code) {
    const auto it = std::find_if(data.totals.begin(), data.totals.end(),
                                 [&](const CountryTotal& t) { return t.country == builder.partner(code); });
    REQUIRE(it != data.totals.end());
    return *it;
}

/// All that an event can reach, and what lies beside it.
bool same(const Dataset& a, const Dataset& b) {
    const FlowTable &f = a.flows, &g = b.flows;
    if (f.exporter != g.exporter || f.importer != g.importer || f.group != g.group || f.year != g.year ||
        f.value_usd != g.value_usd || f.coverage != g.coverage || f.source != g.source || f.line != g.line)
        return false;
    const auto all = [](const auto& x, const auto& y, auto equal) {
        return std::equal(x.begin(), x.end(), y.begin(), y.end(), equal);
    };
    return all(a.totals, b.totals,
               [](const CountryTotal& x, const CountryTotal& y) {
                   return x.country == y.country && x.group == y.group && x.year == y.year && x.exports_usd == y.exports_usd &&
                          x.imports_usd == y.imports_usd && x.line == y.line;
               }) &&
           all(a.sites, b.sites,
               [](const Site& x, const Site& y) {
                   return x.id == y.id && x.country == y.country && x.operator_hq == y.operator_hq && x.status == y.status &&
                          x.year == y.year && x.power_mw == y.power_mw && x.power_basis == y.power_basis &&
                          x.count_in_totals == y.count_in_totals && x.capex_usd == y.capex_usd &&
                          x.accelerator_count == y.accelerator_count;
               }) &&
           all(a.cables, b.cables,
               [](const Cable& x, const Cable& y) {
                   return x.id == y.id && x.status == y.status && x.rfs_year == y.rfs_year && x.capacity_tbps == y.capacity_tbps &&
                          std::equal(x.branches.begin(), x.branches.end(), y.branches.begin(), y.branches.end(),
                                     [](const CableBranch& p, const CableBranch& q) {
                                         return p.branch == q.branch && p.landings == q.landings;
                                     });
               }) &&
           all(a.cable_routes, b.cable_routes,
               [](const CableRoute& x, const CableRoute& y) {
                   return x.cable == y.cable && x.branch == y.branch && x.leg == y.leg && x.length_km == y.length_km &&
                          x.points.size() == y.points.size();
               }) &&
           all(a.cable_corridors, b.cable_corridors, [](const CableCorridor& x, const CableCorridor& y) {
               return x.cable == y.cable && x.chokepoint == y.chokepoint && x.listed == y.listed;
           });
}
bool same(const report::World& a, const report::World& b) {
    if (!same(*a.dataset, *b.dataset) || a.scenario != b.scenario) return false;
    if (!std::ranges::equal(a.corridor_failure, b.corridor_failure) ||
        !std::ranges::equal(a.lost_constellations, b.lost_constellations))
        return false;
    return std::ranges::equal(a.supply_losses, b.supply_losses, [](const report::SupplyLoss& x, const report::SupplyLoss& y) {
        return x.group == y.group && x.importer == y.importer && x.year == y.year && x.result.gap_usd == y.result.gap_usd &&
               x.result.cover_usd == y.result.cover_usd && x.result.supply_usd == y.result.supply_usd &&
               x.result.shortfall == y.result.shortfall;
    });
}

void in_force(ScenarioWorld& world, const Scenario& scenario, const report::Question& question = {}) {
    const Status status = world.apply(scenario, question);
    INFO((status ? std::string{} : status.error().text()));
    REQUIRE(status);
}

}  // namespace

TEST_CASE("supplier stops: half of China's chips to Kenya, others add a fifth", "[scenario]") {
    DatasetBuilder builder = kenya();
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    in_force(world, of({supplier_stops("CHN", "KEN", 0.5, 0.2, "chips")}));
    const Dataset& after = *world.world().dataset;
    // Gap 300; India may add 60, the United States 20; nobody else.
    CHECK(value(after, builder, "CHN", "KEN") == 300);
    CHECK(value(after, builder, "IND", "KEN") == 360);
    CHECK(value(after, builder, "USA", "KEN") == 120);
    CHECK(value(after, builder, "OTH", "KEN") == 200);
    CHECK(value(after, builder, "CHN", "UGA") == 50);
    CHECK(total(after, builder, "KEN").imports_usd == 1080);
    CHECK(total(after, builder, "KEN").exports_usd == 5);
    CHECK(total(after, builder, "CHN").exports_usd == 4700);
    CHECK(total(after, builder, "CHN").imports_usd == 9);
    CHECK(total(after, builder, "IND").exports_usd == 860);
    CHECK(total(after, builder, "USA").exports_usd == 2020);

    const report::World view = world.world();
    REQUIRE(view.supply_losses.size() == 1);
    const report::SupplyLoss& loss = view.supply_losses[0];
    CHECK(loss.importer == builder.country("KEN"));
    CHECK((loss.group == 0 && loss.year == 2024));
    CHECK(loss.result.gap_usd == 300.0);
    CHECK(loss.result.cover_usd == Approx(80.0));
    CHECK(loss.result.supply_usd == 1300.0);
    CHECK(loss.result.shortfall == Approx(220.0 / 1300.0));
    CHECK(loss.result.imports_only);

    // M01 of what is left, and sums of the blocks, follow.
    const metrics::TradeBlock* block = view.trade->find(0, 2024);
    REQUIRE(block != nullptr);
    CHECK(block->world_usd == world.base_world().trade->find(0, 2024)->world_usd.value() - 220);
    const auto shares = metrics::import_shares(builder.country("KEN"), view.trade->importer_rows(*block, builder.country("KEN")),
                                               view.trade->imports_usd(*block, builder.country("KEN")));
    CHECK(shares.denominator_usd == 1080);
    CHECK(shares.suppliers[0].partner == builder.partner("IND"));
    CHECK(shares.suppliers[0].share == Approx(360.0 / 1080.0));
    // The base stays as it was.
    CHECK(same(*world.base_world().dataset, base));
    CHECK_FALSE(world.base_world().scenario);
}

TEST_CASE("supplier stops: others fill no more than the gap, in whole dollars that add up", "[scenario]") {
    DatasetBuilder builder = kenya();
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    in_force(world, of({supplier_stops("CHN", "KEN", 0.1, 1.0)}));
    CHECK(value(*world.world().dataset, builder, "CHN", "KEN") == 540);
    CHECK(value(*world.world().dataset, builder, "IND", "KEN") == 345);
    CHECK(value(*world.world().dataset, builder, "USA", "KEN") == 115);
    CHECK(total(*world.world().dataset, builder, "KEN").imports_usd == 1300);
    CHECK(world.world().supply_losses[0].result.shortfall == 0.0);

    DatasetBuilder odd{{"AAA", "BBB", "CCC", "DDD", "KEN"}};
    odd.flow("AAA", "KEN", 2).flow("BBB", "KEN", 3).flow("CCC", "KEN", 3).flow("DDD", "KEN", 3);
    const Dataset odd_base = odd.build();
    ScenarioWorld odd_world{odd_base};
    in_force(odd_world, of({supplier_stops("AAA", "KEN", 1.0, 1.0)}));
    const Dataset& after = *odd_world.world().dataset;
    CHECK(value(after, odd, "AAA", "KEN") == 0);
    // Two dollars over three equal suppliers: floor(2/3), floor(4/3) - floor(2/3), 2 - floor(4/3).
    CHECK(value(after, odd, "BBB", "KEN") == 3);
    CHECK(value(after, odd, "CCC", "KEN") == 4);
    CHECK(value(after, odd, "DDD", "KEN") == 4);
}

TEST_CASE("supplier stops: several events on one supplier combine, the smaller cap holds, struck suppliers do not grow",
          "[scenario]") {
    DatasetBuilder builder = kenya();
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    in_force(world, of({supplier_stops("CHN", "KEN", 0.5, 0.5), supplier_stops("CHN", "all", 0.5, 0.1)}));
    // 1 - 0.5 x 0.5: a quarter is left; the caps are 10 % for Kenya and for Uganda.
    CHECK(value(*world.world().dataset, builder, "CHN", "KEN") == 150);
    CHECK(value(*world.world().dataset, builder, "IND", "KEN") == 330);
    CHECK(value(*world.world().dataset, builder, "CHN", "UGA") == 25);
    CHECK(value(*world.world().dataset, builder, "IND", "UGA") == 55);

    in_force(world, of({supplier_stops("CHN", "KEN", 1.0, 1.0), supplier_stops("IND", "KEN", 0.1, 1.0)}));
    CHECK(value(*world.world().dataset, builder, "CHN", "KEN") == 0);
    CHECK(value(*world.world().dataset, builder, "IND", "KEN") == 270);
    CHECK(value(*world.world().dataset, builder, "USA", "KEN") == 200);
    // A fraction of 0 strikes nobody, so that India may grow again.
    in_force(world, of({supplier_stops("CHN", "KEN", 1.0, 1.0), supplier_stops("IND", "KEN", 0.0, 0.0)}));
    CHECK(value(*world.world().dataset, builder, "IND", "KEN") == 600);
}

TEST_CASE("supplier stops: a bloc means its members on the day, invited ones left out", "[scenario]") {
    DatasetBuilder builder = kenya();
    builder.data().memberships = {{0, builder.country("KEN"), {std::nullopt, Date::from_ymd(2025, 1, 1)}, false},
                                  {0, builder.country("UGA"), {}, false},
                                  {0, builder.country("USA"), {}, true}};
    builder.flow("CHN", "USA", 70);
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    report::Question question;
    question.date = Date::from_ymd(2024, 6, 1);
    in_force(world, of({supplier_stops("CHN", "EAC", 1.0)}), question);
    CHECK(value(*world.world().dataset, builder, "CHN", "KEN") == 0);
    CHECK(value(*world.world().dataset, builder, "CHN", "UGA") == 0);
    CHECK(value(*world.world().dataset, builder, "CHN", "USA") == 70);
    question.date = Date::from_ymd(2025, 1, 1);
    in_force(world, of({supplier_stops("CHN", "EAC", 1.0)}), question);
    CHECK(value(*world.world().dataset, builder, "CHN", "KEN") == 600);
    CHECK(value(*world.world().dataset, builder, "CHN", "UGA") == 0);
}

TEST_CASE("supplier stops: the block that answers the year, one group or every group", "[scenario]") {
    DatasetBuilder builder{{"CHN", "IND", "KEN"}, {"chips", "wires"}};
    builder.flow("CHN", "KEN", 10, 2020).flow("IND", "KEN", 10, 2020).flow("CHN", "KEN", 20, 2022).flow("IND", "KEN", 20, 2022);
    builder.flow("CHN", "KEN", 30, 2020, Coverage::Top10OriginsOfImporter, 1);
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    report::Question question;
    question.year = 2021;
    in_force(world, of({supplier_stops("CHN", "KEN", 1.0)}), question);
    // Sorted by group, year, importer, exporter; of 2021 nothing is recorded, so 2020 answers for it.
    CHECK(world.world().dataset->flows.value_usd == std::vector<std::int64_t>{0, 10, 20, 20, 0});
    CHECK(world.world().supply_losses.size() == 2);
    CHECK(world.world().supply_losses[0].year == 2020);
    in_force(world, of({supplier_stops("CHN", "KEN", 1.0, 0.0, "wires")}), question);
    CHECK(world.world().dataset->flows.value_usd == std::vector<std::int64_t>{10, 10, 20, 20, 0});
    question.year = 2019;
    in_force(world, of({supplier_stops("CHN", "KEN", 1.0)}), question);
    CHECK(world.world().dataset->flows.value_usd == base.flows.value_usd);
}

TEST_CASE("supplier stops: without an origin list nobody steps in and no shortfall is claimed", "[scenario]") {
    DatasetBuilder builder{{"IND", "KEN", "TWN"}};
    builder.flow("TWN", "KEN", 100, 2024, Coverage::AllDestinations).flow("IND", "KEN", 100, 2024, Coverage::AllDestinations);
    builder.flow("KEN", "KEN", 40, 2024, Coverage::AllDestinations);
    builder.total("KEN", 150, 3);
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    in_force(world, of({supplier_stops("TWN", "all", 1.0, 1.0)}));
    CHECK(value(*world.world().dataset, builder, "TWN", "KEN") == 0);
    CHECK(value(*world.world().dataset, builder, "IND", "KEN") == 100);
    CHECK(total(*world.world().dataset, builder, "KEN").imports_usd == 50);
    CHECK(world.world().supply_losses.empty());
    // Goods from oneself are no import; nothing goes below zero where a total is smaller than its rows.
    in_force(world, of({supplier_stops("IND", "all", 1.0), supplier_stops("TWN", "all", 1.0)}));
    CHECK(value(*world.world().dataset, builder, "KEN", "KEN") == 40);
    CHECK(total(*world.world().dataset, builder, "KEN").imports_usd == 0);
}

TEST_CASE("operators withdraw: sites abroad close, sites at home and of others stay", "[scenario]") {
    DatasetBuilder builder{{"DEU", "FRA", "KEN", "USA"}};
    builder.data().blocs = {{"EU", "European Union"}};
    builder.data().memberships = {{0, builder.country("DEU"), {}, false}, {0, builder.country("FRA"), {}, false}};
    builder.site("DEU", "USA");
    builder.site("FRA", "USA", "campus", SiteStatus::Announced, 2030);
    builder.site("KEN", "USA");
    builder.site("USA", "USA");
    builder.site("DEU", "FRA");
    builder.site("DEU", "");
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    const auto closed = [&] {
        std::string out;
        for (const Site& site : world.world().dataset->sites) out += site.status == SiteStatus::Closed ? 'x' : '.';
        return out;
    };
    in_force(world, of({operators_withdraw("USA", "all")}));
    CHECK(closed() == "xxx...");
    in_force(world, of({operators_withdraw("USA", "EU")}));
    CHECK(closed() == "xx....");
    in_force(world, of({operators_withdraw("USA", "KEN")}));
    CHECK(closed() == "..x...");
    in_force(world, of({operators_withdraw("FRA", "all"), operators_withdraw("USA", "KEN")}));
    CHECK(closed() == "..x.x.");

    report::Question question;
    in_force(world, of({operators_withdraw("USA", "EU")}), question);
    const auto hits = most_hit(world, Loss::CloudRegions, question);
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].country == builder.country("DEU"));
    CHECK((hits[0].before == 3.0 && hits[0].after == 2.0));
    CHECK(hits[0].share == Approx(1.0 / 3.0));
    CHECK(most_hit(world, Loss::SiteCount, question).empty());  // the campus in France is only announced
}

namespace {

/// cable-0: a trunk of four landings with a spur; cable-1: two landings; cable-2 planned.
DatasetBuilder network() {
    DatasetBuilder builder{{"AAA", "BBB", "CCC", "DDD"}};
    const Index a = builder.landing("AAA"), b = builder.landing("BBB"), c = builder.landing("CCC"), d = builder.landing("DDD");
    Cable& trunk = builder.cable({a, b, c, d});
    trunk.branches.push_back({1, {b, d}});
    trunk.capacity_tbps = 100.0;
    builder.cable({a, b}).capacity_tbps = 50.0;
    builder.cable({a, d}, CableStatus::Planned, 2030).capacity_tbps = 10.0;
    for (int leg = 0; leg < 3; ++leg) builder.data().cable_routes.push_back({0, 0, leg, {{0, 0}, {1, 1}}, 10.0, 0.0});
    builder.data().cable_routes.push_back({0, 1, 0, {{0, 0}, {1, 1}}, 10.0, 0.0});
    builder.data().chokepoints = {{"strait", "The Strait", "strait", "", {}, 10.0}, {"canal", "The Canal", "canal", "", {}, 10.0}};
    builder.data().cable_corridors = {{0, 0, true}, {1, 0, false}, {2, 0, true}, {1, 1, false}};
    return builder;
}
std::string statuses(const ScenarioWorld& world) {
    std::string out;
    for (const Cable& cable : world.world().dataset->cables)
        out += cable.status == CableStatus::Active ? 'a' : cable.status == CableStatus::Planned ? 'p' : 'r';
    return out;
}
struct Piece {
    int branch;
    std::vector<Index> landings;
    bool operator==(const Piece&) const = default;
};
std::vector<Piece> pieces(const ScenarioWorld& world, std::size_t cable) {
    std::vector<Piece> out;
    for (const CableBranch& branch : world.world().dataset->cables[cable].branches) out.push_back({branch.branch, branch.landings});
    return out;
}
std::vector<std::pair<int, int>> route_legs(const ScenarioWorld& world) {
    std::vector<std::pair<int, int>> out;
    for (const CableRoute& route : world.world().dataset->cable_routes) out.emplace_back(route.branch, route.leg);
    return out;
}

}  // namespace

TEST_CASE("cable cut: the whole system is out of every count", "[scenario]") {
    DatasetBuilder builder = network();
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    report::Question question;
    in_force(world, of({about(EventKind::CableCut, "cable-1")}), question);
    CHECK(statuses(world) == "arp");
    const auto hits = most_hit(world, Loss::CableCapacity, question);
    REQUIRE(hits.size() == 2);
    CHECK((hits[0].country == builder.country("AAA") && hits[1].country == builder.country("BBB")));
    CHECK((hits[0].before == 150.0 && hits[0].after == 100.0));
    CHECK(hits[0].share == Approx(1.0 / 3.0));
}

TEST_CASE("cable cut: a branch falls apart at a segment, and drawn routes follow their pieces", "[scenario]") {
    const Dataset base = network().build();
    ScenarioWorld world{base};
    in_force(world, of({segment_cut("cable-0", 0, 1)}));
    CHECK(pieces(world, 0) == std::vector<Piece>{{0, {0, 1}}, {2, {2, 3}}, {1, {1, 3}}});
    CHECK(route_legs(world) == std::vector<std::pair<int, int>>{{0, 0}, {0, -1}, {2, 0}, {1, 0}});
    // A landing left alone leads nowhere.
    in_force(world, of({segment_cut("cable-0", 0, 0)}));
    CHECK(pieces(world, 0) == std::vector<Piece>{{2, {1, 2, 3}}, {1, {1, 3}}});
    CHECK(route_legs(world) == std::vector<std::pair<int, int>>{{0, -1}, {2, 0}, {2, 1}, {1, 0}});
    // Two cuts of one branch, in either order.
    in_force(world, of({segment_cut("cable-0", 0, 2), segment_cut("cable-0", 0, 0)}));
    const auto once = pieces(world, 0);
    CHECK(once == std::vector<Piece>{{2, {1, 2}}, {1, {1, 3}}});
    in_force(world, of({segment_cut("cable-0", 0, 0), segment_cut("cable-0", 0, 2), segment_cut("cable-0", 0, 0)}));
    CHECK(pieces(world, 0) == once);
    CHECK(statuses(world) == "aap");
    // The only segment of a system is the system.
    in_force(world, of({segment_cut("cable-1", 0, 0)}));
    CHECK(statuses(world) == "arp");
    in_force(world, of({}));
    CHECK(same(world.world(), world.base_world()));
}

TEST_CASE("chokepoint closed: certain cuts its systems in service, uncertain only gives a probability", "[scenario]") {
    const Dataset base = network().build();
    ScenarioWorld world{base};
    Event closed = about(EventKind::ChokepointClosed, "strait");
    in_force(world, of({closed}));
    CHECK(statuses(world) == "rrp");
    CHECK(world.world().corridor_failure.empty());
    closed.listed_only = true;
    in_force(world, of({closed}));
    CHECK(statuses(world) == "rap");
    closed.probability = 0.25;
    Event canal = about(EventKind::ChokepointClosed, "canal");
    canal.probability = 0.5;
    in_force(world, of({closed, canal, canal}));
    CHECK(statuses(world) == "aap");
    REQUIRE(world.world().corridor_failure.size() == 2);
    CHECK(world.world().corridor_failure[0] == 0.25);
    CHECK(world.world().corridor_failure[1] == 0.75);
    CHECK(same(*world.world().dataset, base));
}

TEST_CASE("cable and site changed: brought forward from a day, cancelled, and both", "[scenario]") {
    DatasetBuilder builder = network();
    Site& plan = builder.site("AAA", "BBB", "campus", SiteStatus::UnderConstruction, 2031);
    plan.power_mw = 500.0;
    plan.power_basis = PowerBasis::Planned;
    Site& it = builder.site("AAA", "BBB", "campus", SiteStatus::Announced);
    it.power_mw = 20.0;
    it.power_basis = PowerBasis::It;
    builder.site("AAA", "BBB", "campus", SiteStatus::Operational, 2010);
    builder.data().as_of = Date::from_ymd(2026, 11, 22);
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    const auto site = [&](std::size_t i) -> const Site& { return world.world().dataset->sites[i]; };

    in_force(world, of({about(EventKind::SiteChanged, "site-0", PlanChange::BroughtForward),
                        about(EventKind::SiteChanged, "site-1", PlanChange::BroughtForward),
                        about(EventKind::CableChanged, "cable-2", PlanChange::BroughtForward)}));
    CHECK((site(0).status == SiteStatus::Operational && site(0).year == 2026));
    CHECK((site(0).power_basis == PowerBasis::Facility && site(0).power_mw == 500.0));
    CHECK(site(1).power_basis == PowerBasis::It);
    CHECK(statuses(world) == "aaa");
    CHECK(world.world().dataset->cables[2].rfs_year == 2026);

    report::Question question;
    question.date = Date::from_ymd(2028, 3, 1);
    Event early = about(EventKind::SiteChanged, "site-0", PlanChange::BroughtForward);
    in_force(world, of({early}), question);
    CHECK(site(0).year == 2028);
    Event earlier = early;
    earlier.date = Date::from_ymd(2027, 5, 1);
    in_force(world, of({early, earlier}), question);
    CHECK(site(0).year == 2027);
    in_force(world, of({earlier, early}), question);
    CHECK(site(0).year == 2027);

    in_force(world, of({about(EventKind::SiteChanged, "site-0"), early}), question);
    CHECK(site(0).status == SiteStatus::Closed);
    in_force(world, of({about(EventKind::CableChanged, "cable-2")}));
    CHECK(statuses(world) == "aar");
    // Power: 500 MW more in AAA are no loss; closing the running campus without published power is none in MW either.
    in_force(world, of({about(EventKind::SiteChanged, "site-2")}));
    CHECK(most_hit(world, Loss::ComputeMw, {}).empty());
    REQUIRE(most_hit(world, Loss::SiteCount, {}).size() == 1);
    CHECK(most_hit(world, Loss::SiteCount, {})[0].share == 1.0);
}

TEST_CASE("constellation lost: named once", "[scenario]") {
    DatasetBuilder builder{{"AAA"}};
    builder.data().satellite_groups = {{"starlink", "Starlink"}, {"oneweb", "OneWeb"}};
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    in_force(world, of({about(EventKind::ConstellationLost, "starlink"), about(EventKind::ConstellationLost, "oneweb"),
                        about(EventKind::ConstellationLost, "starlink")}));
    CHECK(std::ranges::equal(world.world().lost_constellations, std::vector<std::string>{"oneweb", "starlink"}));
}

TEST_CASE("dates and switches: an event that is off or has not come does nothing", "[scenario]") {
    DatasetBuilder builder = kenya();
    builder.data().as_of = Date::from_ymd(2026, 11, 22);
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    Event event = supplier_stops("CHN", "KEN", 1.0);
    event.on = false;
    in_force(world, of({event}));
    CHECK(same(world.world(), world.base_world()));
    event.on = true;
    event.date = Date::from_ymd(2026, 11, 23);
    in_force(world, of({event}));
    CHECK(same(world.world(), world.base_world()));
    report::Question question;
    question.date = event.date;
    in_force(world, of({event}), question);
    CHECK(world.world().scenario);
    CHECK(value(*world.world().dataset, builder, "CHN", "KEN") == 0);
    // An event that is off is not checked either: a list may keep one whose record has gone.
    event.on = false;
    event.supplier = "gone";
    CHECK(world.apply(of({event}), {}));
}

TEST_CASE("a bad event leaves the base data, and the sentence names the nearest choice", "[scenario]") {
    DatasetBuilder builder = network();
    builder.flow("AAA", "BBB", 10);
    builder.data().countries[0].name = "Aland";
    builder.data().blocs = {{"EU", "European Union"}};
    builder.data().satellite_groups = {{"starlink", "Starlink"}};
    builder.site("AAA", "BBB");
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    const auto refusal = [&](const Event& event) {
        const Status status = check_event(base, event);
        return status ? std::string{"fits"} : status.error().message;
    };
    Event bad = supplier_stops("aaa", "all", 1.0);
    CHECK(refusal(bad) == "supplier: unknown country \"aaa\"; did you mean \"AAA\"? There are: AAA, BBB, CCC, DDD");
    CHECK(refusal(supplier_stops("Aland", "all", 1.0)) == "supplier: unknown country \"Aland\"; did you mean \"AAA\"?");
    CHECK(refusal(supplier_stops("", "all", 1.0)) == "supplier: expected a country's ISO3 code, found nothing");
    CHECK(refusal(supplier_stops("AAA", "UE", 1.0)) ==
          "target: unknown target \"UE\"; did you mean \"EU\"? There are: all, EU, AAA, BBB, CCC, DDD");
    CHECK(refusal(supplier_stops("AAA", "AAA", 1.0)) == "target: expected somebody other than the supplier, found \"AAA\"");
    CHECK(refusal(supplier_stops("AAA", "all", 1.5)) == "fraction: expected a number from 0 to 1, found 1.5");
    CHECK(refusal(supplier_stops("AAA", "all", 1.0, -0.1)) == "grow_foreign: expected a number from 0, found -0.1");
    CHECK(refusal(supplier_stops("AAA", "all", std::nan(""))) == "fraction: expected a number from 0 to 1, found nan");
    CHECK(refusal(supplier_stops("AAA", "all", 1.0, 0.0, "chip")) ==
          "product_group: unknown product group \"chip\"; did you mean \"chips\"? There are: chips");
    CHECK(
        refusal(about(EventKind::CableCut, "cable-9")).starts_with("object: unknown cable \"cable-9\"; did you mean \"cable-0\"?"));
    CHECK(refusal(segment_cut("cable-0", 0, 3)) == "leg: expected a leg from 0 to 2 of branch 0 of \"cable-0\", found 3");
    CHECK(refusal(segment_cut("cable-0", 7, 0)) == "branch: expected a branch of \"cable-0\" (0, 1), found 7");
    Event half = segment_cut("cable-0", 0, 0);
    half.leg.reset();
    CHECK(refusal(half) == "leg: expected branch and leg together (or neither, for the whole system), found one of them");
    CHECK(refusal(about(EventKind::ChokepointClosed, "straight"))
              .starts_with("object: unknown chokepoint \"straight\"; did you mean \"strait\"?"));
    CHECK(refusal(about(EventKind::ConstellationLost, "starlnk"))
              .starts_with("object: unknown constellation \"starlnk\"; did you mean \"starlink\"?"));
    CHECK(refusal(about(EventKind::SiteChanged, "")) == "object: expected the id of a site, found nothing");
    CHECK(refusal(about(EventKind::SiteChanged, "site-0", PlanChange::BroughtForward)) ==
          "object: expected a planned site to bring forward, found \"site-0\", which is in operation");
    CHECK(refusal(about(EventKind::CableChanged, "cable-0", PlanChange::BroughtForward)) ==
          "object: expected a planned cable to bring forward, found \"cable-0\", which is in service");
    CHECK(refusal(operators_withdraw("AAA", "AAA")) == "target: expected somewhere other than the operators' home, found \"AAA\"");
    CHECK(refusal(operators_withdraw("AAA", "EU")) == "fits");

    in_force(world, of({supplier_stops("AAA", "BBB", 1.0)}));
    CHECK_FALSE(same(world.world(), world.base_world()));
    bad.label = "Ban";
    const Status status = world.apply(of({supplier_stops("AAA", "BBB", 1.0), bad}), {});
    REQUIRE_FALSE(status);
    CHECK(status.error().message.starts_with("event 2 (Ban): supplier: unknown country \"aaa\""));
    CHECK(same(world.world(), world.base_world()));
}

TEST_CASE("effect by event: alone, and beside the others", "[scenario]") {
    DatasetBuilder builder = kenya();
    const Dataset base = builder.build();
    ScenarioWorld world{base};
    Event off = supplier_stops("USA", "KEN", 1.0);
    off.on = false;
    const Scenario scenario = of({supplier_stops("CHN", "KEN", 0.5), supplier_stops("CHN", "KEN", 1.0), off});
    report::Question question;
    const auto effects = effect_by_event(world, scenario, builder.country("KEN"), Loss::Supply, question);
    REQUIRE(effects);
    REQUIRE(effects->size() == 3);
    CHECK((*effects)[0].alone == Approx(300.0 / 1300.0));
    CHECK((*effects)[0].added == 0.0);  // the other stops everything anyway
    CHECK((*effects)[1].alone == Approx(600.0 / 1300.0));
    CHECK((*effects)[1].added == Approx(300.0 / 1300.0));
    CHECK(((*effects)[2].alone == 0.0 && (*effects)[2].added == 0.0));
    // The world is left with the whole scenario.
    CHECK(value(*world.world().dataset, builder, "CHN", "KEN") == 0);
    const auto hits = most_hit(world, Loss::Supply, question);
    REQUIRE(hits.size() == 1);
    CHECK(hits[0].before == 1300.0);
    CHECK(hits[0].after == Approx(700.0));
    CHECK(effect_by_event(world, scenario, builder.country("UGA"), Loss::Supply, question)->at(0).alone == 0.0);
    // A net exporter's origins are in no table: what it loses is not known, and not nothing.
    CHECK_FALSE(effect_by_event(world, scenario, builder.country("USA"), Loss::Supply, question)->at(0).alone);
    CHECK_FALSE(effect_by_event(world, scenario, builder.country("KEN"), Loss::CableCapacity, question)->at(0).alone);
    CHECK_FALSE(effect_by_event(world, of({supplier_stops("XXX", "KEN", 1.0)}), 0, Loss::Supply, question));
}

TEST_CASE("describe: what a person reads in the list", "[scenario]") {
    DatasetBuilder builder = network();
    builder.data().blocs = {{"EU", "European Union"}, {"BRICS", "BRICS"}};
    builder.data().product_groups[0].name = "Transformers and converters";
    builder.data().landing_points[1].name = "Bude";
    builder.data().landing_points[2].name = "Lisbon";
    builder.data().cables[0].name = "Trunk";
    const Dataset base = builder.build();
    CHECK(describe(base, supplier_stops("AAA", "EU", 0.5, 0.0, "chips")) ==
          "Land AAA stops 50\u00a0% of transformers and converters to the European Union");
    CHECK(describe(base, supplier_stops("AAA", "BRICS", 1.0, 0.1)) ==
          "Land AAA stops all product groups to BRICS, others add up to 10\u00a0%");
    CHECK(describe(base, operators_withdraw("BBB", "all")) == "Land BBB operators withdraw from everywhere abroad");
    CHECK(describe(base, segment_cut("cable-0", 0, 1)) == "Trunk is cut between Bude and Lisbon");
    CHECK(describe(base, segment_cut("cable-0", 5, 1)) == "Trunk is cut at branch 5, leg 1");
    Event strait = about(EventKind::ChokepointClosed, "strait");
    CHECK(describe(base, strait) == "The Strait is closed");
    strait.probability = 0.125;
    strait.date = Date::from_ymd(2027, 1, 1);
    CHECK(describe(base, strait) == "The Strait fails with a probability of 12.5\u00a0% from 2027-01-01");
    CHECK(describe(base, about(EventKind::CableChanged, "cable-2", PlanChange::BroughtForward)) == "cable-2 enters service early");
    CHECK(describe(base, about(EventKind::SiteChanged, "nowhere")) == "nowhere is cancelled");
    strait.label = "The worst";
    CHECK(describe(base, strait) == "The worst");
}
