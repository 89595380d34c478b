// Metrics for other programs: CSV and JSON.
#include <cmath>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "app/cli/metric_table.h"
#include "app/state/records.h"
#include "data/core/date.h"

namespace linchpin::app {
namespace {

using Json = nlohmann::ordered_json;
using report::Explanation;
using report::Figure;
using report::Subject;
using report::SubjectKind;

std::string_view kind_word(SubjectKind kind) noexcept {
    switch (kind) {
        case SubjectKind::Country:
            return "country";
        case SubjectKind::Bloc:
            return "bloc";
        case SubjectKind::Region:
            return "region";
        case SubjectKind::Selection:
            return "selection";
    }
    return "";
}

/// RFC 4180.
std::string csv_field(std::string_view text) {
    if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{text};
    std::string quoted = "\"";
    for (const char c : text) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}
std::string plain(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string{}; }
std::string plain_year(int year) { return year != 0 ? std::to_string(year) : std::string{}; }

/// The HS headings of a figure's product group.
const ProductGroup* group_of(const Dataset& dataset, const Figure& figure) {
    const Index group = dataset.group_index(figure.group);
    return group != kNone ? &dataset.product_groups[group] : nullptr;
}
/// Id of the trade table that a figure credits; empty when it is another table.
std::string source_id(const Dataset& dataset, const Figure& figure) {
    for (const TradeSource& source : dataset.trade_sources)
        if (source.title == figure.source || source.id == figure.source) return source.id;
    return {};
}
std::string country_code(const Subject& subject) { return subject.kind == SubjectKind::Country ? subject.id : std::string{}; }

constexpr std::string_view kHeader =
    "country_iso3,metric,item,partner_iso3,value,low,high,unit,product_group,hs,year,state,note,source_id,"
    "subject_kind,subject,subject_name,name,partner,partner_name,text,coverage,carried,as_of,source,partial_year,mark,"
    "before_value,before_low,before_high,before_text,before_state,before_partner\n";

void print_csv_row(std::FILE* out, const Dataset& dataset, const Subject& subject, const MetricRow& row) {
    const Figure& f = row.figure;
    const ProductGroup* const group = group_of(dataset, f);
    const std::string iso3 = find_country(dataset, f.partner) != kNone ? f.partner : std::string{};
    fmt::print(out, "{},{},{},{},{},{},{},{},{},{},{},{},{},{},", country_code(subject), f.metric, f.item, iso3, plain(f.value),
               plain(f.low), plain(f.high), csv_field(unit_id(f.unit)), csv_field(f.group),
               csv_field(group != nullptr ? group->hs : ""), plain_year(f.year), state_id(f.state), csv_field(f.note),
               csv_field(source_id(dataset, f)));
    fmt::print(out, "{},{},{},{},{},{},{},{},{},{},{},{},{},", kind_word(subject.kind), csv_field(subject.id),
               csv_field(subject.name), csv_field(f.name), csv_field(f.partner), csv_field(f.partner_name), csv_field(f.text),
               plain(f.coverage), f.carried, csv_field(f.as_of), csv_field(f.source), row.partial, csv_field(row.mark));
    if (!row.before) return fmt::print(out, ",,,,,\n");
    const Figure& b = *row.before;
    fmt::print(out, "{},{},{},{},{},{}\n", plain(b.value), plain(b.low), plain(b.high), csv_field(b.text), state_id(b.state),
               csv_field(b.partner));
}

/// JSON has no infinity; null would say that the end is not known.
Json number(const std::optional<double>& value) {
    if (!value || std::isnan(*value)) return nullptr;
    if (std::isinf(*value)) return *value > 0 ? "Infinity" : "-Infinity";
    return *value;
}
Json text_or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

Json explanation_json(const Explanation& why) {
    Json node{{"title", why.title}, {"formula", why.formula}, {"value", why.value}};
    if (!why.definition.empty()) node["definition"] = why.definition;
    if (!why.data.empty()) node["data"] = why.data;
    Json rows = Json::array();
    for (const report::RowRef& row : why.rows) rows.push_back(Json{{"file", row.file}, {"line", row.line}, {"text", row.text}});
    node["rows"] = std::move(rows);
    node["rows_left_out"] = why.rows_left_out;
    Json parts = Json::array();
    for (const Explanation& part : why.parts) parts.push_back(explanation_json(part));
    node["parts"] = std::move(parts);
    return node;
}

/// What a scenario may change in a figure.
void put_values(Json& to, const Figure& figure) {
    to["partner"] = text_or_null(figure.partner);
    to["partner_name"] = text_or_null(figure.partner_name);
    to["value"] = number(figure.value);
    to["low"] = number(figure.low);
    to["high"] = number(figure.high);
    to["text"] = text_or_null(figure.text);
    to["state"] = state_id(figure.state);
    to["coverage"] = number(figure.coverage);
    to["note"] = figure.note;
}

Json row_json(const Dataset& dataset, const MetricRequest& request, const MetricRow& row) {
    const Subject& subject = request.subjects[row.subject];
    const Figure& f = row.figure;
    const ProductGroup* const group = group_of(dataset, f);
    Json json{{"subject_kind", kind_word(subject.kind)},
              {"subject", subject.id},
              {"subject_name", subject.name},
              {"country", text_or_null(country_code(subject))},
              {"metric", f.metric},
              {"item", f.item},
              {"name", f.name},
              {"product_group", text_or_null(f.group)},
              {"hs", text_or_null(group != nullptr ? group->hs : "")},
              {"year", f.year != 0 ? Json(f.year) : Json(nullptr)},
              {"carried", f.carried},
              {"as_of", text_or_null(f.as_of)},
              {"unit", unit_id(f.unit)}};
    put_values(json, f);
    json["source"] = f.source;
    if (request.series) {
        json["partial_year"] = row.partial;
        json["mark"] = row.mark;
    }
    if (row.before) {
        Json before = Json::object();
        put_values(before, *row.before);
        json["before"] = std::move(before);
        json["changed"] = row.changed();
    }
    if (f.why) json["explanation"] = explanation_json(*f.why);
    return json;
}

std::string code_of(const Dataset& dataset, Index country) {
    return country < dataset.countries.size() ? dataset.countries[country].code.str() : std::string{};
}

/// How the question was put, so that a file can be read on its own.
Json question_json(const Dataset& dataset, const MetricRequest& request) {
    const report::Question& question = request.questions.front();
    Json hubs = Json::array(), failures = Json::array();
    for (const report::TypedFailure& failure : question.cable_failures)
        failures.push_back(Json{{"cable", failure.cable < dataset.cables.size() ? dataset.cables[failure.cable].id : "*"}, {"probability", failure.probability}});
    for (const Index hub : question.hubs) hubs.push_back(code_of(dataset, hub));
    return {{"date", question.date ? Json(question.date->iso()) : Json(nullptr)},
            {"with_plans", question.with_plans},
            {"impute_capacity", question.impute_capacity},
            {"pass_through", question.pass_through},
            {"supplier", text_or_null(code_of(dataset, question.outage_supplier))},
            {"fraction", question.outage_fraction},
            {"grow_foreign", question.grow_foreign},
            {"grow_domestic", question.grow_domestic},
            {"hubs", hubs},
            {"cable_failures", failures},
            {"inputs", text_or_null(request.inputs_folder.string())},
            {"sky_time", question.sky_time_unix_s ? Json(format_instant(*question.sky_time_unix_s)) : Json(nullptr)}};
}

Json loss_json(const Dataset& dataset, const ScenarioSummary::Loss& loss) {
    Json hits = Json::array(), effects = Json::array();
    for (const scenario::Hit& hit : loss.hits)
        hits.push_back(
            Json{{"country", code_of(dataset, hit.country)}, {"before", hit.before}, {"after", hit.after}, {"share", hit.share}});
    for (const scenario::EventEffect& effect : loss.effects)
        effects.push_back(Json{{"event", effect.event}, {"alone", number(effect.alone)}, {"added", number(effect.added)}});
    return {{"loss", loss_id(loss.kind)}, {"most_hit", hits}, {"effects", effects}};
}

Json scenario_json(const Dataset& dataset, const ScenarioSummary& scenario) {
    Json events = Json::array(), losses = Json::array();
    for (const auto& event : scenario.events) events.push_back(Json{{"text", event.text}, {"on", event.on}});
    for (const auto& loss : scenario.losses) losses.push_back(loss_json(dataset, loss));
    return {{"name", scenario.name},
            {"events", events},
            {"effects_on", text_or_null(code_of(dataset, scenario.effects_on))},
            {"losses", losses}};
}

}  // namespace

std::string_view state_id(report::FigureState state) noexcept {
    switch (state) {
        case report::FigureState::Value:
            return "value";
        case report::FigureState::NoData:
            return "no_data";
        case report::FigureState::NotAvailable:
            return "not_available";
        case report::FigureState::NeedsInput:
            return "needs_input";
    }
    return "";
}

std::string_view unit_id(report::Unit unit) noexcept {
    switch (unit) {
        case report::Unit::Share:
            return "share";
        case report::Unit::Index:
            return "0 to 1";
        case report::Unit::Number:
            return "number";
        case report::Unit::Megawatt:
            return "MW";
        case report::Unit::UsDollar:
            return "US$";
        case report::Unit::TerabitPerS:
            return "Tbit/s";
        case report::Unit::Millisecond:
            return "ms";
        case report::Unit::Kilometre:
            return "km";
        case report::Unit::Ratio:
            return "ratio";
        case report::Unit::Score:
            return "score";
        case report::Unit::Verdict:
            return "verdict";
        case report::Unit::Class:
            return "class";
    }
    return "";
}

std::string_view loss_id(scenario::Loss loss) noexcept {
    switch (loss) {
        case scenario::Loss::Supply:
            return "supply_usd";
        case scenario::Loss::CableCapacity:
            return "cable_capacity_tbps";
        case scenario::Loss::ComputeMw:
            return "compute_mw";
        case scenario::Loss::SiteCount:
            return "sites";
        case scenario::Loss::CloudRegions:
            return "cloud_regions";
    }
    return "";
}

void print_metric_csv(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report) {
    fmt::print(out, "{}", kHeader);
    for (const MetricRow& row : report.rows) print_csv_row(out, dataset, request.subjects[row.subject], row);
}

void print_metric_json(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report) {
    const report::Question& question = request.questions.front();
    const bool one_group = request.questions.size() == 1 && question.group < dataset.product_groups.size();
    const ProductGroup* const group = one_group ? &dataset.product_groups[question.group] : nullptr;
    Json root{{"$schema", "metrics.schema.json"},
              {"version", 2},
              {"pack", dataset.name},
              {"pack_version", dataset.version},
              {"product_group", text_or_null(group != nullptr ? group->id : "")},
              {"product_group_name", text_or_null(group != nullptr ? group->name : "")},
              {"hs", text_or_null(group != nullptr ? group->hs : "")},
              {"year", group != nullptr && !request.series ? Json(question.year) : Json(nullptr)},
              {"question", question_json(dataset, request)}};
    if (report.scenario) root["scenario"] = scenario_json(dataset, *report.scenario);
    root["rows"] = Json::array();
    for (const MetricRow& row : report.rows) root["rows"].push_back(row_json(dataset, request, row));
    fmt::print(out, "{}\n", root.dump(2, ' ', false, Json::error_handler_t::replace));
}

void print_metric_report(std::FILE* out, const Dataset& dataset, const MetricRequest& request, const MetricReport& report,
                         TableFormat format) {
    switch (format) {
        case TableFormat::Table:
            return print_metric_table(out, dataset, request, report);
        case TableFormat::Csv:
            return print_metric_csv(out, dataset, request, report);
        case TableFormat::JsonText:
            return print_metric_json(out, dataset, request, report);
    }
}

}  // namespace linchpin::app
