// derive(): what a filter shows and the values countries carry, on small hand-made data.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "data/query/choropleth.h"
#include "data/query/derived_index.h"
#include "data/query/snapshot.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;
using linchpin::testing::DatasetBuilder;

namespace {

Filter trade_filter(int year = 2024) {
    Filter filter;
    filter.product_group = "chips";
    filter.trade_year = year;
    filter.min_flow_usd = 0.0;
    return filter;
}

const FacetCount& facet(const std::vector<FacetCount>& facets, std::string_view id) {
    const auto it = std::find_if(facets.begin(), facets.end(), [&](const FacetCount& f) { return f.id == id; });
    REQUIRE(it != facets.end());
    return *it;
}

Filter choropleth_filter(ChoroplethKind kind, std::string country = {}, std::string topic = {}) {
    Filter filter = trade_filter();
    filter.choropleth = {kind, std::move(country), std::move(topic)};
    return filter;
}

}  // namespace

TEST_CASE("Arcs: largest first, ties by code, never OTH, never a country to itself") {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD"}};
    b.flow("BBB", "AAA", 50)
        .flow("CCC", "AAA", 50)
        .flow("OTH", "AAA", 900, 2024, Coverage::ResidualOrigins)
        .flow("AAA", "AAA", 800);
    b.flow("DDD", "BBB", 70).flow("AAA", "BBB", 10).total("AAA", 1000, 5).total("BBB", 80, 7);
    const Dataset data = b.build();
    Filter filter = trade_filter();
    filter.top_arcs = 3;
    const Snapshot all = derive(data, filter);
    REQUIRE(all.arcs.size() == 3);
    CHECK(all.arcs[0].exporter == b.country("DDD"));
    CHECK(all.arcs[1].exporter == b.country("BBB"));
    CHECK(all.arcs[2].exporter == b.country("CCC"));
    CHECK(data.flows.value_usd[all.arcs[0].flow_row] == 70);
    CHECK(all.arcs_total == 4);
    CHECK(all.arcs_value_usd == 170);
    CHECK(all.group_world_usd == 1080);
    CHECK(all.trade_year_used == 2024);
    CHECK(all.trade_note.empty());

    filter.top_arcs = 100;
    filter.min_flow_usd = 50.0;
    CHECK(derive(data, filter).arcs.size() == 3);  // exactly at the floor stays
    filter.hidden_exporters = {"CCC"};
    const Snapshot hidden = derive(data, filter);
    CHECK(hidden.arcs.size() == 2);
    CHECK(facet(hidden.exporters, "CCC").shown == 0);
    CHECK(facet(hidden.exporters, "CCC").total == 1);
    filter.top_arcs = 0;
    CHECK(derive(data, filter).arcs.empty());
}

TEST_CASE("Trade year: the greatest data year at or before, and partial years are not carried") {
    DatasetBuilder b{{"AAA", "BBB"}};
    b.flow("BBB", "AAA", 1, 2020).flow("BBB", "AAA", 2, 2024).flow("BBB", "AAA", 3, 2025, Coverage::AllDestinationsPartialYear);
    const Dataset data = b.build();
    CHECK(derive(data, trade_filter(2019)).trade_year_used == 0);
    CHECK(derive(data, trade_filter(2019)).arcs.empty());
    CHECK(derive(data, trade_filter(2022)).trade_year_used == 2020);
    CHECK(derive(data, trade_filter(2022)).trade_note == "carried from 2020");
    CHECK(derive(data, trade_filter(2025)).trade_note == "partial year");
    CHECK(derive(data, trade_filter(2026)).trade_year_used == 2024);
    Filter dated = trade_filter(2026);
    dated.date = Date::from_ymd(2021, 6, 1);
    CHECK(derive(data, dated).trade_year_used == 2020);
    dated.date = Date::from_ymd(2030, 1, 1);
    dated.trade_year = 2020;
    CHECK(derive(data, dated).trade_year_used == 2020);
    Filter unknown = trade_filter();
    unknown.product_group = "no such group";
    CHECK(derive(data, unknown).trade_year_used == 0);
    CHECK_FALSE(derive(data, unknown).choropleth.active);
}

TEST_CASE("World trade of a full matrix without totals is the sum of its rows, of a list without totals unknown") {
    DatasetBuilder b{{"AAA", "BBB"}, {"chips", "basket"}};
    b.flow("BBB", "AAA", 5)
        .flow("BBB", "AAA", 7, 2024, Coverage::FullBilateral, 1)
        .flow("AAA", "BBB", 8, 2024, Coverage::FullBilateral, 1);
    const Dataset data = b.build();
    CHECK(derive(data, trade_filter()).group_world_usd == 0);
    Filter basket = trade_filter();
    basket.product_group = "basket";
    CHECK(derive(data, basket).group_world_usd == 15);
}

TEST_CASE("Sites: every filter counts, and each list says shown of total") {
    DatasetBuilder b{{"AAA", "BBB"}};
    b.site("AAA", "AAA").power_mw = 10.0;
    b.data().sites.back().power_basis = PowerBasis::It;
    b.site("AAA", "BBB", "colocation").power_mw = 30.0;
    b.data().sites.back().power_basis = PowerBasis::Planned;
    b.site("AAA", "", "colocation");
    b.site("BBB", "BBB", "colocation", SiteStatus::Closed).power_mw = 50.0;
    b.data().sites.back().power_basis = PowerBasis::Facility;
    b.site("BBB", "BBB", "government", SiteStatus::Announced);
    const Dataset data = b.build();
    Filter filter;
    const Snapshot base = derive(data, filter);
    CHECK(base.site_visible == std::vector<std::uint8_t>{1, 1, 1, 0, 1});
    CHECK(base.sites_shown == 4);
    CHECK(base.site_power_mw_shown == 10.0);  // planned power and closed sites are not current power
    CHECK(facet(base.site_nationalities, "BBB").shown == 2);
    CHECK(facet(base.site_nationalities, "BBB").total == 3);
    CHECK(base.site_nationalities.back().id.empty());  // unknown last
    CHECK(base.site_nationalities.back().name == "Unknown");
    CHECK(base.site_kinds.front().id == "colocation");
    CHECK(facet(base.site_statuses, "closed").shown == 0);

    filter.hidden_site_nationalities = {""};
    CHECK(derive(data, filter).site_visible == std::vector<std::uint8_t>{1, 1, 0, 0, 1});
    filter.hidden_site_kinds = {"colocation"};
    CHECK(derive(data, filter).sites_shown == 2);
    filter = {};
    filter.min_power_mw = 10.0;
    CHECK(derive(data, filter).site_visible == std::vector<std::uint8_t>{1, 1, 0, 0, 0});
    filter = {};
    filter.hidden_site_statuses.clear();
    CHECK(derive(data, filter).sites_shown == 5);
    CHECK(derive(data, filter).site_power_mw_shown == 10.0);
}

TEST_CASE("Power counts only the row that stands for its site") {
    DatasetBuilder b{{"AAA"}};
    for (const bool counts : {true, false}) {
        Site& site = b.site("AAA", "AAA", "ai_cluster");
        site.power_mw = 7.0;
        site.power_basis = PowerBasis::Facility;
        site.count_in_totals = counts;
    }
    CHECK(derive(b.build(), Filter{}).site_power_mw_shown == 7.0);
}

TEST_CASE("Dates: operating from 1 January, plans from 31 December, no start is always, ended is never") {
    DatasetBuilder b{{"AAA"}};
    b.site("AAA", "AAA", "colocation", SiteStatus::Operational, 2020);
    b.site("AAA", "AAA", "colocation", SiteStatus::Operational);
    b.site("AAA", "AAA", "colocation", SiteStatus::UnderConstruction, 2027);
    b.site("AAA", "AAA", "colocation", SiteStatus::Announced);
    b.site("AAA", "AAA", "colocation", SiteStatus::Closed, 2010);
    b.satellite("s", 2021);
    b.satellite("s");
    const Dataset data = b.build();
    Filter filter;
    filter.hidden_site_statuses.clear();
    const auto visible_at = [&](int y, int m, int d) {
        filter.date = Date::from_ymd(y, m, d);
        return derive(data, filter).site_visible;
    };
    using V = std::vector<std::uint8_t>;
    CHECK(visible_at(2019, 12, 31) == V{0, 1, 0, 0, 0});
    CHECK(visible_at(2020, 1, 1) == V{1, 1, 0, 0, 0});
    CHECK(visible_at(2027, 12, 30) == V{1, 1, 0, 0, 0});
    CHECK(visible_at(2027, 12, 31) == V{1, 1, 1, 0, 0});
    filter.date.reset();
    CHECK(derive(data, filter).site_visible == V{1, 1, 1, 1, 1});
    filter.date = Date::from_ymd(2020, 12, 31);
    CHECK(derive(data, filter).satellite_visible == V{0, 1});
    filter.date = Date::from_ymd(2021, 1, 1);
    CHECK(derive(data, filter).satellite_visible == V{1, 1});
}

TEST_CASE("Cables: a system goes when all its suppliers are hidden") {
    DatasetBuilder b{{"AAA", "BBB"}};
    const Index a = b.landing("AAA"), c = b.landing("BBB");
    const Index from_a = b.supplier("AAA"), from_b = b.supplier("BBB"), nobody = b.supplier("");
    b.cable({a, c}).supplier_companies = {from_a};
    b.cable({a, c}).supplier_companies = {from_a, from_b};
    b.cable({a, c});
    b.cable({a, c}, CableStatus::Planned, 2027).supplier_companies = {nobody};
    b.cable({a, c}, CableStatus::Retired, 1990).supplier_companies = {from_b};
    const Dataset data = b.build();
    using V = std::vector<std::uint8_t>;
    Filter filter;
    CHECK(derive(data, filter).cable_visible == V{1, 1, 1, 1, 0});
    filter.hidden_cable_nationalities = {"AAA"};
    CHECK(derive(data, filter).cable_visible == V{0, 1, 1, 1, 0});
    CHECK(facet(derive(data, filter).cable_nationalities, "AAA").shown == 1);
    CHECK(facet(derive(data, filter).cable_nationalities, "AAA").total == 2);
    filter.hidden_cable_nationalities = {"", "AAA", "BBB"};
    CHECK(derive(data, filter).cables_shown == 0);
    filter = {};
    filter.date = Date::from_ymd(2026, 1, 1);
    CHECK(derive(data, filter).cable_visible == V{1, 1, 1, 0, 0});
    CHECK(derive(data, Filter{}).cable_nationalities.back().id.empty());
    CHECK(derive(data, Filter{}).cable_nationalities.back().total == 2);
}

TEST_CASE("Constellations are counted under their names, and unlisted ones under their id") {
    DatasetBuilder b{{"AAA"}};
    b.data().satellite_groups = {{"starlink", "Starlink"}};
    b.satellite("starlink");
    b.satellite("starlink");
    b.satellite("other");
    const Dataset data = b.build();
    Filter filter;
    filter.hidden_constellations = {"starlink"};
    const Snapshot snapshot = derive(data, filter);
    CHECK(snapshot.satellites_shown == 1);
    CHECK(snapshot.constellations[0].name == "Starlink");
    CHECK(snapshot.constellations[0].shown == 0);
    CHECK(snapshot.constellations[0].total == 2);
    CHECK(snapshot.constellations[1].name == "other");
}

TEST_CASE("Choropleth of the top supplier tells value, no data and not available apart") {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "TWN"}};
    b.flow("BBB", "AAA", 60).flow("CCC", "AAA", 30).total("AAA", 100, 0);
    b.flow("TWN", "BBB", 500, 2024, Coverage::AllDestinations).total("BBB", 900, 2000);
    const Dataset data = b.build();
    const ChoroplethLayer layer = derive(data, choropleth_filter(ChoroplethKind::TopSupplierShare)).choropleth;
    REQUIRE(layer.active);
    CHECK(layer.title == "Top supplier's share of imports, Group chips (HS 8542)");
    CHECK(layer.unit == "% of import value");
    CHECK(layer.year == "2024");
    CHECK(layer.with_value == 1);
    const CountryValue& a = layer.values[b.country("AAA")];
    CHECK(a.state == ValueState::Value);
    CHECK_THAT(a.value, WithinAbs(60.0, 1e-12));
    CHECK(a.partner == b.country("BBB"));
    CHECK_THAT(a.note, ContainsSubstring("10"));  // a tenth has no named origin
    CHECK(layer.values[b.country("BBB")].state == ValueState::NotAvailable);
    CHECK(layer.values[b.country("CCC")].state == ValueState::NoData);
    for (const CountryValue& value : layer.values) CHECK((value.state == ValueState::Value || !value.note.empty()));
}

TEST_CASE("Choropleth values of older data say so") {
    DatasetBuilder b{{"AAA", "BBB"}};
    b.flow("BBB", "AAA", 60, 2020);
    const Dataset data = b.build();
    Filter filter = choropleth_filter(ChoroplethKind::ImportHhi);
    filter.trade_year = 2023;
    const ChoroplethLayer layer = derive(data, filter).choropleth;
    CHECK(layer.year == "2020, carried from 2020 to 2023");
    CHECK(layer.values[b.country("AAA")].value == 1.0);
    CHECK_THAT(layer.values[b.country("AAA")].note, ContainsSubstring("carried from 2020"));
}

TEST_CASE("Choropleth of the share from one country: named, below the list, true zero, itself") {
    std::vector<std::string> codes{"CHN", "NNN", "TEN"};
    for (char c = 'A'; c <= 'J'; ++c) codes.push_back(std::string{"P"} + c + c);
    DatasetBuilder b{codes};
    for (char c = 'A'; c <= 'J'; ++c) b.flow(std::string{"P"} + c + c, "TEN", 100);
    b.total("TEN", 2000, 0);
    b.flow("CHN", "NNN", 25).flow("PAA", "NNN", 75).total("NNN", 100, 0);
    b.flow("PAA", "PBB", 10);
    b.flow("PAA", "CHN", 10);
    const Dataset data = b.build();
    const ChoroplethLayer layer = derive(data, choropleth_filter(ChoroplethKind::ShareFromCountry, "CHN")).choropleth;
    CHECK(layer.values[b.country("NNN")].value == 25.0);
    const CountryValue& below = layer.values[b.country("TEN")];
    CHECK(below.state == ValueState::NotAvailable);
    CHECK_THAT(below.note, ContainsSubstring("below the top ten (at most 5.0"));
    CHECK(below.high == 5.0);
    const CountryValue& zero = layer.values[b.country("PBB")];
    CHECK(zero.state == ValueState::Value);
    CHECK(zero.value == 0.0);
    CHECK(layer.values[b.country("CHN")].state == ValueState::NotAvailable);
    CHECK(layer.values[b.country("PCC")].state == ValueState::NoData);
    CHECK_FALSE(derive(data, choropleth_filter(ChoroplethKind::ShareFromCountry, "")).choropleth.active);
    CHECK_FALSE(derive(data, choropleth_filter(ChoroplethKind::ShareFromCountry, "QQQ")).choropleth.active);
}

TEST_CASE("Choropleth of concentration carries its interval above five percent unallocated") {
    DatasetBuilder b{{"AAA", "BBB", "CCC"}};
    b.flow("BBB", "AAA", 50).flow("CCC", "AAA", 30).total("AAA", 100, 0);
    const Dataset data = b.build();
    const CountryValue value = derive(data, choropleth_filter(ChoroplethKind::ImportHhi)).choropleth.values[b.country("AAA")];
    CHECK_THAT(value.value, WithinAbs(0.34, 1e-12));
    REQUIRE(value.high);
    CHECK_THAT(*value.high, WithinAbs(0.58, 1e-12));
}

TEST_CASE("Choropleth of sites: one family at a time, zero is not unknown") {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD"}};
    b.site("AAA", "BBB");
    b.site("AAA", "AAA");
    b.site("AAA", "");
    b.site("AAA", "AAA", "hyperscale_region", SiteStatus::Announced);
    b.site("AAA", "AAA", "hyperscale_region").count_in_totals = false;
    b.site("BBB", "BBB", "colocation");
    Site& known = b.site("CCC", "BBB", "colocation");
    known.power_mw = 40.0;
    known.power_basis = PowerBasis::It;
    const Dataset data = b.build();

    const ChoroplethLayer count = derive(data, choropleth_filter(ChoroplethKind::SiteCount)).choropleth;
    CHECK(count.unit == "cloud regions");
    CHECK(count.values[0].value == 3.0);
    CHECK_THAT(count.values[0].note, ContainsSubstring("1 planned"));
    CHECK(count.values[1].state == ValueState::Value);
    CHECK(count.values[1].value == 0.0);
    CHECK(count.values[3].state == ValueState::NoData);
    Filter others = choropleth_filter(ChoroplethKind::SiteCount);
    others.hidden_site_kinds = {"hyperscale_region"};
    CHECK(derive(data, others).choropleth.values[1].value == 1.0);
    CHECK(derive(data, choropleth_filter(ChoroplethKind::SiteCount, "BBB")).choropleth.values[0].value == 1.0);

    const ChoroplethLayer power = derive(data, choropleth_filter(ChoroplethKind::SitePowerMw)).choropleth;
    CHECK(power.values[2].value == 40.0);
    CHECK(power.values[1].state == ValueState::NotAvailable);
    CHECK(power.values[3].state == ValueState::NoData);
    CHECK(power.values[0].state == ValueState::NotAvailable);  // only cloud regions: not zero

    const ChoroplethLayer foreign = derive(data, choropleth_filter(ChoroplethKind::ForeignSiteShare)).choropleth;
    CHECK(foreign.values[0].value == 50.0);  // one of two with a known nationality
    CHECK_THAT(foreign.values[0].note, ContainsSubstring("known for 2 of 3"));
    CHECK(foreign.values[1].state == ValueState::NotAvailable);
}

TEST_CASE("Choropleth of landed cables counts a system once, international ones in service only") {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD"}};
    const Index a1 = b.landing("AAA"), a2 = b.landing("AAA"), b1 = b.landing("BBB"), c1 = b.landing("CCC");
    b.cable({a1, a2, b1});
    b.cable({a1, a2});
    b.cable({a1, c1}, CableStatus::Planned);
    const Dataset data = b.build();
    const ChoroplethLayer layer = derive(data, choropleth_filter(ChoroplethKind::LandedCables)).choropleth;
    CHECK(layer.values[0].value == 1.0);
    CHECK_THAT(layer.values[0].note, ContainsSubstring("1 domestic"));
    CHECK(layer.values[2].state == ValueState::Value);
    CHECK(layer.values[2].value == 0.0);
    CHECK(layer.values[3].state == ValueState::NoData);
}

TEST_CASE("Choropleth of a topic: stable classes, unverified lists labelled, figures as numbers") {
    DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD"}};
    b.data().footprint_topics = {{"list", "A list", "From memory.", true}, {"share_pct", "Share", "", false}};
    b.fact("AAA", "list", "reported");
    b.fact("AAA", "share_pct", "59", 2022);
    b.fact("AAA", "vendor_restriction", "no ban", 2018);
    b.fact("BBB", "vendor_restriction", "ban", 2020);
    b.fact("CCC", "chinese_cloud_region", "Alibaba Cloud: closed", 2016);
    b.fact("CCC", "chinese_cloud_region", "Huawei Cloud: operational", 2019);
    const Dataset data = b.build();

    const ChoroplethLayer list = derive(data, choropleth_filter(ChoroplethKind::FootprintTopic, "", "list")).choropleth;
    CHECK(list.title == "A list (unverified list)");
    CHECK(list.categories == std::vector<std::string>{"Reported"});
    CHECK(list.values[1].state == ValueState::NoData);
    CHECK_THAT(list.values[1].note, ContainsSubstring("not the same as none"));

    const ChoroplethLayer share = derive(data, choropleth_filter(ChoroplethKind::FootprintTopic, "", "share_pct")).choropleth;
    CHECK_FALSE(share.categorical);
    CHECK(share.values[0].value == 59.0);
    CHECK(share.unit == "%");

    Filter filter = choropleth_filter(ChoroplethKind::FootprintTopic, "", "vendor_restriction");
    const ChoroplethLayer rules = derive(data, filter).choropleth;
    CHECK(rules.categories == std::vector<std::string>{"Ban", "No ban"});
    CHECK(rules.values[1].value == 0.0);
    CHECK(rules.values[0].value == 1.0);
    filter.date = Date::from_ymd(2019, 1, 1);
    const ChoroplethLayer early = derive(data, filter).choropleth;
    CHECK(early.categories == rules.categories);  // colours stay
    CHECK(early.values[1].state == ValueState::NoData);
    CHECK_THAT(early.values[1].note, ContainsSubstring("in 2020"));

    const ChoroplethLayer cloud =
        derive(data, choropleth_filter(ChoroplethKind::FootprintTopic, "", "chinese_cloud_region")).choropleth;
    CHECK(cloud.categories[static_cast<std::size_t>(cloud.values[2].value)] == "Operating");
    CHECK(cloud.values[2].text == "Alibaba Cloud: closed; Huawei Cloud: operational");
    CHECK_FALSE(derive(data, choropleth_filter(ChoroplethKind::FootprintTopic, "", "no such topic")).choropleth.active);
}

TEST_CASE("Class breaks are round, ascending, and set zeros apart") {
    std::vector<double> values;
    for (int i = 1; i <= 100; ++i) values.push_back(i);
    const auto breaks = query::round_quantile_breaks(values, 1.0);
    CHECK(breaks == std::vector<double>{10.0, 20.0, 30.0, 50.0, 100.0});
    values.push_back(0.0);
    const auto with_zero = query::round_quantile_breaks(values, 1.0);
    CHECK(with_zero.front() == 1.0);
    CHECK(std::is_sorted(with_zero.begin(), with_zero.end()));
    CHECK(query::round_quantile_breaks({}, 1.0).empty());
    CHECK(query::round_quantile_breaks({4.0, 4.0}, 1.0).empty());
    CHECK(query::round_quantile_breaks({0.0, 4.0}, 1.0) == std::vector<double>{1.0});
    CHECK(query::round_quantile_breaks({0.0, 0.35}, 1.0) == std::vector<double>{0.3});
    // A break at zero would put the zeros into the class of the smallest values.
    CHECK(query::round_quantile_breaks({0.0, 4.0, 17.0, 72.0}, 0.0).front() > 0.0);
    // Mostly ones, as counts are: still several classes.
    const auto ties = query::round_quantile_breaks({1, 1, 1, 1, 1, 1, 1, 1, 2, 3, 8, 61}, 1.0);
    CHECK(ties.size() >= 3);
    CHECK(std::adjacent_find(ties.begin(), ties.end()) == ties.end());
}

TEST_CASE("derive of an empty data set shows nothing and breaks nothing") {
    const Dataset empty;
    for (const auto kind : {ChoroplethKind::None, ChoroplethKind::TopSupplierShare, ChoroplethKind::ImportHhi,
                            ChoroplethKind::ShareFromCountry, ChoroplethKind::SiteCount, ChoroplethKind::SitePowerMw,
                            ChoroplethKind::ForeignSiteShare, ChoroplethKind::LandedCables, ChoroplethKind::FootprintTopic}) {
        const Snapshot snapshot = derive(empty, choropleth_filter(kind, "CHN", "huawei_5g"));
        CHECK_FALSE(snapshot.choropleth.active);
        CHECK(snapshot.arcs.empty());
    }
}
