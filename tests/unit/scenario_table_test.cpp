// The table of all countries says in a scenario what each country's own figures say, to the bit.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <optional>

#include "bundled_pack.h"
#include "data/report/country_table.h"
#include "data/report/evaluate.h"
#include "data/report/subject.h"
#include "data/scenario/scenario_world.h"

using namespace linchpin;
using testing::bundled_pack;

namespace {

scenario::Event stop(const char* supplier, double fraction, const char* target = "all", double grow_foreign = 0.0) {
    scenario::Event event;
    event.supplier = supplier;
    event.fraction = fraction;
    event.target = target;
    event.grow_foreign = grow_foreign;
    return event;
}

std::vector<scenario::Scenario> scenarios() {
    std::vector<scenario::Scenario> all(5);
    all[1].events = {stop("CHN", 1.0)};
    all[2].events = {stop("CHN", 0.97), stop("DEU", 0.5), stop("USA", 0.99)};
    all[3].events = {stop("TWN", 0.9, "EU", 0.2), stop("CHN", 0.995, "KEN")};
    all[4].events = {stop("KOR", 0.999), stop("JPN", 0.999), stop("VNM", 0.999)};
    return all;
}

const report::Figure& figure_of(const std::vector<report::Figure>& figures, std::string_view item) {
    const auto found = std::find_if(figures.begin(), figures.end(), [&](const auto& figure) { return figure.item == item; });
    REQUIRE(found != figures.end());
    return *found;
}

std::optional<metrics::Interval> interval_of(const report::Figure& figure) {
    if (!figure.value) return std::nullopt;
    return metrics::Interval{figure.low.value_or(*figure.value), figure.high.value_or(*figure.value)};
}

std::string verdict_of(const report::CountryRow& row) {
    if (!row.dependency) return {};
    return *row.dependency == metrics::Verdict::Certain ? "certain" : *row.dependency == metrics::Verdict::Possible ? "possible" : "no";
}

void check_country(const report::World& world, const report::Question& question, Index country, const report::CountryRow& row) {
    const report::Subject subject = report::country_subject(bundled_pack(), country);
    INFO(subject.id << " in " << question.year);
    const auto m01 = report::evaluate(world, subject, "M01", question);
    const report::Figure& top = figure_of(m01, "top_supplier_share");
    CHECK(top.value == row.top_share);
    CHECK(top.partner == (row.top_supplier == kNone ? std::string{} : bundled_pack().countries[row.top_supplier].code.str()));

    const auto m02 = report::evaluate(world, subject, "M02", question);
    const auto own = interval_of(figure_of(m02, "hhi"));
    REQUIRE(own.has_value() == row.hhi.has_value());
    if (own) CHECK((own->low == row.hhi->low && own->high == row.hhi->high));

    const auto m05 = report::evaluate(world, subject, "M05", question);
    const report::Figure& dependency = figure_of(m05, "geodep");
    CHECK((dependency.state == report::FigureState::Value ? dependency.text : std::string{}) == verdict_of(row));
}

}  // namespace

TEST_CASE("in any scenario the table of all countries has the values and intervals of M01, M02 and M05", "[scenario][property]") {
    scenario::ScenarioWorld world{bundled_pack()};
    std::size_t bound_as_published = 0, known = 0;
    for (const scenario::Scenario& scenario : scenarios()) {
        for (const char* group : {"transformers_converters", "batteries"}) {
            report::Question question;
            question.group = bundled_pack().group_index(group);
            REQUIRE(question.group != kNone);
            REQUIRE(world.apply(scenario, question));
            const report::CountryTable table = report::country_table(world.world(), question);
            REQUIRE(table.rows.size() == bundled_pack().countries.size());
            const metrics::TradeView& trade = *world.world().trade;
            const metrics::TradeBlock& block = *trade.at_or_before(question.group, question.year);
            for (Index country = 0; country < table.rows.size(); ++country) {
                check_country(world.world(), question, country, table.rows[country]);
                if (!table.rows[country].hhi) continue;
                ++known;
                // What the shrunken list alone would say: too narrow wherever an event pushed a row below the tenth place.
                const auto alone = metrics::import_concentration(
                    metrics::import_shares(country, trade.importer_rows(block, country), trade.imports_usd(block, country)));
                if (alone->interval.high < table.rows[country].hhi->high) ++bound_as_published;
            }
        }
    }
    CHECK(known > 1000);
    CHECK(bound_as_published > 100);
}
