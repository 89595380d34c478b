#include <unistd.h>

#include <csignal>
#include <fmt/format.h>
#include <sstream>

#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/record/child_process.h"
#include "app/record/pass_sequence.h"
#include "app/record/range_note.h"
#include "app/record/recorder.h"
#include "app/state/atomic_file.h"
#include "app/timeline/project_json.h"

namespace linchpin::app {
namespace {

RecordControl* interrupted = nullptr;  ///< a signal handler can only reach globals

extern "C" void on_signal(int signal) {
    if (interrupted != nullptr) interrupted->cancel = true;
    std::signal(signal, SIG_DFL);  // a second one does not wait for anything
}

/// Ctrl+C and a polite kill end the recording in order while this lives.
class CancelOnSignal {
public:
    explicit CancelOnSignal(RecordControl& control) {
        interrupted = &control;
        for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, on_signal);
    }
    ~CancelOnSignal() {
        for (const int signal : {SIGINT, SIGTERM}) std::signal(signal, SIG_DFL);
        interrupted = nullptr;
    }
};

std::string clock_of(double s) {
    const auto whole = static_cast<long>(s + 0.5);
    return whole >= 3600 ? fmt::format("{}:{:02d}:{:02d}", whole / 3600, whole / 60 % 60, whole % 60) : fmt::format("{}:{:02d}", whole / 60, whole % 60);
}

/// A line that overwrites itself; only on a terminal.
class ProgressLine {
public:
    ProgressLine(bool wanted, bool for_programs) : on_{wanted && !for_programs && isatty(STDERR_FILENO) != 0}, for_programs_{for_programs} {}
    ~ProgressLine() {
        if (shown_) std::fputs("\r\033[K", stderr);
    }
    void operator()(const RecordProgress& p) {
        if (for_programs_) {
            fmt::print(stderr, "progress {} {} {} {:.3f} {:.3f}\n", p.done, p.total, p.kept, p.elapsed_s, p.left_s);
            std::fflush(stderr);
            return;
        }
        if (!on_ || (p.done < p.total && p.elapsed_s - last_s_ < 0.2)) return;
        last_s_ = p.elapsed_s;
        shown_ = true;
        fmt::print(stderr, "\r\033[Kframe {} of {} ({} %), {:.1f} frames/s, {} left", p.done, p.total, p.done * 100 / p.total,
                   static_cast<double>(p.done - p.kept) / std::max(p.elapsed_s, 1e-3), clock_of(p.left_s));
        std::fflush(stderr);
    }

private:
    bool on_ = false, for_programs_ = false, shown_ = false;
    double last_s_ = -1.0;
};

std::vector<std::string> words_of(const std::string& text) {
    std::istringstream in{text};
    std::vector<std::string> words;
    for (std::string word; in >> word;) words.push_back(word);
    return words;
}

/// The job that the options and the project make. What does not fit is said.
Result<RecordJob> job_of(const RecordOptions& o, Project& project) {
    if (o.fps > 0) {
        project.fps = o.fps;
        project.fps_divisor = o.fps_divisor;
    }
    if (o.size) {
        project.width_px = o.size->width_px;
        project.height_px = o.size->height_px;
    }
    RecordJob job;
    job.out = o.out;
    job.video = {o.chosen, project.width_px, project.height_px, project.fps, project.fps_divisor, o.crf, o.transparent, words_of(o.ffmpeg_arguments)};
    job.supersample = o.supersample;
    job.motion_blur = o.motion_blur;
    job.first = o.first;
    job.end = o.end.value_or(project.frame_count());
    if (job.first >= project.frame_count() || job.end > project.frame_count())
        return Error{fmt::format("--frames: expected frames from 0 to {}, found {}:{}", project.frame_count(), job.first, job.end)};
    job.part_frames = o.part_frames;
    job.resume = o.resume;
    job.transparent = o.transparent;
    job.passes = o.passes;
    if (job.passes && std::int64_t{project.width_px} * project.height_px > kMostPassPixels)
        return Error{fmt::format("--passes: expected frames of at most {} pixels, as 4096x2304, found {}x{}", kMostPassPixels, project.width_px, project.height_px)};
    job.range = o.range;
    job.sidecars = o.sidecars;
    if (o.chosen == Codec::Gif && project.fps > 50 * project.fps_divisor) return Error{"a GIF shows at most 50 frames a second, the project has more: choose with --fps"};
    return job;
}

void tell_cost(const RecordCost& cost, const RecordJob& job, const Log& log) {
    const double shown = std::max(cost.total_s, 1e-9);
    log.note(fmt::format("{}: {} frames in {} ({:.1f} frames/s){}", job.out.string(), cost.frames, clock_of(cost.total_s), static_cast<double>(cost.frames) / shown, cost.kept > 0 ? fmt::format("; {} frames kept from before", cost.kept) : ""));
    log.detail(fmt::format("drawing {:.0f} %, reading back {:.1f} %, waiting for the encoder {:.0f} % of the time; the encoder was busy {:.0f} % of it", 100.0 * cost.draw_s / shown,
                           100.0 * cost.read_back_s / shown, 100.0 * cost.wait_s / shown, 100.0 * cost.encode_s / shown));
}

}  // namespace

int run_record(const RecordOptions& options, const Log& log) {
    // What can be known to be wrong is said before minutes of work.
    if (const Status writable = check_writable(options.out); !writable) return log.error("--out: " + writable.error().text()), kInputWrong;
    Result<LoadedProject> loaded = load_project(options.project);
    if (!loaded) return log.error(loaded.error().text()), kInputWrong;
    for (const Error& warning : loaded->warnings) log.warning(warning.text());
    const Result<RecordJob> job = job_of(options, loaded->project);
    if (!job) return log.error(job.error().text()), kInputWrong;
    const Result<Timeline> timeline = Timeline::prepare(std::move(loaded->project));
    if (!timeline) return log.error(Error{timeline.error().message, options.project}.text()), kInputWrong;
    if (info_of(job->video.codec).needs_ffmpeg)
        if (const Status found = check_program("ffmpeg"); !found) return log.error(found.error().text()), kMachineLacks;
    int status = kDone;
    auto studio = Studio::open(options.pack, status);
    if (!studio) return log.error(studio.error().text()), status;
    if (const Status named = (*studio)->check(timeline->project()); !named) return log.error(Error{named.error().message, options.project}.text()), kInputWrong;
    for (const std::string& warning : (*studio)->warnings()) log.warning(warning);
    log.detail("drawing with " + render::gl_description());
    if (info_of(job->video.codec).needs_ffmpeg) {
        std::string line = "ffmpeg";
        for (const std::string& argument : part_arguments(job->video, "PART" + std::string{part_ending(job->video.codec)})) line += " " + argument;
        log.detail(line);
    }

    RecordControl control;
    const CancelOnSignal signals{control};
    Result<RecordCost> cost = Error{};
    {
        ProgressLine line{!log.quiet(), options.progress};
        cost = record(**studio, *timeline, *job, control, [&](const RecordProgress& p) { line(p); }, status);
    }
    if (!cost) return log.error(cost.error().text()), status;
    tell_cost(*cost, *job, log);
    return kDone;
}

int run_join(const JoinOptions& options, const Log& log) {
    if (const Status writable = check_writable(options.out); !writable) return log.error("OUT: " + writable.error().text()), kInputWrong;
    int status = kDone;
    const auto joined = join_ranges(options.parts, options.out, status);
    if (!joined) return log.error(joined.error().text()), status;
    for (const std::string& warning : *joined) log.warning(warning);
    return kDone;
}

}  // namespace linchpin::app
