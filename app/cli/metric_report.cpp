#include "app/cli/metric_report.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "app/cli/metric_weights.h"
#include "app/cli/nearest.h"

namespace linchpin::app {
namespace {

using report::Figure;

/// One question put to one subject.
struct Position {
    std::size_t subject = 0, question = 0, metric = 0;
};

/// Items of a metric, each once, in order; "item:partner" where several figures share one.
std::vector<std::string> series_items_of(const std::vector<Figure>& figures) {
    std::vector<std::string> items;
    for (const Figure& figure : figures) {
        const auto same =
            std::count_if(figures.begin(), figures.end(), [&](const Figure& each) { return each.item == figure.item; });
        const std::string item = same > 1 && !figure.partner.empty() ? figure.item + ":" + figure.partner : figure.item;
        if (std::find(items.begin(), items.end(), item) == items.end()) items.push_back(item);
    }
    return items;
}

bool same_place(const Figure& a, const Figure& b) { return a.item == b.item && a.group == b.group && a.partner == b.partner; }

/// The same figure without a value: what stands on the side of a scenario where there is none.
Figure without_value(const Figure& like) {
    Figure figure;
    figure.metric = like.metric;
    figure.item = like.item;
    figure.name = like.name;
    figure.group = like.group;
    figure.partner = like.partner;
    figure.partner_name = like.partner_name;
    figure.unit = like.unit;
    figure.year = like.year;
    figure.carried = like.carried;
    figure.as_of = like.as_of;
    return figure;
}

/// Puts before beside after. A figure that stands once on both sides is the same one even when its partner changes: the top
/// supplier before is then seen next to the top supplier after.
class Pairing {
public:
    Pairing(std::vector<Figure> before, std::vector<Figure> after)
        : before_{std::move(before)}, after_{std::move(after)}, used_(before_.size(), false) {}

    void into(const Position& at, std::vector<MetricRow>& rows) {
        for (Figure& figure : after_) {
            MetricRow row{at.subject, at.question, at.metric, std::move(figure), {}, false, {}, {}};
            row.before = partner_of(row.figure);
            rows.push_back(std::move(row));
        }
        for (std::size_t i = 0; i < before_.size(); ++i) {
            if (used_[i]) continue;
            rows.push_back({at.subject, at.question, at.metric, without_value(before_[i]), std::move(before_[i]), false, {}, {}});
        }
    }

private:
    [[nodiscard]] bool only_one(const std::vector<Figure>& figures, const std::string& item) const {
        return std::count_if(figures.begin(), figures.end(), [&](const Figure& f) { return f.item == item; }) == 1;
    }
    Figure partner_of(const Figure& after) {
        for (std::size_t i = 0; i < before_.size(); ++i) {
            const bool same = same_place(before_[i], after) || (before_[i].item == after.item && singles_.contains(after.item));
            if (used_[i] || !same) continue;
            used_[i] = true;
            return before_[i];
        }
        return without_value(after);
    }
    [[nodiscard]] std::set<std::string> singles() const {
        std::set<std::string> items;
        for (const Figure& figure : after_)
            if (only_one(before_, figure.item) && only_one(after_, figure.item)) items.insert(figure.item);
        return items;
    }

    std::vector<Figure> before_, after_;
    std::vector<bool> used_;
    std::set<std::string> singles_ = singles();
};

/// Answers one question for one subject from one world, or from the worlds before and after.
class Answers {
public:
    Answers(const MetricRequest& request, const report::World& world, const report::World* base, std::vector<MetricRow>& rows)
        : request_{request}, world_{world}, base_{base}, rows_{rows} {}

    void add(const Position& at) {
        if (request_.series) return add_series(at);
        std::vector<Figure> figures = evaluate(world_, at);
        if (base_ != nullptr) return Pairing{evaluate(*base_, at), std::move(figures)}.into(at, rows_);
        for (Figure& figure : figures) rows_.push_back({at.subject, at.question, at.metric, std::move(figure), {}, false, {}, {}});
    }

private:
    [[nodiscard]] std::vector<Figure> evaluate(const report::World& world, const Position& at) const {
        return report::evaluate(world, request_.subjects[at.subject], request_.metrics[at.metric], request_.questions[at.question],
                                request_.detail);
    }
    [[nodiscard]] std::vector<report::SeriesPoint> series(const report::World& world, const Position& at,
                                                          const std::string& item) const {
        return report::series(world, request_.subjects[at.subject], request_.metrics[at.metric], item,
                              request_.questions[at.question]);
    }
    [[nodiscard]] std::vector<std::string> wanted_items(const Position& at) const {
        if (!request_.series_item.empty()) return {request_.series_item};
        std::vector<std::string> items =
            series_items_of(report::evaluate(world_, request_.subjects[at.subject], request_.metrics[at.metric],
                                             request_.questions[at.question], report::Detail::Headline));
        if (request_.detail == report::Detail::Headline && items.size() > 1) items.resize(1);
        return items;
    }
    void add_series(const Position& at) {
        const std::vector<std::string> items = wanted_items(at);
        for (const std::string& item : items) {
            std::map<int, Figure> before;
            if (base_ != nullptr)
                for (report::SeriesPoint& point : series(*base_, at, item)) before[point.year] = std::move(point.figure);
            for (report::SeriesPoint& point : series(world_, at, item)) {
                MetricRow row{at.subject,    at.question,           at.metric, std::move(point.figure), {},
                              point.partial, std::move(point.mark), item};
                if (row.figure.year == 0) row.figure.year = point.year;
                if (base_ != nullptr) {
                    const auto found = before.find(point.year);
                    row.before = found != before.end() ? std::move(found->second) : without_value(row.figure);
                }
                rows_.push_back(std::move(row));
            }
        }
    }

    const MetricRequest& request_;
    const report::World& world_;
    const report::World* base_;
    std::vector<MetricRow>& rows_;
};

/// Metrics without a product group have one answer for all of them.
bool answers(const MetricRequest& request, std::size_t metric, std::size_t question) {
    return question == 0 || report::find_metric(request.metrics[metric])->per_group;
}

void answer_all(const MetricRequest& request, std::size_t question, Answers& to) {
    for (std::size_t subject = 0; subject < request.subjects.size(); ++subject)
        for (std::size_t metric = 0; metric < request.metrics.size(); ++metric)
            if (answers(request, metric, question)) to.add({subject, question, metric});
}

Result<std::vector<scenario::EventEffect>> effects_on(scenario::ScenarioWorld& world, const scenario::Scenario& events,
                                                      Index country, scenario::Loss kind, const report::Question& question) {
    if (country == kNone) return std::vector<scenario::EventEffect>{};
    return scenario::effect_by_event(world, events, country, kind, question);
}

/// A person's own words, if any, and what they stand for. describe() gives the label when there is one.
std::string event_text(const Dataset& dataset, scenario::Event event) {
    const std::string label = std::exchange(event.label, {});
    const std::string plain = scenario::describe(dataset, event);
    return label.empty() ? plain : label + ": " + plain;
}

Result<ScenarioSummary> summary_of(const Dataset& dataset, const MetricRequest& request, scenario::ScenarioWorld& world,
                                   const scenario::Scenario& events) {
    ScenarioSummary summary;
    summary.name = events.name;
    const report::Question& question = request.questions.front();
    for (const scenario::Event& event : events.events) summary.events.push_back({event_text(dataset, event), event.on});
    if (!request.one_each && request.subjects.front().single()) summary.effects_on = request.subjects.front().members.front();
    using scenario::Loss;
    for (const Loss kind : {Loss::Supply, Loss::CableCapacity, Loss::ComputeMw, Loss::SiteCount, Loss::CloudRegions}) {
        ScenarioSummary::Loss loss{kind, scenario::most_hit(world, kind, question), {}};
        if (loss.hits.empty()) continue;
        Result<std::vector<scenario::EventEffect>> effects = effects_on(world, events, summary.effects_on, kind, question);
        if (!effects) return effects.error();
        loss.effects = *std::move(effects);
        summary.losses.push_back(std::move(loss));
    }
    return summary;
}

/// A word that is no item of the metric would give nothing but gaps. Where there are no numbers at all nothing can be said about
/// it.
std::string item_problem(const MetricRequest& request, const report::World& world) {
    const std::string item = request.series_item.substr(0, request.series_item.find(':'));
    if (item.empty()) return {};
    std::vector<std::string> known;
    for (const report::Subject& subject : request.subjects)
        for (const Figure& figure :
             report::evaluate(world, subject, request.metrics.front(), request.questions.front(), report::Detail::Full)) {
            if (figure.item == item) return {};
            if (std::find(known.begin(), known.end(), figure.item) == known.end()) known.push_back(figure.item);
        }
    return known.size() < 2 ? std::string{}
                            : "--item: " + unknown_word("item of " + std::string{request.metrics.front()}, item, known);
}

/// What only the numbers themselves can show to be wrong with the command line.
std::string first_problem(const MetricRequest& request, const report::World& world) {
    const std::string problem = item_problem(request, world);
    return problem.empty() ? weights_problem(world, request.questions.front()) : problem;
}

void sort_rows(std::vector<MetricRow>& rows) {
    const auto key = [](const MetricRow& row) { return std::tuple{row.subject, row.metric, row.question}; };
    std::stable_sort(rows.begin(), rows.end(), [&](const MetricRow& a, const MetricRow& b) { return key(a) < key(b); });
}

}  // namespace

Result<MetricReport> compute_metric_report(const Dataset& dataset, const MetricRequest& request, const WorldInputs& inputs,
                                           const scenario::Scenario* events) {
    MetricReport report;
    const auto in_file = [&](const Error& error) { return Error{error.message, request.scenario_file, error.line, error.column}; };
    if (events == nullptr) {
        const metrics::TradeView trade{dataset};
        report::World world{.dataset = &dataset, .base = &dataset, .trade = &trade};
        world.borders = inputs.borders;
        world.cover_points = inputs.cover_points;
        world.inputs = inputs.tables;
        if (const std::string problem = first_problem(request, world); !problem.empty()) return Error{problem};
        Answers to{request, world, nullptr, report.rows};
        for (std::size_t question = 0; question < request.questions.size(); ++question) answer_all(request, question, to);
    } else {
        scenario::ScenarioWorld changed{dataset, inputs.borders};
        for (std::size_t question = 0; question < request.questions.size(); ++question) {
            if (const Status status = changed.apply(*events, request.questions[question]); !status) return in_file(status.error());
            report::World base = changed.base_world(), world = changed.world();
            base.cover_points = world.cover_points = inputs.cover_points;
            base.inputs = world.inputs = inputs.tables;
            if (const std::string problem = question == 0 ? first_problem(request, base) : std::string{}; !problem.empty())
                return Error{problem};
            Answers to{request, world, &base, report.rows};
            answer_all(request, question, to);
        }
        if (const Status status = changed.apply(*events, request.questions.front()); !status) return in_file(status.error());
        Result<ScenarioSummary> summary = summary_of(dataset, request, changed, *events);
        if (!summary) return in_file(summary.error());
        report.scenario = *std::move(summary);
        if (request.changed) std::erase_if(report.rows, [](const MetricRow& row) { return !row.changed(); });
    }
    sort_rows(report.rows);
    return report;
}

}  // namespace linchpin::app
