// Numbers in captions: values worked out apart from the program from the rows of the bundled pack, and what is refused.
#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include "app/report/bindings.h"
#include "data/core/format.h"
#include "data/query/derived_index.h"
#include "data/query/snapshot.h"
#include "tests/unit/bundled_pack.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Approx;
using Catch::Matchers::ContainsSubstring;
using linchpin::testing::bundled_pack;

namespace {

Bindings& bindings() {
    static Bindings all{bundled_pack(), {}};
    return all;
}

FilledText fill(std::string_view text, const AppState& state = {}) { return bindings().fill(text, state, derive(bundled_pack(), state.filter)); }

BoundNumber one(std::string_view text, const AppState& state = {}) {
    const FilledText filled = fill(text, state);
    REQUIRE(filled.numbers.size() == 1);
    return filled.numbers[0];
}

std::string refusal(std::string_view text) {
    const Status status = bindings().check(text);
    REQUIRE_FALSE(status);
    return status.error().message;
}

}  // namespace

TEST_CASE("a share in a caption is that of the pack's rows, at the year that the map shows", "[bindings]") {
    // flows.csv, Kenya's imports of telecom equipment in 2024: China 199,438,841 of 326,093,593 US dollars; in 2019 131,086,843 of 519,773,368.
    AppState state;
    state.filter.trade_year = 2024;
    BoundNumber number = one("{country.KEN.share.CHN.telecom_equipment | percent}", state);
    REQUIRE(number.value);
    CHECK(*number.value == Approx(199438841.0 / 326093593.0).epsilon(1e-6));
    CHECK(number.shown == format_percent(0.6116));
    CHECK(number.year == 2024);
    CHECK(number.unit == "share");
    CHECK_FALSE(number.source.empty());
    CHECK(number.expression == "country.KEN.share.CHN.telecom_equipment | percent");
    state.filter.trade_year = 2019;
    CHECK(*one("{country.KEN.share.CHN.telecom_equipment}", state).value == Approx(131086843.0 / 519773368.0).epsilon(1e-6));
    // The date never shows trade of later years.
    state.filter.trade_year = 2024;
    state.filter.date = Date::from_ymd(2019, 6, 1);
    CHECK(one("{country.KEN.share.CHN.telecom_equipment}", state).year == 2019);
    // Germany's accumulators, 2024: 12,984,288,764 of 25,226,906,478.
    state.filter.date.reset();
    CHECK(*one("{country.DEU.share.CHN.batteries_hs8507}", state).value == Approx(12984288764.0 / 25226906478.0).epsilon(1e-6));
    // Without a group it is the map's.
    state.filter.product_group = "batteries_hs8507";
    CHECK(*one("{country.DEU.share.CHN}", state).value == Approx(12984288764.0 / 25226906478.0).epsilon(1e-6));
}

TEST_CASE("counts are those of what is visible at the date", "[bindings]") {
    AppState state;
    state.filter.date = Date::from_ymd(2015, 6, 1);
    // cables.csv: 243 systems in service with a year up to 2015 or none; no planned one by then.
    CHECK(one("{count.cables}", state).value == 243.0);
    CHECK(fill("{count.cables} cables, {year}, {date | month}, {date}", state).text == "243 cables, 2015, June 2015, 2015-06-01");
    CHECK(fill("{name.KEN}: {trade_year}", state).text == "Kenya: no data");  // the group's trade begins later
    state.filter.date = Date::from_ymd(2026, 6, 1);
    CHECK(fill("{name.KEN}: {trade_year}", state).text == "Kenya: 2024");
    state.filter.date = Date::from_ymd(2015, 6, 1);
    CHECK(fill("{{ is a brace").text == "{ is a brace");
    const BoundNumber power = one("{power_mw}", state);
    CHECK(power.value == derive(bundled_pack(), state.filter).site_power_mw_shown);
    CHECK(power.unit == "MW");
}

TEST_CASE("where there is no number the text says so and never shows zero", "[bindings]") {
    AppState state;
    state.filter.trade_year = 2024;
    const Dataset& data = bundled_pack();
    // A country that is no importer in flows.csv.
    std::string without;
    for (std::size_t c = 0; c < data.countries.size() && without.empty(); ++c) {
        bool imports = false;
        for (const auto importer : data.flows.importer) imports = imports || importer == c;
        if (!imports) without = data.countries[c].code.str();
    }
    REQUIRE_FALSE(without.empty());
    const BoundNumber number = one("{country." + without + ".share.CHN.telecom_equipment | percent}", state);
    CHECK_FALSE(number.value);
    CHECK((number.shown == "no data" || number.shown == "not available"));
}

TEST_CASE("a scenario changes the number, and taking it back gives the very same one", "[bindings]") {
    AppState state;
    state.filter.trade_year = 2024;
    const std::string text = "{country.KEN.share.CHN.telecom_equipment}";
    const double before = *one(text, state).value;
    scenario::Event stop;
    stop.supplier = "CHN";
    stop.target = "all";
    AppState banned = state;
    banned.scenario.events.push_back(stop);
    const BoundNumber after = one(text, banned);
    CHECK((!after.value || *after.value < before));
    CHECK(*one(text, state).value == before);
    // Both in one caption: what it was and what it is.
    const BoundNumber was = one("{before.country.KEN.share.CHN.telecom_equipment}", banned);
    CHECK(*was.value == before);
    CHECK_THAT(was.label, ContainsSubstring("Kenya") && ContainsSubstring("China") && ContainsSubstring("before the events"));
    CHECK_THAT(refusal("{before.count.sites}"), ContainsSubstring("before.country"));
    CHECK_THAT(refusal("{before}"), ContainsSubstring("before.country"));
    CHECK_THAT(refusal("{before.country.KEM.share.CHN}"), ContainsSubstring("KEM"));
}

TEST_CASE("what does not exist is refused with the nearest that does", "[bindings]") {
    CHECK_THAT(refusal("{count.sitez}"), ContainsSubstring("{count.sitez}") && ContainsSubstring("\"sites\""));
    CHECK_THAT(refusal("{contry.KEN.share.CHN}"), ContainsSubstring("\"country\""));
    CHECK_THAT(refusal("{country.KEM.share.CHN}"), ContainsSubstring("KEM"));
    CHECK_THAT(refusal("{country.KEN.share.CHM}"), ContainsSubstring("CHM"));
    CHECK_THAT(refusal("{country.KEN.M99.hhi}"), ContainsSubstring("metric"));
    CHECK_THAT(refusal("{country.KEN.share.CHN.telecom_equipmant}"), ContainsSubstring("\"telecom_equipment\""));
    CHECK_THAT(refusal("{count.sites | percents}"), ContainsSubstring("\"percent\""));
    CHECK_THAT(refusal("{country.KEN.share}"), ContainsSubstring("country.ID.METRIC.ITEM"));
    CHECK_THAT(refusal("{year.2020}"), ContainsSubstring("nothing after the name"));
    CHECK_THAT(refusal("open {count.sites"), ContainsSubstring("closing brace"));
    CHECK_THAT(refusal("{bloc.EUU.M01.top_supplier_share}"), ContainsSubstring("EUU"));
}

TEST_CASE("an item that no metric has is refused too, and one that it has for others is not", "[bindings]") {
    CHECK_THAT(refusal("{country.KEN.M02.hhy.batteries_hs8507}"), ContainsSubstring("item of M02") && ContainsSubstring("\"hhi\""));
    CHECK_THAT(refusal("{country.KEN.M01.top_suplier_share}"), ContainsSubstring("\"top_supplier_share\""));
    CHECK(bindings().check("{country.KEN.M02.hhi.batteries_hs8507} {bloc.EU.M01.top_supplier_share} {country.USA.M01.supplier_share:CHN}"));
    // A landlocked country has no cable figure of its own kind; the item exists all the same.
    CHECK(bindings().check("{country.KEN.M01.top_supplier_share.telecom_equipment | percent} and {country.ABW.M02.hhi}"));
    // In a text that is filled in all the same, it stays as it was written.
    CHECK(fill("{count.sitez}").text == "{count.sitez}");
}
