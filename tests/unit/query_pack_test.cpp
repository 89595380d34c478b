// derive() on the bundled pack, against figures published with the data.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>
#include <cmath>
#include <memory>
#include <numeric>
#include <set>

#include "data/metrics/concentration.h"
#include "data/metrics/import_shares.h"
#include "data/pack/load_pack.h"
#include "data/query/derived_index.h"
#include "data/query/snapshot.h"

using namespace linchpin;
using Catch::Matchers::ContainsSubstring;
using Catch::Matchers::WithinAbs;

namespace {

struct Bundle {
    Dataset data;
    DerivedIndex index;
    explicit Bundle(Dataset loaded) : data{std::move(loaded)}, index{build_derived_index(data)} {}
};

/// The bundled pack, read once for the whole program.
const Bundle& bundle() {
    static const std::unique_ptr<Bundle> loaded = [] {
        Result<Dataset> pack = load_pack(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "pack");
        REQUIRE(pack);
        return std::make_unique<Bundle>(std::move(*pack));
    }();
    return *loaded;
}

Index country(std::string_view code) {
    const Index index = bundle().data.country_index(*CountryCode::parse(code));
    REQUIRE(index != kNone);
    return index;
}

Snapshot snapshot(const Filter& filter) { return derive(bundle().data, bundle().index, filter); }

Filter layer_filter(ChoroplethKind kind, std::string group = "transformers_converters", int year = 2024, std::string from = {}) {
    Filter filter;
    filter.product_group = std::move(group);
    filter.trade_year = year;
    filter.choropleth = {kind, std::move(from), {}};
    return filter;
}

/// Share of the USA's imports from `from`, percent.
double us_share(std::string group, int year, std::string from) {
    const auto layer = snapshot(layer_filter(ChoroplethKind::ShareFromCountry, std::move(group), year, std::move(from))).choropleth;
    const CountryValue& value = layer.values[country("USA")];
    return value.state == ValueState::Value ? value.value : NAN;
}

std::size_t total_of(const std::vector<FacetCount>& facets) {
    return std::accumulate(facets.begin(), facets.end(), std::size_t{0},
                           [](std::size_t sum, const FacetCount& f) { return sum + f.total; });
}

}  // namespace

TEST_CASE("Bundled pack: published headline shares of US imports") {
    CHECK_THAT(us_share("transformers_converters", 2024, "CHN"), WithinAbs(13.7, 0.05));
    CHECK_THAT(us_share("transformers_converters", 2024, "MEX"), WithinAbs(20.9, 0.05));
    CHECK_THAT(us_share("transformers_converters", 2017, "CHN"), WithinAbs(39.4, 0.05));
    CHECK_THAT(us_share("computers_servers", 2024, "CHN"), WithinAbs(26.3, 0.05));
    CHECK_THAT(us_share("computers_servers", 2024, "TWN"), WithinAbs(18.7, 0.05));
    CHECK_THAT(us_share("telecom_equipment", 2024, "CHN"), WithinAbs(44.3, 0.05));
    CHECK_THAT(us_share("batteries_hs8507", 2024, "CHN"), WithinAbs(55.4, 0.05));
    CHECK_THAT(us_share("switchgear", 2024, "MEX"), WithinAbs(41.4, 0.05));
    CHECK_THAT(us_share("batteries", 2024, "CHN"), WithinAbs(55.0, 0.05));
    CHECK_THAT(us_share("semiconductors_chips_pv_equipment", 2024, "TWN"), WithinAbs(15.5, 0.05));
    CHECK_THAT(us_share("critical_minerals", 2024, "CHN"), WithinAbs(14.4, 0.05));
}

TEST_CASE("Bundled pack: an origin below a top ten is bounded, not zero") {
    const auto layer = snapshot(layer_filter(ChoroplethKind::ShareFromCountry, "transformers_converters", 2017, "VNM")).choropleth;
    const CountryValue& usa = layer.values[country("USA")];
    CHECK(usa.state == ValueState::NotAvailable);
    REQUIRE(usa.high);
    CHECK_THAT(*usa.high, WithinAbs(1.6, 0.05));
    CHECK_THAT(usa.note, ContainsSubstring("below the top ten (at most 1.6"));
}

TEST_CASE("Bundled pack: net exporters without a list of origins are not available, neither a share nor zero") {
    const auto layer = snapshot(layer_filter(ChoroplethKind::TopSupplierShare)).choropleth;
    for (const char* code : {"CHN", "MEX", "JPN", "ITA", "TWN", "THA", "KOR", "VNM"}) {
        INFO(code);
        CHECK(layer.values[country(code)].state == ValueState::NotAvailable);
    }
    CHECK(layer.values[country("DEU")].state == ValueState::Value);
    const auto earlier = snapshot(layer_filter(ChoroplethKind::TopSupplierShare, "transformers_converters", 2020)).choropleth;
    CHECK(earlier.values[country("DEU")].state == ValueState::NotAvailable);
    const auto chips = snapshot(layer_filter(ChoroplethKind::TopSupplierShare, "integrated_circuits")).choropleth;
    CHECK(chips.with_value == 0);  // Taiwan is not the only supplier of everybody
    CHECK(chips.values[country("USA")].state == ValueState::NotAvailable);
}

TEST_CASE("Bundled pack: a top supplier never holds 100 % on the strength of its own list") {
    for (const ProductGroup& group : bundle().data.product_groups) {
        const auto layer = snapshot(layer_filter(ChoroplethKind::TopSupplierShare, group.id)).choropleth;
        for (const CountryValue& value : layer.values) {
            CHECK((value.state != ValueState::Value || (value.value > 0.0 && value.value <= 100.0)));
            CHECK((value.state == ValueState::Value || !value.note.empty()));
        }
    }
}

TEST_CASE("Bundled pack: import shares hold their properties for every importer, group and year") {
    const auto& trade = bundle().index.trade;
    std::size_t lists = 0;
    for (const auto& block : trade.blocks()) {
        for (Index importer = 0; importer < bundle().data.countries.size(); ++importer) {
            const auto shares =
                metrics::import_shares(importer, trade.importer_rows(block, importer), trade.imports_usd(block, importer));
            if (shares.state != metrics::ImportState::Available) continue;
            ++lists;
            double sum = shares.unallocated_share;
            for (const auto& supplier : shares.suppliers) sum += supplier.share;
            const auto hhi = metrics::import_concentration(shares);
            const bool sound = std::abs(sum - 1.0) < 1e-12 && hhi->interval.low <= hhi->interval.high + 1e-15 &&
                               hhi->interval.high <= 1.0 && hhi->interval.contains(hhi->value);
            if (!sound) FAIL_CHECK("unsound shares of " << bundle().data.countries[importer].code.str() << " in " << block.year);
        }
    }
    CHECK(lists > 6000);
}

TEST_CASE("Bundled pack: importers with an origin list as the data's notes count them") {
    const auto with_list = [](const char* group, int year) {
        return snapshot(layer_filter(ChoroplethKind::ImportHhi, group, year)).choropleth.with_value;
    };
    CHECK(with_list("switchgear", 2020) == 153);
    CHECK(with_list("switchgear", 2024) == 164);
    CHECK(with_list("switchgear_low_voltage", 2024) == 177);
    CHECK(with_list("cables_and_fibre", 2020) == 153);
    CHECK(with_list("cables_and_fibre", 2024) == 162);
}

TEST_CASE("Bundled pack: world trade and carried years") {
    Filter filter = layer_filter(ChoroplethKind::ImportHhi, "switchgear", 2022);
    const Snapshot carried = snapshot(filter);
    CHECK(carried.trade_year_used == 2020);
    CHECK(carried.trade_note == "carried from 2020");
    CHECK_THAT(static_cast<double>(carried.group_world_usd) / 1e9, WithinAbs(65.0, 0.05));
    CHECK_THAT(static_cast<double>(snapshot(layer_filter(ChoroplethKind::None)).group_world_usd) / 1e9, WithinAbs(152.9, 0.05));
    filter.product_group = "integrated_circuits";
    filter.trade_year = 2025;
    CHECK(snapshot(filter).trade_note == "partial year");
    filter.trade_year = 2026;
    CHECK(snapshot(filter).trade_year_used == 2024);
}

TEST_CASE("Bundled pack: arcs are the largest pairs above the floor") {
    Filter filter = layer_filter(ChoroplethKind::None);
    filter.top_arcs = 60;
    const Snapshot shown = snapshot(filter);
    CHECK(shown.arcs.size() == 60);
    CHECK(shown.arcs_total > 1500);
    for (std::size_t i = 1; i < shown.arcs.size(); ++i) CHECK(shown.arcs[i - 1].value_usd >= shown.arcs[i].value_usd);
    for (const Arc& arc : shown.arcs) {
        CHECK(arc.exporter < bundle().data.countries.size());
        CHECK(arc.exporter != arc.importer);
    }
    filter.hidden_exporters = {"CHN"};
    for (const Arc& arc : snapshot(filter).arcs) CHECK(arc.exporter != country("CHN"));
    filter.top_arcs = 10000;
    filter.min_flow_usd = 50e6;
    for (const Arc& arc : snapshot(filter).arcs) CHECK(arc.value_usd >= 50'000'000);
}

TEST_CASE("Bundled pack: counts of the lists agree with the tables") {
    const Snapshot base = snapshot(Filter{});
    CHECK(base.site_visible.size() == 1648);
    CHECK(total_of(base.site_nationalities) == 1648);
    CHECK(total_of(base.site_kinds) == 1648);
    CHECK(total_of(base.site_statuses) == 1648);
    CHECK(base.sites_shown == 1640);  // eight are closed
    CHECK(base.site_nationalities.front().id == "USA");
    CHECK(base.site_nationalities.back().id.empty());
    CHECK(base.site_nationalities.back().total == 56);
    CHECK(total_of(base.cable_statuses) == 456);
    CHECK(base.cables_shown == 436);  // twenty are retired
    CHECK(base.cable_nationalities.back().id.empty());
    CHECK(total_of(base.constellations) == 12881);
    CHECK(base.satellites_shown == 12881);
    CHECK(base.site_power_mw_shown > 10'000.0);
}

TEST_CASE("Bundled pack: every kind of country value fills a whole layer with its year, source and definition") {
    std::vector<ChoroplethChoice> choices{{ChoroplethKind::TopSupplierShare, "", ""},    {ChoroplethKind::ImportHhi, "", ""},
                                          {ChoroplethKind::ShareFromCountry, "CHN", ""}, {ChoroplethKind::SiteCount, "", ""},
                                          {ChoroplethKind::SiteCount, "CHN", ""},        {ChoroplethKind::SitePowerMw, "", ""},
                                          {ChoroplethKind::ForeignSiteShare, "", ""},    {ChoroplethKind::LandedCables, "", ""}};
    for (const FootprintTopic& topic : bundle().data.footprint_topics)
        choices.push_back({ChoroplethKind::FootprintTopic, "", topic.id});
    REQUIRE(choices.size() == 17);
    for (const ChoroplethChoice& choice : choices) {
        Filter filter;
        filter.choropleth = choice;
        const ChoroplethLayer layer = snapshot(filter).choropleth;
        INFO(layer.title << " " << choice.topic);
        CHECK(layer.active);
        CHECK(layer.values.size() == bundle().data.countries.size());
        CHECK(layer.with_value > 0);
        CHECK_FALSE(layer.title.empty());
        CHECK_FALSE(layer.unit.empty());
        CHECK_FALSE(layer.year.empty());
        CHECK_FALSE(layer.source.empty());
        CHECK_FALSE(layer.definition.empty());
        if (layer.categorical) {
            CHECK(layer.categories.size() <= 8);
            for (const CountryValue& v : layer.values) {
                CHECK((v.state != ValueState::Value || v.value < static_cast<double>(layer.categories.size())));
            }
        } else {
            CHECK((layer.class_breaks.size() >= 3 && layer.class_breaks.size() <= 6));
            CHECK(std::is_sorted(layer.class_breaks.begin(), layer.class_breaks.end()));
        }
    }
}

TEST_CASE("Bundled pack: unverified lists say so, and a country outside a list is not a no") {
    Filter filter;
    filter.choropleth = {ChoroplethKind::FootprintTopic, "", "huawei_mobile_network_any_generation"};
    const ChoroplethLayer layer = snapshot(filter).choropleth;
    CHECK_THAT(layer.title, ContainsSubstring("unverified"));
    CHECK(layer.with_value == 169);
    filter.choropleth.topic = "chinese_share_5g_ran_pct";
    const ChoroplethLayer share = snapshot(filter).choropleth;
    CHECK(share.values[country("DEU")].value == 59.0);
    CHECK(share.values[country("USA")].state == ValueState::NoData);
}

TEST_CASE("Bundled pack: a dated globe never shows more than the undated one with everything on") {
    Filter filter;
    filter.hidden_site_statuses.clear();
    filter.hidden_cable_statuses.clear();
    std::size_t sites = 0;
    for (int year = 1990; year <= 2035; year += 5) {
        filter.date = Date::from_ymd(year, 7, 1);
        const Snapshot dated = snapshot(filter);
        CHECK(dated.sites_shown >= sites);
        CHECK(dated.sites_shown <= 1648);
        sites = dated.sites_shown;
    }
}
