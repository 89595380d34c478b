#include "data/report/exposure_compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "data/core/format.h"
#include "data/report/figure_build.h"

namespace linchpin::report {
namespace {

bool has_value(const Figure& figure) { return figure.state == FigureState::Value; }
bool ordered(Unit unit) { return unit != Unit::Verdict && unit != Unit::Class; }

std::string signed_text(double difference, Unit unit) {
    const std::string sign = difference > 0.0 ? "+" : difference < 0.0 ? "\u2212" : "";
    const double size = std::abs(difference);
    if (unit == Unit::Share) return sign + format_number(size * 100.0, 1) + " points";
    return sign + value_text(size, unit);
}

std::string difference_text(const ExposureDifference& d) {
    if (!has_value(d.a) && !has_value(d.b)) return {};
    if (!has_value(d.a)) return "only in the second";
    if (!has_value(d.b)) return "only in the first";
    std::string text;
    if (d.difference) text = signed_text(*d.difference, d.measure.unit);
    else if (d.a.text != d.b.text) text = d.b.text + ", not " + d.a.text;
    if (d.measure.partner.empty() && d.a.partner != d.b.partner && !d.b.partner_name.empty())
        text += (text.empty() ? "" : "; ") + d.b.partner_name + (d.a.partner_name.empty() ? "" : ", not " + d.a.partner_name);
    return text;
}

std::string cell(std::string_view text) {
    std::string clean{text};
    for (char& c : clean)
        if (c == '\t' || c == '\n' || c == '\r') c = ' ';
    return clean;
}

/// An end of an interval that has none is said: it is no gap in the data.
std::string number(std::optional<double> value) { return !value ? std::string{} : std::isfinite(*value) ? fmt::format("{}", *value) : "no limit"; }

/// "At least 4": what is known is where it begins.
bool open_ended(const Figure& figure) { return figure.high && !std::isfinite(*figure.high); }

/// The number, or the word where the figure is one.
std::string plain_value(const Figure& figure) {
    if (!has_value(figure)) return {};
    return figure.value && ordered(figure.unit) ? number(figure.value) : cell(figure.text);
}

std::string year_or_date(const Figure& figure) { return figure.year > 0 ? std::to_string(figure.year) : figure.as_of; }

void line(std::string& out, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) out += (i > 0 ? "\t" : "") + cell(cells[i]);
    out += '\n';
}

}  // namespace

std::string unit_text(Unit unit) {
    switch (unit) {
        case Unit::Share: return "share, 0 to 1";
        case Unit::Index: return "index, 0 to 1";
        case Unit::Number: return "number";
        case Unit::Megawatt: return "MW";
        case Unit::UsDollar: return "US$";
        case Unit::TerabitPerS: return "Tbit/s";
        case Unit::Millisecond: return "ms";
        case Unit::Kilometre: return "km";
        case Unit::Ratio: return "ratio";
        case Unit::Score: return "score, 0 to 100";
        case Unit::Verdict: return "verdict";
        case Unit::Class: return "class";
    }
    return {};
}

std::vector<ExposureDifference> exposure_differences(const ExposureView& a, const ExposureView& b) {
    std::vector<ExposureDifference> all;
    for (const ExposureRow& row : a.rows) {
        const ExposureRow* const other = b.find(row.measure.id);
        ExposureDifference d{row.measure, row.figure, other != nullptr ? other->figure : Figure{}, {}, {}, false};
        if (!has_value(d.a) && !has_value(d.b)) continue;
        if (has_value(d.a) && has_value(d.b) && d.a.value && d.b.value && ordered(row.measure.unit) && !open_ended(d.a) && !open_ended(d.b)) d.difference = *d.b.value - *d.a.value;
        d.differs = has_value(d.a) != has_value(d.b) || d.a.partner != d.b.partner || value_text(d.a) != value_text(d.b);
        d.text = difference_text(d);
        all.push_back(std::move(d));
    }
    return all;
}

std::vector<RankedCountry> ranked(const Dataset& dataset, const ExposureTable& table, Index measure, const std::vector<Index>& countries, RankOrder order) {
    std::vector<RankedCountry> rows;
    for (const Index country : countries) rows.push_back({country, exposure_rank(table, measure, country)});
    const auto name = [&dataset](const RankedCountry& row) -> const std::string& { return dataset.countries[row.country].name; };
    const bool by_name = order == RankOrder::Name;
    const bool words = measure < table.measures.size() && !ordered(table.measures[measure].unit);
    std::stable_sort(rows.begin(), rows.end(), [&](const RankedCountry& a, const RankedCountry& b) { return name(a) < name(b); });
    if (by_name || measure >= table.measures.size()) return rows;
    std::stable_sort(rows.begin(), rows.end(), [&](const RankedCountry& a, const RankedCountry& b) {
        if (words) {
            // Verdicts and classes have no order but their words; none comes last.
            const ExposureCell &x = table.at(measure, a.country), &y = table.at(measure, b.country);
            const bool there = x.state == FigureState::Value && !x.text.empty(), other = y.state == FigureState::Value && !y.text.empty();
            if (there != other) return there;
            return order == RankOrder::MostExposed ? x.text < y.text : y.text < x.text;
        }
        if (a.rank.has_value() != b.rank.has_value()) return a.rank.has_value();
        if (!a.rank) return false;
        return order == RankOrder::MostExposed ? a.rank->place < b.rank->place : b.rank->place < a.rank->place;
    });
    return rows;
}

std::string ranking_tsv(const Dataset& dataset, const ExposureTable& table, const std::vector<RankedCountry>& rows, const std::vector<Index>& measures) {
    std::string out;
    std::vector<std::string> head{"country", "iso3"};
    for (const Index m : measures) {
        const ExposureMeasure& measure = table.measures[m];
        head.push_back(measure.full_name + " (" + unit_text(measure.unit) + ")");
        for (const char* const more : {"low", "high", "partner", "year", "rank", "source"}) head.push_back(more);
    }
    line(out, head);
    for (const RankedCountry& row : rows) {
        const Country& country = dataset.countries[row.country];
        std::vector<std::string> cells{country.name, country.code.str()};
        for (const Index m : measures) {
            const ExposureCell& c = table.at(m, row.country);
            const bool there = c.state == FigureState::Value;
            const auto rank = exposure_rank(table, m, row.country);
            cells.push_back(!there ? std::string{} : c.value && ordered(table.measures[m].unit) ? number(c.value) : c.text);
            cells.push_back(there ? number(c.low) : std::string{});
            cells.push_back(there ? number(c.high) : std::string{});
            cells.push_back(there && table.measures[m].partner.empty() ? c.partner_name : std::string{});
            cells.push_back(!there ? std::string{} : c.year > 0 ? std::to_string(c.year) : c.as_of);
            cells.push_back(rank ? std::to_string(rank->place) : std::string{});
            cells.push_back(there ? c.source : std::string{});
        }
        line(out, cells);
    }
    return out;
}

std::string differences_tsv(const std::vector<ExposureDifference>& differences, const std::string& a, const std::string& b) {
    std::string out;
    line(out, {"figure", "unit", a, a + ": partner", a + ": year", b, b + ": partner", b + ": year", "difference", "source"});
    for (const ExposureDifference& d : differences)
        line(out, {d.measure.full_name, unit_text(d.measure.unit), plain_value(d.a), d.a.partner_name, year_or_date(d.a), plain_value(d.b), d.b.partner_name, year_or_date(d.b),
                   number(d.difference), has_value(d.a) ? d.a.source : d.b.source});
    return out;
}

std::string exposure_tsv(const ExposureView& view) {
    std::string out;
    line(out, {"section", "figure", "partner", "value", "low", "high", "unit", "year", "rank", "of", "state", "source"});
    for (const ExposureRow& row : view.rows) {
        const Figure& f = row.figure;
        const char* const state = f.state == FigureState::Value ? "value" : f.state == FigureState::NoData ? "no data" : f.state == FigureState::NotAvailable ? "not available" : "needs input";
        line(out, {std::string{name_of(row.measure.section)}, row.measure.full_name, f.partner_name, plain_value(f), number(f.low), number(f.high), unit_text(row.measure.unit), year_or_date(f),
                   row.rank ? std::to_string(row.rank->place) : "", row.rank ? std::to_string(row.rank->of) : "", state, f.source});
    }
    return out;
}

}  // namespace linchpin::report
