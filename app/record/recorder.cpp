#include "app/record/recorder.h"

#include <algorithm>
#include <chrono>
#include <deque>
#include <fmt/format.h>
#include <optional>
#include <thread>

#include "app/cli/exit_status.h"
#include "app/record/encode_line.h"
#include "app/record/job_identity.h"
#include "app/record/pass_sequence.h"
#include "app/record/range_note.h"
#include "app/record/sidecars.h"
#include "app/state/atomic_file.h"
#include "render/target/readback_ring.h"

namespace linchpin::app {
namespace fs = std::filesystem;
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kRingDepth = 3;
/// Above this a picture is drawn in tiles: its samples alone would take gigabytes.
constexpr std::int64_t kMostPixelsAtOnce = std::int64_t{4096} * 4320;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

PixelSize drawn_size(const RecordJob& job) { return {job.video.width_px * job.supersample, job.video.height_px * job.supersample}; }

bool in_tiles(const RecordJob& job) {
    const PixelSize size = drawn_size(job);
    return std::int64_t{size.width_px} * size.height_px > kMostPixelsAtOnce;
}

std::size_t picture_bytes(const RecordJob& job) {
    const PixelSize size = in_tiles(job) ? PixelSize{job.video.width_px, job.video.height_px} : drawn_size(job);
    return static_cast<std::size_t>(size.width_px) * static_cast<std::size_t>(size.height_px) * 4;
}

bool part_ready(const PartBook& book, const RecordJob& job, PartRange part) {
    std::error_code ec;
    if (!book.hashes_of(part)) return false;
    if (!is_sequence(job.video.codec)) return fs::exists(book.file_of(part), ec);
    for (std::int64_t i = part.first; i < part.end; ++i)
        if (!fs::exists(sequence_file(job.out, i), ec) || (job.passes && !passes_there(job, i))) return false;
    return true;
}

/// The drawing thread's work: draws, reads back some frames later, hands on.
class DrawLine {
public:
    /// Where pictures are drawn at once, and read back while the next ones are drawn.
    struct Direct {
        render::FrameTarget target;
        render::ReadbackRing ring;
        explicit Direct(render::FrameTarget drawn) : target{std::move(drawn)}, ring{target.width_px(), target.height_px(), kRingDepth} {}
    };
    /// @param direct  null: pictures are drawn in tiles
    DrawLine(Studio& studio, const Timeline& timeline, const RecordJob& job, EncodeLine& encoder, Direct* direct)
        : studio_{studio}, timeline_{timeline}, job_{job}, encoder_{encoder}, direct_{direct},
          labels_{studio.label_track(timeline, drawn_size(job).width_px, drawn_size(job).height_px)} {
        if (job.passes) passes_.emplace(studio.picture(), job);
    }

    Status frame(std::int64_t number) {
        for (int sub = 0; sub < job_.motion_blur; ++sub) {
            // The shutter is open for half of the frame's time, from the frame on.
            const double shift = job_.motion_blur > 1 ? 0.5 * sub / job_.motion_blur : 0.0;
            const double time_s = (static_cast<double>(number) + shift) / timeline_.project().frames_per_s();
            const Status drawn = direct_ != nullptr ? draw(time_s, {number, sub + 1 == job_.motion_blur}) : draw_tiles(time_s, {number, sub + 1 == job_.motion_blur});
            if (!drawn) return drawn;
            if (!passes_) continue;
            const auto start = Clock::now();
            if (const Status added = passes_->add(number, sub + 1 == job_.motion_blur); !added) return added;
            cost_.draw_s += seconds_since(start);
        }
        return Done{};
    }
    Status drain() {
        if (passes_)
            if (const Status written = passes_->finish(); !written) return written;
        while (!under_way_.empty())
            if (const Status taken = take(); !taken) return taken;
        return Done{};
    }
    [[nodiscard]] const RecordCost& cost() const noexcept { return cost_; }

private:
    struct UnderWay {
        std::int64_t frame;
        bool last;
    };
    Status draw(double time_s, UnderWay picture) {
        const auto start = Clock::now();
        if (const Status drawn = studio_.draw(timeline_, time_s, direct_->target, job_.transparent, labels_); !drawn) return drawn;
        cost_.draw_s += seconds_since(start);
        if (direct_->ring.full())
            if (const Status taken = take(); !taken) return taken;
        direct_->ring.start(direct_->target);
        under_way_.push_back(picture);
        return Done{};
    }
    Status draw_tiles(double time_s, UnderWay under_way) {
        ReadPicture picture{under_way.frame, under_way.last, buffer()};
        const auto start = Clock::now();
        std::size_t at = 0;
        const Status drawn = studio_.draw_in_tiles(timeline_, time_s, {job_.video.width_px, job_.video.height_px}, job_.supersample, job_.transparent, labels_,
                                                   [&](std::span<const std::uint8_t> rows) -> Status {
                                                       std::copy(rows.begin(), rows.end(), picture.pixels.begin() + static_cast<std::ptrdiff_t>(at));
                                                       at += rows.size();
                                                       return Done{};
                                                   });
        cost_.draw_s += seconds_since(start);
        encoder_.queue().push(std::move(picture));
        return drawn;
    }
    Status take() {
        ReadPicture picture{under_way_.front().frame, under_way_.front().last, buffer()};
        under_way_.pop_front();
        const auto start = Clock::now();
        const Status status = direct_->ring.take(picture.pixels);
        cost_.read_back_s += seconds_since(start);
        encoder_.queue().push(std::move(picture));
        return status;
    }
    std::vector<std::uint8_t> buffer() {
        const auto start = Clock::now();
        std::vector<std::uint8_t> pixels = encoder_.queue().buffer();
        cost_.wait_s += seconds_since(start);
        return pixels;
    }
    Studio& studio_;
    const Timeline& timeline_;
    const RecordJob& job_;
    EncodeLine& encoder_;
    Direct* direct_;
    render::LabelTrack labels_;
    std::optional<PassSequence> passes_;
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

/// Everything under the final names, from complete parts. The parts are needed until the last of it is written: then a run that ends
/// in between is only this to do again.
Status publish(Studio& studio, const Timeline& timeline, const RecordJob& job, const JobIdentity& identity, const PartBook& book, const std::vector<PartRange>& parts,
               const RecordControl& control) {
    const std::string chapters = chapters_text(timeline.project(), job.first, job.end);
    if (!is_sequence(job.video.codec)) {
        std::vector<PartFile> files;
        for (const PartRange part : parts) files.push_back({book.file_of(part), part.end - part.first});
        if (const Status joined = join_files(job.video, files, chapters, book.folder(), job.out, &control.cancel); !joined) return joined;
    }
    if (const Status written = write_hashes(book, job, timeline, parts); !written) return written;
    if (job.passes)
        if (const Status written = write_pass_list(job); !written) return written;
    if (job.sidecars)
        if (const Status written = write_sidecars(studio, timeline, job.first, job.end, job.out); !written) return written;
    if (job.range) return write_range_note(job.out, make_range_note(timeline.project(), job, identity));
    // One of an earlier range under this name would be wrong now.
    std::error_code ec;
    fs::remove(range_note_file(job.out), ec);
    return Done{};
}

/// Draws and encodes what is wanted. An error or a cancel ends it.
Status draw_parts(DrawLine& drawing, EncodeLine& encoder, const std::vector<PartRange>& wanted, RecordProgress now, RecordControl& control,
                  const std::function<void(const RecordProgress&)>& progress) {
    const auto start = Clock::now();
    for (const PartRange part : wanted) {
        for (std::int64_t i = part.first; i < part.end && !encoder.failed(); ++i) {
            while (control.pause && !control.cancel) std::this_thread::sleep_for(std::chrono::milliseconds{20});
            if (control.cancel) return encoder.stop(false);
            if (const Status drawn = drawing.frame(i); !drawn) return drawn;
            ++now.done;
            now.elapsed_s = seconds_since(start);
            now.left_s = now.elapsed_s / static_cast<double>(now.done - now.kept) * static_cast<double>(now.total - now.done);
            progress(now);
        }
    }
    if (!encoder.failed())
        if (const Status drained = drawing.drain(); !drained) return drained;
    return encoder.stop(true);
}

Error cancelled(const PartBook& book, bool something) {
    return Error{something ? fmt::format("cancelled; complete parts are in {} for --resume", book.folder().string()) : std::string{"cancelled; nothing was complete yet"}};
}

}  // namespace

fs::path parts_folder(const fs::path& out) { return out.parent_path() / (out.filename().string() + ".parts"); }

fs::path hashes_file(const fs::path& out) {
    fs::path file = out;
    file += ".frames.csv";
    return file;
}

Result<RecordCost> record(Studio& studio, const Timeline& timeline, const RecordJob& job, RecordControl& control,
                          const std::function<void(const RecordProgress&)>& progress, int& exit_status) {
    const auto start = Clock::now();
    exit_status = kMachineLacks;
    std::optional<DrawLine::Direct> direct;
    if (!in_tiles(job)) {
        auto target = render::FrameTarget::create(drawn_size(job).width_px, drawn_size(job).height_px, 4);
        if (!target) return target.error();
        direct.emplace(std::move(*target));
    }
    const JobIdentity identity = identify(studio, timeline, job);
    exit_status = kInputWrong;
    auto book = PartBook::open(parts_folder(job.out), job_text(identity, job), part_ending(job.video.codec), job.resume);
    if (!book) return book.error();
    exit_status = kMachineLacks;
    const std::vector<PartRange> parts = cut_into_parts(job.first, job.end, job.part_frames);
    std::vector<PartRange> wanted;
    RecordProgress now{0, job.end - job.first, 0, 0.0, 0.0};
    for (const PartRange part : parts) {
        if (job.resume && part_ready(*book, job, part)) now.done += part.end - part.first;
        else wanted.push_back(part);
    }
    now.kept = now.done;
    RecordCost cost;
    Status status = Done{};
    bool published = false;
    {
        EncodeLine encoder{job, control, *book, wanted, picture_bytes(job), !direct};
        DrawLine drawing{studio, timeline, job, encoder, direct ? &*direct : nullptr};
        status = draw_parts(drawing, encoder, wanted, now, control, progress);
        if (status && !control.cancel) {
            status = publish(studio, timeline, job, identity, *book, parts, control);
            published = static_cast<bool>(status);
        }
        cost = drawing.cost();
        (void)encoder.stop(false);
        cost.encode_s = encoder.busy_s();
    }
    if (!published) {
        const bool something = std::any_of(parts.begin(), parts.end(), [&](PartRange part) { return part_ready(*book, job, part); });
        if (!something) book->remove();
        if (!control.cancel) return status.error();
        exit_status = kCancelled;
        return cancelled(*book, something);
    }
    book->remove();
    cost.frames = now.total - now.kept;
    cost.kept = now.kept;
    cost.total_s = seconds_since(start);
    return cost;
}

}  // namespace linchpin::app
