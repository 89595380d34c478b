// M19: one score over several indicators.
#include <algorithm>
#include <fmt/format.h>
#include <iterator>
#include <string>
#include <vector>

#include "data/report/composite.h"
#include "data/report/composite_parts.h"
#include "data/report/figure_build.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

std::string indicator_name(const IndicatorWeight& indicator) {
    const MetricInfo* const info = find_metric(indicator.metric);
    return fmt::format("{} {} ({}), {} is better", indicator.metric, indicator.item, info != nullptr ? info->name : "",
                       indicator.higher_is_better ? "high" : "low");
}

struct Index19 {
    const Ask& ask;
    const CompositeTable& table;
    std::vector<std::optional<double>> values;  ///< of the subject, one per indicator
    metrics::CompositeScore score;
    std::size_t rank = 0;
};

Index19 index_of(const Ask& ask, const CompositeTable& table) {
    Index19 in{ask, table, {}, {}, 0};
    if (ask.subject.single()) {
        const Index country = ask.subject.members.front();
        for (const auto& values : table.values) in.values.push_back(values[country]);
        in.score = table.countries[country];
        in.rank = table.rank[country];
        return in;
    }
    for (const IndicatorWeight& indicator : table.indicators)
        in.values.push_back(indicator_value(ask.world, ask.subject, indicator, ask.question));
    in.score = score_of(table, in.values);
    return in;
}

/// Whom the numbers of an indicator come from.
std::string credit_of(const Ask& ask, const IndicatorWeight& indicator) {
    const Dataset& data = *ask.world.dataset;
    const MetricInfo* const info = find_metric(indicator.metric);
    switch (info != nullptr ? info->family : Family::Loaded) {
        case Family::Trade: return import_basis(ask.world, ask.subject, ask.question.group, ask.question.year).credit;
        case Family::Compute: return resource_credit(data, "data_centers");
        case Family::Cables: return resource_credit(data, "cables");
        case Family::Satellites: return resource_credit(data, "satellites");
        case Family::Loaded: break;
    }
    return {};
}

/// The credits of all indicators that count, each once.
std::string credits_of(const Index19& in) {
    std::vector<std::string> credits;
    std::string text;
    for (std::size_t k = 0; k < in.table.indicators.size(); ++k) {
        if (in.table.weights[k] <= 0.0) continue;
        std::string credit = credit_of(in.ask, in.table.indicators[k]);
        if (credit.empty() || std::find(credits.begin(), credits.end(), credit) != credits.end()) continue;
        text += (text.empty() ? "" : "; ") + credit;
        credits.push_back(std::move(credit));
    }
    return text;
}

std::string flat_note(const CompositeTable& table) {
    std::string text;
    for (std::size_t k = 0; k < table.scores.size(); ++k) {
        if (table.scores[k].flat)
            text += fmt::format("{}{} is equal everywhere and scores 50", text.empty() ? "" : "; ",
                                indicator_name(table.indicators[k]));
    }
    return text;
}

Explanation indicator_part(const Index19& in, std::size_t k) {
    const metrics::IndicatorScores& scale = in.table.scores[k];
    Explanation part;
    part.title = indicator_name(in.table.indicators[k]);
    if (in.values[k] && scale.minimum) {
        const auto score = metrics::score_on_scale(scale, *in.values[k]);
        part.formula = scale.flat
                           ? "all values equal: 50"
                           : fmt::format("{}100 x ({:.4g} - {:.4g}) / ({:.4g} - {:.4g})", scale.higher_is_better ? "" : "100 - ",
                                         std::clamp(*in.values[k], *scale.minimum, *scale.maximum), *scale.minimum, *scale.maximum,
                                         *scale.minimum);
        part.value = score ? value_text(*score, Unit::Score) : std::string{};
    } else {
        part.formula = "no value: left out, the other weights count for more";
    }
    part.data = fmt::format("weight {:.3g}", in.table.weights[k]);
    if (scale.low_fence) part.data += fmt::format("; values clamped to [{:.4g}, {:.4g}]", *scale.low_fence, *scale.high_fence);
    return part;
}

/// With the trade year that the indicators of this group come from.
Figure index_figure(const Ask& ask, std::string_view item, std::string name, Unit unit) {
    Figure figure = new_figure(ask, item, std::move(name), unit);
    if (const metrics::TradeBlock* const block = ask.world.trade->at_or_before(ask.question.group, ask.question.year)) {
        set_year(figure, block->year, ask.question.year);
    }
    return figure;
}

Figure score_figure(const Index19& in) {
    Figure figure = index_figure(in.ask, "score", "Composite index, 0 to 100", Unit::Score);
    figure.coverage = in.score.coverage;
    if (in.score.score)
        set_value(figure, *in.score.score);
    else
        figure.note = "none of the indicators has a value";
    if (!in.ask.subject.single() && in.score.score) figure.note = "on the scale that the single countries make";
    if (const std::string flat = flat_note(in.table); !flat.empty()) figure.note += (figure.note.empty() ? "" : "; ") + flat;
    if (auto why = explain(in.ask, figure, "sum of weight x score / sum of the weights of indicators with a value")) {
        for (std::size_t k = 0; k < in.values.size(); ++k) why->parts.push_back(indicator_part(in, k));
        figure.why = std::move(why);
    }
    return figure;
}

Figure rank_figure(const Index19& in) {
    Figure figure = index_figure(in.ask, "rank", "Rank by the index", Unit::Number);
    figure.coverage = in.score.coverage;
    if (in.rank > 0) {
        set_value(figure, static_cast<double>(in.rank));
        figure.text = fmt::format("{} of {}", in.rank, in.table.ranked);
        figure.note = fmt::format("1 = highest score, of {} countries", in.table.ranked);
    } else if (in.ask.subject.single()) {
        figure.state = in.score.score ? FigureState::NotAvailable : FigureState::NoData;
        figure.note = in.score.score ? "less than half of the weight is known: not ranked" : "none of the indicators has a value";
    } else {
        figure.state = FigureState::NotAvailable;
        figure.note = "only single countries are ranked";
    }
    figure.why = explain(in.ask, figure, "countries with at least half of the weight known, by score");
    return figure;
}

std::vector<Figure> indicator_figures(const Index19& in) {
    std::vector<Figure> figures;
    for (std::size_t k = 0; k < in.values.size(); ++k) {
        const IndicatorWeight& indicator = in.table.indicators[k];
        Figure figure = index_figure(in.ask, fmt::format("score_{}_{}", indicator.metric, indicator.item),
                                     indicator_name(indicator), Unit::Score);
        const auto score = in.values[k] ? metrics::score_on_scale(in.table.scores[k], *in.values[k]) : std::nullopt;
        if (score)
            set_value(figure, *score);
        else
            figure.note = "no value";
        figure.text = fmt::format("weight {:.3g}", in.table.weights[k]);
        figure.source = credit_of(in.ask, indicator);
        if (auto why = explain(in.ask, figure, {})) {
            why->formula = indicator_part(in, k).formula;
            figure.why = std::move(why);
        }
        figures.push_back(std::move(figure));
    }
    return figures;
}

std::vector<Figure> index_figures(const Ask& ask) {
    const Result<CompositeTable> table = composite_table(ask.world, ask.question);
    if (!table) {
        Figure figure = index_figure(ask, "score", "Composite index, 0 to 100", Unit::Score);
        figure.state = FigureState::NotAvailable;
        figure.note = table.error().message;
        figure.why = explain(ask, figure, "no index with these weights");
        return {std::move(figure)};
    }
    const Index19 in = index_of(ask, *table);
    std::vector<Figure> figures{score_figure(in), rank_figure(in)};
    for (Figure& figure : figures) figure.source = credits_of(in);
    if (ask.detail == Detail::Headline) return figures;
    std::vector<Figure> parts = indicator_figures(in);
    std::move(parts.begin(), parts.end(), std::back_inserter(figures));
    return figures;
}

}  // namespace

std::vector<Figure> composite_figures(const Ask& ask) {
    std::vector<Figure> figures = index_figures(ask);
    std::vector<Figure> robustness = badge_figures(ask);
    std::move(robustness.begin(), robustness.end(), std::back_inserter(figures));
    return figures;
}

}  // namespace linchpin::report
