// The page of one subject: rows with bars, ranks and series, origins declared and traced, gaps and headline.
#include "data/report/exposure_view.h"

#include <algorithm>
#include <cmath>

#include "data/report/exposure_parts.h"

namespace linchpin::report {
namespace {

constexpr std::size_t kOrigins = 8;

bool of_one(Unit unit) { return unit == Unit::Share || unit == Unit::Index; }

/// The largest value of any country; 0 without one.
double largest(const ExposureTable& table, Index measure) {
    double most = 0.0;
    for (Index country = 0; country < table.countries; ++country) {
        const ExposureCell& cell = table.at(measure, country);
        if (cell.state == FigureState::Value && cell.value && std::isfinite(*cell.value)) most = std::max(most, *cell.value);
    }
    return most;
}

void set_bar(const ExposureTable& table, Index measure, ExposureRow& row) {
    const Figure& figure = row.figure;
    if (figure.state != FigureState::Value || !figure.value || row.measure.unit == Unit::Verdict || row.measure.unit == Unit::Class) return;
    // A bloc may have more of something than any country.
    const double whole = of_one(row.measure.unit) ? 1.0 : std::max(largest(table, measure), *figure.value);
    if (!(whole > 0.0)) {
        row.bar = 0.0;
        return;
    }
    const auto part = [whole](double value) { return std::clamp(value / whole, 0.0, 1.0); };
    row.bar = part(*figure.value);
    if (!figure.low || !figure.high || *figure.low == *figure.high) return;
    row.bar_low = part(*figure.low);
    row.bar_high = std::isfinite(*figure.high) ? part(*figure.high) : 1.0;
}

MemberSpread spread_of(const ExposureTable& table, Index measure, const Subject& subject) {
    MemberSpread spread;
    spread.members = subject.members.size();
    for (const Index member : subject.members) {
        if (member >= table.countries) continue;
        const ExposureCell& cell = table.at(measure, member);
        if (cell.state != FigureState::Value) continue;
        ++spread.with_value;
        if (!cell.value) continue;
        spread.least = std::min(spread.least.value_or(*cell.value), *cell.value);
        spread.most = std::max(spread.most.value_or(*cell.value), *cell.value);
    }
    return spread;
}

std::vector<SeriesPoint> series_of(const World& world, const Subject& subject, const ExposureMeasure& measure, Question question) {
    if (!measure.over_years) return {};
    if (measure.group != kNone) question.group = measure.group;
    return series(world, subject, measure.metric, measure.partner.empty() ? measure.item : measure.item + ":" + measure.partner, question);
}

const Figure* of_item(const std::vector<Figure>& figures, std::string_view item, std::string_view partner = {}) {
    const auto it = std::find_if(figures.begin(), figures.end(), [&](const Figure& f) { return f.item == item && (partner.empty() || f.partner == partner); });
    return it == figures.end() ? nullptr : &*it;
}

std::optional<double> value_of(const Figure* figure) {
    return figure != nullptr && figure->state == FigureState::Value ? figure->value : std::nullopt;
}

/// What is left of the whole after the listed parts; rounding never makes it negative.
std::optional<double> rest_of(const std::vector<OriginShare>& origins, std::optional<double> OriginShare::*share, std::optional<double> unknown) {
    if (std::none_of(origins.begin(), origins.end(), [&](const OriginShare& o) { return (o.*share).has_value(); })) return std::nullopt;
    double rest = 1.0 - unknown.value_or(0.0);
    for (const OriginShare& origin : origins) rest -= (origin.*share).value_or(0.0);
    return std::max(rest, 0.0);
}

}  // namespace

OriginComparison origin_comparison(const World& world, const Subject& subject, const Question& question) {
    OriginComparison compared;
    compared.group = question.group;
    const std::vector<Figure> declared = evaluate(world, subject, "M01", question, Detail::Full);
    const std::vector<Figure> traced = evaluate(world, subject, "M06", question, Detail::Full);
    const Figure* const first = declared.empty() ? nullptr : &declared.front();
    if (first == nullptr) return compared;
    compared.year = first->year;
    compared.state = first->state;
    compared.note = first->note;
    const auto add = [&compared](const Figure& figure) -> OriginShare& {
        for (OriginShare& origin : compared.origins)
            if (origin.iso3 == figure.partner) return origin;
        compared.origins.push_back({figure.partner, figure.partner_name, {}, {}, {}});
        return compared.origins.back();
    };
    for (const Figure& figure : declared)
        if (figure.item == "supplier_share" && !figure.partner.empty() && figure.value) add(figure).declared = figure.value;
    for (const Figure& figure : traced) {
        if (figure.partner.empty()) continue;
        if (figure.item == "traced_share" && figure.state == FigureState::Value) add(figure).traced = figure.value;
        if (figure.item == "declared_share" && figure.state != FigureState::Value) add(figure).declared_high = figure.high;
    }
    std::stable_sort(compared.origins.begin(), compared.origins.end(), [](const OriginShare& a, const OriginShare& b) {
        const double left = std::max(a.declared.value_or(0.0), a.traced.value_or(0.0)), right = std::max(b.declared.value_or(0.0), b.traced.value_or(0.0));
        return left != right ? left > right : a.iso3 < b.iso3;
    });
    if (compared.origins.size() > kOrigins) compared.origins.resize(kOrigins);
    compared.declared_unknown = value_of(of_item(declared, "unallocated_share"));
    compared.traced_unknown = value_of(of_item(traced, "unknown_origin"));
    compared.declared_rest = rest_of(compared.origins, &OriginShare::declared, compared.declared_unknown);
    compared.traced_rest = rest_of(compared.origins, &OriginShare::traced, compared.traced_unknown);
    if (const Figure* const model = of_item(traced, "traced_share"); model != nullptr && !model->note.empty()) compared.note = model->note;
    return compared;
}

const ExposureRow* ExposureView::find(std::string_view measure) const noexcept {
    const auto it = std::find_if(rows.begin(), rows.end(), [measure](const ExposureRow& row) { return row.measure.id == measure; });
    return it == rows.end() ? nullptr : &*it;
}

ExposureView exposure_view(const World& world, const Subject& subject, const Question& question, const ExposureTable& table, ExposureSeries with_series) {
    ExposureView view;
    view.subject = subject;
    ExposureAnswers answers{world, subject, question};
    for (Index m = 0; m < table.measures.size(); ++m) {
        ExposureRow row;
        row.measure = table.measures[m];
        row.figure = answers.figure(row.measure);
        set_bar(table, m, row);
        if (subject.single()) row.rank = exposure_rank(table, m, subject.members.front());
        else row.spread = spread_of(table, m, subject);
        if (with_series == ExposureSeries::All) row.series = series_of(world, subject, row.measure, question);
        view.rows.push_back(std::move(row));
    }
    view.gaps = exposure_gaps(world);
    view.origins = origin_comparison(world, subject, question);
    view.clauses = headline_clauses(world, question, subject, view.rows);
    view.headline = headline_of(subject, view.clauses);
    return view;
}

}  // namespace linchpin::report
