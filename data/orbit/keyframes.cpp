#include "data/orbit/keyframes.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>

#include "data/orbit/frames.h"

namespace linchpin::orbit {
namespace {

// Enough for a second of playing at the fastest useful speed, and a bound for memory: 2.5 MB a keyframe for 100,000 satellites.
constexpr int kMostAhead = 32;
constexpr std::size_t kMostKept = 48;

}  // namespace

std::optional<glm::dvec3> interpolate(const KeyframePair& pair, std::size_t i, double unix_s) noexcept {
    if (pair.from->error[i] != 0 || pair.to->error[i] != 0) return std::nullopt;
    const double h = pair.t1_unix_s - pair.t0_unix_s, s = (unix_s - pair.t0_unix_s) / h, r = 1.0 - s;
    const glm::dvec3 p0(pair.from->position_km[i]), v0(pair.from->velocity_km_s[i]);
    const glm::dvec3 p1(pair.to->position_km[i]), v1(pair.to->velocity_km_s[i]);
    return (1.0 + 2.0 * s) * r * r * p0 + s * r * r * h * v0 + s * s * (3.0 - 2.0 * s) * p1 - s * s * r * h * v1;
}

KeyframeFeed::KeyframeFeed(std::shared_ptr<const Constellation> satellites, KeyframeOptions options)
    : satellites_{std::move(satellites)}, options_{options} {
    for (int i = 0; i < options_.workers; ++i) workers_.emplace_back([this](const std::stop_token& stop) { work(stop); });
}

KeyframeFeed::~KeyframeFeed() {
    for (std::jthread& w : workers_) w.request_stop();
    changed_.notify_all();
}

std::int64_t KeyframeFeed::index_of(double unix_s) const noexcept {
    // Far outside any useful time (and for NaN) the grid ends, so that the index stays a number.
    const double k = std::floor(unix_s / options_.step_s);
    return k > -1e12 && k < 1e12 ? static_cast<std::int64_t>(k) : k > 0.0 ? 1000000000000 : -1000000000000;
}

KeyframeFeed::Ptr KeyframeFeed::compute(std::int64_t index) const {
    const std::size_t count = satellites_->size();
    auto frame = std::make_shared<Keyframe>();
    frame->index = index;
    frame->unix_s = static_cast<double>(index) * options_.step_s;
    frame->position_km.resize(count);
    frame->velocity_km_s.resize(count);
    frame->error.resize(count);
    std::vector<glm::dvec3> km(count), km_s(count);
    satellites_->propagate(frame->unix_s, km, km_s, frame->error, 1);
    const double gmst = gmst_rad(frame->unix_s), c = std::cos(gmst), s = std::sin(gmst);
    for (std::size_t i = 0; i < count; ++i) {
        const glm::dvec3 p = km[i];
        const glm::dvec3 v{km_s[i].x + kEarthRotationRadS * p.y, km_s[i].y - kEarthRotationRadS * p.x, km_s[i].z};
        frame->position_km[i] = glm::vec3(c * p.x + s * p.y, c * p.y - s * p.x, p.z);
        frame->velocity_km_s[i] = glm::vec3(c * v.x + s * v.y, c * v.y - s * v.x, v.z);
    }
    return frame;
}

void KeyframeFeed::insert(Ptr frame) {
    ++computed_;
    ready_[frame->index] = std::move(frame);
    while (ready_.size() > kMostKept) {
        // The one farthest from the shown time goes; it stands at one of the two ends.
        const auto last = std::prev(ready_.end());
        const bool first_is_farther = std::abs(ready_.begin()->first - shown_) > std::abs(last->first - shown_);
        ready_.erase(first_is_farther ? ready_.begin() : last);
    }
}

std::optional<std::int64_t> KeyframeFeed::next_wanted() const {
    // The shown pair first, then on in the direction of time, then one behind in case it turns.
    const auto missing = [&](std::int64_t k) { return !ready_.contains(k) && !in_work_.contains(k); };
    const std::int64_t front = direction_ > 0 ? shown_ + 1 : shown_, back = direction_ > 0 ? shown_ : shown_ + 1;
    if (ahead_ == 0) return std::nullopt;
    for (const std::int64_t k : {back, front})
        if (missing(k)) return k;
    for (int i = 1; i <= ahead_; ++i)
        if (missing(front + i * direction_)) return front + i * direction_;
    return missing(back - direction_) ? std::optional(back - direction_) : std::nullopt;
}

void KeyframeFeed::work(const std::stop_token& stop) {
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        std::optional<std::int64_t> wanted;
        if (!changed_.wait(lock, stop, [&] { return (wanted = next_wanted()).has_value(); })) return;
        in_work_.insert(*wanted);
        lock.unlock();
        Ptr frame = compute(*wanted);
        lock.lock();
        in_work_.erase(*wanted);
        insert(std::move(frame));
        changed_.notify_all();
    }
}

void KeyframeFeed::show(double unix_s, double speed) {
    const std::lock_guard lock(mutex_);
    shown_ = index_of(unix_s);
    if (speed != 0.0) direction_ = speed > 0.0 ? 1 : -1;
    // Half a second of playing ahead, and never less than two keyframes.
    const double wanted = std::ceil(std::abs(speed) * 0.5 / options_.step_s) + 1.0;
    ahead_ = wanted < kMostAhead ? std::max(2, static_cast<int>(wanted)) : kMostAhead;
    changed_.notify_all();
}

KeyframeFeed::Ptr KeyframeFeed::get(std::int64_t index) {
    std::unique_lock lock(mutex_);
    for (;;) {
        if (const auto it = ready_.find(index); it != ready_.end()) return it->second;
        if (!in_work_.contains(index)) break;
        changed_.wait(lock);
    }
    in_work_.insert(index);
    lock.unlock();
    Ptr frame = compute(index);
    lock.lock();
    in_work_.erase(index);
    insert(frame);
    changed_.notify_all();
    return frame;
}

KeyframePair KeyframeFeed::at(double unix_s) {
    const std::int64_t index = index_of(unix_s);
    {
        const std::lock_guard lock(mutex_);
        shown_ = index;
    }
    KeyframePair pair{get(index), get(index + 1), 0.0, 0.0};
    pair.t0_unix_s = pair.from->unix_s;
    pair.t1_unix_s = pair.to->unix_s;
    return pair;
}

bool KeyframeFeed::ready(double unix_s) const {
    const std::int64_t index = index_of(unix_s);
    const std::lock_guard lock(mutex_);
    return ready_.contains(index) && ready_.contains(index + 1);
}

std::uint64_t KeyframeFeed::computed() const {
    const std::lock_guard lock(mutex_);
    return computed_;
}

}  // namespace linchpin::orbit
