#pragma once
#include <array>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <glm/vec3.hpp>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <span>
#include <thread>
#include <vector>

#include "data/orbit/constellation.h"

// How satellites get onto the screen without a propagation in any frame.
//
// Worker threads put down where all satellites are at every whole minute of time that a frame may soon need; a frame interpolates
// between two such keyframes with a cubic. A renderer does this:
//
//   once       feed.ensure(time) while loading, so that the first frame has something to show.
//   per frame  const ShownKeyframes now = feed.current(time, speed, frame_s);   // microseconds, never waits
//              if (!now) nothing is drawn (only before the first keyframes are there);
//              upload now.pair.from->states and now.pair.to->states, each only if its `serial` is not in one of the two buffers
//              already: as time runs on, the `to` of one pair becomes the `from` of the next, so one upload a minute of sky time;
//              set the four weights hermite_weights(now.pair, now.drawn_unix_s) as one uniform.
//   per vertex p = w.x * p0 + w.y * v0 + w.z * p1 + w.w * v1, in km, Earth-fixed (x to longitude 0, z to the north pole).
//              p0 or p1 exactly zero: this satellite has no position now (decayed, refused); it must not be drawn.
//
// Earth-fixed on purpose: the Earth's turning is in positions and velocities, so nothing has to be rotated afterwards, and the
// bound on the error (0.1 km; in truth 0.02 km) is that of what is drawn.
namespace linchpin::orbit {

/// One satellite at one instant, Earth-fixed. Laid out for one vertex buffer: 24 bytes, position at 0, velocity at 12. Single
/// precision: 4 m at geostationary height.
struct KeyframeState {
    glm::vec3 position_km{0.0f};    ///< exactly zero where there is no position
    glm::vec3 velocity_km_s{0.0f};  ///< rate of change of position_km
};
static_assert(sizeof(KeyframeState) == 24);

/// All satellites at one instant of the absolute time grid.
struct Keyframe {
    std::int64_t index = 0;    ///< unix_s / step
    std::uint64_t serial = 0;  ///< of this run of the program, > 0, never used twice: tells whether a buffer holds this keyframe
    double unix_s = 0.0;
    std::vector<KeyframeState> states;  ///< Shape [satellites]
    std::vector<std::uint8_t> error;    ///< Shape [satellites]; PropagationError as a number, 0 = good
};

/// The two keyframes around an instant, t0 <= t < t1. A satellite is drawn only when it has no error at either end.
struct KeyframePair {
    std::shared_ptr<const Keyframe> from, to;
    double t0_unix_s = 0.0, t1_unix_s = 0.0;
    explicit operator bool() const noexcept { return from && to; }
};

/// Weights of p0, v0 (km/s), p1, v1 in the interpolated position. With s = (t - t0) / h, h = t1 - t0, they are
/// (1 + 2s)(1 - s)^2, s(1 - s)^2 h, s^2 (3 - 2s), -s^2 (1 - s) h. Worked out in double precision; as floats they cost 1 m.
[[nodiscard]] std::array<float, 4> hermite_weights(const KeyframePair& pair, double unix_s) noexcept;

/// The interpolation in double precision.
/// @return  km, Earth-fixed; nothing when the satellite has an error at either end.
[[nodiscard]] std::optional<glm::dvec3> interpolate(const KeyframePair& pair, std::size_t satellite, double unix_s) noexcept;
/// All satellites at once, by the same arithmetic as on the GPU (for picking and labels, and where there is no GPU).
/// @param km_out  Shape [satellites]; zero where there is no position.
void interpolate_all(const KeyframePair& pair, double unix_s, std::span<glm::vec3> km_out) noexcept;

struct KeyframeOptions {
    /// Interpolating in the Earth-fixed frame over 60 s keeps every orbit above the ground within 0.1 km of SGP4 (0.003 km for
    /// circular low orbits; tests/unit/orbit_keyframes_test.cpp). One step for all satellites, so that a frame needs four numbers
    /// and no table.
    double step_s = 60.0;
    int workers = 1;                                   ///< threads that compute ahead; 0 = none
    std::size_t memory_bytes = std::size_t{64} << 20;  ///< bound on what is kept; six keyframes are kept at least
};

/// What a frame draws.
struct ShownKeyframes {
    KeyframePair pair;
    double drawn_unix_s = 0.0;     ///< the instant to draw: the asked one, or the nearest that there is
    bool late = false;             ///< drawn_unix_s is not what was asked for: the workers are not there yet (jump, extreme speed)
    std::uint64_t generation = 0;  ///< grows whenever `pair` is another one than in the call before
    explicit operator bool() const noexcept { return static_cast<bool>(pair); }
};

/// Computes keyframes ahead of the shown time, in the direction that time runs. What a keyframe holds depends on its instant alone,
/// never on what was computed before, by whom, or how fast: playing, scrubbing and recording show the same. Thread-safe.
class KeyframeFeed {
public:
    explicit KeyframeFeed(std::shared_ptr<const Constellation> satellites, KeyframeOptions options = {});
    ~KeyframeFeed();
    KeyframeFeed(const KeyframeFeed&) = delete;
    KeyframeFeed& operator=(const KeyframeFeed&) = delete;

    /// For a window: what can be drawn for this instant now. Never computes and never waits for a computation. Also tells the
    /// workers where time stands. When the pair around the instant is not there, gives the nearest there is if that halves the
    /// distance, and else what was given last, so that satellites stand still for the moment of a jump.
    /// @param speed    seconds of sky time per second of frame time; negative = backwards; 0 = paused.
    /// @param frame_s  seconds from one frame to the next: at extreme speeds the workers compute for the frames to come only.
    [[nodiscard]] ShownKeyframes current(double unix_s, double speed, double frame_s = 1.0 / 60.0);
    /// For pictures and recordings: exactly the pair around the instant. Takes what is ready, waits for what a worker is at,
    /// computes the rest on the calling thread.
    [[nodiscard]] KeyframePair at(double unix_s);
    /// Afterwards current(unix_s, ...) is not late.
    void ensure(double unix_s);
    /// Is the pair around the instant there?
    [[nodiscard]] bool ready(double unix_s) const;

    [[nodiscard]] double step_s() const noexcept { return options_.step_s; }
    [[nodiscard]] const Constellation& satellites() const noexcept { return *satellites_; }
    /// Keyframes propagated so far, by workers and callers; for tests and the performance panel.
    [[nodiscard]] std::uint64_t computed() const;
    /// Bytes of the keyframes kept now.
    [[nodiscard]] std::size_t kept_bytes() const;

private:
    using Ptr = std::shared_ptr<const Keyframe>;
    struct Scratch;
    [[nodiscard]] std::int64_t index_of(double unix_s) const noexcept;
    [[nodiscard]] Ptr compute(std::int64_t index, Scratch& scratch) const;
    [[nodiscard]] Ptr get(std::int64_t index);
    void want(double unix_s, double speed, double frame_s);
    [[nodiscard]] std::optional<std::int64_t> next_wanted() const;
    [[nodiscard]] KeyframePair ready_pair(std::int64_t index) const;
    [[nodiscard]] KeyframePair nearest_pair(double unix_s) const;
    /// Keeps the frame; gives back those that had to go, to be freed without the lock.
    [[nodiscard]] std::vector<Ptr> insert(Ptr frame);
    void work(const std::stop_token& stop);

    std::shared_ptr<const Constellation> satellites_;
    KeyframeOptions options_;
    std::size_t most_kept_ = 6;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    std::map<std::int64_t, Ptr> ready_;
    std::set<std::int64_t> in_work_;
    std::vector<std::int64_t> wanted_;  ///< most urgent first; never more than most_kept_
    std::vector<std::int64_t> wanted_next_;  ///< room to work the next list out in
    std::int64_t shown_ = 0;
    ShownKeyframes last_;
    std::uint64_t computed_ = 0;
    std::vector<std::jthread> workers_;  // last member: joined first
};

}  // namespace linchpin::orbit
