// M07, M18 and M23: which year of which table answers, and what is said when none does.
#include "data/report/input_parts.h"

#include <algorithm>
#include <fmt/format.h>

namespace linchpin::report {
namespace {

using inputs::Kind;

Kind kind_of(std::string_view metric) {
    if (metric == "M07") return Kind::InputOutput;
    return metric == "M18" ? Kind::Dependences : Kind::Shareholdings;
}

/// Metrics that are pure functions without inputs in any table of the pack: without a table they say what they need, and nothing is
/// invented.
std::vector<Figure> needs_input(const Ask& ask) {
    const Kind kind = kind_of(ask.metric.id);
    const std::string refused = refused_note(ask.world.inputs, kind);
    std::string note = fmt::format("needs {}", ask.metric.needs);
    if (!refused.empty()) note += "; " + refused;
    Figure figure = input_gap(ask, "needs_input", std::string{ask.metric.name}, Unit::Number, FigureState::NeedsInput, std::move(note));
    if (auto why = explain(ask, figure, std::string{ask.metric.definition})) {
        why->data += fmt::format("; load {} (format: docs/inputs.md)", file_name(kind));
        figure.why = std::move(why);
    }
    return {std::move(figure)};
}

template <class Year, class Compute>
std::vector<Figure> from_years(const Ask& ask, const std::vector<Year>& years, Compute compute) {
    if (years.empty()) return needs_input(ask);
    const int asked = year_asked(ask);
    const Year* const table = inputs::at_or_before(std::span<const Year>{years}, asked);
    if (table != nullptr) return compute(ask, *table);
    return {input_gap(ask, "not_yet", std::string{ask.metric.name}, Unit::Number, FigureState::NotAvailable, begins_later(kind_of(ask.metric.id), years.front().year, asked))};
}

}  // namespace

int year_asked(const Ask& ask) {
    if (ask.metric.id == "M07") return ask.question.year;
    if (ask.question.date) return ask.question.date->year();
    return ask.world.base->as_of ? ask.world.base->as_of->year() : ask.question.year;
}

void set_table_year(const Ask& ask, Figure& figure, int found) {
    figure.as_of.clear();
    set_year(figure, found, year_asked(ask));
}

std::string input_credit(const inputs::UserInputs& inputs, Kind kind, const std::vector<inputs::Origin>& origins) {
    std::vector<std::uint32_t> ids;
    for (const inputs::Origin& origin : origins) ids.push_back(origin.source);
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    if (ids.empty()) return std::string{file_name(kind)};
    std::string text = fmt::format("{}: {}", file_name(kind), inputs.sources[ids.front()]);
    if (ids.size() > 1) text += fmt::format(" and {} more", ids.size() - 1);
    return text;
}

RowRef input_ref(const inputs::UserInputs& inputs, Kind kind, inputs::Origin origin, std::string what) {
    return {std::string{file_name(kind)}, origin.line, fmt::format("{} ({})", what, inputs.sources[origin.source])};
}

Figure input_gap(const Ask& ask, std::string_view item, std::string name, Unit unit, FigureState state, std::string note) {
    Figure figure = new_figure(ask, item, std::move(name), unit);
    figure.state = state;
    figure.note = std::move(note);
    figure.why = explain(ask, figure, std::string{ask.metric.definition});
    return figure;
}

std::string begins_later(Kind kind, int first, int asked) { return fmt::format("{} begins in {}, after {}", file_name(kind), first, asked); }

std::string refused_note(const inputs::UserInputs* inputs, Kind kind) {
    if (inputs == nullptr || inputs->table(kind).state != inputs::TableState::State::Refused) return {};
    const std::size_t errors = inputs->table(kind).errors;
    const Finding* const first = inputs->first_error(kind);
    std::string text = fmt::format("{} is refused: {} error{}", file_name(kind), errors, errors == 1 ? "" : "s");
    if (first != nullptr) text += first->where.line > 0 ? fmt::format(", the first in line {}: {}", first->where.line, first->where.message) : ", " + first->where.message;
    return text;
}

std::string part_text(double value) { return fmt::format("{:.4g}", value); }

std::string sum_text(const std::vector<std::string>& terms) {
    constexpr std::size_t kShown = 6;
    std::string text;
    for (std::size_t i = 0; i < std::min(kShown, terms.size()); ++i) text += (i == 0 ? "" : " + ") + terms[i];
    if (terms.size() > kShown) text += fmt::format(" + {} more", terms.size() - kShown);
    return text.empty() ? "0" : text;
}

std::string code_or_rest(const Dataset& dataset, Index country) {
    return country < dataset.countries.size() ? dataset.countries[country].code.str() : "the rest of the world";
}

std::vector<Figure> input_figures(const Ask& ask) {
    static const inputs::UserInputs kNothing;
    const inputs::UserInputs& tables = ask.world.inputs != nullptr ? *ask.world.inputs : kNothing;
    if (ask.metric.id == "M07") return from_years(ask, tables.input_output, value_added_figures);
    if (ask.metric.id == "M18") return from_years(ask, tables.dependences, cascade_figures);
    return from_years(ask, tables.shareholdings, ownership_figures);
}

}  // namespace linchpin::report
