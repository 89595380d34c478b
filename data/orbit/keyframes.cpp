#include "data/orbit/keyframes.h"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdlib>
#include <glm/geometric.hpp>

#include "data/orbit/frames.h"
#include "data/orbit/wgs72.h"

namespace linchpin::orbit {
namespace {

constexpr std::size_t kMostKept = 48, kFewestKept = 6;
/// v^2 r / mu of a body that leaves the Earth; runaway drag terms pass it.
constexpr double kMostEnergy = 2.0;

std::uint64_t next_serial() noexcept {
    static std::atomic<std::uint64_t> last{0};
    return ++last;
}

struct Weights {
    double p0, v0, p1, v1;
};

Weights weights(const KeyframePair& pair, double unix_s) noexcept {
    const double h = pair.t1_unix_s - pair.t0_unix_s, s = (unix_s - pair.t0_unix_s) / h, r = 1.0 - s;
    return {(1.0 + 2.0 * s) * r * r, s * r * r * h, s * s * (3.0 - 2.0 * s), -s * s * r * h};
}

/// How far an instant lies outside a pair.
double away_s(const KeyframePair& pair, double unix_s) noexcept {
    return std::max({pair.t0_unix_s - unix_s, unix_s - pair.t1_unix_s, 0.0});
}

}  // namespace

std::array<float, 4> hermite_weights(const KeyframePair& pair, double unix_s) noexcept {
    const Weights w = weights(pair, unix_s);
    return {static_cast<float>(w.p0), static_cast<float>(w.v0), static_cast<float>(w.p1), static_cast<float>(w.v1)};
}

std::optional<glm::dvec3> interpolate(const KeyframePair& pair, std::size_t i, double unix_s) noexcept {
    if (pair.from->error[i] != 0 || pair.to->error[i] != 0) return std::nullopt;
    const Weights w = weights(pair, unix_s);
    const KeyframeState &a = pair.from->states[i], &b = pair.to->states[i];
    return w.p0 * glm::dvec3(a.position_km) + w.v0 * glm::dvec3(a.velocity_km_s) + w.p1 * glm::dvec3(b.position_km) +
           w.v1 * glm::dvec3(b.velocity_km_s);
}

void interpolate_all(const KeyframePair& pair, double unix_s, std::span<glm::vec3> km_out) noexcept {
    const std::array<float, 4> w = hermite_weights(pair, unix_s);
    const std::size_t count = std::min(km_out.size(), pair.from->states.size());
    const KeyframeState *from = pair.from->states.data(), *to = pair.to->states.data();
    const std::uint8_t *from_error = pair.from->error.data(), *to_error = pair.to->error.data();
    for (std::size_t i = 0; i < count; ++i) {
        const float shown = (from_error[i] | to_error[i]) == 0 ? 1.0f : 0.0f;
        km_out[i] =
            (w[0] * from[i].position_km + w[1] * from[i].velocity_km_s + w[2] * to[i].position_km + w[3] * to[i].velocity_km_s) *
            shown;
    }
}

/// What a propagation needs besides its result; kept between keyframes, since fresh megabytes cost page faults.
struct KeyframeFeed::Scratch {
    std::vector<glm::dvec3> before, after;
    std::vector<std::uint8_t> error;
};

KeyframeFeed::KeyframeFeed(std::shared_ptr<const Constellation> satellites, KeyframeOptions options)
    : satellites_{std::move(satellites)}, options_{options} {
    const std::size_t bytes = std::max<std::size_t>(1, satellites_->size()) * (sizeof(KeyframeState) + 1);
    most_kept_ = std::clamp(options_.memory_bytes / bytes, kFewestKept, kMostKept);
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

KeyframeFeed::Ptr KeyframeFeed::compute(std::int64_t index, Scratch& scratch) const {
    const std::size_t count = satellites_->size();
    auto frame = std::make_shared<Keyframe>();
    frame->index = index;
    frame->serial = next_serial();
    frame->unix_s = static_cast<double>(index) * options_.step_s;
    frame->states.resize(count);
    frame->error.resize(count);
    scratch.before.resize(count);
    scratch.after.resize(count);
    scratch.error.resize(count);
    // SGP4's own velocity leaves drag out. Where elements are fitted to manoeuvres, drag is enormous and that velocity is no
    // derivative of the positions: a cubic would miss them by up to a kilometre. So the velocity is measured, over a second.
    constexpr double kHalfS = 0.5;
    satellites_->propagate(frame->unix_s - kHalfS, scratch.before, {}, frame->error, 1);
    satellites_->propagate(frame->unix_s + kHalfS, scratch.after, {}, scratch.error, 1);
    const double gmst = gmst_rad(frame->unix_s), c = std::cos(gmst), s = std::sin(gmst);
    for (std::size_t i = 0; i < count; ++i) {
        if (frame->error[i] == 0) frame->error[i] = scratch.error[i];
        if (frame->error[i] != 0) continue;
        const glm::dvec3 middle = 0.5 * (scratch.before[i] + scratch.after[i]),
                         inertial = (scratch.after[i] - scratch.before[i]) / (2.0 * kHalfS);
        const double r2 = glm::dot(middle, middle), r = std::sqrt(r2);
        // The chord's middle lies below the arc by half of what gravity does in half a second.
        const glm::dvec3 p = middle * (1.0 + 0.5 * kHalfS * kHalfS * wgs72::kMu / (r2 * r));
        if (glm::dot(inertial, inertial) * r > kMostEnergy * wgs72::kMu) {
            frame->error[i] = static_cast<std::uint8_t>(PropagationError::Unbound);
            continue;
        }
        const glm::dvec3 v{inertial.x + kEarthRotationRadS * p.y, inertial.y - kEarthRotationRadS * p.x, inertial.z};
        frame->states[i] = {glm::vec3(c * p.x + s * p.y, c * p.y - s * p.x, p.z),
                            glm::vec3(c * v.x + s * v.y, c * v.y - s * v.x, v.z)};
    }
    return frame;
}

std::vector<KeyframeFeed::Ptr> KeyframeFeed::insert(Ptr frame) {
    ++computed_;
    ready_[frame->index] = std::move(frame);
    std::vector<Ptr> gone;
    while (ready_.size() > most_kept_) {
        // Of those that nobody waits for, the one farthest from the shown time goes. There is one: fewer are wanted than are kept.
        auto farthest = ready_.end();
        for (auto it = ready_.begin(); it != ready_.end(); ++it) {
            if (std::find(wanted_.begin(), wanted_.end(), it->first) != wanted_.end()) continue;
            if (farthest == ready_.end() || std::abs(it->first - shown_) > std::abs(farthest->first - shown_)) farthest = it;
        }
        if (farthest == ready_.end()) farthest = ready_.begin();
        gone.push_back(std::move(farthest->second));
        ready_.erase(farthest);
    }
    return gone;
}

void KeyframeFeed::want(double unix_s, double speed, double frame_s) {
    // The shown pair first, then on in the direction of time; when that is done, one behind in case it turns.
    const std::int64_t now = index_of(unix_s);
    const int direction = speed < 0.0 ? -1 : 1;
    const std::int64_t front = direction > 0 ? now + 1 : now, back = direction > 0 ? now : now + 1;
    std::vector<std::int64_t>& list = wanted_next_;  // kept: a frame must not allocate
    list.assign({back, front});
    const std::size_t most = most_kept_ - 1;
    const auto add = [&](std::int64_t k) {
        if (list.size() < most && std::find(list.begin(), list.end(), k) == list.end()) list.push_back(k);
    };
    const double per_frame_s = speed * std::clamp(frame_s, 0.0, 1.0);
    if (std::abs(per_frame_s) > 2.0 * options_.step_s) {
        // Time leaps over keyframes: only the pairs of the frames to come are of use.
        for (int frame = 1; frame <= 4; ++frame) {
            const std::int64_t k = index_of(unix_s + frame * per_frame_s);
            add(k);
            add(k + 1);
        }
    } else {
        // Half a second of playing ahead, and never less than two keyframes.
        const double ahead = std::max(2.0, std::ceil(std::abs(speed) * 0.5 / options_.step_s) + 1.0);
        for (int i = 1; i <= ahead && list.size() < most; ++i) add(front + i * direction);
        add(back - direction);
    }
    shown_ = now;
    if (list == wanted_) return;
    std::swap(list, wanted_);
    changed_.notify_all();
}

std::optional<std::int64_t> KeyframeFeed::next_wanted() const {
    for (const std::int64_t k : wanted_)
        if (!ready_.contains(k) && !in_work_.contains(k)) return k;
    return std::nullopt;
}

void KeyframeFeed::work(const std::stop_token& stop) {
    Scratch scratch;
    std::vector<Ptr> gone;
    std::unique_lock lock(mutex_);
    while (!stop.stop_requested()) {
        std::optional<std::int64_t> wanted;
        if (!changed_.wait(lock, stop, [&] { return (wanted = next_wanted()).has_value(); })) return;
        in_work_.insert(*wanted);
        lock.unlock();
        gone.clear();
        Ptr frame = compute(*wanted, scratch);
        lock.lock();
        in_work_.erase(*wanted);
        gone = insert(std::move(frame));
        changed_.notify_all();
    }
}

KeyframePair KeyframeFeed::ready_pair(std::int64_t index) const {
    const auto from = ready_.find(index);
    if (from == ready_.end()) return {};
    const auto to = std::next(from);
    if (to == ready_.end() || to->first != index + 1) return {};
    return {from->second, to->second, from->second->unix_s, to->second->unix_s};
}

KeyframePair KeyframeFeed::nearest_pair(double unix_s) const {
    KeyframePair best;
    for (const auto& [index, frame] : ready_) {
        KeyframePair pair = ready_pair(index);
        if (pair && (!best || away_s(pair, unix_s) < away_s(best, unix_s))) best = std::move(pair);
    }
    return best;
}

ShownKeyframes KeyframeFeed::current(double unix_s, double speed, double frame_s) {
    const std::lock_guard lock(mutex_);
    want(unix_s, speed, frame_s);
    KeyframePair pair = ready_pair(shown_);
    if (!pair) {
        pair = nearest_pair(unix_s);
        if (last_ && (!pair || away_s(pair, unix_s) > 0.5 * std::abs(last_.drawn_unix_s - unix_s))) {
            last_.late = true;
            return last_;
        }
        if (!pair) return {};
    }
    if (pair.from != last_.pair.from || pair.to != last_.pair.to) ++last_.generation;
    last_.pair = std::move(pair);
    // Not std::clamp, which lets NaN through.
    const double t0 = last_.pair.t0_unix_s, t1 = last_.pair.t1_unix_s;
    last_.drawn_unix_s = unix_s > t0 ? std::min(unix_s, t1) : t0;
    last_.late = last_.drawn_unix_s != unix_s;
    return last_;
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
    Scratch scratch;
    Ptr frame = compute(index, scratch);
    lock.lock();
    in_work_.erase(index);
    const std::vector<Ptr> gone = insert(frame);
    changed_.notify_all();
    lock.unlock();
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

void KeyframeFeed::ensure(double unix_s) {
    {
        // Wanted, so that neither of the two goes while the other is made.
        const std::lock_guard lock(mutex_);
        want(unix_s, 0.0, 0.0);
    }
    static_cast<void>(at(unix_s));
}

bool KeyframeFeed::ready(double unix_s) const {
    const std::lock_guard lock(mutex_);
    return static_cast<bool>(ready_pair(index_of(unix_s)));
}

std::uint64_t KeyframeFeed::computed() const {
    const std::lock_guard lock(mutex_);
    return computed_;
}

std::size_t KeyframeFeed::kept_bytes() const {
    const std::lock_guard lock(mutex_);
    std::size_t bytes = 0;
    for (const auto& [index, frame] : ready_) bytes += frame->states.size() * sizeof(KeyframeState) + frame->error.size();
    return bytes;
}

}  // namespace linchpin::orbit
