#include <fmt/format.h>
#include <future>
#include <thread>

#include "app/bench/frame_bench.h"
#include "app/bench/record_bench.h"
#include "app/cli/asset_paths.h"
#include "app/cli/bench_options.h"
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/state/atomic_file.h"
#include "render/target/egl_context.h"
#include "render/target/image_file.h"

namespace linchpin::app {
namespace {

constexpr int kRefilters = 30, kTables = 60, kRecordFrames = 90;
constexpr double kMostRecordS = 12.0;

const char* name_of(render::Quality quality) {
    return quality == render::Quality::Low ? "low" : quality == render::Quality::High ? "high" : "still";
}

void describe(const BenchOptions& o, const bench::Workload& workload, bench::Figures& out) {
    out.version = LINCHPIN_VERSION;
    out.driver = render::gl_description();
    out.threads = std::max(1u, std::thread::hardware_concurrency());
    std::error_code ec;
    out.workload = std::filesystem::absolute(o.workload, ec).lexically_normal().filename().string();
    if (out.workload.empty()) out.workload = o.workload.parent_path().filename().string();
    out.quality = name_of(o.quality);
    out.width_px = o.size.width_px;
    out.height_px = o.size.height_px;
    out.samples = o.samples;
    out.cull = !o.no_cull;
    out.areas = workload.countries.areas->area_count;
    out.sites = workload.site_category.size();
    out.cables = workload.cable_category.size();
    out.arcs = workload.arc_category.size();
    out.satellites = workload.satellites->size();
    out.flow_rows = workload.flows->rows();
    out.flow_countries = workload.flows->countries().size();
}

void tell(const bench::Figures& f, const Log& log) {
    log.note(fmt::format("{} at {}x{}: first frame {:.0f} ms, frame {:.1f} ms (95 %: {:.1f}), processor {:.1f} ms, filter {:.1f} ms, table {:.2f} ms", f.workload, f.width_px,
                         f.height_px, f.first_frame_ms, f.frames.ms.median, f.frames.ms.p95, f.frames.cpu_ms, f.refilter_ms.median, f.table_ms.median));
}

}  // namespace

int run_bench(const BenchOptions& options, const Log& log) {
    for (const auto& [name, file] : {std::pair{"--json", options.json}, std::pair{"--picture", options.picture}})
        if (!file.empty())
            if (const Status writable = check_writable(file); !writable) return log.error(std::string{name} + ": " + writable.error().text()), kInputWrong;
    const Result<AssetPaths> assets = find_assets();
    if (!assets) return log.error(assets.error().text()), kMachineLacks;
    bench::Figures figures;
    figures.machine = bench::this_machine();
    // Files are read while the driver gets ready.
    const unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    auto loading = std::async(std::launch::async, [&] { return bench::load_workload(options.workload, options.flows, threads); });
    const Result<render::EglContext> context = render::EglContext::create();
    if (!context) return log.error(context.error().text()), kMachineLacks;
    auto renderer = render::Renderer::create({assets->shaders, {}});  // the workload has no photographs
    if (!renderer) return log.error(renderer.error().text()), kMachineLacks;
    auto target = render::FrameTarget::create(options.size.width_px, options.size.height_px, options.samples);
    if (!target) return log.error(target.error().text()), kMachineLacks;
    const Result<bench::Workload> workload = loading.get();
    if (!workload) return log.error(workload.error().text()), kInputWrong;

    render::DrawOptions how;
    how.quality = options.quality;
    how.cull = !options.no_cull;
    bench::BenchScene scene{*workload};
    bench::FrameBench frames{scene, **renderer, *target, how};
    frames.draw(-bench::kWarmUpFrames);
    figures.first_frame_ms = bench::since_process_start_ms();
    for (int i = 1 - bench::kWarmUpFrames; i < 0; ++i) frames.draw(i);
    describe(options, *workload, figures);
    figures.frames = frames.run(options.frames);
    figures.refilter_ms = frames.refilter(std::min(kRefilters, 2 * options.frames));
    figures.table_ms = bench::time_tables(*workload->flows, kTables);
    figures.sgp4_one_core = bench::propagations_per_s(*workload->satellites, 1);
    figures.sgp4_all_cores = bench::propagations_per_s(*workload->satellites, threads);
    figures.peak_rss_bytes = bench::peak_rss_bytes();
    if (!options.picture.empty()) {
        frames.draw(0);
        if (const Status written = render::write_png(options.picture, target->width_px(), target->height_px(), target->read_rgba()); !written)
            return log.error(written.error().text()), kMachineLacks;
    }
    if (!options.no_record) {
        std::filesystem::path scratch = options.json;
        scratch += ".video";
        auto recorded = bench::bench_record(scene, **renderer, how, options.samples, std::min(kRecordFrames, std::max(options.frames, 3)), kMostRecordS, scratch);
        if (!recorded) return log.error(recorded.error().text()), kMachineLacks;
        if (!recorded->why_not.empty()) log.warning("no video was encoded: " + recorded->why_not);
        figures.record = std::move(*recorded);
    }
    if (const Status written = write_text_file(options.json, to_json(figures).dump(2) + "\n"); !written) return log.error(written.error().text()), kMachineLacks;
    tell(figures, log);
    return kDone;
}

}  // namespace linchpin::app
