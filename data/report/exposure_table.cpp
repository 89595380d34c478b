// Every measure of every country, and who stands where among them.
#include <algorithm>

#include "data/report/exposure_parts.h"

namespace linchpin::report {
namespace {

/// Items that only the full list of a metric has.
bool needs_full(std::string_view metric) { return metric == "M11" || metric == "M17"; }

ExposureCell cell_of(const Figure& figure) {
    ExposureCell cell;
    cell.state = figure.state;
    cell.value = figure.value;
    cell.low = figure.low;
    cell.high = figure.high;
    cell.partner = figure.partner;
    cell.partner_name = figure.partner_name;
    cell.text = figure.text;
    cell.year = figure.year;
    cell.as_of = figure.as_of;
    cell.source = figure.source;
    return cell;
}

Figure missing(const ExposureMeasure& measure, const Figure* reason) {
    Figure figure;
    figure.metric = measure.metric;
    figure.item = measure.item;
    figure.unit = measure.unit;
    figure.partner = measure.partner;
    if (reason == nullptr) return figure;
    figure.note = reason->note;
    figure.source = reason->source;
    figure.group = reason->group;
    figure.year = reason->year;
    figure.as_of = reason->as_of;
    // A metric without a result says why in its one figure; a metric that has one has no such item here.
    if (reason->state != FigureState::Value) figure.state = reason->state;
    else figure.note.clear();
    return figure;
}

}  // namespace

const std::vector<Figure>& ExposureAnswers::of(std::string_view metric, Index group) {
    for (const Answer& answer : answers_)
        if (answer.metric == metric && answer.group == group) return answer.figures;
    if (group != kNone) question_.group = group;
    answers_.push_back({std::string{metric}, group, evaluate(world_, subject_, metric, question_, needs_full(metric) ? Detail::Full : Detail::Headline)});
    return answers_.back().figures;
}

Figure ExposureAnswers::figure(const ExposureMeasure& measure) {
    const bool bloc_test = measure.metric == "M05" && !subject_.single();
    const std::string_view item = bloc_test ? std::string_view{"ec_dependent"} : std::string_view{measure.item};
    const std::vector<Figure>& figures = of(bloc_test ? std::string_view{"M04"} : std::string_view{measure.metric}, measure.group);
    const Figure* best = nullptr;
    for (const Figure& figure : figures) {
        if (figure.item != item || (!measure.partner.empty() && figure.partner != measure.partner)) continue;
        if (best == nullptr || (figure.value && (!best->value || *figure.value > *best->value))) best = &figure;
    }
    Figure found = best != nullptr ? *best : missing(measure, figures.empty() ? nullptr : &figures.front());
    found.name = measure.full_name;
    if (bloc_test) found.name = measure.full_name.substr(0, measure.full_name.find(':')) + ": strategic dependency test of a bloc";
    return found;
}

ExposureTable exposure_table(const World& world, const Question& question, const std::function<bool()>& stop) {
    ExposureTable table;
    table.measures = exposure_measures(world);
    const std::size_t countries = world.base->countries.size();
    table.cells.resize(table.measures.size() * countries);
    for (Index country = 0; country < countries; ++country) {
        if (stop && stop()) {
            table.cells.clear();
            return table;
        }
        const Subject subject = country_subject(*world.base, country);
        ExposureAnswers answers{world, subject, question};
        for (std::size_t m = 0; m < table.measures.size(); ++m) table.cells[m * countries + country] = cell_of(answers.figure(table.measures[m]));
    }
    table.countries = countries;
    return table;
}

std::optional<ExposureRank> exposure_rank(const ExposureTable& table, Index measure, Index country) {
    if (measure >= table.measures.size() || country >= table.countries) return std::nullopt;
    const ExposureMeasure& m = table.measures[measure];
    if (m.unit == Unit::Verdict || m.unit == Unit::Class) return std::nullopt;
    const ExposureCell& own = table.at(measure, country);
    if (own.state != FigureState::Value || !own.value) return std::nullopt;
    ExposureRank rank{1, 0};
    for (Index other = 0; other < table.countries; ++other) {
        const ExposureCell& cell = table.at(measure, other);
        if (cell.state != FigureState::Value || !cell.value) continue;
        ++rank.of;
        const bool before = m.exposed == Exposed::Lower ? *cell.value < *own.value : *cell.value > *own.value;
        rank.place += before ? 1 : 0;
    }
    return rank;
}

}  // namespace linchpin::report
