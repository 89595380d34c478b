#include <algorithm>
#include <cstdlib>
#include <set>

#include "app/cli/metric_report.h"
#include "app/cli/metric_weights.h"
#include "app/cli/nearest.h"
#include "app/cli/view_setup.h"
#include "app/state/records.h"

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
    return question;
}

Result<std::vector<report::Question>> questions_of(const Dataset& dataset, const MetricsOptions& options) {
    Result<report::Question> common = common_question(dataset, options);
    if (!common) return common.error();
    const bool every_group = options.group == "all";
    const Index only = every_group ? kNone : dataset.group_index(options.group);
    if (!every_group && only == kNone) return Error{"--group: " + unknown_word("product group", options.group, group_ids(dataset))};
    if (options.year) {
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

Result<MetricRequest> read_metric_request(const Dataset& dataset, const MetricsOptions& options) {
    MetricRequest request;
    Result<std::vector<report::Subject>> subjects = subjects_of(dataset, options);
    if (!subjects) return subjects.error();
    Result<std::vector<std::string_view>> metrics = metrics_of(options.metrics);
    if (!metrics) return metrics.error();
    Result<std::vector<report::Question>> questions = questions_of(dataset, options);
    if (!questions) return questions.error();
    request.subjects = *std::move(subjects);
    request.metrics = *std::move(metrics);
    request.questions = *std::move(questions);
    request.one_each = options.all;
    request.series = options.series;
    request.changed = options.changed;
    request.series_item = options.item;
    request.scenario_file = options.scenario;
    request.detail = options.explain ? report::Detail::Explain : options.full ? report::Detail::Full : report::Detail::Headline;
    return request;
}

}  // namespace linchpin::app
