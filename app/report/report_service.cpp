#include "app/report/report_service.h"

#include <algorithm>
#include <limits>

#include "app/report/choices.h"
#include "app/state/records.h"
#include "app/state/scenario_text.h"
#include "data/core/nearest.h"
#include "data/geo/sphere.h"
#include "data/query/focus_arcs.h"
#include "data/scenario/scenario_snapshot.h"

namespace linchpin::app {
namespace {

std::vector<std::string> country_codes(const Dataset& dataset) {
    std::vector<std::string> codes;
    for (const Country& country : dataset.countries) codes.push_back(country.code.str());
    return codes;
}

Result<Index> country_of(const Dataset& dataset, std::string_view code) {
    const Index country = find_country(dataset, code);
    if (country == kNone) return Error{unknown_word("country", code, country_codes(dataset))};
    return country;
}

Result<report::Subject> selection_of(const Dataset& dataset, std::string_view codes) {
    std::vector<Index> members;
    while (!codes.empty()) {
        const std::size_t plus = codes.find('+');
        const Result<Index> country = country_of(dataset, codes.substr(0, plus));
        if (!country) return country.error();
        members.push_back(*country);
        codes = plus == std::string_view::npos ? std::string_view{} : codes.substr(plus + 1);
    }
    return report::selection_subject(dataset, members);
}

}  // namespace

report::Question question_of(const Dataset& dataset, const AppState& state, const report::Question& previous) {
    report::Question q;
    const Index group = dataset.group_index(state.filter.product_group);
    q.group = group == kNone ? 0 : group;
    // As on the map and in `linchpin metrics --date`: a date never shows trade of later years.
    q.year = state.filter.date ? std::min(state.filter.trade_year, state.filter.date->year()) : state.filter.trade_year;
    q.date = state.filter.date;
    q.with_plans = state.report.with_plans;
    q.pass_through = state.report.pass_through;
    q.outage_supplier = state.report.outage_supplier.empty() ? kNone : find_country(dataset, state.report.outage_supplier);
    q.outage_fraction = state.report.outage_fraction;
    q.grow_foreign = state.report.grow_foreign;
    q.grow_domestic = state.report.grow_domestic;
    q.impute_capacity = state.report.impute_capacity;
    q.indicators = state.report.indicators;
    for (const std::string& code : state.report.hubs)
        if (const Index hub = find_country(dataset, code); hub != kNone) q.hubs.push_back(hub);  // hubs_problem() names the others
    for (const CableFailureChoice& choice : state.report.cable_failures) {
        if (choice.cable == kEveryOtherCable) q.cable_failures.push_back({kNone, choice.probability});
        else if (const Index cable = find_cable(dataset, choice.cable); cable != kNone) q.cable_failures.push_back({cable, choice.probability});
    }
    // A running sky would ask another question every frame; the satellites' coverage is that of where the clock was set.
    q.sky_time_unix_s = state.sky_playing ? previous.sky_time_unix_s : state.sky_time_unix_s;
    return q;
}

Result<report::Subject> subject_of(const Dataset& dataset, const ReportChoice& choice, std::optional<Date> date) {
    switch (choice.subject_kind) {
        case report::SubjectKind::Country: {
            const Result<Index> country = country_of(dataset, choice.subject);
            if (!country) return country.error();
            return report::country_subject(dataset, *country);
        }
        case report::SubjectKind::Bloc: return report::bloc_subject(dataset, choice.subject, date);
        case report::SubjectKind::Region: return report::region_subject(dataset, choice.subject);
        case report::SubjectKind::Selection: return selection_of(dataset, choice.subject);
    }
    return Error{"no such kind of subject"};
}

std::string first_subject(const Dataset& dataset, const AppState& state) {
    if (state.selection.kind == SelectionKind::Country && find_country(dataset, state.selection.id) != kNone) return state.selection.id;
    const geo::LatLon middle{state.camera.lat_deg, state.camera.lon_deg};
    double least_km = std::numeric_limits<double>::infinity();
    std::string nearest;
    for (const Country& country : dataset.countries) {
        if (!country.label_place) continue;
        const double away_km = geo::distance_km(middle, *country.label_place);
        if (away_km >= least_km) continue;
        least_km = away_km;
        nearest = country.code.str();
    }
    return nearest;
}

ReportService::ReportService(const Dataset& base, report::MapFacts map, std::function<void()> wake)
    : base_{base}, map_{std::move(map)}, wake_{std::move(wake)}, inputs_{base, wake_} {}

ReportService::~ReportService() = default;

report::World ReportService::with_inputs(report::World world) const {
    world.inputs = inputs_.status().tables.get();
    return world;
}

bool ReportService::is_slow(std::string_view metric) const {
    if (metric == "M19") return index_is_slow(question_);
    const auto among = [&](const auto& list) { return std::find(list.begin(), list.end(), metric) != list.end(); };
    return among(kSlowMetrics) || (inputs_.status().tables != nullptr && among(kLoadedMetrics));
}

bool ReportService::apply_scenario(const AppState& state, bool question_changed) {
    const bool matters = scenario_on(state.scenario) || scenario_on(applied_);
    const bool same = state.scenario == applied_ && !(question_changed && matters);
    if (same) return false;
    applied_ = state.scenario;
    if (!matters) return false;
    if (!world_) world_ = std::make_unique<scenario::ScenarioWorld>(base_, map_.borders, map_.cover_points);
    const Status status = world_->apply(applied_, question_);
    scenario_problem_ = status ? std::string{} : status.error().text();
    ++version_;
    return true;
}

bool ReportService::update(const AppState& state, bool wanted) {
    const report::Question question = question_of(base_, state, question_);
    const bool question_changed = !asked_before_ || !(question == question_);
    question_ = question;
    asked_before_ = true;
    const bool loading_changed = inputs_.follow(state.report.inputs_folder);
    const bool globe_changed = apply_scenario(state, question_changed) || loading_changed;
    if (!wanted) return globe_changed;
    const bool no_subject = state.report.subject.empty();
    subject_problem_.clear();
    Result<report::Subject> subject = no_subject ? Result<report::Subject>{Error{"no country, bloc or region is chosen"}}
                                                 : subject_of(base_, state.report, state.filter.date);
    if (!subject) {
        subject_problem_ = subject.error().text();
        subject_.reset();
        metrics_.clear();
        evaluated_.reset();
        return true;
    }
    SlowQuestion asked{*subject, question_, applied_, inputs_.status().tables};
    if (evaluated_ && *evaluated_ == asked) return globe_changed;
    subject_ = std::move(*subject);
    // Answers about somebody else would mislead; those to another question of the same subject stay until the new ones come.
    if (!evaluated_ || evaluated_->subject.id != subject_->id || evaluated_->subject.kind != subject_->kind) slow_ = {};
    evaluated_ = asked;
    if (!world_) world_ = std::make_unique<scenario::ScenarioWorld>(base_, map_.borders, map_.cover_points);
    evaluate_quick();
    if (!worker_) worker_ = std::make_unique<SlowWorker>(base_, map_, wake_);
    worker_->ask(std::move(asked));
    slow_ready_ = false;
    place_slow();
    return true;
}

void ReportService::evaluate_quick() {
    const report::World after = now(), base = before();
    metrics_.clear();
    default_hubs_ = app::default_hubs(after, question_);
    for (const report::MetricInfo& info : report::metric_catalog()) {
        MetricAnswer answer;
        answer.info = &info;
        if (!is_slow(info.id)) {
            answer.figures = report::evaluate(after, *subject_, info.id, question_);
            if (after.scenario) answer.before = report::evaluate(base, *subject_, info.id, question_);
        }
        metrics_.push_back(std::move(answer));
    }
}

void ReportService::place_slow() {
    for (MetricAnswer& answer : metrics_) {
        const auto series = slow_.series.find(answer.info->id);
        answer.series = series == slow_.series.end() || series->second.empty() ? nullptr : &series->second;
        if (!is_slow(answer.info->id)) continue;
        answer.computing = !slow_ready_;
        const auto take = [&](const auto& from) {
            const auto it = from.find(answer.info->id);
            return it == from.end() ? std::vector<report::Figure>{} : it->second;
        };
        answer.figures = take(slow_.figures);
        answer.before = take(slow_.before);
    }
}

bool ReportService::poll() {
    const bool read = inputs_.poll();
    if (!worker_) return read;
    auto answered = worker_->take();
    if (!answered || !evaluated_) return read;
    if (answered->question.subject.id != evaluated_->subject.id || answered->question.subject.kind != evaluated_->subject.kind) return read;
    slow_ = std::move(answered->answer);
    slow_ready_ = answered->question == *evaluated_;
    place_slow();
    return true;
}

Snapshot ReportService::globe(const DerivedIndex& index, const Filter& filter) const {
    return world_ ? scenario::derive_scenario(*world_, index, filter) : derive(base_, index, filter);
}

void ReportService::add_flows_into(const DerivedIndex& index, Index country, Snapshot& snapshot) const {
    add_arcs_into(scenario() ? *world_->world().dataset : base_, index, country, kFocusArcs, snapshot);
}

std::vector<std::string> ReportService::lost_constellations() const {
    if (!scenario()) return {};
    const report::World world = world_->world();
    return {world.lost_constellations.begin(), world.lost_constellations.end()};
}

report::OriginPaths ReportService::origin_paths() const {
    if (!world_ || !subject_) return {};
    // Asked in every frame while its chart stands open; solved when something else is asked.
    const SlowQuestion asked{*subject_, question_, applied_, inputs_.status().tables};
    if (!paths_of_ || !(*paths_of_ == asked)) {
        paths_ = report::origin_paths(now(), *subject_, question_);
        paths_of_ = asked;
    }
    return paths_;
}

std::vector<report::Figure> ReportService::suppliers() const {
    if (!world_ || !subject_) return {};
    const SlowQuestion asked{*subject_, question_, applied_, inputs_.status().tables};
    if (!suppliers_of_ || !(*suppliers_of_ == asked)) {
        suppliers_ = report::evaluate(now(), *subject_, "M01", question_, report::Detail::Full);
        suppliers_of_ = asked;
    }
    return suppliers_;
}

std::vector<report::Figure> ReportService::explained(std::string_view metric, bool before, std::string_view group) const {
    if (!world_ || !subject_) return {};
    report::Question question = question_;
    if (const Index of = base_.group_index(group); !group.empty() && of != kNone) question.group = of;
    return report::evaluate(before ? this->before() : now(), *subject_, metric, question, report::Detail::Explain);
}

}  // namespace linchpin::app
