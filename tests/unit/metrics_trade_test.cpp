// M04, M05, M08, M09, M10: trade dependence, by hand-computed examples.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>
#include <limits>

#include "data/metrics/basket.h"
#include "data/metrics/bloc_trade.h"
#include "data/metrics/ec_dependency.h"
#include "data/metrics/geodep.h"
#include "data/metrics/network_loss.h"
#include "data/metrics/outage.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;
using linchpin::testing::DatasetBuilder;

namespace {

/// Bloc {AAA, BBB}: from outside CCC 100 and DDD 20, between members 30, exports 80.
DatasetBuilder two_members() {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD", "MMM"}};
    b.flow("CCC", "AAA", 60).flow("BBB", "AAA", 20).flow("DDD", "AAA", 20).total("AAA", 100, 30);
    b.flow("CCC", "BBB", 40).flow("AAA", "BBB", 10).total("BBB", 50, 50);
    return b;
}

BlocImports imports_of(DatasetBuilder& b, const std::vector<std::string>& members) {
    static Dataset data;  // the view looks into it
    data = b.build();
    std::vector<std::uint8_t> flags(data.countries.size(), 0);
    for (const std::string& code : members) flags[b.country(code)] = 1;
    const TradeView view{data};
    return bloc_imports(view, *view.find(0, 2024), flags);
}

GeoDepInput dependent_year(int year = 2024) {
    GeoDepInput input;
    input.year = year;
    input.import_hhi = {0.5, 0.5};
    input.world_export_hhi = 0.45;
    input.imports_usd = 200;
    input.exports_usd = 100;
    return input;
}

}  // namespace

TEST_CASE("M04 sums a bloc without its internal trade") {
    auto b = two_members();
    const BlocImports bloc = imports_of(b, {"AAA", "BBB"});
    CHECK(bloc.extra_usd == 120);
    CHECK(bloc.intra_usd == 30);
    CHECK(bloc.exports_usd == 80);
    CHECK(bloc.coverage() == 1.0);
    REQUIRE(bloc.extra.size() == 2);
    CHECK(bloc.extra[0].value_usd == 100);
}

TEST_CASE("M04 flags a bloc when all three indicators pass") {
    auto b = two_members();
    const auto result = ec_dependency(imports_of(b, {"AAA", "BBB"}));
    REQUIRE(result);
    CHECK_THAT(result->cdi1.interval.low, WithinAbs(10400.0 / 14400.0, 1e-12));
    CHECK(result->cdi1.interval.high == result->cdi1.interval.low);
    CHECK_THAT(result->cdi2.interval.low, WithinAbs(0.8, 1e-12));
    CHECK_THAT(result->cdi3.interval.low, WithinAbs(1.5, 1e-12));
    CHECK(result->dependent == Verdict::Certain);
}

TEST_CASE("M04 thresholds are strict") {
    BlocImports bloc;
    bloc.extra = {{1, 50, 1.0}};
    bloc.extra_usd = 50;
    bloc.intra_usd = 50;  // exactly one half from outside
    bloc.covered_usd = bloc.total_usd = 100;
    bloc.exports_usd = 10;
    CHECK(ec_dependency(bloc)->cdi2.verdict == Verdict::No);
    CHECK(ec_dependency(bloc)->dependent == Verdict::No);
    bloc.intra_usd = 49;
    bloc.exports_usd = 50;  // exactly as much exported
    CHECK(ec_dependency(bloc)->cdi2.verdict == Verdict::Certain);
    CHECK(ec_dependency(bloc)->cdi3.verdict == Verdict::No);
}

TEST_CASE("M04 without exports is infinite and passes; unknown exports are no data") {
    auto b = two_members();
    BlocImports bloc = imports_of(b, {"AAA", "BBB"});
    bloc.exports_usd = 0;
    const auto result = ec_dependency(bloc);
    CHECK(result->no_exports);
    CHECK(std::isinf(result->cdi3.interval.low));
    CHECK(result->dependent == Verdict::Certain);
    bloc.exports_usd.reset();
    CHECK_FALSE(ec_dependency(bloc));
    CHECK_FALSE(ec_dependency(bloc, EcExports::OutsideOnly));
    CHECK_THAT(ec_dependency(bloc, EcExports::OutsideOnly, 240)->cdi3.interval.low, WithinAbs(0.5, 1e-12));
}

TEST_CASE("M04 is no data when members with a list cover less than 80 % of the imports") {
    auto b = two_members();
    b.total("MMM", 38, 500);  // a member without a list: 150 of 188 covered, 79.8 %
    CHECK_FALSE(ec_dependency(imports_of(b, {"AAA", "BBB", "MMM"})));
    auto c = two_members();
    c.total("MMM", 37, 0);  // 150 of 187, 80.2 %
    const auto result = ec_dependency(imports_of(c, {"AAA", "BBB", "MMM"}));
    REQUIRE(result);
    CHECK_THAT(result->coverage, WithinAbs(150.0 / 187.0, 1e-12));
    CHECK_FALSE(ec_dependency(BlocImports{}));
}

TEST_CASE("M04 with unallocated imports is at most possible where only the upper bound passes") {
    DatasetBuilder b{{"AAA", "CCC"}};
    b.flow("CCC", "AAA", 50).total("AAA", 100, 10);
    const auto result = ec_dependency(imports_of(b, {"AAA"}));
    CHECK(result->cdi1.interval.low == 0.25);
    CHECK(result->cdi1.interval.high == 1.0);
    CHECK(result->cdi2.interval.low == 0.5);
    CHECK(result->cdi2.interval.high == 1.0);
    CHECK(result->cdi3.verdict == Verdict::Certain);
    CHECK(result->dependent == Verdict::Possible);
}

TEST_CASE("M04 a bloc of one is the country itself") {
    auto b = two_members();
    const BlocImports bloc = imports_of(b, {"AAA"});
    CHECK(bloc.intra_usd == 0);
    CHECK(bloc.extra_usd == 100);
    CHECK_THAT(ec_dependency(bloc)->cdi1.interval.low, WithinAbs(0.36 + 0.04 + 0.04, 1e-12));
}

TEST_CASE("M05 meets criteria 1 to 3") {
    const auto year = geodep_year(dependent_year());
    REQUIRE(year);
    CHECK(year->imports_over_exports == 2.0);
    CHECK(year->meets == Verdict::Certain);
}

TEST_CASE("M05 sets the ratio to 9999 when exports are null, and is strict at 1") {
    GeoDepInput input = dependent_year();
    input.exports_usd.reset();
    CHECK(geodep_year(input)->imports_over_exports == 9999.0);
    input.exports_usd = 0;
    CHECK(geodep_year(input)->meets == Verdict::Certain);
    input.exports_usd = 200;
    CHECK_FALSE(geodep_year(input)->imports_exceed_exports);
    CHECK(geodep_year(input)->meets == Verdict::No);
    input.imports_usd = 0;
    CHECK_FALSE(geodep_year(input));
}

TEST_CASE("M05 with an interval around the threshold is only possible; exactly 0.4 is not concentrated") {
    GeoDepInput input = dependent_year();
    input.import_hhi = {0.35, 0.45};
    CHECK(geodep_year(input)->meets == Verdict::Possible);
    input.import_hhi = {0.4, 0.4};
    CHECK(geodep_year(input)->meets == Verdict::No);
    input = dependent_year();
    input.world_export_hhi = 0.4;
    CHECK(geodep_year(input)->meets == Verdict::No);
    input.world_export_hhi.reset();
    CHECK_FALSE(geodep_year(input));
}

TEST_CASE("M05 persists when two of the last three data years meet it") {
    const auto years = [](std::vector<Verdict> verdicts) {
        std::vector<GeoDepYear> list;
        for (const Verdict v : verdicts) {
            GeoDepYear year;
            year.meets = v;
            list.push_back(year);
        }
        return list;
    };
    using enum Verdict;
    CHECK(geodep_persistent(years({Certain, No, Certain})) == Certain);
    CHECK(geodep_persistent(years({Certain, Certain, No, No, Certain})) == No);  // only the last three count
    CHECK(geodep_persistent(years({Possible, Certain, No})) == Possible);
    CHECK_FALSE(geodep_persistent(years({Certain, Certain})));  // "in this year only"
}

TEST_CASE("World export Herfindahl index comes from totals") {
    CHECK(world_export_herfindahl(std::vector<std::int64_t>{50, 50}) == 0.5);
    CHECK_FALSE(world_export_herfindahl(std::vector<std::int64_t>{}));
    CHECK_FALSE(world_export_herfindahl(std::vector<std::int64_t>{0, 0}));
}

TEST_CASE("M08 removes the strongest exporters one after another") {
    const TradeEdge edges[] = {{0, 1, 60}, {0, 2, 20}, {1, 2, 20}, {3, 3, 999}, {4, 1, -5}};
    const auto profile = vulnerability_profile(edges, 5);
    REQUIRE(profile);
    CHECK(profile->removed == std::vector<std::uint16_t>{0, 1});
    CHECK(profile->left == std::vector<double>{1.0, 0.2, 0.0});
    CHECK_THAT(profile->spof_loss(), WithinAbs(0.8, 1e-15));
}

TEST_CASE("M08 breaks ties by ISO code, and knows nothing without trade") {
    const TradeEdge even[] = {{7, 2, 50}, {2, 7, 50}};
    CHECK(vulnerability_profile(even, 1)->removed == std::vector<std::uint16_t>{2});
    CHECK(vulnerability_profile(even, 1)->left[1] == 0.0);
    CHECK(vulnerability_profile(even, 0)->spof_loss() == 0.0);
    const TradeEdge self[] = {{1, 1, 50}};
    CHECK_FALSE(vulnerability_profile(self, 1));
    CHECK_FALSE(vulnerability_profile({}, 1));
}

TEST_CASE("M08 flag: half the trade and a concentrated world") {
    CHECK(single_point_of_failure(0.5, 0.41));
    CHECK(single_point_of_failure(1.0 - 0.5, 0.41));
    CHECK_FALSE(single_point_of_failure(0.49, 0.41));
    CHECK_FALSE(single_point_of_failure(0.9, 0.4));  // exactly at the threshold
}

TEST_CASE("M09 takes what others could add from what is lost") {
    const OutageSupplier suppliers[] = {{1, 60, 0.5, 9.0}, {2, 30, 0.0, 0.2}, {kOtherPartner, 10, 0.0, 1.0}};
    const auto result = supplier_outage({suppliers, 50, 30, 0.1});
    REQUIRE(result);
    CHECK(result->gap_usd == 30.0);
    CHECK_THAT(result->cover_usd, WithinAbs(8.0, 1e-12));  // neither the struck supplier nor OTH expands
    CHECK(result->supply_usd == 120.0);
    CHECK_THAT(result->shortfall, WithinAbs(22.0 / 120.0, 1e-12));
}

TEST_CASE("M09 without production counts imports only, without caps is the plain loss") {
    const OutageSupplier suppliers[] = {{1, 60, 1.0, 0.0}, {2, 40, 0.0, 0.0}};
    const auto plain = supplier_outage({suppliers, {}, 500, 0.0});
    CHECK(plain->imports_only);
    CHECK(plain->shortfall == 0.6);
    const OutageSupplier covered[] = {{1, 10, 1.0, 0.0}, {2, 90, 0.0, 0.5}};
    CHECK(supplier_outage({covered, {}, {}, 0.0})->shortfall == 0.0);
}

TEST_CASE("M09 has no result without supply, and exports above production leave no domestic supply") {
    CHECK_FALSE(supplier_outage({}));
    const OutageSupplier nothing[] = {{1, 0, 1.0, 0.0}};
    CHECK_FALSE(supplier_outage({nothing, 10, 20, 0.0}));
    const OutageSupplier one[] = {{1, 10, 1.0, 0.0}};
    const auto result = supplier_outage({one, 10, 20, 5.0});
    CHECK(result->supply_usd == 10.0);
    CHECK(result->shortfall == 1.0);
    CHECK_FALSE(result->imports_only);
}

TEST_CASE("M10 with value weights reproduces the pooled shares") {
    ImportShares a, b;
    a.state = b.state = ImportState::Available;
    a.suppliers = {{1, 90, 0.9}, {2, 10, 0.1}};
    b.suppliers = {{2, 800, 800.0 / 900.0}, {1, 100, 100.0 / 900.0}};
    const BasketItem items[] = {{&a, 100.0}, {&b, 900.0}};
    const auto basket = basket_exposure(items);
    REQUIRE(basket);
    CHECK(basket->coverage == 1.0);
    CHECK(basket->origins[0].partner == 2);
    CHECK_THAT(basket->origins[0].exposure, WithinAbs(0.81, 1e-12));
    CHECK_THAT(basket->origins[1].exposure, WithinAbs(0.19, 1e-12));
}

TEST_CASE("M10 normalises over what has data and says how much that is") {
    ImportShares known, missing;
    known.state = ImportState::Available;
    known.suppliers = {{1, 60, 0.6}};
    known.unallocated_share = 0.4;
    const BasketItem items[] = {{&known, 1.0}, {&missing, 3.0}};
    const auto basket = basket_exposure(items);
    CHECK(basket->coverage == 0.25);
    CHECK(basket->origins[0].exposure == 0.6);
    CHECK(basket->unallocated == 0.4);
    const BasketItem none[] = {{&missing, 1.0}};
    CHECK_FALSE(basket_exposure(none));
    const BasketItem weightless[] = {{&known, 0.0}, {&known, std::numeric_limits<double>::quiet_NaN()}};
    CHECK_FALSE(basket_exposure(weightless));
}

TEST_CASE("M10 breaks ties by ISO code") {
    ImportShares a;
    a.state = ImportState::Available;
    a.suppliers = {{3, 50, 0.5}, {9, 50, 0.5}};
    const BasketItem items[] = {{&a, 2.0}};
    CHECK(basket_exposure(items)->origins[0].partner == 3);
}
