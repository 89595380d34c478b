#include "data/report/figure_build.h"

#include <fmt/format.h>

#include <cmath>

#include "data/core/format.h"

namespace linchpin::report {
namespace {

std::string plain_number(double value, int decimals) {
    if (std::isinf(value)) return value > 0 ? "unbounded" : "unbounded below";
    return format_number(value, decimals);
}

/// Counts have no decimals, averages of counts have one.
std::string number_text(double value) {
    return plain_number(value, value == std::floor(value) ? 0 : std::abs(value) < 100.0 ? 2 : 1);
}

std::string with_unit(std::string number, const char* unit) { return std::move(number) + kUnitSpace + unit; }

const ResourceInfo* resource_named(const Dataset& dataset, std::string_view name) {
    for (const ResourceInfo& resource : dataset.resources) {
        if (resource.name == name) return &resource;
    }
    return nullptr;
}

RowRef row_ref(const Dataset& dataset, RowOrigin origin, std::string text) { return {file_of(dataset, origin), origin.line, std::move(text)}; }

std::string resource_file(const Dataset& dataset, std::string_view name) {
    const ResourceInfo* const resource = resource_named(dataset, name);
    return resource != nullptr ? resource->path : std::string{name} + ".csv";
}

}  // namespace

Figure new_figure(const Ask& ask, std::string_view item, std::string name, Unit unit) {
    Figure figure;
    figure.metric = ask.metric.id;
    figure.item = item;
    figure.name = std::move(name);
    figure.unit = unit;
    if (ask.metric.per_group) {
        const auto& groups = ask.world.base->product_groups;
        if (ask.question.group < groups.size()) figure.group = groups[ask.question.group].id;
    } else {
        figure.as_of = as_of_text(ask.world, ask.question);
    }
    return figure;
}

void set_value(Figure& figure, double value) {
    figure.state = FigureState::Value;
    figure.value = value;
}

void set_year(Figure& figure, int used, int asked) {
    figure.year = used;
    figure.carried = used != 0 && used < asked;
}

std::string as_of_text(const World& world, const Question& question) {
    if (question.date) return fmt::format("at {}", question.date->iso());
    return world.base->as_of ? fmt::format("as of the pack ({})", world.base->as_of->iso()) : "as of the pack";
}

std::shared_ptr<Explanation> explain(const Ask& ask, const Figure& figure, std::string formula) {
    if (ask.detail != Detail::Explain) return {};
    auto why = std::make_shared<Explanation>();
    why->title = figure.name;
    why->formula = std::move(formula);
    why->value = value_text(figure);
    why->definition = fmt::format("{} {}. {} Source of the definition: {}.", ask.metric.id, ask.metric.name, ask.metric.definition, ask.metric.source);
    if (figure.year != 0) why->data = figure.carried ? fmt::format("carried from {}", figure.year) : fmt::format("year {}", figure.year);
    if (!figure.as_of.empty()) why->data = figure.as_of;
    if (figure.coverage) why->data += fmt::format("; coverage {}", format_percent(*figure.coverage));
    if (!figure.note.empty()) why->data += (why->data.empty() ? "" : "; ") + figure.note;
    return why;
}

std::string file_of(const Dataset& dataset, RowOrigin origin) {
    return origin.resource < dataset.resources.size() ? dataset.resources[origin.resource].path : std::string{};
}

RowRef flow_ref(const Dataset& dataset, std::size_t row) {
    const FlowTable& flows = dataset.flows;
    const std::uint16_t exporter = flows.exporter[row];
    const std::string from = exporter < dataset.countries.size() ? dataset.countries[exporter].code.str() : "OTH";
    const std::string to = dataset.countries[flows.importer[row]].code.str();
    return {resource_file(dataset, "flows"), flows.line[row],
            fmt::format("{} to {} {}: {} US$", from, to, flows.year[row], format_count(flows.value_usd[row]))};
}

RowRef total_ref(const Dataset& dataset, const CountryTotal& total) {
    return {resource_file(dataset, "country_totals"), total.line,
            fmt::format("{} {}: imports {} US$, exports {} US$", dataset.countries[total.country].code.str(), total.year,
                        format_count(total.imports_usd), format_count(total.exports_usd))};
}

RowRef site_ref(const Dataset& dataset, Index site, std::string_view what) {
    const Site& record = dataset.sites[site];
    return row_ref(dataset, record.origin, fmt::format("{}: {}", record.name, what));
}

RowRef cable_ref(const Dataset& dataset, Index cable, std::string_view what) {
    const Cable& record = dataset.cables[cable];
    return row_ref(dataset, record.origin, fmt::format("{}: {}", record.name, what));
}

void add_row(Explanation& explanation, RowRef row) {
    if (explanation.rows.size() < kListedRows)
        explanation.rows.push_back(std::move(row));
    else
        ++explanation.rows_left_out;
}

std::string value_text(double value, Unit unit) {
    switch (unit) {
        case Unit::Share: return std::isinf(value) ? plain_number(value, 1) : format_percent(value);
        case Unit::Index: return plain_number(value, 3);
        case Unit::Number: return number_text(value);
        case Unit::Megawatt: return format_power_mw(value);
        case Unit::UsDollar: return format_usd(value);
        case Unit::TerabitPerS: return with_unit(plain_number(value, value < 100.0 ? 1 : 0), "Tbit/s");
        case Unit::Millisecond: return with_unit(plain_number(value, 1), "ms");
        case Unit::Kilometre: return format_distance_km(value);
        case Unit::Ratio: return plain_number(value, 2);
        case Unit::Score: return plain_number(value, 1);
        case Unit::Verdict:
        case Unit::Class: return number_text(value);
    }
    return kMissingText;
}

std::string value_text(const Figure& figure) {
    if (figure.state != FigureState::Value) return kMissingText;
    if (figure.unit == Unit::Verdict || figure.unit == Unit::Class || !figure.value) return figure.text.empty() ? kMissingText : figure.text;
    return value_text(*figure.value, figure.unit);
}

std::string trade_credit(const Dataset& dataset, std::size_t flow_row) {
    if (flow_row < dataset.flows.size()) {
        const std::uint8_t source = dataset.flows.source[flow_row];
        if (source < dataset.trade_sources.size()) return dataset.trade_sources[source].title;
    }
    return resource_credit(dataset, "flows");
}

std::string resource_credit(const Dataset& dataset, std::string_view name) {
    const ResourceInfo* const resource = resource_named(dataset, name);
    if (resource == nullptr) return {};
    return resource->credit.empty() ? resource->title : resource->credit;
}

std::string country_label(const Dataset& dataset, Index country) {
    if (country >= dataset.countries.size()) return "an unknown country";
    const Country& record = dataset.countries[country];
    return record.name.empty() ? record.code.str() : record.name;
}

}  // namespace linchpin::report
