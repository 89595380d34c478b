#include "data/metrics/satellite_cover.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>

#include "data/orbit/frames.h"

namespace linchpin::metrics {
namespace {

constexpr double kSecondsPerDay = 86400.0;

/// Positions in the table of the satellites near enough in time, by constellation, then by service, then as in the table.
std::vector<std::size_t> usable_order(std::span<const Satellite> satellites, double unix_s) {
    std::vector<std::size_t> order;
    for (std::size_t i = 0; i < satellites.size(); ++i) {
        const double age_s = std::abs(satellites[i].elements.epoch_unix_s - unix_s);
        if (age_s <= kCoverElementAgeDays * kSecondsPerDay) order.push_back(i);
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
        return std::tie(satellites[a].group, satellites[a].service) < std::tie(satellites[b].group, satellites[b].service);
    });
    return order;
}

std::vector<orbit::MeanElements> elements_of(std::span<const Satellite> satellites, const std::vector<std::size_t>& order) {
    std::vector<orbit::MeanElements> elements;
    elements.reserve(order.size());
    for (const std::size_t i : order) elements.push_back(satellites[i].elements);
    return elements;
}

std::uint64_t mix(std::uint64_t seed, std::uint64_t value) noexcept {
    seed ^= value + 0x9e3779b97f4a7c15ULL + (seed << 6) + (seed >> 2);
    seed *= 0xff51afd7ed558ccdULL;
    return seed ^ (seed >> 33);
}

/// Of everything that a position depends on.
std::uint64_t fingerprint(std::span<const Satellite> satellites) noexcept {
    std::uint64_t hash = satellites.size();
    for (const Satellite& satellite : satellites) {
        const orbit::MeanElements& e = satellite.elements;
        for (const double value : {e.epoch_unix_s, e.mean_motion_rev_day, e.eccentricity, e.inclination_deg, e.ra_of_asc_node_deg,
                                   e.arg_of_pericenter_deg, e.mean_anomaly_deg, e.bstar_per_er}) {
            hash = mix(hash, std::bit_cast<std::uint64_t>(value));
        }
        hash = mix(hash, std::hash<std::string>{}(satellite.group));
        hash = mix(hash, std::hash<std::string>{}(satellite.service));
    }
    return hash;
}

}  // namespace

SatelliteSky::SatelliteSky(std::span<const Satellite> satellites, double unix_s)
    : unix_s_{unix_s},
      satellites_{elements_of(satellites, usable_order(satellites, unix_s))},
      steps_(static_cast<std::size_t>(kCoverSteps)) {
    for (const Satellite& satellite : satellites) ids_.push_back(satellite.group);
    std::sort(ids_.begin(), ids_.end());
    ids_.erase(std::unique(ids_.begin(), ids_.end()), ids_.end());
    for (const std::string& id : ids_) groups_.push_back({id, 0, 0, 0});
    const auto group_of = [&](const std::string& id) -> Group& {
        return groups_[static_cast<std::size_t>(std::lower_bound(ids_.begin(), ids_.end(), id) - ids_.begin())];
    };
    const std::vector<std::size_t> order = usable_order(satellites, unix_s);
    for (const std::size_t i : order) ++group_of(satellites[i].group).end;
    for (const Satellite& satellite : satellites) ++group_of(satellite.group).too_old;
    std::size_t begin = 0;
    for (Group& group : groups_) {
        const std::size_t count = group.end;
        group.too_old -= count;
        group.begin = begin;
        group.end = begin += count;
    }
    std::map<std::pair<std::string, std::string>, std::size_t> services;
    for (const Satellite& satellite : satellites) ++services[{satellite.service, satellite.group}];
    for (std::size_t i = 0; i < order.size(); ++i) {
        const Satellite& satellite = satellites[order[i]];
        --services[{satellite.service, satellite.group}];
        if (runs_.empty() || runs_.back().group != satellite.group || runs_.back().service != satellite.service)
            runs_.push_back({satellite.group, satellite.service, i, i});
        runs_.back().end = i + 1;
    }
    for (const auto& [of, old] : services) too_old_services_.push_back({of.first, of.second, old});
}

const SatelliteSky::Group* SatelliteSky::find(std::string_view group) const noexcept {
    const auto found = std::find_if(groups_.begin(), groups_.end(), [&](const Group& g) { return g.id == group; });
    return found != groups_.end() ? &*found : nullptr;
}

std::size_t SatelliteSky::usable(std::string_view group) const noexcept {
    const Group* const found = find(group);
    return found != nullptr ? found->end - found->begin : 0;
}

std::size_t SatelliteSky::too_old(std::string_view group) const noexcept {
    const Group* const found = find(group);
    return found != nullptr ? found->too_old : 0;
}

const std::vector<glm::dvec3>& SatelliteSky::positions(std::size_t step) const {
    const std::lock_guard lock{mutex_};
    if (!steps_[step]) {
        const double t = unix_s_ + kSecondsPerDay * static_cast<double>(step) / kCoverSteps;
        auto km = std::make_unique<std::vector<glm::dvec3>>(satellites_.size());
        std::vector<std::uint8_t> error(satellites_.size());
        satellites_.propagate(t, *km, {}, error);
        const double gmst = orbit::gmst_rad(t);
        for (glm::dvec3& p : *km) p = orbit::teme_to_ecef_at(p, gmst);
        steps_[step] = std::move(km);
    }
    return *steps_[step];
}

orbit::Coverage SatelliteSky::now(std::string_view group, std::span<const orbit::SamplePoint> points,
                                  double min_elevation_deg) const {
    const Group* const found = find(group);
    if (found == nullptr) return {};
    return orbit::coverage(std::span{positions(0)}.subspan(found->begin, found->end - found->begin), {}, points, min_elevation_deg);
}

orbit::Coverage SatelliteSky::over_day(std::string_view group, std::span<const orbit::SamplePoint> points,
                                       double min_elevation_deg) const {
    const Group* const found = find(group);
    orbit::Coverage mean;
    if (found == nullptr) return mean;
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        const auto at = std::span{positions(step)}.subspan(found->begin, found->end - found->begin);
        const orbit::Coverage one = orbit::coverage(at, {}, points, min_elevation_deg);
        mean.share_covered += one.share_covered / kCoverSteps;
        mean.mean_satellites += one.mean_satellites / kCoverSteps;
    }
    return mean;
}

std::size_t SatelliteSky::usable_of_groups(std::span<const std::string> groups) const noexcept {
    std::size_t sum = 0;
    for (const std::string& group : groups) sum += usable(group);
    return sum;
}

std::size_t SatelliteSky::too_old_of_groups(std::span<const std::string> groups) const noexcept {
    std::size_t sum = 0;
    for (const std::string& group : groups) sum += too_old(group);
    return sum;
}

orbit::Coverage SatelliteSky::now_of_groups(std::span<const std::string> groups, std::span<const orbit::SamplePoint> points,
                                            double min_elevation_deg) const {
    std::vector<std::span<const glm::dvec3>> lists;
    for (const std::string& group : groups)
        if (const Group* const found = find(group); found != nullptr) lists.push_back(std::span{positions(0)}.subspan(found->begin, found->end - found->begin));
    return orbit::coverage(lists, points, min_elevation_deg);
}

std::vector<std::string> SatelliteSky::services() const {
    std::vector<std::string> names;
    for (const Old& old : too_old_services_)
        if (names.empty() || names.back() != old.service) names.push_back(old.service);
    return names;
}

std::vector<SatelliteSky::Run> SatelliteSky::runs_of(std::string_view service, std::span<const std::string> lost) const {
    std::vector<Run> runs;
    for (const Run& run : runs_)
        if (run.service == service && std::find(lost.begin(), lost.end(), run.group) == lost.end()) runs.push_back(run);
    return runs;
}

std::size_t SatelliteSky::usable_of_service(std::string_view service, std::span<const std::string> lost) const {
    std::size_t sum = 0;
    for (const Run& run : runs_of(service, lost)) sum += run.end - run.begin;
    return sum;
}

std::size_t SatelliteSky::too_old_of_service(std::string_view service, std::span<const std::string> lost) const noexcept {
    std::size_t sum = 0;
    for (const Old& old : too_old_services_)
        if (old.service == service && std::find(lost.begin(), lost.end(), old.group) == lost.end()) sum += old.satellites;
    return sum;
}

orbit::Coverage SatelliteSky::now_of_service(std::string_view service, std::span<const orbit::SamplePoint> points,
                                             double min_elevation_deg, std::span<const std::string> lost) const {
    std::vector<std::span<const glm::dvec3>> lists;
    for (const Run& run : runs_of(service, lost)) lists.push_back(std::span{positions(0)}.subspan(run.begin, run.end - run.begin));
    return orbit::coverage(lists, points, min_elevation_deg);
}

orbit::Coverage SatelliteSky::over_day_of_service(std::string_view service, std::span<const orbit::SamplePoint> points,
                                                  double min_elevation_deg, std::span<const std::string> lost) const {
    orbit::Coverage mean;
    const std::vector<Run> runs = runs_of(service, lost);
    for (std::size_t step = 0; step < steps_.size(); ++step) {
        std::vector<std::span<const glm::dvec3>> lists;
        for (const Run& run : runs) lists.push_back(std::span{positions(step)}.subspan(run.begin, run.end - run.begin));
        const orbit::Coverage one = orbit::coverage(lists, points, min_elevation_deg);
        mean.share_covered += one.share_covered / kCoverSteps;
        mean.mean_satellites += one.mean_satellites / kCoverSteps;
    }
    return mean;
}

std::shared_ptr<const SatelliteSky> satellite_sky(std::span<const Satellite> satellites, double unix_s) {
    struct Kept {
        std::uint64_t key = 0;
        std::shared_ptr<const SatelliteSky> sky;
    };
    static std::mutex mutex;
    static std::array<Kept, 2> kept;
    static std::size_t next = 0;
    const std::uint64_t key = mix(fingerprint(satellites), std::bit_cast<std::uint64_t>(unix_s));
    const std::lock_guard lock{mutex};
    for (const Kept& entry : kept) {
        if (entry.sky && entry.key == key) return entry.sky;
    }
    kept[next] = {key, std::make_shared<const SatelliteSky>(satellites, unix_s)};
    const std::size_t made = next;
    next = (next + 1) % kept.size();
    return kept[made].sky;
}

std::optional<double> newest_epoch_unix_s(std::span<const Satellite> satellites) noexcept {
    std::optional<double> newest;
    for (const Satellite& satellite : satellites)
        newest = std::max(newest.value_or(satellite.elements.epoch_unix_s), satellite.elements.epoch_unix_s);
    return newest;
}

}  // namespace linchpin::metrics
