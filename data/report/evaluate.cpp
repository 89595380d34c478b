#include "data/report/evaluate.h"

#include "data/report/families.h"
#include "data/report/figure_build.h"

namespace linchpin::report {
namespace {

/// M22 is the rule behind every dated number, not a number of its own.
std::vector<Figure> date_rule(const Ask& ask) {
    Figure figure = new_figure(ask, "date", "State at a date", Unit::Class);
    figure.state = FigureState::Value;
    figure.text = as_of_text(ask.world, ask.question);
    figure.note = ask.question.with_plans ? "planned objects count once their year has ended" : "planned objects do not count";
    figure.why = explain(ask, figure, "active at t when start <= t < end");
    return {std::move(figure)};
}

std::vector<Figure> of_family(const Ask& ask) {
    if (!ask.metric.needs.empty()) return input_figures(ask);
    if (ask.metric.id == "M22") return date_rule(ask);
    if (ask.metric.id == "M19") return composite_figures(ask);
    switch (ask.metric.family) {
        case Family::Trade: return trade_figures(ask);
        case Family::Compute: return compute_figures(ask);
        case Family::Cables: return cable_figures(ask);
        case Family::Satellites: return satellite_figures(ask);
        case Family::Loaded: return input_figures(ask);
    }
    return {};
}

}  // namespace

std::vector<Figure> evaluate(const World& world, const Subject& subject, std::string_view metric, const Question& question, Detail detail) {
    const MetricInfo* const info = find_metric(metric);
    if (info == nullptr) return {};
    const Ask ask{world, subject, question, detail, *info};
    std::vector<Figure> figures = of_family(ask);
    // No number, and no reason why there is none, goes without an explanation: the definition and the data at least.
    for (Figure& figure : figures)
        if (!figure.why) figure.why = explain(ask, figure, std::string{info->definition});
    return figures;
}

}  // namespace linchpin::report
