// What recording a project costs, as `linchpin record` does it: drawing alone, and drawing, reading back and encoding side by side; and
// whether memory stays flat.
// usage: bench_record speed  PROJECT FIRST END WIDTHxHEIGHT
//        bench_record memory PROJECT FRAMES WIDTHxHEIGHT
// Assets as for the program (LINCHPIN_ASSETS), LINCHPIN_GL=software for the software rasteriser.
#include <glad/gl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <string>
#include <vector>

#include "app/record/recorder.h"
#include "app/timeline/project_json.h"
#include "app/timeline/timeline.h"

using namespace linchpin;
namespace fs = std::filesystem;

namespace {

constexpr int kWarmUp = 5;

double now_s() { return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

double cpu_s(int who) {
    rusage usage{};
    getrusage(who, &usage);
    const auto s = [](const timeval& t) { return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_usec) * 1e-6; };
    return s(usage.ru_utime) + s(usage.ru_stime);
}

double resident_mib() {
    std::FILE* const file = std::fopen("/proc/self/statm", "r");
    long pages = 0, resident = 0;
    if (file == nullptr) return 0.0;
    if (std::fscanf(file, "%ld %ld", &pages, &resident) != 2) resident = 0;
    std::fclose(file);
    return static_cast<double>(resident) * static_cast<double>(sysconf(_SC_PAGESIZE)) / 1048576.0;
}

template <class T> T need(Result<T> result) {
    if (result) return std::move(*result);
    std::fprintf(stderr, "bench_record: %s\n", result.error().text().c_str());
    std::exit(1);
}

struct Setup {
    std::unique_ptr<app::Studio> studio;
    app::Timeline timeline;
    fs::path out;
};

Setup open(const char* file, const char* size, std::int64_t frames) {
    app::Project project = need(app::load_project(file)).project;
    if (std::sscanf(size, "%dx%d", &project.width_px, &project.height_px) != 2) {
        std::fprintf(stderr, "bench_record: expected a size like 1920x1080, found %s\n", size);
        std::exit(2);
    }
    if (frames > 0) {
        // As many frames of the whole project.
        project.fps = static_cast<int>(frames * 1000);
        project.fps_divisor = static_cast<int>(project.length_s * 1000.0);
    }
    int status = 0;
    auto studio = need(app::Studio::open({}, status));
    auto timeline = need(app::Timeline::prepare(std::move(project)));
    return {std::move(studio), std::move(timeline), fs::temp_directory_path() / ("linchpin-bench-" + std::to_string(getpid()) + ".mp4")};
}

app::RecordJob job_of(const Setup& setup, std::int64_t first, std::int64_t end) {
    const app::Project& p = setup.timeline.project();
    app::RecordJob job;
    job.out = setup.out;
    job.video.width_px = p.width_px;
    job.video.height_px = p.height_px;
    job.video.fps = p.fps;
    job.video.fps_divisor = p.fps_divisor;
    job.first = first;
    job.end = end;
    return job;
}

app::RecordCost record(Setup& setup, const app::RecordJob& job, const std::function<void(const app::RecordProgress&)>& progress) {
    app::RecordControl control;
    int status = 0;
    app::RecordCost cost = need(app::record(*setup.studio, setup.timeline, job, control, progress, status));
    std::error_code ignored;
    for (const fs::path& file : {job.out, app::hashes_file(job.out)}) fs::remove(file, ignored);
    return cost;
}

int speed(const char* file, std::int64_t first, std::int64_t end, const char* size) {
    Setup setup = open(file, size, 0);
    const app::Project& p = setup.timeline.project();
    auto target = need(render::FrameTarget::create(p.width_px, p.height_px, 4));
    auto labels = setup.studio->label_track(setup.timeline, p.width_px, p.height_px);
    const auto draw = [&](std::int64_t frame) {
        const Status drawn = setup.studio->draw(setup.timeline, p.time_of(frame), target, false, labels);
        if (!drawn) std::fprintf(stderr, "bench_record: %s\n", drawn.error().text().c_str()), std::exit(1);
        glFinish();
    };
    for (std::int64_t i = first; i < first + kWarmUp; ++i) draw(i);
    const double count = static_cast<double>(end - first);
    double start = now_s(), cpu = cpu_s(RUSAGE_SELF);
    for (std::int64_t i = first; i < end; ++i) draw(i);
    const double drawing_s = now_s() - start, drawing_cpu_s = cpu_s(RUSAGE_SELF) - cpu;
    cpu = cpu_s(RUSAGE_SELF);
    const double encoder_cpu = cpu_s(RUSAGE_CHILDREN);
    start = now_s();
    const app::RecordCost cost = record(setup, job_of(setup, first, end), [](const app::RecordProgress&) {});
    const double whole_s = now_s() - start, own_cpu_s = cpu_s(RUSAGE_SELF) - cpu, encoder_cpu_s = cpu_s(RUSAGE_CHILDREN) - encoder_cpu;
    std::printf("%dx%d, %.0f frames, drawn with %s\n", p.width_px, p.height_px, count, render::gl_description().c_str());
    std::printf("drawing alone: %.2f frames/s, %.1f ms a frame, %.1f ms processor time\n", count / drawing_s, 1e3 * drawing_s / count, 1e3 * drawing_cpu_s / count);
    std::printf("recorded to H.264: %.2f frames/s, %.1f ms a frame; processor time %.1f ms of the program, %.1f ms of ffmpeg\n", count / whole_s, 1e3 * whole_s / count,
                1e3 * own_cpu_s / count, 1e3 * encoder_cpu_s / count);
    std::printf("of the time: drawing %.1f %%, reading back %.2f %%, waiting for the encoder %.1f %%; the encoding thread was busy %.1f %% of it\n", 100 * cost.draw_s / whole_s,
                100 * cost.read_back_s / whole_s, 100 * cost.wait_s / whole_s, 100 * cost.encode_s / whole_s);
    std::printf("whole / drawing alone: %.2f\n", whole_s / drawing_s);
    return 0;
}

int memory(const char* file, std::int64_t frames, const char* size) {
    Setup setup = open(file, size, frames);
    const std::int64_t count = setup.timeline.project().frame_count();
    std::printf("%d x %d, %lld frames\nframe,resident MiB\n", setup.timeline.project().width_px, setup.timeline.project().height_px, static_cast<long long>(count));
    double least = 1e9, most = 0.0;
    const app::RecordCost cost = record(setup, job_of(setup, 0, count), [&](const app::RecordProgress& p) {
        if (p.done % std::max<std::int64_t>(count / 20, 1) != 0) return;
        const double mib = resident_mib();
        std::printf("%lld,%.1f\n", static_cast<long long>(p.done), mib);
        std::fflush(stdout);
        if (p.done * 10 < count) return;  // until everything has been met once
        least = std::min(least, mib);
        most = std::max(most, mib);
    });
    std::printf("after the first tenth: %.1f to %.1f MiB; %.1f frames/s\n", least, most, static_cast<double>(cost.frames) / cost.total_s);
    return 0;
}

}  // namespace

int main(int argc, char** argv) {
    if (argc == 6 && std::strcmp(argv[1], "speed") == 0) return speed(argv[2], std::atoll(argv[3]), std::atoll(argv[4]), argv[5]);
    if (argc == 5 && std::strcmp(argv[1], "memory") == 0) return memory(argv[2], std::atoll(argv[3]), argv[4]);
    std::fprintf(stderr, "usage: bench_record speed PROJECT FIRST END WIDTHxHEIGHT | memory PROJECT FRAMES WIDTHxHEIGHT\n");
    return 2;
}
