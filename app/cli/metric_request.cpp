#include <algorithm>
#include <cstdlib>
#include <set>

#include "app/cli/metric_report.h"
#include "app/cli/metric_weights.h"
#include "app/cli/nearest.h"
#include "app/cli/view_setup.h"
#include "app/state/records.h"
#include "data/csv/parse_number.h"

namespace linchpin::app {
namespace {

Error with_option(const char* option, const Error& error) {
    Error named = error;
    named.message = std::string{option} + ": " + error.message;
    return named;
}

Result<Index> country_of(const Dataset& dataset, const char* option, const std::string& code) {
    const Index country = find_country(dataset, code);
    if (country != kNone) return country;
    return Error{std::string{option} + ": " + unknown_word("country", code, selectable_ids(dataset, SelectionKind::Country))};
}

Result<std::vector<Index>> countries_of(const Dataset& dataset, const char* option, const std::vector<std::string>& codes) {
    std::vector<Index> countries;
    for (const std::string& code : codes) {
        const Result<Index> country = country_of(dataset, option, code);
        if (!country) return country.error();
        countries.push_back(*country);
    }
    return countries;
}

Result<report::Subject> one_subject(const Dataset& dataset, const MetricsOptions& options) {
    if (!options.country.empty()) {
        const Result<Index> country = country_of(dataset, "--country", options.country);
        if (!country) return country.error();
        return report::country_subject(dataset, *country);
    }
    const char* option = "--countries";
    Result<report::Subject> subject = Error{};
    if (!options.bloc.empty()) {
        option = "--bloc";
        subject = report::bloc_subject(dataset, options.bloc, options.date);
    } else if (!options.region.empty()) {
        option = "--region";
        subject = report::region_subject(dataset, options.region);
    } else {
        const Result<std::vector<Index>> countries = countries_of(dataset, option, options.countries);
        if (!countries) return countries.error();
        subject = report::selection_subject(dataset, *countries);
    }
    if (!subject) return with_option(option, subject.error());
    return subject;
}

Result<std::vector<report::Subject>> subjects_of(const Dataset& dataset, const MetricsOptions& options) {
    std::vector<report::Subject> subjects;
    if (options.all) {
        for (Index i = 0; i < dataset.countries.size(); ++i) subjects.push_back(report::country_subject(dataset, i));
        return subjects;
    }
    Result<report::Subject> subject = one_subject(dataset, options);
    if (!subject) return subject.error();
    subjects.push_back(*std::move(subject));
    return subjects;
}

Result<std::vector<std::string_view>> metrics_of(const std::vector<std::string>& wanted) {
    std::vector<std::string_view> ids;
    std::vector<std::string> known;
    for (const report::MetricInfo& info : report::metric_catalog()) known.emplace_back(info.id);
    const auto add = [&](std::string_view id) {
        if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
    };
    for (std::string word : wanted) {
        if (word == "all") {
            for (const report::MetricInfo& info : report::metric_catalog()) add(info.id);
            continue;
        }
        if (!word.empty() && word.front() == 'm') word.front() = 'M';
        const report::MetricInfo* const info = report::find_metric(word);
        if (info == nullptr) return Error{"--metric: " + unknown_word("metric", word, known)};
        add(info->id);
    }
    return ids;
}

/// Every year in which any product group has rows.
std::set<int> pack_years(const Dataset& dataset) {
    std::set<int> years;
    for (const ProductGroup& group : dataset.product_groups) years.insert(group.years.begin(), group.years.end());
    return years;
}

/// An older year answers for a later one ("carried"), but not for one that lies outside the pack, and none answers for an earlier
/// one.
std::string year_problem(const Dataset& dataset, const ProductGroup* only, int year) {
    const std::set<int> years = pack_years(dataset);
    if (only != nullptr && (!years.contains(year) || only->years.empty() || year < only->years.front()))
        return unknown_year(*only, year);
    if (years.contains(year)) return {};
    if (years.empty()) return "the pack has no trade data for any year";
    const int nearest =
        *std::min_element(years.begin(), years.end(), [&](int a, int b) { return std::abs(a - year) < std::abs(b - year); });
    return "the pack has no data for " + std::to_string(year) + "; the nearest year is " + std::to_string(nearest);
}

/// "peace=0.1", "*=0.05".
Result<report::TypedFailure> cable_failure_of(const Dataset& dataset, const std::string& text) {
    const Error wrong{"--cable-failures: expected ID=P with P from 0 to 1, found \"" + text + "\""};
    const std::size_t equals = text.rfind('=');
    if (equals == std::string::npos || equals + 1 == text.size()) return wrong;
    const std::optional<double> probability = csv::parse_double(std::string_view{text}.substr(equals + 1));
    if (!probability || *probability < 0.0 || *probability > 1.0) return wrong;
    const std::string id = text.substr(0, equals);
    if (id == "*") return report::TypedFailure{kNone, *probability};
    for (Index cable = 0; cable < dataset.cables.size(); ++cable)
        if (dataset.cables[cable].id == id) return report::TypedFailure{cable, *probability};
    return Error{"--cable-failures: " + unknown_word("cable", id, selectable_ids(dataset, SelectionKind::Cable))};
}

Result<std::vector<report::TypedFailure>> cable_failures_of(const Dataset& dataset, const std::vector<std::string>& texts) {
    std::vector<report::TypedFailure> failures;
    for (const std::string& text : texts) {
        const Result<report::TypedFailure> failure = cable_failure_of(dataset, text);
        if (!failure) return failure.error();
        for (const report::TypedFailure& before : failures)
            if (before.cable == failure->cable) return Error{"--cable-failures: expected every cable once, found \"" + text + "\" again"};
        failures.push_back(*failure);
    }
    return failures;
}

/// A year that only the user's own input-output table has; the pack need not know it when M07 alone is asked for.
bool year_of_table(const MetricsOptions& options, const inputs::UserInputs* tables) {
    if (tables == nullptr || !options.year || options.metrics != std::vector<std::string>{"M07"}) return false;
    return std::any_of(tables->input_output.begin(), tables->input_output.end(), [&](const auto& table) { return table.year == *options.year; });
}

Result<report::Question> common_question(const Dataset& dataset, const MetricsOptions& options) {
    report::Question question;
    question.date = options.date;
    question.with_plans = options.with_plans;
    question.impute_capacity = options.impute_capacity;
    question.pass_through = options.pass_through;
    question.outage_fraction = options.fraction;
    question.grow_foreign = options.grow_foreign;
    question.grow_domestic = options.grow_domestic;
    question.sky_time_unix_s = options.sky_time_unix_s;
    if (!options.supplier.empty()) {
        const Result<Index> supplier = country_of(dataset, "--supplier", options.supplier);
        if (!supplier) return supplier.error();
        question.outage_supplier = *supplier;
    }
    const Result<std::vector<Index>> hubs = countries_of(dataset, "--hubs", options.hubs);
    if (!hubs) return hubs.error();
    question.hubs = *hubs;
    Result<std::vector<report::IndicatorWeight>> indicators = read_weights(options.weights);
    if (!indicators) return indicators.error();
    question.indicators = *std::move(indicators);
    Result<std::vector<report::TypedFailure>> failures = cable_failures_of(dataset, options.cable_failures);
    if (!failures) return failures.error();
    question.cable_failures = *std::move(failures);
    return question;
}

Result<std::vector<report::Question>> questions_of(const Dataset& dataset, const MetricsOptions& options, const inputs::UserInputs* tables) {
    Result<report::Question> common = common_question(dataset, options);
    if (!common) return common.error();
    const bool every_group = options.group == "all";
    const Index only = every_group ? kNone : dataset.group_index(options.group);
    if (!every_group && only == kNone) return Error{"--group: " + unknown_word("product group", options.group, group_ids(dataset))};
    if (options.year && !year_of_table(options, tables)) {
        const std::string problem = year_problem(dataset, every_group ? nullptr : &dataset.product_groups[only], *options.year);
        if (!problem.empty()) return Error{"--year: " + problem};
    }
    std::vector<report::Question> questions;
    for (Index group = 0; group < dataset.product_groups.size(); ++group) {
        if (!every_group && group != only) continue;
        const auto& years = dataset.product_groups[group].years;
        report::Question& question = questions.emplace_back(*common);
        question.group = group;
        if (options.year)
            question.year = *options.year;
        else if (options.date)
            question.year = options.date->year();
        else if (!years.empty())
            question.year = years.back();
    }
    if (questions.empty()) questions.push_back(*common);  // a pack without trade still has sites and cables
    return questions;
}

}  // namespace

Result<MetricRequest> read_metric_request(const Dataset& dataset, const MetricsOptions& options, const inputs::UserInputs* tables) {
    MetricRequest request;
    Result<std::vector<report::Subject>> subjects = subjects_of(dataset, options);
    if (!subjects) return subjects.error();
    Result<std::vector<std::string_view>> metrics = metrics_of(options.metrics);
    if (!metrics) return metrics.error();
    Result<std::vector<report::Question>> questions = questions_of(dataset, options, tables);
    if (!questions) return questions.error();
    request.subjects = *std::move(subjects);
    request.metrics = *std::move(metrics);
    request.questions = *std::move(questions);
    request.one_each = options.all;
    request.series = options.series;
    request.changed = options.changed;
    request.series_item = options.item;
    request.scenario_file = options.scenario;
    request.inputs_folder = options.inputs;
    request.detail = options.explain ? report::Detail::Explain : options.full ? report::Detail::Full : report::Detail::Headline;
    return request;
}

}  // namespace linchpin::app
