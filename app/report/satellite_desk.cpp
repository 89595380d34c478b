#include "app/report/satellite_desk.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {
namespace {

bool stale(const Satellite& satellite, double unix_s) noexcept { return std::abs(orbit::element_age_days(satellite.elements, unix_s)) > orbit::kStaleDays; }

std::vector<orbit::SamplePoint> area_of(const std::vector<metrics::CoverPoint>& points, Index country) {
    std::vector<orbit::SamplePoint> area;
    for (const metrics::CoverPoint& point : points)
        if (point.country == country) area.push_back({point.place, point.weight});
    return area;
}

/// Those of the set that are left, and are near enough in time.
std::vector<Index> looked_at(const Dataset& dataset, const PassListQuestion& question, std::size_t& too_old) {
    std::vector<Index> chosen;
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i) {
        const Satellite& satellite = dataset.satellites[i];
        if (!question.set.has(satellite) || std::find(question.lost.begin(), question.lost.end(), satellite.group) != question.lost.end()) continue;
        if (stale(satellite, question.from_unix_s)) ++too_old;
        else chosen.push_back(static_cast<Index>(i));
    }
    return chosen;
}

}  // namespace

double pass_list_hours(std::size_t satellites) noexcept { return satellites <= 100 ? kPassHours : satellites <= 1000 ? 6.0 : 1.0; }

SatelliteDesk::SatelliteDesk(const Dataset& dataset, std::vector<metrics::CoverPoint> points, std::function<void()> wake)
    : dataset_{dataset}, points_{std::move(points)}, wake_{std::move(wake)}, thread_{[this](const std::stop_token& stop) { run(stop); }} {}

SatelliteDesk::~SatelliteDesk() = default;

template <class Question, class Answer> void SatelliteDesk::put(Line<Question, Answer>& line, const Question& question) {
    if (line.last == question) return;
    line.last = question;
    {
        const std::lock_guard lock(mutex_);
        line.waiting = question;
    }
    changed_.notify_one();
}

void SatelliteDesk::ask(const SatelliteQuestion& question) { put(record_, question); }
void SatelliteDesk::ask(const PassListQuestion& question) { put(passes_, question); }
void SatelliteDesk::ask(const CoverQuestion& question) { put(cover_, question); }

template <class Question, class Answer> bool SatelliteDesk::take(Line<Question, Answer>& line) {
    if (!line.answered) return false;
    line.shown = std::exchange(line.answered, std::nullopt);
    return true;
}

bool SatelliteDesk::poll() {
    const std::lock_guard lock(mutex_);
    const bool record = take(record_), passes = take(passes_), cover = take(cover_);
    return record || passes || cover;
}

SatelliteAnswer SatelliteDesk::work_out(const Dataset& dataset, const std::vector<metrics::CoverPoint>& points, const SatelliteQuestion& question) {
    SatelliteAnswer answer;
    answer.question = question;
    if (question.satellite >= dataset.satellites.size()) return answer;
    const Satellite& satellite = dataset.satellites[question.satellite];
    answer.stale = stale(satellite, question.from_unix_s);
    if (question.observer && !answer.stale) {
        if (const auto elements = orbit::Sgp4::init(satellite.elements))
            answer.passes = orbit::find_passes(*elements, {question.observer->lat_deg, question.observer->lon_deg, 0.0}, question.from_unix_s,
                                               question.from_unix_s + kPassHours * 3600.0, question.min_elevation_deg);
    }
    if (question.country == kNone) return answer;
    const auto area = area_of(points, question.country);
    const auto sky = metrics::satellite_sky(dataset.satellites, question.from_unix_s);
    if (!area.empty() && sky->usable(satellite.group) > 0) answer.cover = sky->now(satellite.group, area);
    return answer;
}

CoverAnswer SatelliteDesk::work_out(const Dataset& dataset, const std::vector<metrics::CoverPoint>& points, const CoverQuestion& question) {
    CoverAnswer answer;
    answer.question = question;
    const auto area = area_of(points, question.country);
    answer.points = area.size();
    const auto sky = metrics::satellite_sky(dataset.satellites, question.unix_s);
    const bool service = question.set.kind == SatelliteSet::Kind::Service;
    const auto all = question.set.groups(dataset), left = question.set.groups(dataset, question.lost);
    answer.usable = service ? sky->usable_of_service(question.set.id, question.lost) : sky->usable_of_groups(left);
    answer.too_old = service ? sky->too_old_of_service(question.set.id, question.lost) : sky->too_old_of_groups(left);
    const std::size_t usable_before = service ? sky->usable_of_service(question.set.id) : sky->usable_of_groups(all);
    if (area.empty() || usable_before == 0) return answer;  // not known, and no zero
    const auto cover = [&](const std::vector<std::string>& groups, const std::vector<std::string>& lost) {
        return service ? sky->now_of_service(question.set.id, area, metrics::kCoverElevationDeg, lost) : sky->now_of_groups(groups, area);
    };
    answer.cover = cover(left, question.lost);
    if (left != all) answer.before = cover(all, {});
    return answer;
}

PassListAnswer SatelliteDesk::work_out(const Dataset& dataset, const PassListQuestion& question, const std::function<bool()>& stopped) {
    PassListAnswer answer;
    answer.question = question;
    const std::vector<Index> satellites = looked_at(dataset, question, answer.stale);
    answer.satellites = satellites.size();
    answer.hours = pass_list_hours(satellites.size());
    const orbit::Geodetic observer{question.observer.lat_deg, question.observer.lon_deg, 0.0};
    const double to_unix_s = question.from_unix_s + answer.hours * 3600.0;
    for (const Index i : satellites) {
        if (stopped && stopped()) return answer;
        const auto elements = orbit::Sgp4::init(dataset.satellites[i].elements);
        if (!elements) continue;
        for (const orbit::Pass& pass : orbit::find_passes(*elements, observer, question.from_unix_s, to_unix_s, question.min_elevation_deg)) {
            if (pass.already_up && pass.still_up) answer.always_up.push_back(i);
            else answer.passes.push_back({i, pass});
        }
    }
    std::stable_sort(answer.passes.begin(), answer.passes.end(), [](const ListedPass& a, const ListedPass& b) { return a.pass.rise.unix_s < b.pass.rise.unix_s; });
    return answer;
}

template <class Question, class Answer, class Work> void SatelliteDesk::serve(Line<Question, Answer>& line, const Work& work) {
    std::optional<Question> question;
    {
        const std::lock_guard lock(mutex_);
        question = std::exchange(line.waiting, std::nullopt);
    }
    if (!question) return;
    std::optional<Answer> answer = work(*question);
    if (!answer) return;
    {
        const std::lock_guard lock(mutex_);
        line.answered = std::move(answer);
    }
    wake_();
}

void SatelliteDesk::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return record_.waiting || passes_.waiting || cover_.waiting; })) return;
        }
        serve(record_, [this](const SatelliteQuestion& question) { return std::optional{work_out(dataset_, points_, question)}; });
        serve(cover_, [this](const CoverQuestion& question) { return std::optional{work_out(dataset_, points_, question)}; });
        serve(passes_, [this, &stop](const PassListQuestion& question) {
            const auto outdated = [this, &stop] {
                const std::lock_guard lock(mutex_);
                return stop.stop_requested() || passes_.waiting.has_value();
            };
            PassListAnswer answer = work_out(dataset_, question, outdated);
            return outdated() ? std::nullopt : std::optional{std::move(answer)};  // a newer question waits: half a list helps nobody
        });
    }
}

}  // namespace linchpin::app
