// Trade figures, subjects and series: hand-computed worlds first, then the bundled pack against published shares.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <memory>

#include "data/pack/load_pack.h"
#include "data/report/evaluate.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::report;
using Catch::Matchers::WithinAbs;
using linchpin::testing::DatasetBuilder;

namespace {

/// A data set with the views that a World needs, kept in place.
struct Stage {
    Dataset data;
    metrics::TradeView trade;
    World world;
    Question question;
    explicit Stage(Dataset made) : data{std::move(made)}, trade{data} {
        world.dataset = world.base = &data;
        world.trade = &trade;
    }
    Stage(const Stage&) = delete;
    [[nodiscard]] Index at(std::string_view code) const { return data.country_index(*CountryCode::parse(code)); }
    [[nodiscard]] Subject of(std::string_view code) const { return country_subject(data, at(code)); }
    [[nodiscard]] Subject set(std::initializer_list<std::string_view> codes) const {
        std::vector<Index> members;
        for (const auto code : codes) members.push_back(at(code));
        return *selection_subject(data, members);
    }
    [[nodiscard]] std::vector<Figure> ask(const Subject& subject, std::string_view metric, Detail detail = Detail::Full) const {
        return evaluate(world, subject, metric, question, detail);
    }
};

const Figure& item(const std::vector<Figure>& figures, std::string_view id, std::string_view partner = {}) {
    for (const Figure& figure : figures) {
        if (figure.item == id && (partner.empty() || figure.partner == partner)) return figure;
    }
    FAIL("no item " << id << " " << partner);
    return figures.front();
}

double value(const std::vector<Figure>& figures, std::string_view id, std::string_view partner = {}) {
    const Figure& figure = item(figures, id, partner);
    INFO(id << ": " << figure.note);
    REQUIRE(figure.state == FigureState::Value);
    REQUIRE(figure.value);
    return *figure.value;
}

Dataset small() {
    DatasetBuilder builder{{"CHN", "DEU", "FRA", "KEN", "TZA", "UGA"}};
    // Kenya 60 + 30 + 10 unknown; Tanzania 50 from China, 30 from Kenya, 20 from itself; Uganda 40 from Kenya, 60 from Germany.
    builder.flow("CHN", "KEN", 60).flow("DEU", "KEN", 30).flow("OTH", "KEN", 10, 2024, Coverage::ResidualOrigins);
    builder.flow("CHN", "TZA", 50).flow("KEN", "TZA", 30).flow("TZA", "TZA", 20);
    builder.flow("KEN", "UGA", 40).flow("DEU", "UGA", 60);
    // France exports more than it imports: only others' lists name its imports.
    builder.flow("CHN", "FRA", 5, 2024, Coverage::Top10DestinationsOfExporter);
    builder.total("KEN", 100, 70).total("TZA", 80, 0).total("UGA", 100, 0).total("FRA", 50, 60);
    builder.total("CHN", 0, 120).total("DEU", 20, 100);
    return builder.build();
}

const Stage& pack() {
    static const std::unique_ptr<Stage> loaded = [] {
        Result<Dataset> result = load_pack(std::filesystem::path{LINCHPIN_ROOT} / "assets" / "pack");
        REQUIRE(result);
        return std::make_unique<Stage>(std::move(*result));
    }();
    return *loaded;
}

Question about(std::string_view group, int year) {
    Question question;
    question.group = pack().data.group_index(group);
    question.year = year;
    REQUIRE(question.group != kNone);
    return question;
}

const SeriesPoint& in_year(const std::vector<SeriesPoint>& points, int year) {
    const auto found = std::find_if(points.begin(), points.end(), [&](const SeriesPoint& p) { return p.year == year; });
    REQUIRE(found != points.end());
    return *found;
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

}  // namespace

TEST_CASE("Subjects: ids in any case, members at a date, and errors that name the nearest choice") {
    const Dataset& data = pack().data;
    CHECK(bloc_subject(data, "eu", {})->members.size() == 27);
    CHECK(bloc_subject(data, "EU", Date::from_ymd(2019, 12, 31))->members.size() == 28);
    const auto brics = bloc_subject(data, "BRICS", {});
    CHECK(brics->member[pack().at("SAU")] == 0);  // invited only
    CHECK(holds(bloc_subject(data, "ASAEN", {}).error().message, "\"ASEAN\""));
    CHECK(holds(bloc_subject(data, "EU", Date::from_ymd(1900, 1, 1)).error().message, "1900-01-01"));
    for (const char* name : {"30", "030", "eastern asia", "Eastern Asia"}) {
        const auto region = region_subject(data, name);
        REQUIRE(region);
        CHECK(region->id == "030");
        CHECK(region->member[pack().at("JPN")] == 1);
        CHECK(region->member[pack().at("IND")] == 0);
    }
    CHECK(region_subject(data, "2")->member[pack().at("KEN")] == 1);
    CHECK(region_subject(data, "202")->member[pack().at("EGY")] == 0);
    CHECK(holds(region_subject(data, "Eastern Azia").error().message, "Eastern Asia"));
    CHECK(holds(region_subject(data, "031").error().message, "did you mean"));
    CHECK(regions_of(data).size() == 22);
    // Every region and subregion that a country names is in the table.
    for (const Country& country : data.countries) {
        for (const std::string& region : {country.region, country.subregion}) {
            if (!region.empty()) CHECK(region_subject(data, region));
        }
    }
    CHECK_FALSE(selection_subject(data, {}));
    const std::vector<Index> twice{pack().at("UGA"), pack().at("KEN"), pack().at("UGA")};
    CHECK(selection_subject(data, twice)->id == "KEN+UGA");
    CHECK(selection_subject(data, twice)->name == "Kenya and Uganda");
    const std::vector<Index> outside{99999};
    CHECK_FALSE(selection_subject(data, outside));
}

TEST_CASE("M01 to M03 by hand: shares of everything, the unknown part, the interval") {
    Stage stage{small()};
    const auto m01 = stage.ask(stage.of("KEN"), "M01");
    CHECK_THAT(value(m01, "top_supplier_share"), WithinAbs(0.6, 1e-12));
    CHECK(item(m01, "top_supplier_share").partner == "CHN");
    CHECK_THAT(value(m01, "unallocated_share"), WithinAbs(0.1, 1e-12));
    CHECK_THAT(value(m01, "below_top_ten"), WithinAbs(0.0, 1e-12));  // two origins: the list is complete
    double sum = value(m01, "unallocated_share");
    for (const Figure& figure : m01) {
        if (figure.item == "supplier_share") sum += *figure.value;
    }
    CHECK_THAT(sum, WithinAbs(1.0, 1e-12));

    const auto m02 = stage.ask(stage.of("KEN"), "M02");
    CHECK_THAT(value(m02, "hhi"), WithinAbs(0.45, 1e-12));
    CHECK_THAT(*item(m02, "hhi").high, WithinAbs(0.58, 1e-12));  // (0.6 + 0.1)^2 + 0.3^2
    CHECK_THAT(value(m02, "effective_suppliers"), WithinAbs(1.0 / 0.45, 1e-12));
    CHECK_THAT(value(m02, "hhi_normalised"), WithinAbs(1.0 / 9.0, 1e-12));  // named alone: 2/3 and 1/3
    const auto m03 = stage.ask(stage.of("KEN"), "M03");
    CHECK(item(m03, "concentrated").text == "certain");
    CHECK_THAT(*item(m03, "hhi_interval").low, WithinAbs(0.45, 1e-12));
    CHECK_THAT(*item(m03, "hhi_interval").high, WithinAbs(0.58, 1e-12));

    // Self-imports are dropped: 50 and 30 of 80.
    CHECK_THAT(value(stage.ask(stage.of("TZA"), "M01"), "top_supplier_share"), WithinAbs(0.625, 1e-12));
}

TEST_CASE("M01: a net exporter without a list, nothing recorded, and a year before the data are no data with a reason") {
    Stage stage{small()};
    for (const char* metric : {"M01", "M02", "M03", "M06", "M09"}) {
        const auto france = stage.ask(stage.of("FRA"), metric);
        CHECK(france.front().state == FigureState::NotAvailable);
        CHECK(holds(france.front().note, "net exporter in 2024"));
        CHECK_FALSE(france.front().value);
    }
    CHECK(stage.ask(stage.of("CHN"), "M01").front().state == FigureState::NoData);
    stage.question.year = 2019;
    const auto early = stage.ask(stage.of("KEN"), "M01");
    CHECK(early.front().state == FigureState::NoData);
    CHECK(holds(early.front().note, "first year is 2024"));
    stage.question.year = 2026;
    const auto carried = stage.ask(stage.of("KEN"), "M01");
    CHECK(carried.front().year == 2024);
    CHECK(carried.front().carried);
}

TEST_CASE("A bloc drops trade between its members; a set of one is the country") {
    Stage stage{small()};
    const Subject east = stage.set({"KEN", "TZA", "UGA"});
    // From outside: China 60 + 50, Germany 30 + 60, unknown 10; 70 between members.
    const auto m01 = stage.ask(east, "M01");
    CHECK_THAT(value(m01, "top_supplier_share"), WithinAbs(110.0 / 210.0, 1e-12));
    CHECK_THAT(*item(m01, "top_supplier_share").high, WithinAbs(120.0 / 210.0, 1e-12));
    CHECK_THAT(value(m01, "supplier_share", "DEU"), WithinAbs(90.0 / 210.0, 1e-12));
    CHECK(value(m01, "internal_usd") == 70.0);
    CHECK(std::none_of(m01.begin(), m01.end(), [](const Figure& f) { return f.partner == "KEN"; }));

    const auto m04 = stage.ask(east, "M04");
    CHECK_THAT(value(m04, "ec_outside"), WithinAbs(200.0 / 280.0, 1e-12));
    CHECK_THAT(value(m04, "ec_over_exports"), WithinAbs(200.0 / 70.0, 1e-12));
    CHECK(item(m04, "ec_dependent").text == "certain");
    CHECK(stage.ask(stage.of("KEN"), "M04").front().state == FigureState::NotAvailable);

    for (const char* metric : {"M01", "M02", "M03", "M05", "M06", "M09", "M10"}) {
        const auto one = stage.ask(stage.set({"KEN"}), metric), country = stage.ask(stage.of("KEN"), metric);
        REQUIRE(one.size() == country.size());
        for (std::size_t i = 0; i < one.size(); ++i) {
            CHECK(one[i].value == country[i].value);
            CHECK(one[i].text == country[i].text);
            CHECK(one[i].note == country[i].note);
        }
    }
    // France has no list: 50 of 150 imports are not covered.
    const auto thin = stage.ask(stage.set({"FRA", "KEN"}), "M01");
    CHECK(thin.front().state == FigureState::NoData);
    CHECK_THAT(*thin.front().coverage, WithinAbs(2.0 / 3.0, 1e-12));
}

TEST_CASE("M05: criteria of one year, two of three years, and a firm no without any list") {
    DatasetBuilder builder{{"CHN", "DEU", "FRA", "KEN"}};
    for (const int year : {2021, 2022, 2023, 2024}) {
        builder.flow("CHN", "KEN", year == 2023 ? 50 : 80, year).flow("DEU", "KEN", year == 2023 ? 50 : 20, year);
        builder.total("KEN", 100, year == 2022 ? 100 : 50, year)
            .total("CHN", 0, 700, year)
            .total("DEU", 0, 100, year)
            .total("FRA", 10, 90, year);
        builder.flow("DEU", "FRA", 10, year, Coverage::Top10DestinationsOfExporter);
    }
    Stage stage{builder.build()};
    const auto now = stage.ask(stage.of("KEN"), "M05");
    CHECK(item(now, "geodep").text == "certain");
    CHECK_THAT(value(now, "geodep_import_hhi"), WithinAbs(0.68, 1e-12));
    CHECK_THAT(value(now, "geodep_ratio"), WithinAbs(2.0, 1e-12));
    // 2022: imports / exports exactly 1 does not pass. 2023: HHI 0.5 and ratio 2 pass. So 2024 has two of three, 2023 two, 2022
    // none.
    CHECK(item(now, "geodep_persistent").text == "certain");
    stage.question.year = 2022;
    const auto before = stage.ask(stage.of("KEN"), "M05");
    CHECK(item(before, "geodep").text == "no");
    CHECK(item(before, "geodep_persistent").state == FigureState::NotAvailable);
    CHECK(holds(item(before, "geodep_persistent").note, "found 2"));
    const auto france = stage.ask(stage.of("FRA"), "M05");
    CHECK(item(france, "geodep").text == "no");
    CHECK(item(france, "geodep_import_hhi").state == FigureState::NotAvailable);
}

TEST_CASE("M06: goods of a hub that makes nothing are traced to their producer, or not, by the slider") {
    DatasetBuilder builder{{"BEL", "CHN", "FRA", "NLD"}};
    builder.flow("CHN", "NLD", 100)
        .flow("NLD", "FRA", 60)
        .flow("CHN", "FRA", 20)
        .flow("OTH", "FRA", 20, 2024, Coverage::ResidualOrigins);
    builder.flow("NLD", "BEL", 20);
    builder.total("CHN", 0, 120).total("NLD", 100, 80).total("FRA", 100, 0).total("BEL", 20, 0);
    Stage stage{builder.build()};
    auto traced = stage.ask(stage.of("FRA"), "M06");
    CHECK_THAT(value(traced, "declared_share", "NLD"), WithinAbs(0.6, 1e-9));
    CHECK_THAT(value(traced, "traced_share", "NLD"), WithinAbs(0.0, 1e-9));
    CHECK_THAT(value(traced, "declared_share", "CHN"), WithinAbs(0.2, 1e-9));
    CHECK_THAT(value(traced, "traced_share", "CHN"), WithinAbs(0.8, 1e-9));
    CHECK_THAT(value(traced, "unknown_origin"), WithinAbs(0.2, 1e-9));
    CHECK(holds(item(traced, "traced_share", "CHN").note, "not the true origin"));

    stage.question.pass_through = 0.0;
    traced = stage.ask(stage.of("FRA"), "M06");
    CHECK_THAT(value(traced, "traced_share", "NLD"), WithinAbs(0.6, 1e-9));
    stage.question.pass_through = 0.5;
    traced = stage.ask(stage.of("FRA"), "M06");
    // Half of the hub's 80 leaves as its own produce, half in the mix of its pool; the pool holds 100 from China alone.
    CHECK_THAT(value(traced, "traced_share", "NLD"), WithinAbs(0.3, 1e-9));
    CHECK_THAT(value(traced, "traced_share", "CHN"), WithinAbs(0.5, 1e-9));

    // As one, France and Belgium consume 100 + 20: all of Belgium's and 80 of France's is Chinese.
    stage.question.pass_through = 1.0;
    const auto both = stage.ask(stage.set({"BEL", "FRA"}), "M06");
    CHECK_THAT(value(both, "traced_share", "CHN"), WithinAbs(100.0 / 120.0, 1e-9));

    // A scenario rewrites its tables in place: the same address with other rows must not answer from before.
    for (std::size_t row = 0; row < stage.data.flows.size(); ++row) {
        if (stage.data.flows.importer[row] == stage.at("FRA") && stage.data.flows.exporter[row] == stage.at("NLD"))
            stage.data.flows.value_usd[row] = 30;
    }
    CHECK(value(stage.ask(stage.of("FRA"), "M06"), "unknown_origin") > 0.4);
}

TEST_CASE("M08: the largest exporter's exports and imports, and the flag") {
    DatasetBuilder builder{{"CHN", "DEU", "KEN"}};
    builder.flow("CHN", "KEN", 50);
    builder.total("CHN", 10, 70).total("DEU", 40, 30).total("KEN", 50, 0);
    Stage stage{builder.build()};
    const auto figures = stage.ask(stage.of("KEN"), "M08");
    CHECK_THAT(value(figures, "spof_loss"), WithinAbs(0.8, 1e-12));
    CHECK(item(figures, "spof_loss").partner == "CHN");
    CHECK(item(figures, "spof").text == "certain");
}

TEST_CASE("M09: shortfall with and without substitution, and suppliers that cannot be struck") {
    Stage stage{small()};
    CHECK_THAT(value(stage.ask(stage.of("KEN"), "M09"), "outage_shortfall"), WithinAbs(0.6, 1e-12));
    stage.question.grow_foreign = 0.5;
    stage.question.outage_fraction = 0.5;
    CHECK_THAT(value(stage.ask(stage.of("KEN"), "M09"), "outage_shortfall"), WithinAbs(0.15, 1e-12));  // (30 - 15) / 100
    CHECK(value(stage.ask(stage.of("KEN"), "M09"), "outage_gap") == 30.0);
    CHECK(value(stage.ask(stage.of("KEN"), "M09"), "outage_cover") == 15.0);
    stage.question.outage_supplier = stage.at("DEU");
    CHECK(value(stage.ask(stage.of("KEN"), "M09"), "outage_shortfall") == 0.0);  // 15 lost, 30 may be added
    stage.question.outage_supplier = stage.at("FRA");
    CHECK(value(stage.ask(stage.of("KEN"), "M09"), "outage_shortfall") == 0.0);  // complete list: it supplies nothing
    stage.question.outage_supplier = stage.at("KEN");
    CHECK(stage.ask(stage.set({"KEN", "UGA"}), "M09").front().state == FigureState::NotAvailable);

    std::vector<SupplyLoss> losses{{0, stage.at("KEN"), 2024, {60.0, 0.0, 100.0, 0.6, true}}};
    stage.world.supply_losses = losses;
    stage.world.scenario = true;
    CHECK_THAT(value(stage.ask(stage.of("KEN"), "M09"), "scenario_shortfall"), WithinAbs(0.6, 1e-12));
    CHECK(value(stage.ask(stage.of("UGA"), "M09"), "scenario_shortfall") == 0.0);
    CHECK(item(stage.ask(stage.of("FRA"), "M09"), "scenario_shortfall").state == FigureState::NotAvailable);
    CHECK_THAT(value(stage.ask(stage.set({"KEN", "TZA", "UGA"}), "M09"), "scenario_shortfall"), WithinAbs(60.0 / 280.0, 1e-12));
}

TEST_CASE("A scenario that empties or shrinks places of a top-ten list neither completes it nor tightens its bound") {
    const std::vector<std::string> origins{"BEL", "CHN", "DEU", "ESP", "FRA", "GBR", "ITA", "JPN", "KOR", "MEX"};
    std::vector<std::string> codes = origins;
    codes.push_back("KEN");
    codes.push_back("USA");
    DatasetBuilder builder{codes};
    for (std::size_t i = 0; i < origins.size(); ++i) builder.flow(origins[i], "KEN", static_cast<std::int64_t>(100 - 10 * i));
    builder.flow("OTH", "KEN", 50, 2024, Coverage::ResidualOrigins).total("KEN", 600);
    const Stage base{builder.build()};
    Stage after{base.data};
    after.data.flows.value_usd[0] = 0;  // Belgium, the first, stops: 100 less
    after.data.flows.value_usd[9] = 5;  // Mexico, the tenth, halves
    after.data.totals[0].imports_usd = 495;
    after.world.base = &base.data;
    CHECK_THAT(value(base.ask(base.of("KEN"), "M01"), "below_top_ten"), WithinAbs(10.0 / 600.0, 1e-12));
    const auto figures = after.ask(after.of("KEN"), "M01");
    CHECK_THAT(value(figures, "below_top_ten"), WithinAbs(10.0 / 495.0, 1e-12));
    CHECK(holds(item(figures, "below_top_ten").note, "not zero"));
    CHECK(item(figures, "top_supplier_share").partner == "CHN");
}

TEST_CASE("M10: headings by import value, those without origins in the coverage") {
    DatasetBuilder builder{{"CHN", "DEU", "KEN"}, {"a", "b", "c", "d"}};
    builder.flow("CHN", "KEN", 60, 2024, Coverage::Top10OriginsOfImporter, 0)
        .flow("DEU", "KEN", 40, 2024, Coverage::Top10OriginsOfImporter, 0);
    builder.flow("CHN", "KEN", 60, 2024, Coverage::Top10OriginsOfImporter, 1)
        .flow("DEU", "KEN", 240, 2024, Coverage::Top10OriginsOfImporter, 1);
    builder.flow("CHN", "KEN", 5, 2024, Coverage::Top10DestinationsOfExporter, 2);
    builder.flow("CHN", "KEN", 900, 2024, Coverage::Top10OriginsOfImporter, 3);  // no heading of the basket
    builder.total("KEN", 100, 0, 2024, 0).total("KEN", 300, 0, 2024, 1).total("KEN", 100, 200, 2024, 2);
    builder.data().product_groups[0].hs = "8504";
    builder.data().product_groups[1].hs = "8471";
    builder.data().product_groups[2].hs = "8507";
    Stage stage{builder.build()};
    const auto figures = stage.ask(stage.of("KEN"), "M10");
    CHECK(item(figures, "basket_top_origin").partner == "DEU");
    CHECK_THAT(value(figures, "basket_exposure", "CHN"), WithinAbs(0.3, 1e-12));
    CHECK_THAT(value(figures, "basket_exposure", "DEU"), WithinAbs(0.7, 1e-12));
    CHECK_THAT(*figures.front().coverage, WithinAbs(0.8, 1e-12));
}

TEST_CASE("Explanations hold the formula with its values, the rows with their lines, and the definition") {
    const Stage stage{small()};
    const auto figures = stage.ask(stage.of("KEN"), "M01", Detail::Explain);
    const Figure& top = item(figures, "top_supplier_share");
    REQUIRE(top.why);
    CHECK(holds(top.why->formula, "60 / 100"));
    CHECK(holds(top.why->definition, "M01"));
    CHECK(holds(top.why->data, "year 2024"));
    REQUIRE(top.why->rows.size() == 2);  // the flow and the total
    CHECK(top.why->rows[0].file == "flows.csv");
    CHECK(top.why->rows[1].file == "country_totals.csv");
    CHECK_FALSE(stage.ask(stage.of("KEN"), "M01").front().why);
    const auto bloc = stage.ask(stage.set({"KEN", "TZA", "UGA"}), "M04", Detail::Explain);
    REQUIRE(bloc.front().why);
    CHECK(bloc.front().why->parts.size() == 3);
    CHECK(holds(item(stage.ask(stage.of("KEN"), "M09", Detail::Explain), "outage_shortfall").why->formula, "max(0, 60 - 0) / 100"));
}

TEST_CASE("Series: years without rows are gaps, the item may name a partner") {
    DatasetBuilder builder{{"CHN", "DEU", "KEN"}};
    builder.flow("CHN", "KEN", 60, 2020).flow("DEU", "KEN", 40, 2020).flow("DEU", "KEN", 100, 2023);
    builder.flow("CHN", "KEN", 5, 2024, Coverage::Top10DestinationsOfExporter);
    builder.total("KEN", 100, 0, 2020).total("KEN", 100, 0, 2023).total("KEN", 50, 70, 2024);
    const Stage stage{builder.build()};
    const auto points = series(stage.world, stage.of("KEN"), "M01", "", stage.question);
    REQUIRE(points.size() == 5);
    CHECK(points[0].figure.state == FigureState::Value);
    CHECK(points[1].figure.state == FigureState::NoData);
    CHECK(points[2].figure.state == FigureState::NoData);
    CHECK(*points[3].figure.value == 1.0);
    CHECK(points[4].figure.state == FigureState::NotAvailable);
    CHECK(holds(points[4].mark, "no origin list this year (net exporter)"));
    CHECK(holds(points[4].mark, "trade side changed"));
    const auto china = series(stage.world, stage.of("KEN"), "M01", "supplier_share:CHN", stage.question);
    CHECK_THAT(*china[0].figure.value, WithinAbs(0.6, 1e-12));
    CHECK(china[3].figure.state == FigureState::NoData);
    CHECK(series(stage.world, stage.of("KEN"), "M99", "", stage.question).empty());
}

TEST_CASE("Bundled pack: published shares, and no data for the EU where too few members list origins") {
    const Stage& stage = pack();
    Question question = about("transformers_converters", 2024);
    const auto usa = evaluate(stage.world, stage.of("USA"), "M01", question, Detail::Full);
    CHECK_THAT(value(usa, "supplier_share", "CHN"), WithinAbs(0.1370, 0.00005));
    CHECK_THAT(value(usa, "top_supplier_share"), WithinAbs(0.2085, 0.00005));
    CHECK(item(usa, "top_supplier_share").partner == "MEX");
    CHECK_THAT(value(usa, "below_top_ten"), WithinAbs(0.0344, 0.00005));  // the tenth share of the list

    question = about("transformers_converters", 2020);
    const auto eu = evaluate(stage.world, *bloc_subject(stage.data, "EU", {}), "M01", question, Detail::Headline);
    CHECK(eu.front().state == FigureState::NoData);
    CHECK(*eu.front().coverage < 0.8);
    CHECK(holds(eu.front().note, "below 80 %"));

    // 2025 is a partial year: it answers for itself, and 2026 carries 2024.
    const auto chips = [&](int year) {
        return evaluate(stage.world, stage.of("USA"), "M01", about("integrated_circuits", year), Detail::Headline).front();
    };
    CHECK(chips(2025).year == 2025);
    CHECK(chips(2026).year == 2024);
    CHECK(chips(2026).carried);
    CHECK(chips(2024).state == FigureState::NotAvailable);  // Taiwan's list of destinations is nobody's list of origins
}

TEST_CASE("Bundled pack: every country and group keeps shares that add up, and indices within their bounds") {
    const Stage& stage = pack();
    std::size_t with_shares = 0;
    for (Index group = 0; group < stage.data.product_groups.size(); ++group) {
        for (Index country = 0; country < stage.data.countries.size(); ++country) {
            Question question;
            question.group = group;
            const Subject subject = country_subject(stage.data, country);
            const auto m01 = evaluate(stage.world, subject, "M01", question, Detail::Full);
            if (m01.front().state != FigureState::Value) {
                CHECK_FALSE(m01.front().value);
                CHECK_FALSE(m01.front().note.empty());
                continue;
            }
            ++with_shares;
            double sum = value(m01, "unallocated_share");
            for (const Figure& figure : m01) {
                if (figure.item == "supplier_share") sum += *figure.value;
            }
            CHECK_THAT(sum, WithinAbs(1.0, 1e-9));
            const auto m02 = evaluate(stage.world, subject, "M02", question, Detail::Full);
            CHECK(value(m02, "hhi") <= 1.0 + 1e-12);
            CHECK(value(m02, "hhi_normalised") >= -1e-12);
            CHECK(item(m02, "hhi").high.value_or(*item(m02, "hhi").value) <= 1.0 + 1e-12);
        }
    }
    CHECK(with_shares > 1000);
}

TEST_CASE("Bundled pack: traced origins beside the declared ones, and their shares add up") {
    const Stage& stage = pack();
    const auto france = evaluate(stage.world, stage.of("FRA"), "M06", about("computers_servers", 2021), Detail::Full);
    // The Netherlands is the declared origin of two fifths; most of that was made elsewhere.
    CHECK(value(france, "declared_share", "NLD") > 0.35);
    CHECK(value(france, "traced_share", "NLD") < 0.1);
    CHECK(value(france, "traced_share", "CHN") > value(france, "declared_share", "CHN"));
    double sum = value(france, "unknown_origin");
    for (const Figure& figure : france) {
        if (figure.item == "traced_share") sum += *figure.value;
    }
    CHECK(sum <= 1.0 + 1e-9);
    CHECK(sum > 0.97);  // origins below the display floor are left out
}

TEST_CASE("Bundled pack: the timeline's cautions are marks, and no line runs through a year without data") {
    const Stage& stage = pack();
    const auto of = [&](const char* country, const char* group, const char* metric = "M01") {
        return series(stage.world, stage.of(country), metric, "", about(group, 2024));
    };
    const auto germany = of("DEU", "transformers_converters");
    REQUIRE(germany.size() == 8);
    CHECK(in_year(germany, 2021).figure.state == FigureState::NotAvailable);
    CHECK(holds(in_year(germany, 2021).mark, "net exporter"));
    CHECK(in_year(germany, 2022).figure.state == FigureState::Value);
    CHECK(holds(in_year(germany, 2022).mark, "trade side changed"));
    CHECK(in_year(germany, 2023).mark.empty());

    const auto iraq = of("IRQ", "telecom_equipment");
    CHECK(holds(in_year(iraq, 2018).mark, "hub recorded as origin: United Arab Emirates"));
    CHECK(holds(in_year(iraq, 2024).mark, "probably a change in how this hub is recorded"));
    const auto france = of("FRA", "computers_servers");
    CHECK(holds(in_year(france, 2020).mark, "hub recorded as origin: Netherlands"));
    CHECK(holds(in_year(france, 2023).mark, "Netherlands"));
    CHECK(in_year(france, 2024).mark.empty());
    CHECK(in_year(of("FRA", "transformers_converters"), 2020).mark.empty());  // only computers and telephones
    CHECK(holds(in_year(of("CAN", "telecom_equipment"), 2017).mark, "consignment"));
    CHECK(holds(in_year(of("CAN", "telecom_equipment"), 2018).mark, "after a year recorded by consignment"));
    CHECK(holds(in_year(of("TZA", "telecom_equipment"), 2018).mark, "mirror"));
    CHECK(holds(in_year(of("TZA", "telecom_equipment"), 2019).mark, "the year before is an odd mirror record"));

    const auto breakers = of("USA", "switchgear_low_voltage", "M02");
    REQUIRE(breakers.size() == 5);
    CHECK(breakers.front().figure.state == FigureState::Value);
    for (const int year : {2021, 2022, 2023}) CHECK(in_year(breakers, year).figure.state == FigureState::NoData);
    CHECK(breakers.back().figure.state == FigureState::Value);

    const auto basket = of("KEN", "transformers_converters", "M10");
    CHECK(in_year(basket, 2019).mark.empty());
    CHECK(holds(in_year(basket, 2020).mark, "other headings than the year before"));
    CHECK(holds(in_year(basket, 2022).mark, "carried from an older year: 8536, 8537, 8544"));
    CHECK(in_year(basket, 2022).figure.carried);

    const auto chips = of("USA", "integrated_circuits");
    CHECK(chips.back().year == 2025);
    CHECK(chips.back().partial);
}

TEST_CASE("Bundled pack: dated series have a point a year up to the pack's date") {
    const Stage& stage = pack();
    const auto points = series(stage.world, stage.of("DEU"), "M13", "", about("computers_servers", 2024));
    REQUIRE(points.size() > 20);
    for (std::size_t i = 1; i < points.size(); ++i) CHECK(points[i].year == points[i - 1].year + 1);
    CHECK(points.back().year == stage.data.as_of->year());
    CHECK(points.back().partial);
    CHECK(holds(points.back().figure.as_of, stage.data.as_of->iso()));
}
