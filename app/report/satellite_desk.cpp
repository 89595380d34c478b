#include "app/report/satellite_desk.h"

#include <utility>

namespace linchpin::app {

SatelliteDesk::SatelliteDesk(const Dataset& dataset, std::vector<metrics::CoverPoint> points, std::function<void()> wake)
    : dataset_{dataset}, points_{std::move(points)}, wake_{std::move(wake)}, thread_{[this](const std::stop_token& stop) { run(stop); }} {}

SatelliteDesk::~SatelliteDesk() = default;

void SatelliteDesk::ask(const SatelliteQuestion& question) {
    if (last_ == question) return;
    last_ = question;
    {
        const std::lock_guard lock(mutex_);
        asked_ = question;
    }
    changed_.notify_one();
}

bool SatelliteDesk::poll() {
    const std::lock_guard lock(mutex_);
    if (!answered_) return false;
    shown_ = std::exchange(answered_, std::nullopt);
    return true;
}

SatelliteAnswer SatelliteDesk::work_out(const Dataset& dataset, const std::vector<metrics::CoverPoint>& points, const SatelliteQuestion& question) {
    SatelliteAnswer answer;
    answer.question = question;
    if (question.satellite >= dataset.satellites.size()) return answer;
    const Satellite& satellite = dataset.satellites[question.satellite];
    if (question.observer) {
        if (const auto elements = orbit::Sgp4::init(satellite.elements))
            answer.passes = orbit::find_passes(*elements, {question.observer->lat_deg, question.observer->lon_deg, 0.0}, question.from_unix_s,
                                               question.from_unix_s + kPassHours * 3600.0, question.min_elevation_deg);
    }
    if (question.country == kNone) return answer;
    std::vector<orbit::SamplePoint> area;
    for (const metrics::CoverPoint& point : points)
        if (point.country == question.country) area.push_back({point.place, point.weight});
    const auto sky = metrics::satellite_sky(dataset.satellites, question.from_unix_s);
    if (!area.empty() && sky->usable(satellite.group) > 0) answer.cover = sky->now(satellite.group, area);
    return answer;
}

void SatelliteDesk::run(const std::stop_token& stop) {
    while (!stop.stop_requested()) {
        SatelliteQuestion question;
        {
            std::unique_lock lock(mutex_);
            if (!changed_.wait(lock, stop, [this] { return asked_.has_value(); })) return;
            question = *std::exchange(asked_, std::nullopt);
        }
        SatelliteAnswer answer = work_out(dataset_, points_, question);
        {
            const std::lock_guard lock(mutex_);
            answered_ = std::move(answer);
        }
        wake_();
    }
}

}  // namespace linchpin::app
