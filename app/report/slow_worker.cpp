#include "app/report/slow_worker.h"

#include "app/report/choices.h"

#include <utility>

namespace linchpin::app {
namespace {

constexpr std::string_view kTraced = "M06";

SlowAnswer answer_to(scenario::ScenarioWorld& world, const SlowQuestion& asked) {
    SlowAnswer answer;
    if (!world.apply(asked.scenario, asked.question)) return answer;  // the panel says why; the globe then shows the base data too
    report::World now = world.world(), base = world.base_world();
    now.inputs = base.inputs = asked.inputs.get();
    std::vector<std::string_view> metrics{kSlowMetrics.begin(), kSlowMetrics.end()};
    if (asked.inputs != nullptr) metrics.insert(metrics.end(), kLoadedMetrics.begin(), kLoadedMetrics.end());
    if (index_is_slow(asked.question)) metrics.push_back("M19");
    for (const std::string_view metric : metrics) {
        // Traced origins are compared with declared ones for every large origin, not only for the first.
        const report::Detail detail = metric == kTraced ? report::Detail::Full : report::Detail::Headline;
        answer.figures[std::string{metric}] = report::evaluate(now, asked.subject, metric, asked.question, detail);
        if (now.scenario) answer.before[std::string{metric}] = report::evaluate(base, asked.subject, metric, asked.question, detail);
    }
    for (const report::MetricInfo& metric : report::metric_catalog()) {
        const bool loaded = !metric.needs.empty();
        if (loaded ? asked.inputs == nullptr : !metric.per_group) continue;
        answer.series[std::string{metric.id}] = report::series(now, asked.subject, metric.id, metric.id == kTraced ? "traced_share" : "", asked.question);
    }
    if (!now.scenario) return answer;
    for (std::size_t loss = 0; loss < kLossKinds; ++loss) answer.hits[loss] = scenario::most_hit(world, static_cast<scenario::Loss>(loss), asked.question);
    if (!asked.subject.single()) return answer;
    for (std::size_t loss = 0; loss < kLossKinds; ++loss) {
        auto effects = scenario::effect_by_event(world, asked.scenario, asked.subject.members.front(), static_cast<scenario::Loss>(loss), asked.question);
        if (effects) answer.effects[loss] = std::move(*effects);
    }
    return answer;
}

}  // namespace

SlowWorker::SlowWorker(const Dataset& base, report::MapFacts map, std::function<void()> wake)
    : base_{base}, map_{std::move(map)}, wake_{std::move(wake)}, thread_{[this] { run(); }} {}

SlowWorker::~SlowWorker() {
    {
        const std::lock_guard lock{mutex_};
        stop_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void SlowWorker::ask(SlowQuestion question) {
    {
        const std::lock_guard lock{mutex_};
        asked_ = std::move(question);
    }
    changed_.notify_all();
}

std::optional<SlowWorker::Answered> SlowWorker::take() {
    const std::lock_guard lock{mutex_};
    return std::exchange(answered_, std::nullopt);
}

void SlowWorker::run() {
    std::optional<scenario::ScenarioWorld> world;  // copied when first needed: nobody may ever ask
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return stop_ || asked_; });
        if (stop_) return;
        SlowQuestion question = *std::exchange(asked_, std::nullopt);
        lock.unlock();
        if (!world) world.emplace(base_, map_.borders, map_.cover_points);
        SlowAnswer answer = answer_to(*world, question);
        lock.lock();
        answered_ = Answered{std::move(question), std::move(answer)};
        if (wake_) wake_();
    }
}

}  // namespace linchpin::app
