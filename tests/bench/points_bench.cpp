// What static points and satellites cost in a frame, in one run: as they were drawn before (every mark rewritten and a quad each) and
// as a batch (uploaded once, one vertex each, unseen cells skipped); 800, 10,000 and 1,000,000 points; 12,881 satellites.
// usage: bench_points [WIDTH HEIGHT] [FRAMES]
#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <random>
#include <vector>

#include "app/scene/satellite_marks.h"
#include "data/pack/load_pack.h"
#include "data/query/snapshot.h"
#include "render/renderer.h"
#include "render/target/egl_context.h"

using namespace linchpin;

namespace {

double now_ms() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

template <class T> T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "bench_points: %s\n", result.error().text().c_str());
    std::exit(1);
}

struct Bench {
    std::unique_ptr<render::Renderer> renderer;
    render::FrameTarget target;
    int width, height, frames;

    /// `prepare(i)` makes the scene of frame i; its time counts, as it is part of the frame.
    template <class Prepare> void run(const char* name, render::Scene& scene, const render::DrawOptions& options, double altitude_km, Prepare prepare) {
        std::vector<double> times;
        render::DrawStats stats;
        for (int i = -3; i < frames; ++i) {
            const render::Camera camera({20.0, -30.0 + i, altitude_km, 0.0, 0.0}, width, height);
            const double start = now_ms();
            prepare(i);
            renderer->draw(scene, camera, target, options);
            target.resolve();
            (void)target.read_rgba();
            if (i < 0) continue;
            times.push_back(now_ms() - start);
            stats = renderer->stats();
        }
        std::sort(times.begin(), times.end());
        std::printf("%-44s %8.1f %8.1f %8.1f %8llu %10llu %12llu\n", name, times.front(), times[times.size() / 2], times[times.size() * 95 / 100],
                    static_cast<unsigned long long>(stats.draw_calls), static_cast<unsigned long long>(stats.vertices),
                    static_cast<unsigned long long>(stats.uploaded_bytes));
    }
};

std::vector<glm::vec3> scatter(std::size_t count) {
    std::mt19937 random(7);
    std::uniform_real_distribution<float> unit(-1.0f, 1.0f), turn(0.0f, 6.2831853f);
    std::vector<glm::vec3> places;
    for (std::size_t i = 0; i < count; ++i) {
        const float z = unit(random), angle = turn(random), r = std::sqrt(1.0f - z * z);
        places.emplace_back(r * std::cos(angle), r * std::sin(angle), z);
    }
    return places;
}

void points(Bench& bench, std::size_t count) {
    const auto places = scatter(count);
    render::DrawOptions options;
    options.quality = render::Quality::Low;
    options.passes = static_cast<render::PassMask>(render::Pass::Sites);
    const std::string n = std::to_string(count);
    const render::Rgba8 colour = render::rgb("#56b4e9");
    {
        render::Scene scene;
        bench.run((n + " points, rewritten, a quad each").c_str(), scene, options, 17500.0, [&](int i) {
            scene.surface_points.clear();
            for (std::size_t k = 0; k < places.size(); ++k) {
                render::PointMark mark;
                mark.position = places[k];
                mark.fill = colour;
                mark.fill.b = static_cast<std::uint8_t>(i + 100);  // what changes in one of them rewrites all
                scene.surface_points.push_back(mark);
            }
        });
    }
    render::Scene scene;
    scene.point_field.geometry = render::make_point_geometry(places);
    render::PointStyle style;
    style.fill = colour;
    const auto all = std::make_shared<const std::vector<render::PointStyle>>(count, style);
    auto some_styles = *all;
    for (std::size_t k = 0; k < count; k += 2) some_styles[k].fill.a = 0;
    const auto half = std::make_shared<const std::vector<render::PointStyle>>(some_styles);
    scene.point_field.styles = all;
    bench.run((n + " points, batch").c_str(), scene, options, 17500.0, [](int) {});
    options.cull = false;
    bench.run((n + " points, batch, nothing skipped").c_str(), scene, options, 17500.0, [](int) {});
    options.cull = true;
    bench.run((n + " points, batch, 1,000 km above").c_str(), scene, options, 1000.0, [](int) {});
    bench.run((n + " points, batch, filter changes each frame").c_str(), scene, options, 17500.0, [&](int i) { scene.point_field.styles = i % 2 == 0 ? half : all; });
}

void satellites(Bench& bench, const std::filesystem::path& assets) {
    const Dataset dataset = need(load_pack(assets / "pack"));
    const app::NationGroups nations(dataset);
    app::SatelliteField field(dataset);
    const Snapshot snapshot = derive(dataset, Filter{});
    render::DrawOptions options;
    options.quality = render::Quality::Low;
    options.passes = static_cast<render::PassMask>(render::Pass::Satellites);
    render::Scene scene;
    const auto at = [&](int i) {
        field.move_to(field.epoch_unix_s() + i);
        field.fill(dataset, nations, snapshot, {}, {}, scene.satellites);
    };
    const std::string n = std::to_string(dataset.satellites.size());
    bench.run((n + " satellites, 1 s a frame").c_str(), scene, options, 17500.0, at);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) {
        const double start = now_ms();
        at(i + 100);
        times.push_back(now_ms() - start);
    }
    std::sort(times.begin(), times.end());
    std::printf("%-44s %8.3f %8.3f %8.3f\n", "  of it: keyframes and styles, no rasteriser", times.front(), times[times.size() / 2], times[times.size() * 95 / 100]);
    scene.satellites.on_top.clear();
    std::vector<render::SatelliteStyle> none(dataset.satellites.size());
    bench.run("  the same with every satellite hidden", scene, options, 17500.0, [&](int i) {
        at(i);
        scene.satellites.styles = nullptr;
        static const auto hidden = std::make_shared<const std::vector<render::SatelliteStyle>>(none);
        scene.satellites.styles = hidden;
        scene.satellites.on_top.clear();
    });
    render::Scene empty;
    bench.run("  nothing", empty, options, 17500.0, [](int) {});
}

}  // namespace

int main(int argc, char** argv) {
    const std::filesystem::path root = LINCHPIN_ROOT;
    const int width = argc > 2 ? std::atoi(argv[1]) : 1280, height = argc > 2 ? std::atoi(argv[2]) : 720;
    const int frames = argc > 3 ? std::max(std::atoi(argv[3]), 1) : 20;
    const auto context = need(render::EglContext::create());
    Bench bench{need(render::Renderer::create({root / "shaders", root / "assets/base"})), need(render::FrameTarget::create(width, height, 0)), width, height, frames};
    std::printf("%s\n%dx%d, %d frames; milliseconds to the last pixel read\n%-44s %8s %8s %8s %8s %10s %12s\n", render::gl_description().c_str(), width, height, frames,
                "", "best", "median", "p95", "calls", "vertices", "bytes");
    for (const std::size_t count : {std::size_t{800}, std::size_t{10000}, std::size_t{1000000}}) points(bench, count);
    satellites(bench, root / "assets");
}
