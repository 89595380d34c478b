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
    return a.t0_unix_s == b.t0_unix_s && a.t1_unix_s == b.t1_unix_s && bytes(a.from->position_km, b.from->position_km) &&
           bytes(a.to->position_km, b.to->position_km) && bytes(a.from->velocity_km_s, b.from->velocity_km_s) &&
           bytes(a.to->velocity_km_s, b.to->velocity_km_s);
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

TEST_CASE("keyframes: workers run ahead in both directions, and nothing is computed when a frame asks", "[orbit][keyframes]") {
    const auto satellites = constellation(every_kind());
    KeyframeFeed feed(satellites, {.workers = 2});
    const auto wait_until = [&](double t) {
        for (int i = 0; i < 2000 && !feed.ready(t); ++i) std::this_thread::sleep_for(std::chrono::milliseconds(5));
        return feed.ready(t);
    };
    feed.show(kNow, 60.0);
    CHECK(wait_until(kNow));
    CHECK(wait_until(kNow + 120.0));  // two keyframes ahead
    CHECK(wait_until(kNow - 60.0));   // and one behind
    const auto before = feed.computed();
    CHECK(feed.at(kNow).from != nullptr);
    CHECK(feed.computed() == before);
    feed.show(kNow, -3000.0);  // backwards and fast: half a second ahead, 25 keyframes
    CHECK(wait_until(kNow - 25.0 * 60.0));
    feed.show(kNow + 1e6, 0.0);  // a jump, standing still
    CHECK(wait_until(kNow + 1e6));
}

TEST_CASE("keyframes: the same bits whoever computes them, in whatever order", "[orbit][keyframes]") {
    const auto satellites = constellation(every_kind());
    KeyframeFeed quiet(satellites, {.workers = 0}), busy(satellites, {.workers = 3});
    std::mt19937_64 random(9);
    double t = kNow;
    for (int k = 0; k < 150; ++k) {
        const double speed = static_cast<double>(random() % 20000) - 10000.0;
        t += k % 10 == 0 ? static_cast<double>(random() % 1000000) - 500000.0 : speed / 60.0;
        busy.show(t, speed);
        CHECK(same(busy.at(t), quiet.at(t)));
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
