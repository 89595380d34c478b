#include "app/report/exposure_desk.h"

#include <algorithm>
#include <list>
#include <utility>

#include "app/report/report_service.h"
#include "app/state/records.h"
#include "app/state/scenario_text.h"

namespace linchpin::app {

/// Tables of every country take longest and serve every subject: the last few are kept.
struct ExposureDesk::Worlds {
    std::optional<scenario::ScenarioWorld> world;
    struct Kept {
        report::Question question;
        scenario::Scenario scenario;
        std::shared_ptr<const inputs::UserInputs> inputs;
        std::shared_ptr<const report::ExposureTable> table;
    };
    std::list<Kept> tables;

    std::shared_ptr<const report::ExposureTable> table(const report::World& of, const report::Question& question, const scenario::Scenario& scenario,
                                                       const std::shared_ptr<const inputs::UserInputs>& inputs, const std::function<bool()>& stop) {
        constexpr std::size_t kKept = 4;
        for (auto it = tables.begin(); it != tables.end(); ++it) {
            if (!(it->question == question && it->scenario == scenario && it->inputs == inputs)) continue;
            tables.splice(tables.begin(), tables, it);
            return tables.front().table;
        }
        auto made = std::make_shared<const report::ExposureTable>(report::exposure_table(of, question, stop));
        if (made->countries == 0) return nullptr;
        tables.push_front({question, scenario, inputs, made});
        if (tables.size() > kKept) tables.pop_back();
        return made;
    }
};

namespace {

std::string year_name(const std::string& subject, int year) { return subject + ", " + std::to_string(year); }

}  // namespace

ExposureDesk::ExposureDesk(const Dataset& base, report::MapFacts map, std::function<void()> wake)
    : base_{base}, map_{std::move(map)}, wake_{std::move(wake)}, thread_{[this] { run(); }} {}

ExposureDesk::~ExposureDesk() {
    {
        const std::lock_guard lock{mutex_};
        stop_ = true;
        newer_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void ExposureDesk::update(const ReportService& reports, const scenario::Scenario& scenario, const CompareChoice& compare, bool wanted) {
    if (!wanted) return;
    if (!reports.subject()) {
        page_.reset();
        evaluated_.reset();
        worst_.reset();
        return;
    }
    Ask ask{{*reports.subject(), reports.question(), scenario, reports.inputs().tables}, compare};
    if (evaluated_ && *evaluated_ == ask) return;
    const bool same_subject = evaluated_ && evaluated_->question.subject.id == ask.question.subject.id && evaluated_->question.subject.kind == ask.question.subject.kind &&
                              evaluated_->question.subject.members == ask.question.subject.members;
    if (!same_subject) page_.reset();
    // A search is about its subject, world and question: of any other it would mislead.
    if (!evaluated_ || !(evaluated_->question == ask.question)) {
        worst_.reset();
        cancel_worst();
    }
    evaluated_ = ask;
    ready_ = false;
    {
        const std::lock_guard lock{mutex_};
        asked_ = std::move(ask);
        newer_ = true;
    }
    changed_.notify_all();
}

bool ExposureDesk::poll() {
    std::optional<std::pair<Ask, ExposurePage>> answered;
    std::optional<std::pair<unsigned, scenario::AdversaryAnswer>> found;
    {
        const std::lock_guard lock{mutex_};
        answered = std::exchange(answered_, std::nullopt);
        found = std::exchange(found_, std::nullopt);
    }
    bool news = false;
    if (answered && evaluated_ && answered->first.question.subject.id == evaluated_->question.subject.id &&
        answered->first.question.subject.kind == evaluated_->question.subject.kind) {
        ready_ = answered->first == *evaluated_;
        page_ = std::move(answered->second);
        news = true;
    }
    if (found && searching_ && found->first == searches_) {
        worst_ = std::move(found->second);
        searching_ = false;
        news = true;
    }
    return news;
}

void ExposureDesk::find_worst(const scenario::AdversaryQuestion& question) {
    if (!evaluated_) return;
    worst_.reset();
    searching_ = true;
    ++searches_;
    {
        const std::lock_guard lock{mutex_};
        search_ = Search{evaluated_->question, question, searches_};
    }
    changed_.notify_all();
}

void ExposureDesk::cancel_worst() {
    if (!searching_) return;
    searching_ = false;
    const std::lock_guard lock{mutex_};
    search_.reset();
}

std::optional<ExposurePage> ExposureDesk::page_for(Worlds& worlds, const Ask& ask) {
    const SlowQuestion& q = ask.question;
    const std::function<bool()> stop = [this] { return newer_.load(); };
    const auto with_inputs = [&](report::World world) {
        world.inputs = q.inputs.get();
        return world;
    };
    ExposurePage page;
    // An event that does not fit leaves the base data; the panel says why.
    (void)worlds.world->apply(q.scenario, q.question);
    const report::World now = with_inputs(worlds.world->world());
    const report::World base = with_inputs(worlds.world->base_world());
    page.table = worlds.table(now, q.question, now.scenario ? q.scenario : scenario::Scenario{}, q.inputs, stop);
    if (!page.table) return std::nullopt;
    page.view = report::exposure_view(now, q.subject, q.question, *page.table);
    if (now.scenario) {
        const auto table = worlds.table(base, q.question, {}, q.inputs, stop);
        if (!table) return std::nullopt;
        page.before = report::exposure_view(base, q.subject, q.question, *table, report::ExposureSeries::None);
    }
    const auto set_against = [&](const report::ExposureView& a, const report::ExposureView& b, std::string name_a, std::string name_b) {
        page.a = std::move(name_a);
        page.b = std::move(name_b);
        page.differences = report::exposure_differences(a, b);
    };
    switch (ask.compare.kind) {
        case CompareKind::Nothing: break;
        case CompareKind::Country: {
            const Index other = find_country(base_, ask.compare.country);
            if (other == kNone) {
                page.compare_problem = "Choose a country to compare with";
                break;
            }
            const auto b = report::exposure_view(now, report::country_subject(base_, other), q.question, *page.table, report::ExposureSeries::None);
            set_against(page.view, b, q.subject.name, base_.countries[other].name);
            break;
        }
        case CompareKind::Year: {
            report::Question then = q.question;
            then.year = ask.compare.year;
            const Date end = Date::from_ymd(ask.compare.year, 12, 31);
            then.date = base_.as_of && *base_.as_of < end ? base_.as_of : std::optional{end};
            // The events that are in force then need not be those of now.
            (void)worlds.world->apply(q.scenario, then);
            const report::World world = with_inputs(worlds.world->world());
            const auto table = worlds.table(world, then, world.scenario ? q.scenario : scenario::Scenario{}, q.inputs, stop);
            if (!table) return std::nullopt;
            const auto b = report::exposure_view(world, q.subject, then, *table, report::ExposureSeries::None);
            set_against(b, page.view, year_name(q.subject.name, ask.compare.year), year_name(q.subject.name, q.question.year));
            break;
        }
        case CompareKind::Scenario:
            if (page.before) set_against(*page.before, page.view, "As it is", "In the scenario");
            else page.compare_problem = "No event of a scenario is in force: add one under What if";
            break;
    }
    return page;
}

void ExposureDesk::run() {
    Worlds worlds;  // copied when first needed: nobody may ever ask
    std::unique_lock lock{mutex_};
    for (;;) {
        changed_.wait(lock, [this] { return stop_ || asked_ || search_; });
        if (stop_) return;
        if (search_) {  // a person waits for it; it is short
            const Search search = *std::exchange(search_, std::nullopt);
            lock.unlock();
            if (!worlds.world) worlds.world.emplace(base_, map_.borders, map_.cover_points);
            (void)worlds.world->apply(search.question.scenario, search.question.question);
            report::World world = worlds.world->world();
            world.inputs = search.question.inputs.get();
            auto answer = scenario::find_worst(world, search.question.subject, search.question.question, search.asked);
            lock.lock();
            found_ = std::pair{search.number, std::move(answer)};
            if (wake_) wake_();
            continue;
        }
        Ask ask = *std::exchange(asked_, std::nullopt);
        newer_ = false;
        lock.unlock();
        if (!worlds.world) worlds.world.emplace(base_, map_.borders, map_.cover_points);
        auto page = page_for(worlds, ask);
        lock.lock();
        if (page) {
            answered_ = std::pair{std::move(ask), std::move(*page)};
            if (wake_) wake_();
        }
    }
}

}  // namespace linchpin::app
