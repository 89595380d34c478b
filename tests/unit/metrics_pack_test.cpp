// Metrics on the bundled pack, against published figures and properties that real data must keep.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>

#include "data/metrics/bloc_trade.h"
#include "data/metrics/cable_capacity.h"
#include "data/metrics/ec_dependency.h"
#include "data/metrics/isolation.h"
#include "data/metrics/reexports.h"
#include "data/metrics/sovereignty.h"
#include "bundled_pack.h"

using namespace linchpin;
using namespace linchpin::metrics;
using Catch::Matchers::WithinAbs;

namespace {

const Dataset& pack() { return testing::bundled_pack(); }

Index country(std::string_view code) { return pack().country_index(*CountryCode::parse(code)); }

const TradeBlock& block(const TradeView& view, std::string_view group, int year) {
    const TradeBlock* found = view.find(pack().group_index(group), year);
    REQUIRE(found != nullptr);
    return *found;
}

}  // namespace

TEST_CASE("Bundled pack: world export concentration as published with the data") {
    const TradeView view{pack()};
    const auto hhi = [&](const char* group, int year) { return *world_export_herfindahl(pack(), block(view, group, year)); };
    CHECK_THAT(hhi("transformers_converters", 2024), WithinAbs(0.1353, 0.00005));
    CHECK_THAT(hhi("computers_servers", 2020), WithinAbs(0.2621, 0.00005));
    CHECK_THAT(hhi("batteries_hs8507", 2024), WithinAbs(0.2742, 0.00005));
    CHECK_THAT(hhi("computer_parts", 2024), WithinAbs(0.1413, 0.00005));
}

TEST_CASE("Bundled pack: the EU is no data where too few members list their origins") {
    const TradeView view{pack()};
    const auto eu = [&](const char* group, int year) {
        std::vector<std::uint8_t> member(pack().countries.size(), 0);
        for (Index c = 0; c < member.size(); ++c) member[c] = pack().is_member("EU", c, Date::from_ymd(year, 12, 31)) ? 1 : 0;
        return bloc_imports(view, block(view, group, year), member);
    };
    CHECK(eu("transformers_converters", 2020).coverage() < 0.8);
    CHECK_FALSE(ec_dependency(eu("transformers_converters", 2020)));
    const BlocImports phones = eu("telecom_equipment", 2024);
    CHECK(phones.coverage() > 0.9);
    CHECK(phones.extra_usd + phones.intra_usd + phones.unallocated_usd == phones.covered_usd);
    const auto result = ec_dependency(phones);
    REQUIRE(result);
    CHECK(result->cdi1.interval.low < result->cdi1.interval.high);
    CHECK(phones.extra.front().partner == country("CHN"));
}

TEST_CASE("Bundled pack: traced origins of a whole year keep production and consumption") {
    const TradeView view{pack()};
    const TradeBlock& year = block(view, "computers_servers", 2024);
    std::vector<OriginNode> nodes(pack().countries.size());
    for (Index c = 0; c < nodes.size(); ++c) {
        nodes[c].imports_usd = view.imports_usd(year, c);
        nodes[c].exports_usd = view.exports_usd(year, c);
    }
    std::vector<OriginFlow> flows;
    for (std::size_t row = year.flows_begin; row < year.flows_end; ++row) {
        const auto& table = pack().flows;
        if (table.exporter[row] != kOtherPartner) flows.push_back({table.importer[row], table.exporter[row], table.value_usd[row]});
    }
    const auto traced = trace_origins(nodes, flows);
    REQUIRE(traced);
    for (Index c = 0; c < nodes.size(); ++c) {
        double column = 0.0;
        for (std::size_t m = 0; m < nodes.size() + 2; ++m) column += traced->at(m, c);
        CHECK_THAT(column, WithinAbs(traced->production_usd[c], 1.0));
    }
    // A hub that re-exports what it imports makes nothing in this model, and China's part of French imports rises.
    const double traced_share = *origin_share(*traced, country("FRA"), country("CHN"), true);
    const auto declared =
        import_shares(country("FRA"), view.importer_rows(year, country("FRA")), view.imports_usd(year, country("FRA")));
    CHECK(traced_share > share_of(declared, country("FRA"), country("CHN")).share);
}

TEST_CASE("Bundled pack: islands on one cable are one cut away, and the killing set is named") {
    const LabelledGraph graph = cable_graph(pack(), {});
    const std::vector<Index> hubs = capacity_hubs(pack(), {}, 10);
    CHECK(hubs.size() == 10);
    const auto tonga = isolation(graph, country("TON"), hubs);
    REQUIRE(tonga);
    CHECK(tonga->number == 1);
    CHECK(pack().cables[tonga->killing_set.at(0)].id == "tonga-cable");
    CHECK(isolation(graph, country("GBR"), hubs)->kind == IsolationKind::AtLeast);
    CHECK_FALSE(isolation(graph, country("CHE"), hubs));  // no landing, no sea-only value
    const auto egypt = retained_capacity(landed_systems(pack(), country("EGY"), {}, false));
    REQUIRE(egypt);
    CHECK(egypt->systems > 10);
    CHECK(std::is_sorted(egypt->retained.rbegin(), egypt->retained.rend()));
}

TEST_CASE("Bundled pack: compute sovereignty has all four levels, and count and power disagree somewhere") {
    const auto regions = weighted_sites(pack(), SiteMeasure::CloudRegions, {}, false);
    const auto power = weighted_sites(pack(), SiteMeasure::PowerMw, {}, false);
    CHECK(regions.size() == 382);
    const auto by_count = domestic_share(regions, country("DEU"), SovereigntyLevel::Operator);
    const auto by_power = domestic_share(power, country("DEU"), SovereigntyLevel::Operator);
    REQUIRE(by_count);
    REQUIRE(by_power);
    CHECK(by_count->domestic_share == 0.25);
    CHECK(by_count->largest_foreign != by_power->largest_foreign);
    CHECK(domestic_share(regions, country("DEU"), SovereigntyLevel::AcceleratorVendor)->coverage < 1.0);
    CHECK(footprint_abroad(regions, country("USA"))->share > 0.5);
}
