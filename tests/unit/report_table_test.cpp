// The catalogue, the texts of figures, and the table of all countries against each country on its own.
#include <catch2/catch_test_macros.hpp>
#include <limits>
#include <set>

#include "data/metrics/cable_capacity.h"
#include "data/metrics/concentration.h"
#include "data/metrics/import_shares.h"
#include "data/metrics/sovereignty.h"
#include "data/report/country_table.h"
#include "data/report/evaluate.h"
#include "data/report/figure_build.h"
#include "bundled_pack.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::report;

namespace {

const Dataset& pack() { return testing::bundled_pack(); }

}  // namespace

TEST_CASE("The catalogue names M01 to M25 once each, with a definition and its source") {
    const auto catalog = metric_catalog();
    REQUIRE(catalog.size() == 25);
    std::set<std::string_view> names;
    for (std::size_t i = 0; i < catalog.size(); ++i) {
        CHECK(catalog[i].id == (i + 1 < 10 ? "M0" : "M") + std::to_string(i + 1));
        CHECK_FALSE(catalog[i].definition.empty());
        CHECK_FALSE(catalog[i].source.empty());
        CHECK(names.insert(catalog[i].name).second);
    }
    CHECK(find_metric("M26") == nullptr);
}

TEST_CASE("A metric whose inputs are in no table says what it needs, and has no number") {
    const metrics::TradeView trade{pack()};
    const World world{&pack(), &pack(), &trade};
    for (const char* id : {"M07", "M18", "M23"}) {
        const auto figures = evaluate(world, country_subject(pack(), 0), id, {});
        REQUIRE(figures.size() == 1);
        CHECK(figures[0].state == FigureState::NeedsInput);
        CHECK_FALSE(figures[0].value);
        CHECK(figures[0].note.starts_with("needs a"));
    }
    CHECK(evaluate(world, country_subject(pack(), 0), "M99", {}).empty());
}

TEST_CASE("Every figure can be explained, whether it has a value or not") {
    const metrics::TradeView trade{pack()};
    const World world{&pack(), &pack(), &trade};
    Question question;
    question.group = pack().group_index("transformers_converters");
    for (const char* code : {"KEN", "CHN"}) {
        const Subject subject = country_subject(pack(), pack().country_index(*CountryCode::parse(code)));
        for (const MetricInfo& metric : metric_catalog()) {
            const auto figures = evaluate(world, subject, metric.id, question, Detail::Explain);
            CHECK_FALSE(figures.empty());
            for (const Figure& figure : figures) {
                INFO(code << ' ' << metric.id << ' ' << figure.item);
                REQUIRE(figure.why);
                CHECK_FALSE(figure.why->formula.empty());
                CHECK(figure.why->definition.starts_with(metric.id));
                CHECK(figure.value.has_value() <= (figure.state == FigureState::Value));
                if (figure.state != FigureState::Value) CHECK_FALSE(figure.note.empty());
            }
        }
    }
}

TEST_CASE("The normalised HHI is explained with its n, its HHI and its own value") {
    const metrics::TradeView trade{pack()};
    const World world{&pack(), &pack(), &trade};
    Question question;
    question.group = pack().group_index("transformers_converters");
    const Subject kenya = country_subject(pack(), pack().country_index(*CountryCode::parse("KEN")));
    std::size_t origins = 0;
    for (const Figure& figure : evaluate(world, kenya, "M01", question, Detail::Full)) origins += figure.item == "supplier_share";
    REQUIRE(origins > 1);
    const std::string n = std::to_string(origins);
    for (const Figure& figure : evaluate(world, kenya, "M02", question, Detail::Explain)) {
        if (figure.item != "hhi_normalised") continue;
        const std::string& formula = figure.why->formula;
        INFO(formula);
        CHECK(formula.starts_with("(HHI - 1/n) / (1 - 1/n) with n = " + n + " named origins and HHI = 0."));
        CHECK(formula.ends_with(" - 1/" + n + ") / (1 - 1/" + n + ") = " + value_text(*figure.value, Unit::Index)));
    }
}

TEST_CASE("The index names the sources of all indicators that count") {
    const metrics::TradeView trade{pack()};
    const World world{&pack(), &pack(), &trade};
    Question question;
    question.group = pack().group_index("transformers_converters");
    const Subject kenya = country_subject(pack(), pack().country_index(*CountryCode::parse("KEN")));
    const auto source_of = [&](std::string_view metric) { return evaluate(world, kenya, metric, question).front().source; };
    const std::string all = source_of("M19");
    for (const char* metric : {"M01", "M11", "M13"}) {
        REQUIRE_FALSE(source_of(metric).empty());
        CHECK(all.find(source_of(metric)) != std::string::npos);
    }
    question.indicators = {{"M02", "hhi", false, 1.0}, {"M13", "retained_1", true, 0.0}};
    CHECK(source_of("M19") == source_of("M02"));
}

TEST_CASE("Values are written in their unit, and a missing one is a dash, never zero") {
    CHECK(value_text(0.4127, Unit::Share) == "41.3\u00a0%");
    CHECK(value_text(0.38, Unit::Index) == "0.380");
    CHECK(value_text(4.0, Unit::Number) == "4");
    CHECK(value_text(2.632, Unit::Number) == "2.63");
    CHECK(value_text(12.34, Unit::TerabitPerS) == "12.3\u00a0Tbit/s");
    CHECK(value_text(std::numeric_limits<double>::infinity(), Unit::Ratio) == "unbounded");
    Figure figure;
    figure.unit = Unit::Share;
    CHECK(value_text(figure) == "\u2013");
    set_value(figure, 0.0);
    CHECK(value_text(figure) == "0.0\u00a0%");
}

TEST_CASE("Rows behind a number are named by file and line") {
    const RowRef flow = flow_ref(pack(), 0);
    CHECK(flow.file == "flows.csv");
    CHECK(flow.line >= 2);
    CHECK(flow.text.find(" to ") != std::string::npos);
    Explanation explanation;
    for (std::size_t i = 0; i < kListedRows + 3; ++i) add_row(explanation, flow);
    CHECK(explanation.rows.size() == kListedRows);
    CHECK(explanation.rows_left_out == 3);
}

TEST_CASE("The table of all countries holds what each country gives on its own") {
    const metrics::TradeView trade{pack()};
    const World world{&pack(), &pack(), &trade};
    Question question;
    question.group = pack().group_index("transformers_converters");
    question.date = Date::from_ymd(2023, 6, 1);
    const CountryTable table = country_table(world, question);
    REQUIRE(table.rows.size() == pack().countries.size());
    CHECK(table.year == 2024);
    const metrics::TradeBlock& block = *trade.find(question.group, 2024);
    const auto regions = metrics::weighted_sites(pack(), metrics::SiteMeasure::CloudRegions, question.date, false);
    std::size_t available = 0, landed = 0;
    for (Index country = 0; country < table.rows.size(); ++country) {
        const CountryRow& row = table.rows[country];
        const auto shares = metrics::import_shares(country, trade.importer_rows(block, country), trade.imports_usd(block, country));
        CHECK(row.imports == shares.state);
        CHECK(row.top_share.has_value() == (shares.state == metrics::ImportState::Available));
        if (row.top_share) {
            ++available;
            CHECK(*row.top_share == shares.suppliers.front().share);
            CHECK(row.hhi->low <= row.hhi->high);
        }
        const auto share = metrics::domestic_share(regions, country, metrics::SovereigntyLevel::Operator);
        CHECK(row.domestic_regions.has_value() == share.has_value());
        if (share) CHECK(*row.domestic_regions == share->domestic_share);
        const auto systems = metrics::landed_systems(pack(), country, question.date, false);
        CHECK(row.systems == systems.size());
        landed += systems.empty() ? 0 : 1;
        const auto retained = metrics::retained_capacity(systems);
        CHECK(row.retained_1.has_value() == retained.has_value());
        if (retained) CHECK(*row.retained_1 == retained->after(1));
    }
    CHECK(available > 100);
    CHECK(landed > 100);
}

TEST_CASE("A year without data is answered by the year before, marked as carried") {
    testing::DatasetBuilder builder{{"AAA", "BBB"}};
    builder.flow("BBB", "AAA", 70, 2020).total("AAA", 100, 0, 2020);
    const Dataset data = builder.build();
    const metrics::TradeView trade{data};
    const World world{&data, &data, &trade};
    Question question;
    question.year = 2023;
    const CountryTable table = country_table(world, question);
    CHECK(table.year == 2020);
    CHECK(table.carried);
    CHECK(*table.rows[builder.country("AAA")].top_share == 0.7);
    CHECK_FALSE(table.rows[builder.country("BBB")].top_share);
}
