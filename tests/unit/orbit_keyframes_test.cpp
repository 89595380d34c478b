#include <atomic>
#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cmath>
#include <cstring>
#include <glm/geometric.hpp>
#include <memory>
#include <random>
#include <thread>
#include <vector>

#include "data/orbit/frames.h"
#include "data/orbit/keyframes.h"
#include "tests/unit/bundled_pack.h"

using namespace linchpin;
using namespace linchpin::orbit;

namespace {

constexpr double kNow = 1787298540.0;

MeanElements orbit_of(double rev_day, double eccentricity, double inclination_deg, double anomaly_deg) {
    MeanElements e;
    e.epoch_unix_s = kNow - 5000.0;
    e.mean_motion_rev_day = rev_day;
    e.eccentricity = eccentricity;
    e.inclination_deg = inclination_deg;
    e.ra_of_asc_node_deg = 70.0;
    e.arg_of_pericenter_deg = 280.0;
    e.mean_anomaly_deg = anomaly_deg;
    e.bstar_per_er = rev_day > 7 ? 1e-4 : 0.0;
    return e;
}

/// Low and retrograde, very low, transfer orbit with its perigee at 200 km, Molniya, navigation, geostationary.
std::vector<MeanElements> every_kind() {
    std::vector<MeanElements> all;
    for (int k = 0; k < 24; ++k) {
        const double m = 15.0 * k;
        all.push_back(orbit_of(15.2, 0.001, 97.4, m));
        all.push_back(orbit_of(16.2, 0.001, 53.0, m));
        all.push_back(orbit_of(15.05, 0.0005, 144.0, m));
        all.push_back(orbit_of(2.26, 0.73, 27.0, m));
        all.push_back(orbit_of(2.006, 0.72, 63.4, m));
        all.push_back(orbit_of(2.0, 0.01, 55.0, m));
        all.push_back(orbit_of(1.0027, 0.0002, 0.1, m));
    }
    return all;
}

std::shared_ptr<const Constellation> constellation(const std::vector<MeanElements>& list) {
    return std::make_shared<const Constellation>(list);
}

bool same(const KeyframePair& a, const KeyframePair& b) {
    const auto bytes = [](const auto& x, const auto& y) {
        return x.size() == y.size() && std::memcmp(x.data(), y.data(), x.size() * sizeof(x[0])) == 0;
    };
    return a.t0_unix_s == b.t0_unix_s && a.t1_unix_s == b.t1_unix_s && bytes(a.from->states, b.from->states) &&
           bytes(a.to->states, b.to->states) && bytes(a.from->error, b.from->error) && bytes(a.to->error, b.to->error);
}

bool wait_until_ready(const KeyframeFeed& feed, double t) {
    for (int i = 0; i < 4000 && !feed.ready(t); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
    return feed.ready(t);
}

/// Largest distance between interpolation and direct propagation within the pairs that cover [from, to].
double worst_error_km(const MeanElements& elements, double from, double to, double step_s = 60.0) {
    KeyframeFeed feed(constellation({elements}), {.step_s = step_s, .workers = 0});
    const auto direct = Sgp4::init(elements);
    REQUIRE(direct);
    double worst = 0.0;
    for (double t = from; t < to; t += step_s) {
        const KeyframePair pair = feed.at(t);
        for (int k = 1; k < 12; ++k) {
            const double when = pair.t0_unix_s + step_s * k / 12.0;
            const TemeState expected = direct->at(when);
            REQUIRE(expected.error == PropagationError::None);
            const auto p = interpolate(pair, 0, when);
            REQUIRE(p);
            worst = std::max(worst, glm::distance(*p, teme_to_ecef(expected.position_km, when)));
        }
    }
    return worst;
}

}  // namespace

TEST_CASE("keyframes: between two of them the error stays below 0.1 km", "[orbit][keyframes]") {
    const auto list = every_kind();
    KeyframeFeed feed(constellation(list), {.workers = 0});
    std::vector<Sgp4> direct;
    for (const MeanElements& e : list) direct.push_back(*Sgp4::init(e));
    double worst_circular = 0.0, worst = 0.0;
    for (double t = kNow; t < kNow + 2.0 * 43200.0; t += 433.0) {  // two revolutions of the slowest eccentric orbit
        const KeyframePair pair = feed.at(t);
        REQUIRE(pair.t0_unix_s <= t);
        REQUIRE(t < pair.t1_unix_s);
        for (std::size_t i = 0; i < list.size(); ++i) {
            for (const double part : {0.25, 0.5, 0.8}) {
                const double when = pair.t0_unix_s + part * (pair.t1_unix_s - pair.t0_unix_s);
                const auto p = interpolate(pair, i, when);
                REQUIRE(p);
                const double error_km = glm::distance(*p, teme_to_ecef(direct[i].at(when).position_km, when));
                worst = std::max(worst, error_km);
                if (list[i].eccentricity < 0.02) worst_circular = std::max(worst_circular, error_km);
            }
        }
    }
    INFO("worst " << worst << " km, circular orbits " << worst_circular << " km");
    CHECK(worst < 0.1);
    CHECK(worst_circular < 0.01);
    CHECK(worst > 1e-5);  // it is interpolation, after all
}

TEST_CASE("keyframes: at the grid's own instants the positions are those of the propagator", "[orbit][keyframes]") {
    const auto list = every_kind();
    KeyframeFeed feed(constellation(list), {.workers = 0});
    const double grid = std::floor(kNow / 60.0) * 60.0;
    const KeyframePair pair = feed.at(grid);
    CHECK(pair.t0_unix_s == grid);
    for (std::size_t i = 0; i < list.size(); ++i) {
        const glm::dvec3 expected = teme_to_ecef(Sgp4::init(list[i])->at(grid).position_km, grid);
        CHECK(glm::distance(*interpolate(pair, i, grid), expected) < 0.005);
    }
}

TEST_CASE("keyframes: a satellite with an error at either end is not drawn", "[orbit][keyframes]") {
    auto list = every_kind();
    list[3].eccentricity = 2.0;
    KeyframeFeed feed(constellation(list), {.workers = 0});
    const KeyframePair pair = feed.at(kNow);
    CHECK_FALSE(interpolate(pair, 3, kNow));
    CHECK(pair.from->error[3] == static_cast<std::uint8_t>(PropagationError::BadElements));
    CHECK(interpolate(pair, 4, kNow));
    for (const double t : {1e300, -1e300, std::nan("")}) CHECK_FALSE(interpolate(feed.at(t), 0, t));
}

TEST_CASE("keyframes: every pair of a whole revolution, perigee and all, is within 0.1 km", "[orbit][keyframes]") {
    struct Case {
        const char* name;
        double rev_day, eccentricity, inclination_deg, bound_km;
    };
    for (const Case& c : {Case{"lowest that stays up", 16.3, 0.0005, 51.6, 0.005}, Case{"Starlink", 15.06, 0.0001, 53.2, 0.005},
                          Case{"navigation", 2.0056, 0.005, 55.0, 0.005}, Case{"geostationary", 1.0027, 0.0002, 0.05, 0.006},
                          Case{"Molniya", 2.0061, 0.74, 63.4, 0.1}, Case{"transfer, perigee at 180 km", 2.27, 0.7306, 27.0, 0.1},
                          Case{"Sirius", 1.0027, 0.27, 63.4, 0.006}}) {
        for (const double anomaly_deg : {0.0, 187.0}) {
            const MeanElements e = orbit_of(c.rev_day, c.eccentricity, c.inclination_deg, anomaly_deg);
            const double worst = worst_error_km(e, kNow, kNow + 1.02 * 86400.0 / c.rev_day);
            INFO(c.name << ": " << worst << " km");
            CHECK(worst < c.bound_km);
            CHECK(worst > 1e-5);  // it is interpolation, after all
        }
    }
    // The bound is the step's: at four times the step the perigee breaks it.
    CHECK(worst_error_km(orbit_of(2.0061, 0.74, 63.4, 0.0), kNow, kNow + 43200.0, 240.0) > 0.1);
}

TEST_CASE("keyframes: the weights and the bulk interpolation are those of the exact one, to the metre", "[orbit][keyframes]") {
    auto list = every_kind();
    list[5].eccentricity = 1.5;  // refused
    KeyframeFeed feed(constellation(list), {.workers = 0});
    std::vector<glm::vec3> km(list.size());
    for (const double t : {kNow, kNow + 13.7, kNow + 59.9}) {
        const KeyframePair pair = feed.at(t);
        interpolate_all(pair, t, km);
        const auto w = hermite_weights(pair, t);
        CHECK(std::abs(w[0] + w[2] - 1.0f) < 1e-6f);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const auto exact = interpolate(pair, i, t);
            if (!exact) {
                CHECK(km[i] == glm::vec3(0.0f));
                CHECK(pair.from->states[i].position_km == glm::vec3(0.0f));
                continue;
            }
            CHECK(glm::distance(glm::dvec3(km[i]), *exact) < 0.012);
        }
    }
    const KeyframePair pair = feed.at(kNow);
    const auto begin = hermite_weights(pair, pair.t0_unix_s), end = hermite_weights(pair, pair.t1_unix_s);
    CHECK(begin == std::array<float, 4>{1.0f, 0.0f, 0.0f, 0.0f});
    CHECK((end[2] == 1.0f && end[0] == 0.0f && end[1] == 0.0f && end[3] == 0.0f));
}

TEST_CASE("keyframes: workers run ahead in both directions, and nothing is computed when a frame asks", "[orbit][keyframes]") {
    KeyframeFeed feed(constellation(every_kind()), {.workers = 2});
    CHECK_FALSE(feed.current(kNow, 60.0));  // nothing is there yet, and it does not wait
    CHECK(wait_until_ready(feed, kNow));
    CHECK(wait_until_ready(feed, kNow + 120.0));  // two keyframes ahead
    CHECK(wait_until_ready(feed, kNow - 60.0));   // and one behind
    const auto before = feed.computed();
    const ShownKeyframes shown = feed.current(kNow, 60.0);
    REQUIRE(shown);
    CHECK_FALSE(shown.late);
    CHECK(shown.drawn_unix_s == kNow);
    CHECK(feed.at(kNow).from == shown.pair.from);
    CHECK(feed.computed() == before);
    static_cast<void>(feed.current(kNow, -3000.0, 1.0 / 60.0));  // backwards and fast: half a second ahead, 25 keyframes
    CHECK(wait_until_ready(feed, kNow - 25.0 * 60.0));
    static_cast<void>(feed.current(kNow, 1e6, 0.02));  // each frame leaps over 333 keyframes: those between are not wanted
    for (int frame = 1; frame <= 4; ++frame) CHECK(wait_until_ready(feed, kNow + 20000.0 * frame));
    CHECK_FALSE(feed.ready(kNow + 10000.0));
}

TEST_CASE("keyframes: workers come to rest, wherever time has been", "[orbit][keyframes]") {
    KeyframeFeed feed(constellation(every_kind()), {.workers = 2});
    double t = kNow;
    for (int k = 0; k < 400; ++k) {
        static_cast<void>(feed.current(t, k % 3 == 0 ? 7200.0 : -7200.0));
        t += (k * 7919) % 41 * 60.0 - 1200.0;
        if (k % 40 == 0) std::this_thread::sleep_for(std::chrono::milliseconds(2));
    }
    static_cast<void>(feed.current(t, 7200.0));
    std::uint64_t before = 0, now = feed.computed();
    for (int i = 0; i < 200 && before != now; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        before = now;
        now = feed.computed();
    }
    CHECK(before == now);  // nothing that is wanted was thrown away to be made again
    CHECK(feed.ready(t));
}

TEST_CASE("keyframes: a jump shows what was shown last and says so, until the new place is there", "[orbit][keyframes]") {
    KeyframeFeed feed(constellation(every_kind()), {.workers = 0});
    CHECK_FALSE(feed.current(kNow, 1.0));
    feed.ensure(kNow);
    const ShownKeyframes first = feed.current(kNow, 1.0);
    REQUIRE(first);
    CHECK_FALSE(first.late);
    CHECK(first.generation > 0);
    const ShownKeyframes again = feed.current(kNow + 1.0, 1.0);
    CHECK(again.generation == first.generation);  // the same pair: nothing to upload
    const ShownKeyframes waiting = feed.current(kNow + 1e6, 1.0);
    CHECK(waiting.late);
    CHECK(waiting.drawn_unix_s == kNow + 1.0);
    CHECK(waiting.pair.from == first.pair.from);
    CHECK(waiting.generation == first.generation);
    CHECK(feed.computed() == 2);  // it did not compute
    feed.ensure(kNow + 1e6);
    const ShownKeyframes there = feed.current(kNow + 1e6, 1.0);
    CHECK_FALSE(there.late);
    CHECK(there.drawn_unix_s == kNow + 1e6);
    CHECK(there.generation > first.generation);
    // Playing on past the last keyframe that is there: the nearest instant is drawn.
    const ShownKeyframes ahead = feed.current(there.pair.t1_unix_s + 20.0, 1.0);
    CHECK(ahead.late);
    CHECK(ahead.drawn_unix_s == there.pair.t1_unix_s);
    feed.ensure(there.pair.t1_unix_s + 130.0);
    const ShownKeyframes nearest = feed.current(there.pair.t1_unix_s + 119.0, 1.0);
    CHECK(nearest.late);
    CHECK(nearest.drawn_unix_s == there.pair.t1_unix_s + 120.0);
    // The next pair shares a keyframe with this one: its serial says that it is uploaded already.
    feed.ensure(there.pair.t1_unix_s);
    const ShownKeyframes next = feed.current(there.pair.t1_unix_s, 1.0);
    CHECK(next.pair.from->serial == there.pair.to->serial);
    CHECK(next.pair.to->serial != there.pair.from->serial);
    for (const double t : {std::nan(""), 1e300, -HUGE_VAL}) CHECK(std::isfinite(feed.current(t, std::nan("")).drawn_unix_s));
}

TEST_CASE("keyframes: memory has a bound, at any speed", "[orbit][keyframes]") {
    std::vector<MeanElements> many;
    for (int k = 0; k < 120; ++k)
        for (const MeanElements& e : every_kind()) many.push_back(e);
    const std::size_t one = many.size() * 25;
    KeyframeFeed feed(constellation(many), {.workers = 2, .memory_bytes = 10 * one});
    for (const double speed : {1.0, 600.0, -7200.0, 1e5, -1e6}) {
        double t = kNow;
        for (int frame = 0; frame < 30; ++frame) {
            static_cast<void>(feed.current(t, speed));
            CHECK(feed.kept_bytes() <= 10 * one);
            t += speed / 60.0;
            if (frame % 10 == 0) static_cast<void>(feed.at(t));
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        }
    }
    CHECK(feed.kept_bytes() > 2 * one);
}

TEST_CASE("keyframes: the same bits whoever computes them, in whatever order", "[orbit][keyframes]") {
    const auto satellites = constellation(every_kind());
    KeyframeFeed quiet(satellites, {.workers = 0}), busy(satellites, {.workers = 3});
    std::mt19937_64 random(9);
    double t = kNow;
    for (int k = 0; k < 150; ++k) {
        const double speed = static_cast<double>(random() % 20000) - 10000.0;
        t += k % 10 == 0 ? static_cast<double>(random() % 1000000) - 500000.0 : speed / 60.0;
        static_cast<void>(busy.current(t, speed));
        CHECK(same(busy.at(t), quiet.at(t)));
        const ShownKeyframes shown = busy.current(t, speed);
        if (!shown.late) CHECK(same(shown.pair, quiet.at(t)));
    }
    // Several threads asking at once.
    std::vector<std::jthread> readers;
    std::atomic<int> differences{0};
    for (int r = 0; r < 4; ++r)
        readers.emplace_back([&, r] {
            for (int k = 0; k < 50; ++k) {
                const double when = kNow + 60.0 * ((k * 7 + r) % 40);
                KeyframeFeed alone(satellites, {.workers = 0});
                if (!same(busy.at(when), alone.at(when))) ++differences;
            }
        });
    readers.clear();
    CHECK(differences == 0);
}

TEST_CASE("keyframes: every satellite of the bundled pack, at instants all over a month", "[orbit][keyframes]") {
    const Dataset& data = linchpin::testing::bundled_pack();
    std::vector<MeanElements> list;
    for (const Satellite& satellite : data.satellites) list.push_back(satellite.elements);
    REQUIRE(list.size() > 12000);
    std::vector<Sgp4> direct;
    for (const MeanElements& e : list) direct.push_back(*Sgp4::init(e));
    KeyframeFeed feed(constellation(list), {.workers = 0});
    double worst = 0.0;
    std::size_t compared = 0;
    for (int k = 0; k < 12; ++k) {
        const double when = kNow + 2.2e5 * k + 13.0 * k - 1e5;
        const KeyframePair pair = feed.at(when);
        for (std::size_t i = 0; i < list.size(); ++i) {
            const TemeState expected = direct[i].at(when);
            const auto p = interpolate(pair, i, when);
            if (!p) continue;  // gone at one of the two ends
            REQUIRE(expected.error == PropagationError::None);
            worst = std::max(worst, glm::distance(*p, teme_to_ecef(expected.position_km, when)));
            ++compared;
        }
    }
    INFO("worst " << worst << " km of " << compared);
    CHECK(worst < 0.1);
    CHECK(compared > 11 * list.size());
}
