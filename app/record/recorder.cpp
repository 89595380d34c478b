#include "app/record/recorder.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <fmt/format.h>
#include <mutex>
#include <optional>
#include <thread>

#include "app/record/child_process.h"
#include "app/record/frame_sink.h"
#include "app/record/frame_work.h"
#include "app/record/part_book.h"
#include "app/record/sidecars.h"
#include "app/state/atomic_file.h"
#include "app/timeline/project_json.h"
#include "render/target/readback_ring.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRingDepth = 3;
constexpr std::size_t kQueuedPictures = 4;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

bool is_sequence(Codec codec) { return !info_of(codec).needs_ffmpeg; }

/// A picture on its way from the graphics card to the encoder.
struct ReadPicture {
    std::int64_t frame = 0;
    bool last_of_frame = true;
    std::vector<std::uint8_t> pixels;
};

/// Pictures between the drawing thread and the encoding one, never more than a few.
class PictureQueue {
public:
    explicit PictureQueue(std::size_t bytes) {
        for (std::size_t i = 0; i < kQueuedPictures; ++i) free_.emplace_back(bytes);
    }
    /// Waits until the encoder has given a buffer back.
    std::vector<std::uint8_t> buffer() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return !free_.empty(); });
        std::vector<std::uint8_t> pixels = std::move(free_.back());
        free_.pop_back();
        return pixels;
    }
    void push(ReadPicture picture) {
        {
            const std::scoped_lock lock{mutex_};
            waiting_.push_back(std::move(picture));
        }
        changed_.notify_all();
    }
    void close() {
        {
            const std::scoped_lock lock{mutex_};
            closed_ = true;
        }
        changed_.notify_all();
    }
    /// The next picture; nothing when there will be no more.
    std::optional<ReadPicture> pop() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return !waiting_.empty() || closed_; });
        if (waiting_.empty()) return std::nullopt;
        ReadPicture picture = std::move(waiting_.front());
        waiting_.pop_front();
        return picture;
    }
    void give_back(std::vector<std::uint8_t> pixels) {
        {
            const std::scoped_lock lock{mutex_};
            free_.push_back(std::move(pixels));
        }
        changed_.notify_all();
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<std::vector<std::uint8_t>> free_;
    std::deque<ReadPicture> waiting_;
    bool closed_ = false;
};

/// The encoding thread: sums up sub-frames, hashes, and feeds one part after another.
class EncodeLine {
public:
    EncodeLine(const RecordJob& job, const PartBook& book, std::vector<PartRange> parts, std::size_t picture_bytes)
        : job_{job}, book_{book}, parts_{std::move(parts)}, queue_{picture_bytes}, thread_{[this] { run(); }} {}
    ~EncodeLine() { (void)stop(false); }

    PictureQueue& queue() noexcept { return queue_; }
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    [[nodiscard]] std::int64_t encoded() const noexcept { return encoded_; }
    /// Ends the thread. @param complete  every picture was pushed; otherwise what is begun is given up
    Status stop(bool complete) {
        if (thread_.joinable()) {
            if (!complete) give_up_ = true;
            queue_.close();
            thread_.join();
        }
        if (error_) return *error_;
        return Done{};
    }
    [[nodiscard]] double busy_s() const noexcept { return busy_s_; }

private:
    void run() {
        while (auto picture = queue_.pop()) {
            if (!failed_ && !give_up_) {
                const auto start = Clock::now();
                if (const Status status = take(*picture); !status) {
                    error_ = status.error();
                    failed_ = true;
                    sink_.reset();
                }
                busy_s_ += seconds_since(start);
            }
            queue_.give_back(std::move(picture->pixels));
        }
        sink_.reset();
    }
    Status take(ReadPicture& picture) {
        const bool plain = job_.supersample == 1 && job_.motion_blur == 1;
        if (plain) {
            if (job_.transparent) to_straight_alpha(picture.pixels);
            return deliver(picture.frame, picture.pixels);
        }
        if (!sum_) {
            sum_.emplace(job_.video.width_px, job_.video.height_px, job_.supersample);
            frame_.resize(static_cast<std::size_t>(job_.video.width_px) * static_cast<std::size_t>(job_.video.height_px) * 4);
        }
        sum_->add(picture.pixels);
        if (!picture.last_of_frame) return Done{};
        sum_->result(frame_);
        sum_->clear();
        return deliver(picture.frame, frame_);
    }
    Status deliver(std::int64_t number, std::span<const std::uint8_t> rgba) {
        const PartRange& part = parts_[part_];
        if (!sink_) {
            if (is_sequence(job_.video.codec)) {
                sink_ = open_sequence(job_.video, job_.out);
            } else {
                auto opened = open_video_part(job_.video, book_.file_of(part));
                if (!opened) return opened.error();
                sink_ = std::move(*opened);
            }
            hashes_.clear();
        }
        if (const Status status = sink_->frame(number, rgba); !status) return status;
        hashes_.push_back(frame_hash(rgba));
        ++encoded_;
        if (number + 1 < part.end) return Done{};
        if (const Status status = sink_->finish(); !status) return status;
        sink_.reset();
        ++part_;
        return book_.complete(part, hashes_);
    }

    const RecordJob& job_;
    const PartBook& book_;
    std::vector<PartRange> parts_;
    std::size_t part_ = 0;
    PictureQueue queue_;
    std::unique_ptr<FrameSink> sink_;
    std::optional<FrameSum> sum_;
    std::vector<std::uint8_t> frame_;
    std::vector<std::string> hashes_;
    std::optional<Error> error_;
    std::atomic<bool> failed_{false}, give_up_{false};
    std::atomic<std::int64_t> encoded_{0};
    double busy_s_ = 0.0;
    std::thread thread_;  // last: starts when all else is there
};

/// What tells jobs apart: everything that a frame or its encoding depends on.
std::string job_text(const Studio& studio, const Timeline& timeline, const RecordJob& job) {
    const std::string project = project_to_json(timeline.project());
    std::string extra;
    for (const std::string& argument : job.video.extra_arguments) extra += " " + argument;
    const auto& dataset = studio.dataset();
    return fmt::format("project {}\npack {} {} sites {} cables {} flows\nframes {}:{} parts of {}\ncodec {} crf {} size {}x{} rate {}/{} supersample {} blur {} alpha {}\narguments{}\n",
                       frame_hash({reinterpret_cast<const std::uint8_t*>(project.data()), project.size()}), dataset.as_of ? dataset.as_of->iso() : "-",
                       dataset.sites.size(), dataset.cables.size(), dataset.flows.size(), job.first, job.end, job.part_frames, info_of(job.video.codec).id, job.video.crf,
                       job.video.width_px, job.video.height_px, job.video.fps, job.video.fps_divisor, job.supersample, job.motion_blur, job.transparent, extra);
}

bool part_ready(const PartBook& book, const RecordJob& job, PartRange part) {
    std::error_code ec;
    if (!book.hashes_of(part)) return false;
    if (!is_sequence(job.video.codec)) return fs::exists(book.file_of(part), ec);
    for (std::int64_t i = part.first; i < part.end; ++i)
        if (!fs::exists(sequence_file(job.out, i), ec)) return false;
    return true;
}

/// The drawing thread's work: draws, reads back some frames later, hands on.
class DrawLine {
public:
    DrawLine(Studio& studio, const Timeline& timeline, const RecordJob& job, EncodeLine& encoder, const render::FrameTarget& target)
        : studio_{studio}, timeline_{timeline}, job_{job}, encoder_{encoder}, target_{target},
          labels_{studio.label_track(timeline, target.width_px(), target.height_px())}, ring_{target.width_px(), target.height_px(), kRingDepth} {}

    Status frame(std::int64_t number) {
        for (int sub = 0; sub < job_.motion_blur; ++sub) {
            // The shutter is open for half of the frame's time, from the frame on.
            const double shift = job_.motion_blur > 1 ? 0.5 * sub / job_.motion_blur : 0.0;
            const double time_s = (static_cast<double>(number) + shift) / timeline_.project().frames_per_s();
            const auto start = Clock::now();
            if (const Status drawn = studio_.draw(timeline_, time_s, target_, job_.transparent, labels_); !drawn) return drawn;
            cost_.draw_s += seconds_since(start);
            if (ring_.full())
                if (const Status taken = take(); !taken) return taken;
            ring_.start(target_);
            under_way_.push_back({number, sub + 1 == job_.motion_blur});
        }
        return Done{};
    }
    Status drain() {
        while (!ring_.empty())
            if (const Status taken = take(); !taken) return taken;
        return Done{};
    }
    [[nodiscard]] const RecordCost& cost() const noexcept { return cost_; }

private:
    Status take() {
        const auto before = Clock::now();
        ReadPicture picture{under_way_.front().frame, under_way_.front().last, encoder_.queue().buffer()};
        under_way_.pop_front();
        const auto start = Clock::now();
        cost_.wait_s += std::chrono::duration<double>(start - before).count();
        const Status status = ring_.take(picture.pixels);
        cost_.read_back_s += seconds_since(start);
        encoder_.queue().push(std::move(picture));
        return status;
    }
    struct UnderWay {
        std::int64_t frame;
        bool last;
    };
    Studio& studio_;
    const Timeline& timeline_;
    const RecordJob& job_;
    EncodeLine& encoder_;
    const render::FrameTarget& target_;
    render::LabelTrack labels_;
    render::ReadbackRing ring_;
    std::deque<UnderWay> under_way_;
    RecordCost cost_;
};

Status write_hashes(const PartBook& book, const RecordJob& job, const Timeline& timeline, const std::vector<PartRange>& parts) {
    std::string text = "frame,time_s,xxh3_128\n";
    for (const PartRange part : parts) {
        const auto hashes = book.hashes_of(part);
        if (!hashes) return Error{fmt::format("the part of frames {} to {} has gone while recording", part.first, part.end - 1), book.file_of(part)};
        for (std::int64_t i = part.first; i < part.end; ++i)
            text += fmt::format("{},{:.6f},{}\n", i, timeline.project().time_of(i), (*hashes)[static_cast<std::size_t>(i - part.first)]);
    }
    return write_text_file(hashes_file(job.out), text);
}

}  // namespace

fs::path parts_folder(const fs::path& out) { return out.parent_path() / (out.filename().string() + ".parts"); }

fs::path hashes_file(const fs::path& out) {
    fs::path file = out;
    file += ".frames.csv";
    return file;
}

Result<RecordCost> record(Studio& studio, const Timeline& timeline, const RecordJob& job, RecordControl& control,
                          const std::function<void(const RecordProgress&)>& progress, bool& cancelled) {
    cancelled = false;
    const auto start = Clock::now();
    auto target = render::FrameTarget::create(job.video.width_px * job.supersample, job.video.height_px * job.supersample, 4);
    if (!target) return target.error();
    const std::string identity = job_text(studio, timeline, job);
    auto book = PartBook::open(parts_folder(job.out), identity, job.resume);
    if (!book) return book.error();
    const std::vector<PartRange> parts = cut_into_parts(job.first, job.end, job.part_frames);
    std::vector<PartRange> wanted;
    RecordProgress now{0, job.end - job.first, 0.0, 0.0};
    for (const PartRange part : parts) {
        if (job.resume && part_ready(*book, job, part)) now.done += part.end - part.first;
        else wanted.push_back(part);
    }
    const std::int64_t kept = now.done;
    EncodeLine encoder{job, *book, wanted, static_cast<std::size_t>(target->width_px()) * static_cast<std::size_t>(target->height_px()) * 4};
    DrawLine drawing{studio, timeline, job, encoder, *target};
    for (const PartRange part : wanted) {
        for (std::int64_t i = part.first; i < part.end && !encoder.failed(); ++i) {
            while (control.pause && !control.cancel) std::this_thread::sleep_for(std::chrono::milliseconds{20});
            if (control.cancel) {
                cancelled = true;
                (void)encoder.stop(false);
                return Error{fmt::format("cancelled at frame {}; complete parts are in {} for --resume", i, parts_folder(job.out).string())};
            }
            if (const Status drawn = drawing.frame(i); !drawn) return drawn.error();
            ++now.done;
            now.elapsed_s = seconds_since(start);
            now.left_s = now.elapsed_s / static_cast<double>(now.done - kept) * static_cast<double>(now.total - now.done);
            progress(now);
        }
    }
    if (!encoder.failed())
        if (const Status drained = drawing.drain(); !drained) return drained.error();
    if (const Status stopped = encoder.stop(true); !stopped) return stopped.error();
    if (const Status written = write_hashes(*book, job, timeline, parts); !written) return written.error();
    if (!is_sequence(job.video.codec)) {
        std::vector<fs::path> files;
        for (const PartRange part : parts) files.push_back(book->file_of(part));
        if (const Status joined = join_files(job.video, files, chapters_text(timeline.project(), job.first, job.end), book->folder(), job.out); !joined) return joined.error();
    }
    book->remove();
    RecordCost cost = drawing.cost();
    cost.frames = now.total - kept;
    cost.kept = kept;
    cost.encode_s = encoder.busy_s();
    cost.total_s = seconds_since(start);
    return cost;
}

}  // namespace linchpin::app
