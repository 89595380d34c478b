#include "app/bench/frame_bench.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <numeric>
#include <random>
#include <thread>

#include "app/bench/allocation_count.h"
#include "data/flowstore/flow_view.h"

namespace linchpin::app::bench {
namespace {

using Clock = std::chrono::steady_clock;
double ms_since(Clock::time_point start) { return std::chrono::duration<double, std::milli>(Clock::now() - start).count(); }

}  // namespace

void FrameBench::draw(int frame) {
    scene_.move_to(frame);
    renderer_.draw(scene_.scene(), BenchScene::camera(frame, target_.width_px(), target_.height_px()), target_, options_);
    (void)target_.read_pixel(target_.width_px() / 2, target_.height_px() / 2);
}

FrameFigures FrameBench::run(int frames) {
    std::vector<double> times;
    times.reserve(static_cast<std::size_t>(frames));
    FrameFigures out;
    render::DrawStats sum;
    std::uint64_t most = 0;
    bool counted = true;
    const double cpu = processor_time_ms();
    for (int i = 0; i < frames; ++i) {
        start_counting_allocations();
        const auto start = Clock::now();
        draw(i);
        times.push_back(ms_since(start));
        const auto allocations = stop_counting_allocations();
        counted = counted && allocations;
        most = std::max(most, allocations.value_or(0));
        sum += renderer_.stats();
    }
    const auto mean = [&](std::uint64_t total) { return static_cast<double>(total) / frames; };
    out.cpu_ms = (processor_time_ms() - cpu) / frames;
    out.ms = spread_of(std::move(times));
    out.frames = frames;
    out.draw_calls = mean(sum.draw_calls);
    out.vertices = mean(sum.vertices);
    out.uploaded_bytes = mean(sum.uploaded_bytes);
    if (counted) out.allocations = static_cast<double>(most);
    return out;
}

Spread FrameBench::refilter(int times) {
    std::vector<double> all;
    for (int i = 0; i < times; ++i) {
        const auto start = Clock::now();
        scene_.show_odd(!scene_.odd_shown());
        draw(i);
        all.push_back(ms_since(start));
    }
    scene_.show_odd(true);
    return spread_of(std::move(all));
}

Spread time_tables(const flows::FlowStore& store, int times) {
    std::mt19937 random{20260101};
    std::vector<std::uint16_t> products(store.products().size());
    std::iota(products.begin(), products.end(), std::uint16_t{0});
    flows::FlowView view{store};
    std::vector<double> all;
    for (int i = 0; i < times; ++i) {
        std::shuffle(products.begin(), products.end(), random);
        flows::FlowFilter filter;
        filter.products.emplace(products.begin(), products.begin() + static_cast<std::ptrdiff_t>((products.size() + 1) / 2));
        const std::size_t years = store.years().size(), first = random() % years, last = first + random() % (years - first);
        filter.first_year = store.years()[first];
        filter.last_year = store.years()[last];
        const auto start = Clock::now();
        (void)view.update(filter);
        all.push_back(ms_since(start));
    }
    return spread_of(std::move(all));
}

double propagations_per_s(const orbit::Constellation& satellites, unsigned threads) {
    constexpr double kStartUnixS = 1767268800.0, kLeastMs = 400.0;
    std::atomic<std::uint64_t> rounds{0};
    const auto start = Clock::now();
    // Each thread has seconds of its own: a batch of a few thousand is too short to be worth sharing out.
    const auto work = [&](unsigned thread) {
        std::vector<glm::dvec3> places(satellites.size()), velocities(satellites.size());
        std::vector<std::uint8_t> errors(satellites.size());
        for (int s = 0; ms_since(start) < kLeastMs; ++s) {
            satellites.propagate(kStartUnixS + 1000.0 * thread + s, places, velocities, errors, 1);
            ++rounds;
        }
    };
    {
        std::vector<std::jthread> helpers;
        for (unsigned t = 1; t < threads; ++t) helpers.emplace_back(work, t);
        work(0);
    }
    return static_cast<double>(satellites.size()) * static_cast<double>(rounds) / (ms_since(start) * 1e-3);
}

}  // namespace linchpin::app::bench
