// The exposure page: figures are those of evaluate(), ranks are those counted by hand, sentences say only what figures say.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <sstream>

#include "bundled_pack.h"
#include "data/core/format.h"
#include "data/query/focus_arcs.h"
#include "data/report/exposure_compare.h"
#include "data/report/figure_build.h"
#include "metrics_dataset_builder.h"

using namespace linchpin;
using namespace linchpin::report;

namespace {

const Dataset& pack() { return testing::bundled_pack(); }

struct Bundled {
    metrics::TradeView trade{pack()};
    World world{&pack(), &pack(), &trade};
    Question question;
    ExposureTable table;
    Bundled() {
        question.group = pack().group_index("telecom_equipment");
        table = exposure_table(world, question);
    }
};
const Bundled& bundled() {
    static const Bundled made;
    return made;
}

Index country(const char* code) { return pack().country_index(*CountryCode::parse(code)); }

bool same(std::optional<double> a, std::optional<double> b) { return a.has_value() == b.has_value() && (!a || *a == *b); }

std::vector<std::vector<std::string>> cells_of(const std::string& tsv) {
    std::vector<std::vector<std::string>> rows;
    std::istringstream lines{tsv};
    for (std::string line; std::getline(lines, line);) {
        rows.emplace_back();
        std::size_t from = 0;
        for (;;) {
            const std::size_t tab = line.find('\t', from);
            rows.back().push_back(line.substr(from, tab == std::string::npos ? tab : tab - from));
            if (tab == std::string::npos) break;
            from = tab + 1;
        }
    }
    return rows;
}

/// A supplies most of B's and C's imports; D buys from nobody that is named.
testing::DatasetBuilder small() {
    testing::DatasetBuilder b{{"AAA", "BBB", "CCC", "DDD", "USA"}, {"telecom_equipment"}};
    b.flow("AAA", "BBB", 700).flow("USA", "BBB", 200).total("BBB", 1000, 0);
    b.flow("USA", "CCC", 400).flow("AAA", "CCC", 100).total("CCC", 500, 0);
    return b;
}

}  // namespace

TEST_CASE("Every row of a page is the figure of the metric, and every cell of the table the figure of its country") {
    const Bundled& b = bundled();
    REQUIRE(b.table.countries == pack().countries.size());
    REQUIRE(b.table.measures.size() > 25);
    for (const char* code : {"KEN", "DEU", "CHN", "TWN", "FJI", "TKM", "USA"}) {
        const Subject subject = country_subject(pack(), country(code));
        const ExposureView view = exposure_view(b.world, subject, b.question, b.table, ExposureSeries::None);
        REQUIRE(view.rows.size() == b.table.measures.size());
        for (Index m = 0; m < view.rows.size(); ++m) {
            const ExposureRow& row = view.rows[m];
            INFO(code << ' ' << row.measure.id);
            Question question = b.question;
            if (row.measure.group != kNone) question.group = row.measure.group;
            // Asked of evaluate() anew, in full: the largest of the item, or that of the partner.
            std::optional<double> most;
            bool found = false;
            for (const Figure& f : evaluate(b.world, subject, row.measure.metric, question, Detail::Full)) {
                if (f.item != row.measure.item || (!row.measure.partner.empty() && f.partner != row.measure.partner)) continue;
                found = true;
                if (f.value && (!most || *f.value > *most)) most = f.value;
            }
            CHECK(same(row.figure.value, most));
            if (!found) CHECK(row.figure.state != FigureState::Value);
            const ExposureCell& cell = b.table.at(m, subject.members.front());
            CHECK(cell.state == row.figure.state);
            CHECK(same(cell.value, row.figure.value));
            CHECK(cell.partner == row.figure.partner);
            // What is missing has neither bar nor rank.
            if (row.figure.state != FigureState::Value) {
                CHECK_FALSE(row.bar);
                CHECK_FALSE(row.rank);
            }
            if (row.bar) CHECK((*row.bar >= 0.0 && *row.bar <= 1.0));
        }
    }
}

TEST_CASE("Ranks count the countries that are more exposed; equal ones share a place") {
    const Bundled& b = bundled();
    for (Index m = 0; m < b.table.measures.size(); ++m) {
        const ExposureMeasure& measure = b.table.measures[m];
        std::vector<double> values;
        for (Index c = 0; c < b.table.countries; ++c)
            if (b.table.at(m, c).state == FigureState::Value && b.table.at(m, c).value) values.push_back(*b.table.at(m, c).value);
        std::sort(values.begin(), values.end());
        for (Index c = 0; c < b.table.countries; ++c) {
            const auto rank = exposure_rank(b.table, m, c);
            const ExposureCell& cell = b.table.at(m, c);
            INFO(measure.id << ' ' << pack().countries[c].name);
            const bool ordered = measure.unit != Unit::Verdict && measure.unit != Unit::Class;
            REQUIRE(rank.has_value() == (ordered && cell.state == FigureState::Value && cell.value.has_value()));
            if (!rank) continue;
            CHECK(rank->of == values.size());
            const auto below = static_cast<std::size_t>(std::lower_bound(values.begin(), values.end(), *cell.value) - values.begin());
            const auto above = static_cast<std::size_t>(values.end() - std::upper_bound(values.begin(), values.end(), *cell.value));
            CHECK(rank->place == 1 + (measure.exposed == Exposed::Lower ? below : above));
        }
    }
}

TEST_CASE("The headline says what the figures say, each with its year, the heaviest first") {
    const Bundled& b = bundled();
    const ExposureView kenya = exposure_view(b.world, country_subject(pack(), country("KEN")), b.question, b.table, ExposureSeries::None);
    REQUIRE_FALSE(kenya.clauses.empty());
    CHECK(kenya.clauses.size() <= 3);
    for (std::size_t i = 0; i < kenya.clauses.size(); ++i) {
        const HeadlineClause& clause = kenya.clauses[i];
        INFO(clause.text);
        if (i > 0) CHECK(clause.weight <= kenya.clauses[i - 1].weight);
        const ExposureRow* const row = kenya.find(clause.measure);
        REQUIRE(row != nullptr);
        REQUIRE(row->figure.state == FigureState::Value);
        CHECK(clause.text.find("(20") != std::string::npos);
        // The number of the row stands in the sentence, or the counts that it is made of.
        if (row->measure.metric != "M17") {
            CHECK(clause.text.find(value_text(row->figure)) != std::string::npos);
        } else {
            // "5 of 7 international cable systems": the two counts are those of the share by count.
            unsigned n = 0, m = 0;
            REQUIRE(std::sscanf(clause.text.c_str(), "%u of %u", &n, &m) == 2);
            std::optional<double> by_count;
            for (const Figure& f : evaluate(b.world, country_subject(pack(), country("KEN")), "M17", b.question, Detail::Full))
                if (f.item == "count_share" && f.partner == row->figure.partner) by_count = f.value;
            REQUIRE(by_count);
            CHECK(std::abs(static_cast<double>(n) / m - *by_count) < 1e-12);
        }
        CHECK(clause.text.find(row->figure.partner_name) != std::string::npos);
        CHECK(kenya.headline.find(clause.text.substr(1)) != std::string::npos);
    }
    // The same question gives the same words.
    CHECK(exposure_view(b.world, country_subject(pack(), country("KEN")), b.question, b.table, ExposureSeries::None).headline == kenya.headline);
}

TEST_CASE("A headline by hand: seven tenths of the imports, and none where there is no figure") {
    const Dataset data = small().build();
    const metrics::TradeView trade{data};
    const World world{&data, &data, &trade};
    Question question;
    const ExposureTable table = exposure_table(world, question);
    const auto view_of = [&](const char* code) {
        return exposure_view(world, country_subject(data, data.country_index(*CountryCode::parse(code))), question, table, ExposureSeries::None);
    };
    const ExposureView b = view_of("BBB");
    CHECK(b.headline == format_percent(0.7) + " of its imports of group telecom_equipment, by value, are declared from Land AAA (2024).");
    REQUIRE(b.find("M01.top_supplier_share.telecom_equipment") != nullptr);
    CHECK(b.find("M01.top_supplier_share.telecom_equipment")->rank == ExposureRank{2, 2});  // C: 80 % from one
    CHECK(view_of("CCC").headline == format_percent(0.8) + " of its imports of group telecom_equipment, by value, are declared from the Land USA (2024).");
    const ExposureView d = view_of("DDD");
    CHECK(d.clauses.empty());
    CHECK(d.headline == "The data hold no figure of what Land DDD depends on.");
    CHECK_FALSE(d.find("M01.top_supplier_share.telecom_equipment")->rank);
}

TEST_CASE("Declared and traced origins: parts, rest and unknown make the whole; what is not named is not zero") {
    const Bundled& b = bundled();
    std::size_t compared = 0;
    for (const char* code : {"KEN", "DEU", "BRA", "VNM", "ZAF"}) {
        const OriginComparison origins = origin_comparison(b.world, country_subject(pack(), country(code)), b.question);
        INFO(code);
        if (origins.state != FigureState::Value) continue;
        ++compared;
        CHECK(origins.origins.size() <= 8);
        double declared = origins.declared_unknown.value_or(0.0) + origins.declared_rest.value_or(0.0);
        double traced = origins.traced_unknown.value_or(0.0) + origins.traced_rest.value_or(0.0);
        for (const OriginShare& origin : origins.origins) {
            declared += origin.declared.value_or(0.0);
            traced += origin.traced.value_or(0.0);
            CHECK((origin.declared || origin.traced));
            if (origin.declared && origin.declared_high) CHECK(*origin.declared_high >= *origin.declared);
        }
        CHECK(std::abs(declared - 1.0) < 1e-9);
        CHECK(std::abs(traced - 1.0) < 1e-9);
        // The rest and the unknown part by another way: from every figure of M01 that is not among the eight.
        double rest = 0.0;
        std::optional<double> unknown;
        for (const Figure& f : evaluate(b.world, country_subject(pack(), country(code)), "M01", b.question, Detail::Full)) {
            if (f.item == "unallocated_share") unknown = f.value;
            const bool named = std::any_of(origins.origins.begin(), origins.origins.end(), [&](const OriginShare& o) { return o.declared && o.iso3 == f.partner; });
            if (f.item == "supplier_share" && f.value && !named) rest += *f.value;
        }
        CHECK(std::abs(origins.declared_rest.value_or(0.0) - rest) < 1e-9);
        CHECK(std::abs(origins.declared_unknown.value_or(0.0) - unknown.value_or(0.0)) < 1e-9);
    }
    CHECK(compared >= 3);
}

TEST_CASE("A bloc has a spread of its members in place of a rank") {
    const Bundled& b = bundled();
    const auto eu = bloc_subject(pack(), "EU", std::nullopt);
    REQUIRE(eu);
    const ExposureView view = exposure_view(b.world, *eu, b.question, b.table, ExposureSeries::None);
    const ExposureRow* const row = view.find("M01.top_supplier_share.telecom_equipment");
    REQUIRE(row != nullptr);
    CHECK_FALSE(row->rank);
    REQUIRE(row->spread);
    CHECK(row->spread->members == eu->members.size());
    std::optional<double> least, most;
    std::size_t n = 0;
    const Index m = find_measure(b.table.measures, row->measure.id);
    for (const Index member : eu->members) {
        const auto& value = b.table.at(m, member).value;
        if (!value) continue;
        ++n;
        least = std::min(least.value_or(*value), *value);
        most = std::max(most.value_or(*value), *value);
    }
    CHECK(row->spread->with_value == n);
    CHECK(same(row->spread->least, least));
    CHECK(same(row->spread->most, most));
    CHECK(view.find("M05.geodep.telecom_equipment")->figure.metric == "M04");  // a bloc's test
}

TEST_CASE("A series has the figure of the page in its year") {
    const Bundled& b = bundled();
    const ExposureView view = exposure_view(b.world, country_subject(pack(), country("KEN")), b.question, b.table);
    std::size_t checked = 0;
    for (const ExposureRow& row : view.rows) {
        CHECK((row.measure.over_years || row.series.empty()));
        for (const SeriesPoint& point : row.series) {
            if (row.figure.year == 0 || point.year != row.figure.year || row.figure.state != FigureState::Value) continue;
            INFO(row.measure.id);
            CHECK(same(point.figure.value, row.figure.value));
            ++checked;
        }
    }
    CHECK(checked >= 8);
}

TEST_CASE("Differences exist only where both sides do") {
    const Bundled& b = bundled();
    const auto view = [&](const char* code) { return exposure_view(b.world, country_subject(pack(), country(code)), b.question, b.table, ExposureSeries::None); };
    const ExposureView kenya = view("KEN"), germany = view("DEU");
    std::size_t both = 0, one = 0;
    for (const ExposureDifference& d : exposure_differences(kenya, germany)) {
        INFO(d.measure.id);
        const bool a = d.a.state == FigureState::Value, c = d.b.state == FigureState::Value;
        CHECK((a || c));
        if (d.difference) {
            REQUIRE((d.a.value && d.b.value));
            CHECK(*d.difference == *d.b.value - *d.a.value);
            ++both;
        }
        if (a != c) {
            CHECK_FALSE(d.difference);
            CHECK(d.differs);
            ++one;
        }
    }
    CHECK(both > 10);
    CHECK(one > 0);
    for (const ExposureDifference& d : exposure_differences(kenya, kenya)) {
        CHECK_FALSE(d.differs);
        if (d.difference) CHECK(*d.difference == 0.0);
    }
}

TEST_CASE("A ranking is sorted by the measure, those without a figure last, and copies as a table") {
    const Bundled& b = bundled();
    const Index m = find_measure(b.table.measures, "M01.top_supplier_share.telecom_equipment");
    REQUIRE(m != kNone);
    std::vector<Index> all;
    for (Index c = 0; c < pack().countries.size(); ++c) all.push_back(c);
    const auto rows = ranked(pack(), b.table, m, all, RankOrder::MostExposed);
    REQUIRE(rows.size() == all.size());
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (rows[i].rank) {
            REQUIRE(rows[i - 1].rank);
            CHECK(rows[i - 1].rank->place <= rows[i].rank->place);
            if (rows[i - 1].rank->place == rows[i].rank->place) CHECK(pack().countries[rows[i - 1].country].name < pack().countries[rows[i].country].name);
        }
    }
    const auto other = ranked(pack(), b.table, m, all, RankOrder::LeastExposed);
    CHECK(other.front().rank.has_value());
    CHECK_FALSE(other.back().rank.has_value());
    const auto cells = cells_of(ranking_tsv(pack(), b.table, rows, {m}));
    REQUIRE(cells.size() == rows.size() + 1);
    CHECK(cells[0][0] == "country");
    for (std::size_t i = 0; i < rows.size(); ++i) {
        REQUIRE(cells[i + 1].size() == cells[0].size());
        REQUIRE(cells[0].size() == 9);  // country, code; figure, low, high, partner, year, rank, source
        CHECK(cells[i + 1][1] == pack().countries[rows[i].country].code.str());
        CHECK(cells[i + 1][2].empty() == !rows[i].rank.has_value());
        if (rows[i].rank) {
            CHECK(std::stod(cells[i + 1][2]) == *b.table.at(m, rows[i].country).value);
            CHECK(cells[i + 1][7] == std::to_string(rows[i].rank->place));
            CHECK_FALSE(cells[i + 1][6].empty());  // no number without its year ...
            CHECK_FALSE(cells[i + 1][8].empty());  // ... and its source
        }
    }
}

TEST_CASE("A country whose cables pass no chokepoint counts with zero, and is the least exposed of all") {
    const Bundled& b = bundled();
    std::size_t none = 0;
    for (Index c = 0; c < pack().countries.size(); ++c) {
        const auto figures = evaluate(b.world, country_subject(pack(), c), "M17", b.question, Detail::Full);
        if (figures.empty() || figures.back().state != FigureState::Value || !figures.back().partner.empty()) continue;
        ++none;
        INFO(pack().countries[c].code.str());
        CHECK(figures.back().item == "count_share");
        CHECK(figures.back().value == 0.0);
        // A capacity share of nothing is said only where some capacity is known.
        if (figures.size() == 2) CHECK((figures.front().item == "capacity_share" && figures.front().value == 0.0 && figures.front().coverage > 0.0));
    }
    CHECK(none > 5);
    for (Index m = 0; m < b.table.measures.size(); ++m) {
        if (b.table.measures[m].metric != "M17") continue;
        std::size_t zeros = 0;
        for (Index c = 0; c < b.table.countries; ++c) zeros += b.table.at(m, c).value == 0.0 ? 1 : 0;
        CHECK(zeros > 0);
    }
}

TEST_CASE("A chosen country's largest suppliers have an arc even where the world's largest flows leave them out") {
    const DerivedIndex index = build_derived_index(pack());
    Filter filter;
    filter.product_group = "telecom_equipment";
    const Snapshot plain = derive(pack(), index, filter);
    const Index kenya = country("KEN");
    Snapshot focused = plain;
    add_arcs_into(pack(), index, kenya, 5, focused);
    // By hand: the five largest rows of the table into Kenya in the year that is shown.
    std::vector<std::pair<std::int64_t, Index>> rows;
    const FlowTable& flows = pack().flows;
    for (std::size_t row = 0; row < flows.size(); ++row)
        if (flows.importer[row] == kenya && flows.year[row] == plain.trade_year_used && flows.group[row] == pack().group_index("telecom_equipment") && flows.exporter[row] != kOtherPartner)
            rows.emplace_back(flows.value_usd[row], flows.exporter[row]);
    std::sort(rows.begin(), rows.end(), std::greater<>{});
    REQUIRE(rows.size() > 5);
    std::size_t found = 0;
    for (const Arc& arc : focused.arcs)
        for (std::size_t i = 0; i < 5; ++i) found += arc.importer == kenya && arc.exporter == rows[i].second && arc.value_usd == rows[i].first ? 1 : 0;
    CHECK(found == 5);
    CHECK(focused.arcs.size() > plain.arcs.size());
    Snapshot again = focused;
    add_arcs_into(pack(), index, kenya, 5, again);
    CHECK(again.arcs.size() == focused.arcs.size());
    CHECK(again.arcs_value_usd == focused.arcs_value_usd);
}

TEST_CASE("A table that is stopped comes back without countries") {
    const Bundled& b = bundled();
    int asked = 0;
    const ExposureTable stopped = exposure_table(b.world, b.question, [&asked] { return ++asked > 3; });
    CHECK(stopped.countries == 0);
    CHECK(stopped.cells.empty());
    CHECK_FALSE(exposure_rank(stopped, 0, 0));
}
