#include "app/chart/figure_charts.h"

#include <algorithm>
#include <map>

#include "data/core/format.h"

namespace linchpin::chart {
namespace {

using report::Figure;
using report::FigureState;

const render::Rgba8 kGrey = render::rgb("#8b93a0");

std::string state_word(FigureState state) {
    switch (state) {
        case FigureState::Value: return "value";
        case FigureState::NoData: return "no_data";
        case FigureState::NotAvailable: return "not_available";
        case FigureState::NeedsInput: return "needs_input";
    }
    return "";
}

/// The unknown part of the goods beside the named suppliers.
Datum rest_of(const Datum& like, std::string label, double value) {
    Datum rest = like;
    rest.label = std::move(label);
    rest.code.clear();
    rest.value = value;
    rest.low = rest.high = std::nullopt;
    rest.note.clear();
    rest.colour = kGrey;
    return rest;
}

}  // namespace

Datum datum_of(const Figure& figure, render::Rgba8 colour) {
    Datum datum{.label = figure.partner_name.empty() ? figure.name : figure.partner_name, .code = figure.partner, .value = figure.value, .low = figure.low, .high = figure.high, .year = figure.year,
                .state = state_word(figure.state), .as_of = figure.as_of, .note = figure.note, .source = figure.source, .colour = colour};
    if (figure.state != FigureState::Value) datum.value.reset();
    return datum;
}

render::Rgba8 partner_colour(const Dataset& dataset, const app::NationGroups& nations, std::string_view iso3) {
    const auto code = CountryCode::parse(iso3);
    const Index country = code ? dataset.country_index(*code) : kNone;
    return country == kNone ? kGrey : app::colour_of(nations.of(country));
}

BarsSpec supplier_bars(const Dataset& dataset, const app::NationGroups& nations, std::span<const Figure> m01, std::size_t most, std::string title) {
    BarsSpec spec{.title = std::move(title), .most = 1.0, .bars = {}, .notes = {}};
    double rest = 0.0;
    std::size_t others = 0;
    const Figure* unknown = nullptr;
    for (const Figure& figure : m01) {
        if (figure.item == "unallocated_share") unknown = &figure;
        if (figure.item != "supplier_share" || !figure.value) continue;
        if (spec.bars.size() < most) spec.bars.push_back(datum_of(figure, partner_colour(dataset, nations, figure.partner)));
        else {
            rest += *figure.value;
            ++others;
        }
    }
    if (others > 0) spec.bars.push_back(rest_of(spec.bars.back(), std::to_string(others) + (others == 1 ? " other" : " others"), rest));
    if (unknown != nullptr && unknown->value && *unknown->value > 0.0) {
        Datum datum = datum_of(*unknown, kGrey);
        datum.label = "No known origin";
        spec.bars.push_back(std::move(datum));
    }
    if (spec.bars.empty() && !m01.empty()) spec.bars.push_back(datum_of(m01.front(), kGrey));
    return spec;
}

BarsSpec figure_bars(std::span<const Figure* const> figures, std::string title, render::Rgba8 colour) {
    BarsSpec spec{.title = std::move(title), .bars = {}, .notes = {}};
    for (const Figure* const figure : figures) {
        spec.unit = figure->unit;
        spec.bars.push_back(datum_of(*figure, colour));
    }
    return spec;
}

Line line_of(std::string name, const std::vector<report::SeriesPoint>& points, render::Rgba8 colour) {
    Line line{.name = std::move(name), .colour = colour, .years = {}};
    for (const report::SeriesPoint& point : points) {
        YearDatum year{datum_of(point.figure, colour), point.partial, point.mark};
        year.datum.year = point.year;
        line.years.push_back(std::move(year));
    }
    return line;
}

SankeySpec origin_sankey(const Dataset& dataset, const app::NationGroups& nations, const report::OriginPaths& paths, std::string receiver) {
    SankeySpec spec;
    const std::string group = paths.group < dataset.product_groups.size() ? dataset.product_groups[paths.group].name : std::string{};
    spec.title = group + ": who makes and who declares what " + receiver + " imports" + (paths.year > 0 ? ", " + std::to_string(paths.year) : std::string{});
    spec.left_title = "Made in (model)";
    spec.middle_title = "Declared by";
    spec.right_title = paths.imports_usd > 0.0 ? format_usd(paths.imports_usd) : std::string{};
    spec.receiver = std::move(receiver);
    spec.year = paths.year;
    spec.source = paths.source;
    std::map<Index, std::size_t> left, middle;
    const auto node = [&](std::map<Index, std::size_t>& seen, std::vector<SankeySpec::Node>& nodes, Index country, std::string_view unknown) {
        const auto [at, fresh] = seen.try_emplace(country, nodes.size());
        if (!fresh) return at->second;
        if (country == kNone) nodes.push_back({std::string{unknown}, "", kGrey, true});
        else nodes.push_back({dataset.countries[country].name, dataset.countries[country].code.str(), app::colour_of(nations.of(country)), false});
        return at->second;
    };
    for (const report::OriginPath& path : paths.paths)
        spec.flows.push_back({node(left, spec.left, path.producer, "Not known"), node(middle, spec.middle, path.exporter, "Not named"), path.value_usd});
    if (paths.state != FigureState::Value) {
        spec.notes.push_back(paths.reason);
        return spec;
    }
    spec.notes.push_back("A " + paths.assumption + ".");
    spec.notes.push_back("Values of " + std::to_string(paths.year) + (paths.carried ? " (the newest)" : "") + ", current US dollars. Source: " + paths.source);
    return spec;
}

ScatterSpec country_scatter(const Dataset& dataset, const app::NationGroups& nations, const CountryColumn& x, const CountryColumn& y, std::string chosen_iso3, std::string as_of) {
    ScatterSpec spec{.title = y.name + " against " + x.name, .x_name = x.name, .y_name = y.name, .x_unit = x.unit, .y_unit = y.unit, .dots = {}, .chosen = std::move(chosen_iso3), .x_year = x.year, .y_year = y.year,
                     .as_of = std::move(as_of), .x_source = x.source, .y_source = y.source, .notes = {}};
    for (std::size_t i = 0; i < dataset.countries.size(); ++i) {
        const auto value = [i](const CountryColumn& column) { return i < column.values.size() ? column.values[i] : std::nullopt; };
        spec.dots.push_back({dataset.countries[i].name, dataset.countries[i].code.str(), value(x), value(y), app::colour_of(nations.of(static_cast<Index>(i)))});
    }
    std::string sources = x.source;
    if (y.source != x.source && !y.source.empty()) sources += (sources.empty() ? "" : "; ") + y.source;
    if (!sources.empty()) spec.notes.push_back("Source: " + sources);
    return spec;
}

}  // namespace linchpin::chart
