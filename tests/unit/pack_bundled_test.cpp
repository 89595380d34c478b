// The pack that the program ships.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <set>

#include "data/pack/load_pack.h"

using namespace linchpin;

TEST_CASE("bundled pack: no error, and as many rows as it should have", "[pack][bundled]") {
    const auto loaded = load_pack(LINCHPIN_ROOT "/assets/pack");
    REQUIRE(loaded);
    for (const Finding& finding : loaded->findings) {
        INFO(format_finding(finding));
        CHECK(finding.level == Finding::Level::Warning);
    }
    CHECK(loaded->sites.size() == 1648);
    CHECK(loaded->operators.size() == 338);
    CHECK(loaded->cables.size() == 456);
    CHECK(loaded->landing_points.size() == 746);
    CHECK(loaded->chokepoints.size() == 40);
    CHECK(loaded->satellites.size() == 12881);
    CHECK(loaded->planned_shells.size() == 17);
    CHECK(loaded->constellation_counts.size() == 588);
    CHECK(loaded->flows.size() == 90179);  // 90,491 less the 312 of USCENSUS_LIION
    CHECK(loaded->totals.size() == 9033);
    CHECK(loaded->shares.size() == 3778);  // 3,783 less the 5 of that source
    CHECK(loaded->production.size() == 554);
    CHECK(loaded->footprint.size() == 674);
    CHECK(loaded->countries.size() >= 249);
    for (const ResourceInfo& resource : loaded->resources) {
        INFO(resource.name);
        CHECK(resource.rows_skipped == 0);
        CHECK(resource.rows_read > 0);
        CHECK_FALSE(resource.sources.empty());
        CHECK_FALSE(resource.licences.empty());
    }
}

TEST_CASE("bundled pack: what stands in the facts", "[pack][bundled]") {
    const auto loaded = load_pack(LINCHPIN_ROOT "/assets/pack");
    REQUIRE(loaded);
    const Dataset& data = *loaded;
    const auto three_body =
        std::count_if(data.satellites.begin(), data.satellites.end(), [](const Satellite& s) { return s.group == "three-body"; });
    CHECK(three_body == 12);
    const auto active =
        std::count_if(data.cables.begin(), data.cables.end(), [](const Cable& c) { return c.status == CableStatus::Active; });
    CHECK(active == 384);
    CHECK(std::all_of(data.cables.begin(), data.cables.end(), [](const Cable& c) { return !c.branches.empty(); }));
    const auto without_hq =
        std::count_if(data.sites.begin(), data.sites.end(), [](const Site& s) { return s.operator_hq == kNone; });
    CHECK(without_hq == 56);
    const auto with_power =
        std::count_if(data.sites.begin(), data.sites.end(), [](const Site& s) { return s.power_mw.has_value(); });
    CHECK(with_power == 710);
    CHECK(data.is_member("EU", data.country_index(*CountryCode::parse("HRV")), *Date::parse("2014-01-01")));
    CHECK_FALSE(data.is_member("EU", data.country_index(*CountryCode::parse("HRV")), *Date::parse("2012-01-01")));
    CHECK_FALSE(data.is_member("BRICS", data.country_index(*CountryCode::parse("SAU")), *Date::parse("2026-01-01")));

    // Sorted without a repeated key, as dataset.h promises.
    const FlowTable& f = data.flows;
    for (std::size_t i = 1; i < f.size(); ++i)
        REQUIRE(std::tuple{f.group[i - 1], f.year[i - 1], f.importer[i - 1], f.exporter[i - 1]} <
                std::tuple{f.group[i], f.year[i], f.importer[i], f.exporter[i]});
    for (std::size_t i = 1; i < data.totals.size(); ++i) {
        const CountryTotal& a = data.totals[i - 1];
        const CountryTotal& b = data.totals[i];
        REQUIRE(std::tuple{a.group, a.year, a.country} < std::tuple{b.group, b.year, b.country});
    }
}
