#pragma once
#include <condition_variable>
#include <cstdint>
#include <glm/vec3.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <thread>
#include <vector>

#include "data/orbit/constellation.h"

namespace linchpin::orbit {

/// All satellites at one instant of the absolute time grid, Earth-fixed. Single precision: 4 m at geostationary height.
struct Keyframe {
    std::int64_t index = 0;  ///< unix_s / step
    double unix_s = 0.0;
    std::vector<glm::vec3> position_km;    ///< Shape [satellites]; zero where `error` is set
    std::vector<glm::vec3> velocity_km_s;  ///< Shape [satellites]; rate of change of position_km
    std::vector<std::uint8_t> error;       ///< Shape [satellites]; PropagationError as a number, 0 = good
};

/// The two keyframes around an instant, t0 <= t < t1. A satellite is drawn only when it has no error at either end.
struct KeyframePair {
    std::shared_ptr<const Keyframe> from, to;
    double t0_unix_s = 0.0, t1_unix_s = 0.0;
};

/// Cubic Hermite interpolation, the same polynomial as on the GPU. With s = (t - t0) / (t1 - t0), h = t1 - t0:
///   p = (1 + 2s)(1 - s)^2 p0 + s(1 - s)^2 h v0 + s^2 (3 - 2s) p1 - s^2 (1 - s) h v1
/// @return  km, Earth-fixed; nothing when the satellite has an error at either end.
[[nodiscard]] std::optional<glm::dvec3> interpolate(const KeyframePair& pair, std::size_t satellite, double unix_s) noexcept;

struct KeyframeOptions {
    /// Interpolating in the Earth-fixed frame over 60 s keeps every orbit above the ground within 0.1 km of SGP4 (0.001 km for
    /// circular low orbits; tests/unit/orbit_keyframes_test.cpp). One step for all satellites, so that a frame needs two
    /// uniforms of time and no table.
    double step_s = 60.0;
    int workers = 1;  ///< threads that compute ahead; 0 = none, everything is computed when asked for
};

/// Computes keyframes ahead of the shown time, in the direction that time runs, so that drawing a frame propagates nothing.
/// What at() gives depends on the instant alone, never on what was computed before, by whom, or how fast: playing, scrubbing and
/// recording show the same. Thread-safe.
class KeyframeFeed {
public:
    explicit KeyframeFeed(std::shared_ptr<const Constellation> satellites, KeyframeOptions options = {});
    ~KeyframeFeed();
    KeyframeFeed(const KeyframeFeed&) = delete;
    KeyframeFeed& operator=(const KeyframeFeed&) = delete;

    /// Tells where time stands and how fast it runs (seconds of sky time per second, negative = backwards), for the workers.
    /// Cheap; call it once a frame. A jump is just another time: work on what is no longer wanted is not begun.
    void show(double unix_s, double speed);
    /// The pair around an instant. Takes what is ready, waits for what a worker is at, computes the rest on the calling thread.
    [[nodiscard]] KeyframePair at(double unix_s);
    /// Does at() have to compute or wait now?
    [[nodiscard]] bool ready(double unix_s) const;
    [[nodiscard]] double step_s() const noexcept { return options_.step_s; }
    [[nodiscard]] const Constellation& satellites() const noexcept { return *satellites_; }
    /// Keyframes propagated so far, by workers and callers; for tests and the performance panel.
    [[nodiscard]] std::uint64_t computed() const;

private:
    using Ptr = std::shared_ptr<const Keyframe>;
    [[nodiscard]] std::int64_t index_of(double unix_s) const noexcept;
    [[nodiscard]] Ptr compute(std::int64_t index) const;
    [[nodiscard]] Ptr get(std::int64_t index);
    [[nodiscard]] std::optional<std::int64_t> next_wanted() const;
    void insert(Ptr frame);
    void work(const std::stop_token& stop);

    std::shared_ptr<const Constellation> satellites_;
    KeyframeOptions options_;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::int64_t, Ptr> ready_;
    std::set<std::int64_t> in_work_;
    std::int64_t shown_ = 0;
    int ahead_ = 0;  ///< keyframes wanted beyond the shown pair
    int direction_ = 1;
    std::uint64_t computed_ = 0;
    std::vector<std::jthread> workers_;  // last member: joined first
};

}  // namespace linchpin::orbit
