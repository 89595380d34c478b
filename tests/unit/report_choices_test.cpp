// What a person chooses for the numbers: indicators of the index, hubs, imputed capacities.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <chrono>
#include <set>
#include <thread>

#include "app/report/choices.h"
#include "app/report/report_service.h"
#include "app/ui/figure_text.h"
#include "bundled_pack.h"
#include "data/report/composite.h"

using namespace linchpin;
using namespace linchpin::app;
using Catch::Matchers::WithinAbs;

namespace {

const Dataset& pack() { return testing::bundled_pack(); }

report::World world_of(const metrics::TradeView& trade) {
    report::World world;
    world.dataset = world.base = &pack();
    world.trade = &trade;
    return world;
}

AppState asking_about(std::string iso3) {
    AppState state;
    state.report.subject = std::move(iso3);
    return state;
}

const report::Figure* figure_of(const ReportService& service, std::string_view metric, std::string_view item) {
    for (const MetricAnswer& answer : service.metrics())
        for (const report::Figure& figure : answer.figures)
            if (figure.metric == metric && figure.item == item) return &figure;
    return nullptr;
}

void wait_for_worker(ReportService& service) {
    for (int i = 0; i < 4000 && service.computing(); ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds{5});
        service.poll();
    }
    REQUIRE_FALSE(service.computing());
}

}  // namespace

TEST_CASE("Every indicator on offer has a value for many countries, and a name of its own") {
    const metrics::TradeView trade{pack()};
    const report::World world = world_of(trade);
    std::set<std::string_view> names;
    for (const IndicatorChoice& choice : indicator_choices()) {
        INFO(choice.metric << " " << choice.item);
        CHECK(names.insert(choice.name).second);
        report::Question question;
        question.group = pack().group_index("transformers_converters");
        question.indicators = {{std::string{choice.metric}, std::string{choice.item}, choice.higher_is_better, 1.0}};
        const auto table = report::composite_table(world, question);
        REQUIRE(table);
        const auto& values = table->values.front();
        // Few countries have cloud regions or published power; the others have cables and trade.
        CHECK(std::count_if(values.begin(), values.end(), [](const auto& value) { return value.has_value(); }) >= 20);
    }
    for (const report::IndicatorWeight& indicator : report::default_indicators()) {
        const IndicatorChoice* const known = find_indicator(indicator.metric, indicator.item);
        REQUIRE(known != nullptr);
        CHECK(known->higher_is_better == indicator.higher_is_better);
    }
}

TEST_CASE("Indicators: the default is kept as the default, one of no list has its own id for a name") {
    ReportChoice choice;
    std::vector<report::IndicatorWeight> now = indicators_of(choice);
    REQUIRE(now.size() == report::default_indicators().size());
    now[1].weight = 0.25;
    set_indicators(choice, now);
    CHECK(choice.indicators == now);
    CHECK(indicators_of(choice) == now);
    now[1].weight = 1.0;
    set_indicators(choice, now);
    CHECK(choice.indicators.empty());
    CHECK(indicator_name({"M21", "rtt_floor", false, 1.0}) == "M21 rtt_floor");
    CHECK(indicator_name({"M02", "hhi", false, 1.0}) == "Concentration of origins");
}

TEST_CASE("Weights move the index; all at 0 is all the same") {
    ReportService service{pack(), {}, {}};
    AppState state = asking_about("KEN");
    REQUIRE(service.update(state, true));
    const report::Figure* score = figure_of(service, "M19", "score");
    REQUIRE(score != nullptr);
    REQUIRE(score->value);
    const double equal = *score->value;

    std::vector<report::IndicatorWeight> weights = indicators_of(state.report);
    for (report::IndicatorWeight& indicator : weights) indicator.weight = 0.0;
    weights[2].weight = 0.4;  // cable capacity left: alone, and so wholly what counts
    set_indicators(state.report, weights);
    REQUIRE(service.update(state, true));
    CHECK_THAT(*figure_of(service, "M19", "score")->coverage, WithinAbs(1.0, 1e-12));
    const double cables_only = *figure_of(service, "M19", "score")->value;
    CHECK(std::abs(cables_only - equal) > 1.0);

    weights[2].weight = 0.0;
    set_indicators(state.report, weights);
    REQUIRE(service.update(state, true));
    CHECK(*figure_of(service, "M19", "score")->value == equal);
}

TEST_CASE("An indicator that is asked of every country by itself is the worker's, and its score comes") {
    ReportService service{pack(), {}, {}};
    AppState state = asking_about("KEN");
    REQUIRE(service.update(state, true));
    REQUIRE(figure_of(service, "M19", "score") != nullptr);  // the quick ones at once
    state.report.indicators = {{"M13", "systems", true, 1.0}};
    REQUIRE(service.update(state, true));
    wait_for_worker(service);
    const report::Figure* const score = figure_of(service, "M19", "score");
    REQUIRE(score != nullptr);
    CHECK(score->value.has_value());
}

TEST_CASE("A metric that the index cannot hold is said in place of the score") {
    ReportService service{pack(), {}, {}};
    AppState state = asking_about("KEN");
    state.report.indicators = {{"M19", "score", true, 1.0}};
    REQUIRE(service.update(state, true));
    wait_for_worker(service);
    const report::Figure* const score = figure_of(service, "M19", "score");
    REQUIRE(score != nullptr);
    CHECK(score->state == report::FigureState::NotAvailable);
    CHECK(score->note.find("expected another metric than M19") != std::string::npos);
}

TEST_CASE("Imputed capacities are marked as such, and published ones are not") {
    ReportService service{pack(), {}, {}};
    AppState state = asking_about("JPN");
    REQUIRE(service.update(state, true));
    const report::Figure* left = figure_of(service, "M13", "retained_1");
    REQUIRE(left != nullptr);
    CHECK(left->imputed == 0);
    CHECK(figure_context(*left).find("imputed") == std::string::npos);
    const double published_tbps = *figure_of(service, "M13", "total_tbps")->value;

    state.report.impute_capacity = true;
    REQUIRE(service.update(state, true));
    left = figure_of(service, "M13", "retained_1");
    CHECK(left->imputed > 0);
    CHECK(figure_context(*left).find(std::to_string(left->imputed) + (left->imputed == 1 ? " capacity imputed" : " capacities imputed")) != std::string::npos);
    CHECK(*figure_of(service, "M13", "total_tbps")->value > published_tbps);
}

TEST_CASE("Hubs: the default ones are those of M15, chosen ones are asked about, unknown ones are named") {
    ReportService service{pack(), {}, {}};
    AppState state = asking_about("KEN");  // not a hub itself
    REQUIRE(service.update(state, true));
    REQUIRE(service.default_hubs().size() == 10);
    std::string names;
    for (const Index hub : service.default_hubs()) names += (names.empty() ? "" : ", ") + pack().countries[hub].name;
    const auto hubs_text = [&service] {
        const auto figures = service.explained("M15", false);
        const auto it = std::find_if(figures.begin(), figures.end(), [](const auto& figure) { return figure.item == "hubs"; });
        return it == figures.end() ? std::string{} : it->text;
    };
    for (const Index hub : service.default_hubs()) {
        INFO(names << " / " << hubs_text());
        CHECK(hubs_text().find(pack().countries[hub].name) != std::string::npos);
    }
    CHECK(hubs_problem(pack(), state.report).empty());

    state.report.hubs = {"SGP", "ZZX"};
    REQUIRE(service.update(state, true));
    CHECK(service.question().hubs == std::vector<Index>{pack().country_index(*CountryCode::parse("SGP"))});
    CHECK(hubs_text().find("Singapore") != std::string::npos);
    CHECK(hubs_problem(pack(), state.report) == "Hubs: expected codes of countries of the pack, found ZZX; it is left out");
    state.report.hubs = {"ZZX", "ZZY"};
    REQUIRE(service.update(state, true));
    CHECK(service.question().hubs.empty());
    CHECK(hubs_problem(pack(), state.report) == "Hubs: expected codes of countries of the pack, found ZZX, ZZY; the ten with most capacity are taken");
}
