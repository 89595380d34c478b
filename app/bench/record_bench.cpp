#include "app/bench/record_bench.h"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <system_error>
#include <thread>

#include "app/bench/frame_bench.h"
#include "app/record/frame_sink.h"
#include "render/target/readback_ring.h"

namespace linchpin::app::bench {
namespace {

using Clock = std::chrono::steady_clock;
constexpr int kWidthPx = 1920, kHeightPx = 1080;
constexpr std::size_t kPictureBytes = std::size_t{kWidthPx} * kHeightPx * 4, kPicturesBetween = 3;

double seconds_since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

/// The encoding thread and a few pictures on their way to it.
class Encoder {
public:
    explicit Encoder(std::unique_ptr<FrameSink> sink) : sink_{std::move(sink)} {
        for (std::size_t i = 0; i < kPicturesBetween; ++i) free_.emplace_back(kPictureBytes);
        thread_ = std::jthread{[this] { run(); }};
    }
    ~Encoder() { close(); }
    std::vector<std::uint8_t> buffer() {
        std::unique_lock lock{mutex_};
        changed_.wait(lock, [&] { return !free_.empty(); });
        std::vector<std::uint8_t> picture = std::move(free_.front());
        free_.pop_front();
        return picture;
    }
    void push(std::vector<std::uint8_t> picture) {
        const std::scoped_lock lock{mutex_};
        waiting_.push_back(std::move(picture));
        changed_.notify_all();
    }
    Status finish() {
        close();
        if (error_) return *error_;
        return sink_->finish();
    }

private:
    void close() {
        {
            const std::scoped_lock lock{mutex_};
            closed_ = true;
            changed_.notify_all();
        }
        if (thread_.joinable()) thread_.join();
    }
    void run() {
        for (std::int64_t number = 0;; ++number) {
            std::unique_lock lock{mutex_};
            changed_.wait(lock, [&] { return !waiting_.empty() || closed_; });
            if (waiting_.empty()) return;
            std::vector<std::uint8_t> picture = std::move(waiting_.front());
            waiting_.pop_front();
            lock.unlock();
            if (!error_)
                if (const Status status = sink_->frame(number, picture); !status) error_ = status.error();
            lock.lock();
            free_.push_back(std::move(picture));
            changed_.notify_all();
        }
    }
    std::unique_ptr<FrameSink> sink_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::vector<std::uint8_t>> free_, waiting_;
    bool closed_ = false;
    std::optional<Error> error_;  // the thread's until it has ended
    std::jthread thread_;
};

/// Draws until the frames or the time are used up.
template <class Draw> int draw_frames(int frames, double most_s, const Draw& draw) {
    const auto start = Clock::now();
    int done = 0;
    while (done < frames && (done < kWarmUpFrames || seconds_since(start) < most_s)) draw(done++);
    return done;
}

}  // namespace

Result<RecordFigures> bench_record(BenchScene& scene, render::Renderer& renderer, const render::DrawOptions& options, int samples, int frames, double most_s,
                                   const std::filesystem::path& scratch) {
    auto target = render::FrameTarget::create(kWidthPx, kHeightPx, samples);
    if (!target) return target.error();
    const auto draw = [&](int i) {
        scene.move_to(i);
        renderer.draw(scene.scene(), BenchScene::camera(i, kWidthPx, kHeightPx), *target, options);
    };
    const auto draw_whole = [&](int i) {
        draw(i);
        (void)target->read_pixel(kWidthPx / 2, kHeightPx / 2);
    };
    RecordFigures out;
    draw_whole(0);
    auto start = Clock::now();
    out.frames = draw_frames(frames, most_s, draw_whole);
    out.render = out.frames / seconds_since(start);

    render::ReadbackRing ring{kWidthPx, kHeightPx};
    std::optional<Error> lost;
    const auto read_frames = [&](const auto& take) {
        const int drawn = draw_frames(frames, most_s, [&](int i) {
            if (ring.full()) take();
            draw(i);
            ring.start(*target);
        });
        while (!ring.empty()) take();
        return drawn;
    };
    std::vector<std::uint8_t> picture(kPictureBytes);
    start = Clock::now();
    int drawn = read_frames([&] {
        if (const Status taken = ring.take(picture); !taken) lost = taken.error();
    });
    out.read_back = drawn / seconds_since(start);
    if (lost) return *lost;

    VideoSettings video;
    video.width_px = kWidthPx;
    video.height_px = kHeightPx;
    auto sink = open_video_part(video, scratch);
    if (!sink) {
        out.why_not = sink.error().text();
        return out;
    }
    start = Clock::now();
    Encoder encoder{std::move(*sink)};
    drawn = read_frames([&] {
        std::vector<std::uint8_t> buffer = encoder.buffer();
        if (const Status taken = ring.take(buffer); !taken) lost = taken.error();
        encoder.push(std::move(buffer));
    });
    const Status finished = encoder.finish();
    const double fps = drawn / seconds_since(start);
    std::error_code ec;
    std::filesystem::remove(scratch, ec);
    if (lost) return *lost;
    if (finished) out.encode_h264 = fps;
    else out.why_not = finished.error().text();
    out.peak_rss_bytes = peak_rss_bytes();
    return out;
}

}  // namespace linchpin::app::bench
