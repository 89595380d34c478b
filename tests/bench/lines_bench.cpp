// What lines cost, offscreen: cables of 100 vertices on the ground and arcs of 32 segments above it, in the numbers of the workloads
// S, M and L, while the globe turns. Lines alone: nothing else is drawn.
// usage: bench_lines [SHADER_FOLDER] [WIDTH HEIGHT] [FRAMES] [SML] [low]
#include <sys/resource.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>
#include <string>
#include <vector>

#include "app/scene/line_builder.h"
#include "data/geo/sphere.h"
#include "render/layers/line_layer.h"
#include "render/target/egl_context.h"
#include "render/target/frame_target.h"

using namespace linchpin;

namespace {

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

/// Time of all cores that this process has used: what a frame costs, whoever else is at work on the machine.
double cpu_ms() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    const auto ms = [](const timeval& t) { return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_usec) * 1e-3; };
    return ms(usage.ru_utime) + ms(usage.ru_stime);
}

template <class T> T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "bench_lines: %s\n", result.error().text().c_str());
    std::exit(1);
}

/// Seeded; the same numbers on every machine, since only the generator's own words are used.
class Places {
public:
    geo::LatLon next() { return {std::asin(2.0 * unit() - 1.0) / geo::kRadPerDeg, 360.0 * unit() - 180.0}; }
    double unit() { return static_cast<double>(words_()) / 4294967296.0; }

private:
    std::mt19937 words_{20260101u};
};

std::shared_ptr<const render::LineGeometry> cables(int count, Places& places) {
    app::LineBuilder lines;
    for (int c = 0; c < count; ++c) {
        const glm::dvec3 from = geo::to_unit(places.next()), to = geo::to_unit(places.next());
        const double wave = 0.01 + 0.03 * places.unit();
        lines.begin(static_cast<std::uint32_t>(c));
        for (int i = 0; i < 100; ++i) {
            const double t = i / 99.0;
            const glm::dvec3 side = glm::normalize(glm::cross(from, to));
            lines.add(glm::normalize(geo::slerp(from, to, t) + side * (wave * std::sin(9.0 * geo::kPi * t))), t);
        }
        lines.end();
    }
    return lines.take();
}

std::shared_ptr<const render::LineGeometry> arcs(int count, Places& places) {
    app::LineBuilder lines;
    for (int a = 0; a < count; ++a) {
        const glm::dvec3 from = geo::to_unit(places.next()), to = geo::to_unit(places.next());
        const double height = 0.12 * geo::angle_rad(from, to);
        lines.begin(static_cast<std::uint32_t>(a));
        for (int i = 0; i <= 32; ++i) {
            const double t = i / 32.0;
            lines.add(geo::slerp(from, to, t) * (1.0 + height * 4.0 * t * (1.0 - t)), t);
        }
        lines.end();
    }
    return lines.take();
}

render::LineBatch batch_of(std::shared_ptr<const render::LineGeometry> geometry) {
    render::LineBatch batch;
    batch.styles.assign(geometry->line_count, {render::rgb("#56b4e9c0"), 1.0f});
    for (std::size_t i = 0; i < batch.styles.size(); i += 2) batch.styles[i].colour = render::rgb("#e69f00c0");
    batch.geometry = std::move(geometry);
    return batch;
}

struct Workload { const char* name; int cables, arcs; };

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path shaders = argc > 1 ? argv[1] : "shaders";
    const int width = argc > 3 ? std::atoi(argv[2]) : 1280, height = argc > 3 ? std::atoi(argv[3]) : 720;
    const int frames = argc > 4 ? std::max(std::atoi(argv[4]), 1) : 20;
    const bool low = argc > 6 && std::string{argv[6]} == "low";
    const std::string wanted = argc > 5 ? argv[5] : "SML";
    const auto context = need(render::EglContext::create());
    std::printf("%s\n%dx%d, no multisampling, %d frames, lines of 1 px\n", render::gl_description().c_str(), width, height, frames);
    const auto target = need(render::FrameTarget::create(width, height, 0));
    for (const Workload& load : {Workload{"S", 300, 1000}, Workload{"M", 2000, 10000}, Workload{"L", 2000, 100000}}) {
        if (wanted.find(load.name) == std::string::npos) continue;
        Places places;
        const render::LineBatch on_ground = batch_of(cables(load.cables, places)), in_air = batch_of(arcs(load.arcs, places));
        const auto program = need(render::LineLayer::load_program(shaders));
        render::LineLayer ground_layer{program}, air_layer{program};
        std::vector<double> times;
        double first_ms = 0.0, cpu_from_ms = 0.0;
        render::DrawStats stats;
        for (int i = -3; i < frames; ++i) {
            // The globe's diameter is 0.8 of the height.
            const render::Camera camera({20.0, -30.0 + i, 13800.0, 0.0, 0.0}, width, height);
            if (i == 0) cpu_from_ms = cpu_ms();
            const double start = now_ms();
            stats = {};
            render::DrawOptions options;
            options.quality = low ? render::Quality::Low : render::Quality::High;
            const render::FrameContext frame{camera, 1.0f, options, stats};
            target.bind();
            glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
            glClear(GL_COLOR_BUFFER_BIT);
            ground_layer.draw(on_ground, frame);
            air_layer.draw(in_air, frame);
            target.resolve();
            (void)target.read_rgba();
            if (i == -3) first_ms = now_ms() - start;
            if (i >= 0) times.push_back(now_ms() - start);
        }
        const double cpu = (cpu_ms() - cpu_from_ms) / frames;
        std::sort(times.begin(), times.end());
        std::printf("%s  cpu %7.1f ms a frame  median %7.1f ms  p95 %7.1f ms  first %7.0f ms  draw calls %llu  vertices %llu  uploaded %llu bytes  segments drawn %zu\n", load.name,
                    cpu, times[times.size() / 2], times[times.size() * 95 / 100], first_ms, static_cast<unsigned long long>(stats.draw_calls),
                    static_cast<unsigned long long>(stats.vertices), static_cast<unsigned long long>(stats.uploaded_bytes),
                    ground_layer.segments_drawn() + air_layer.segments_drawn());
    }
}
