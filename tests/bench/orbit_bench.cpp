// Propagations per second and what the drawing feed costs. Prints one line a figure. Figures of one core count that core's own time
// (so other programs disturb them little); those of several cores count the clock and need a quiet machine.
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <ctime>
#include <memory>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "data/orbit/constellation.h"
#include "data/orbit/keyframes.h"

using namespace linchpin::orbit;

namespace {

constexpr double kNow = 1787298540.0;

enum class Clock { Thread, Wall };

double now_s(Clock clock) {
    if (clock == Clock::Wall) return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
    std::timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

std::vector<MeanElements> low_orbits(std::size_t count) {
    std::mt19937_64 random(1);
    std::uniform_real_distribution<double> unit(0.0, 1.0);
    std::vector<MeanElements> all(count);
    for (MeanElements& e : all) {
        e.epoch_unix_s = kNow - 86400.0 * unit(random);
        e.mean_motion_rev_day = 13.0 + 2.5 * unit(random);
        e.eccentricity = 0.003 * unit(random);
        e.inclination_deg = 40.0 + 60.0 * unit(random);
        e.ra_of_asc_node_deg = 360.0 * unit(random);
        e.arg_of_pericenter_deg = 360.0 * unit(random);
        e.mean_anomaly_deg = 360.0 * unit(random);
        e.bstar_per_er = 1e-4 * unit(random);
    }
    return all;
}

/// A third each of geostationary, Molniya and navigation orbits.
std::vector<MeanElements> high_orbits(std::size_t count) {
    std::vector<MeanElements> all = low_orbits(count);
    for (std::size_t i = 0; i < count; ++i) {
        MeanElements& e = all[i];
        e.bstar_per_er = 0.0;
        if (i % 3 == 0) e.mean_motion_rev_day = 1.0027, e.inclination_deg = 0.05 + 0.1 * static_cast<double>(i % 70);
        if (i % 3 == 1) e.mean_motion_rev_day = 2.0061, e.eccentricity = 0.7, e.inclination_deg = 63.4;
        if (i % 3 == 2) e.mean_motion_rev_day = 1.9, e.inclination_deg = 55.0;
    }
    return all;
}

/// Median seconds of `turns` runs.
template <class Run>
double median_s(Clock clock, int turns, Run run) {
    std::vector<double> seconds;
    for (int k = 0; k < turns; ++k) {
        const double start = now_s(clock);
        run(kNow + 60.0 * k);
        seconds.push_back(now_s(clock) - start);
    }
    std::nth_element(seconds.begin(), seconds.begin() + turns / 2, seconds.end());
    return seconds[static_cast<std::size_t>(turns / 2)];
}

void measure(const char* what, const std::vector<MeanElements>& elements) {
    std::vector<Sgp4> scalar;
    for (const MeanElements& e : elements) scalar.push_back(*Sgp4::init(e));
    std::vector<glm::dvec3> km(elements.size()), km_s(elements.size());
    std::vector<std::uint8_t> error(elements.size());
    const auto count = static_cast<double>(elements.size());
    const double one = count / median_s(Clock::Thread, 9, [&](double t) {
                           for (std::size_t i = 0; i < scalar.size(); ++i) {
                               const TemeState s = scalar[i].at(t);
                               km[i] = s.position_km;
                               km_s[i] = s.velocity_km_s;
                           }
                       });
    std::printf("%-10s %-22s %8.2f million/s\n", what, "one by one, one core", one / 1e6);
    const Constellation all(elements);
    for (const std::string& name : instruction_sets()) {
        use_instruction_set(name);
        const double r = count / median_s(Clock::Thread, 9, [&](double t) { all.propagate(t, km, km_s, error, 1); });
        std::printf("%-10s %-22s %8.2f million/s  %5.2f times one by one\n", what, (name + ", one core").c_str(), r / 1e6, r / one);
    }
    use_instruction_set("");
    const int cores = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
    const double r = count / median_s(Clock::Wall, 9, [&](double t) { all.propagate(t, km, km_s, error, cores); });
    std::printf("%-10s best, %d cores (wall) %11.2f million/s  %5.2f times one by one\n", what, cores, r / 1e6, r / one);
}

/// Ten seconds of playing at 60 frames a second and 60 times real time, with a worker: what the program pays in all, what a frame
/// pays, and whether a frame was ever late.
void measure_feed(const std::shared_ptr<const Constellation>& satellites) {
    KeyframeFeed feed(satellites, {.workers = 1});
    feed.ensure(kNow);
    const auto process_s = [] {
        std::timespec t{};
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &t);
        return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
    };
    constexpr int kFrames = 600;
    constexpr double kFrameS = 1.0 / 60.0, kSpeed = 60.0;
    int late = 0;
    double worst = 0.0, sum = 0.0;
    const double begin_process = process_s(), begin = now_s(Clock::Wall);
    for (int frame = 0; frame < kFrames; ++frame) {
        const double start = now_s(Clock::Thread);
        late += feed.current(kNow + frame * kFrameS * kSpeed, kSpeed, kFrameS).late ? 1 : 0;
        const double spent = now_s(Clock::Thread) - start;
        worst = std::max(worst, spent);
        sum += spent;
        std::this_thread::sleep_until(
            std::chrono::steady_clock::time_point(std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                std::chrono::duration<double>(begin + (frame + 1) * kFrameS))));
    }
    const double wall = now_s(Clock::Wall) - begin, process = process_s() - begin_process;
    std::printf(
        "feed       %7zu satellites, 60x: all threads %5.2f %% of one core; a frame %5.2f us, worst %5.1f us; %d of %d late; %.1f "
        "MiB kept\n",
        satellites->size(), 100.0 * process / wall, sum / kFrames * 1e6, worst * 1e6, late, kFrames,
        static_cast<double>(feed.kept_bytes()) / 1048576.0);
    std::vector<glm::vec3> km(satellites->size());
    const KeyframePair pair = feed.at(kNow);
    const double all = median_s(Clock::Thread, 51, [&](double) { interpolate_all(pair, kNow + 31.0, km); });
    std::printf("feed       %7zu satellites, all interpolated on the CPU %8.3f ms\n", satellites->size(), all * 1e3);
}

void measure_keyframes(std::size_t count) {
    auto elements = low_orbits(count);
    const auto high = high_orbits(count / 32);  // the share of deep space in the element sets of August 2026
    std::copy(high.begin(), high.end(), elements.begin());
    const auto satellites = std::make_shared<const Constellation>(elements);
    for (const char* name : {"", "AVX2"}) {
        if (!use_instruction_set(name)) continue;
        KeyframeFeed feed(satellites, {.workers = 0});
        double t = kNow;
        static_cast<void>(feed.at(t));
        const double s = median_s(Clock::Thread, 15, [&](double) { static_cast<void>(feed.at(t += feed.step_s())); });
        std::printf("keyframes  %7zu satellites, %-5s %8.2f ms each; at 60x real time %5.2f %% of one core\n", count,
                    *name ? name : "best", s * 1e3, 100.0 * s * 60.0 / feed.step_s());
    }
    use_instruction_set("");
    measure_feed(satellites);
}

}  // namespace

int main() {
    constexpr std::size_t kCount = 100000;
    const auto low = low_orbits(kCount), high = high_orbits(kCount);
    for (const auto* list : {&low, &high}) {
        const double s = median_s(Clock::Thread, 3, [&](double) { static_cast<void>(Constellation(*list).size()); });
        std::printf("%-10s %-22s %8.3f s for %zu element sets\n", list == &low ? "near-earth" : "deep", "initialisation", s,
                    kCount);
    }
    measure("near-earth", low);
    measure("deep", high);
    measure_keyframes(12881);
    measure_keyframes(kCount);
    return 0;
}
