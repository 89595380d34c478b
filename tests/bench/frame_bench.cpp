// What a frame of the first picture costs, offscreen, while the globe turns: whole, and with each layer left out.
// usage: bench_frame [ASSETS_FOLDER] [WIDTH HEIGHT] [FRAMES] [low|high|still] [whole]
// "cpu" is the processor time of all threads: what a busy machine changes least.
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "app/scene/picture.h"
#include "app/state/layer_ids.h"
#include "data/pack/load_pack.h"
#include "render/target/egl_context.h"

using namespace linchpin;

namespace {

double now_ms() {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class T> T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "bench_frame: %s\n", result.error().text().c_str());
    std::exit(1);
}

/// Median and 95th percentile of the time from the start of a frame until a pixel of it has been read.
struct Frames { double median_ms, p95_ms, cpu_ms; };
double cpu_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& t) { return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) * 1e-3; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

Frames turn(app::Picture& picture, app::AppState state, const Snapshot& snapshot, const render::FrameTarget& target, int frames, render::Quality quality) {
    std::vector<double> times;
    double cpu_start = 0.0;
    for (int i = -3; i < frames; ++i) {
        state.camera.lon_deg += 1.0;
        state.frame_time_s += 1.0 / 30.0;
        state.sky_time_unix_s = picture.builder().satellites().epoch_unix_s() + 60.0 + i;
        if (i == 0) cpu_start = cpu_ms();
        const double start = now_ms();
        app::Picture::Options options;
        options.quality = quality;
        options.moving = true;
        picture.draw(state, snapshot, target, options);
        (void)target.read_rgba();
        if (i >= 0) times.push_back(now_ms() - start);
    }
    const double cpu = (cpu_ms() - cpu_start) / frames;
    std::sort(times.begin(), times.end());
    return {times[times.size() / 2], times[times.size() * 95 / 100], cpu};
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path assets = argc > 1 ? argv[1] : "assets";
    const int width = argc > 3 ? std::atoi(argv[2]) : 1280, height = argc > 3 ? std::atoi(argv[3]) : 720;
    const int frames = argc > 4 ? std::max(std::atoi(argv[4]), 1) : 40;
    const std::string level = argc > 5 ? argv[5] : "low";
    const render::Quality quality = level == "still" ? render::Quality::Still : level == "high" ? render::Quality::High : render::Quality::Low;
    const double start = now_ms();
    const auto context = need(render::EglContext::create());
    const auto dataset = std::make_shared<const Dataset>(need(load_pack(assets / "pack")));
    const auto picture = need(app::Picture::create({assets.parent_path() / "shaders", assets / "base"}, dataset,
                                                   need(app::load_base_maps(assets / "base", false))));
    app::AppState state;
    const Snapshot snapshot = derive(*dataset, state.filter);
    const auto target = need(render::FrameTarget::create(width, height, quality == render::Quality::Still ? 4 : 0));
    picture->draw(state, snapshot, target, {});
    (void)target.read_rgba();
    std::printf("%s\n%dx%d, quality %s, %d samples, %d frames\nfirst frame, from the start of main: %.0f ms\n", render::gl_description().c_str(), width,
                height, level.c_str(), target.samples(), frames, now_ms() - start);
    const Frames whole = turn(*picture, state, snapshot, target, frames, quality);
    std::printf("%-24s median %6.1f ms   p95 %6.1f ms   cpu %6.1f ms\n", "first picture", whole.median_ms, whole.p95_ms, whole.cpu_ms);
    for (const app::LayerId& layer : app::kLayerIds) {
        if (argc > 6 || !(state.layers.*layer.field)) continue;
        app::AppState without = state;
        without.layers.*layer.field = false;
        const Frames rest = turn(*picture, without, snapshot, target, frames, quality);
        std::printf("without %-16s median %6.1f ms   p95 %6.1f ms   cpu %6.1f ms\n", std::string(layer.id).c_str(), rest.median_ms, rest.p95_ms, rest.cpu_ms);
    }
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    std::printf("peak memory %.0f MiB\n", static_cast<double>(usage.ru_maxrss) / 1024.0);
}
