#include "data/report/composite.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <fmt/format.h>
#include <functional>
#include <numeric>

#include "data/report/country_table.h"
#include "data/report/evaluate.h"

namespace linchpin::report {
namespace {

Status check(std::span<const IndicatorWeight> indicators) {
    for (const IndicatorWeight& indicator : indicators) {
        if (find_metric(indicator.metric) == nullptr)
            return Error{fmt::format("composite index: expected a metric from M01 to M25, found \"{}\"", indicator.metric)};
        if (indicator.metric == "M19") return Error{"composite index: expected another metric than M19, which is the index itself"};
        if (!(indicator.weight >= 0.0) || !std::isfinite(indicator.weight))
            return Error{fmt::format("composite index: expected a weight >= 0 for {} {}, found {}", indicator.metric,
                                     indicator.item, indicator.weight)};
    }
    return Done{};
}

/// What the table of all countries holds already: the same numbers as evaluate() gives one by one, in a hundredth of the time.
using Read = std::function<std::optional<double>(const CountryRow&)>;
Read table_column(const IndicatorWeight& indicator) {
    const auto is = [&](std::string_view metric, std::string_view item) {
        return indicator.metric == metric && indicator.item == item;
    };
    if (is("M01", "top_supplier_share")) return [](const CountryRow& row) { return row.top_share; };
    if (is("M02", "hhi")) return [](const CountryRow& row) { return row.hhi ? std::optional{row.hhi->low} : std::nullopt; };
    if (is("M11", "operator_domestic_cloud_regions")) return [](const CountryRow& row) { return row.domestic_regions; };
    if (is("M11", "operator_domestic_power")) return [](const CountryRow& row) { return row.domestic_mw; };
    if (is("M13", "retained_1")) return [](const CountryRow& row) { return row.retained_1; };
    return {};
}

/// Ranks by score, highest first; equal scores share the better rank.
void set_ranks(CompositeTable& table) {
    std::vector<std::size_t> order;
    for (std::size_t c = 0; c < table.countries.size(); ++c) {
        const metrics::CompositeScore& country = table.countries[c];
        if (country.score && !metrics::exceeds(kLeastRankedCoverage, country.coverage)) order.push_back(c);
    }
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return *table.countries[a].score > *table.countries[b].score; });
    table.rank.assign(table.countries.size(), 0);
    table.ranked = order.size();
    for (std::size_t i = 0; i < order.size(); ++i) {
        const bool tie = i > 0 && *table.countries[order[i]].score == *table.countries[order[i - 1]].score;
        table.rank[order[i]] = tie ? table.rank[order[i - 1]] : i + 1;
    }
}

}  // namespace

std::span<const IndicatorWeight> default_indicators() {
    static const std::array<IndicatorWeight, 4> kDefault{{{"M01", "top_supplier_share", false, 1.0},
                                                          {"M02", "hhi", false, 1.0},
                                                          {"M13", "retained_1", true, 1.0},
                                                          {"M11", "operator_domestic_cloud_regions", true, 1.0}}};
    return kDefault;
}

std::optional<double> indicator_value(const World& world, const Subject& subject, const IndicatorWeight& indicator,
                                      const Question& question) {
    for (const Detail detail : {Detail::Headline, Detail::Full}) {
        for (const Figure& figure : evaluate(world, subject, indicator.metric, question, detail)) {
            if (figure.item == indicator.item) return figure.state == FigureState::Value ? figure.value : std::nullopt;
        }
    }
    return std::nullopt;
}

Result<CompositeTable> composite_table(const World& world, const Question& question) {
    CompositeTable table;
    table.indicators = question.indicators;
    if (table.indicators.empty()) table.indicators.assign(default_indicators().begin(), default_indicators().end());
    if (Status status = check(table.indicators); !status) return status.error();
    std::vector<double> sliders;
    std::optional<CountryTable> all;
    for (const IndicatorWeight& indicator : table.indicators) {
        sliders.push_back(indicator.weight);
        std::vector<std::optional<double>> values(world.dataset->countries.size());
        if (const Read read = table_column(indicator)) {
            if (!all) all = country_table(world, question);
            std::transform(all->rows.begin(), all->rows.end(), values.begin(), read);
        } else {
            for (Index c = 0; c < values.size(); ++c)
                values[c] = indicator_value(world, country_subject(*world.dataset, c), indicator, question);
        }
        table.scores.push_back(metrics::indicator_scores(values, indicator.higher_is_better));
        table.values.push_back(std::move(values));
    }
    table.weights = metrics::normalised_weights(sliders);
    auto countries = metrics::composite_index(table.scores, table.weights);
    if (!countries) return countries.error();
    table.countries = std::move(*countries);
    set_ranks(table);
    return table;
}

metrics::CompositeScore score_of(const CompositeTable& table, std::span<const std::optional<double>> values) {
    metrics::CompositeScore result;
    double weighted = 0.0;
    for (std::size_t k = 0; k < values.size(); ++k) {
        const auto score = values[k] ? metrics::score_on_scale(table.scores[k], *values[k]) : std::nullopt;
        if (!score) continue;
        weighted += table.weights[k] * *score;
        result.coverage += table.weights[k];
    }
    if (result.coverage > 0.0) result.score = weighted / result.coverage;
    return result;
}

}  // namespace linchpin::report
