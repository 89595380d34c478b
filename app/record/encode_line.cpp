#include "app/record/encode_line.h"

#include <chrono>
#include <exception>

namespace linchpin::app {
namespace {

// Small pictures wait in fours, so that a slow frame on one side does not stop the other; of large ones memory holds fewer.
constexpr std::size_t kQueuedPictures = 4, kQueuedLarge = 2, kLargeBytes = std::size_t{128} << 20;

std::size_t queue_length(std::size_t picture_bytes) { return picture_bytes > kLargeBytes ? kQueuedLarge : kQueuedPictures; }

}  // namespace

bool is_sequence(Codec codec) noexcept { return !info_of(codec).needs_ffmpeg; }

PictureQueue::PictureQueue(std::size_t pictures, std::size_t bytes) {
    for (std::size_t i = 0; i < pictures; ++i) free_.emplace_back(bytes);
}

std::vector<std::uint8_t> PictureQueue::buffer() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return !free_.empty(); });
    std::vector<std::uint8_t> pixels = std::move(free_.back());
    free_.pop_back();
    return pixels;
}

void PictureQueue::push(ReadPicture picture) {
    {
        const std::scoped_lock lock{mutex_};
        waiting_.push_back(std::move(picture));
    }
    changed_.notify_all();
}

void PictureQueue::close() {
    {
        const std::scoped_lock lock{mutex_};
        closed_ = true;
    }
    changed_.notify_all();
}

std::optional<ReadPicture> PictureQueue::pop() {
    std::unique_lock lock{mutex_};
    changed_.wait(lock, [&] { return !waiting_.empty() || closed_; });
    if (waiting_.empty()) return std::nullopt;
    ReadPicture picture = std::move(waiting_.front());
    waiting_.pop_front();
    return picture;
}

void PictureQueue::give_back(std::vector<std::uint8_t> pixels) {
    {
        const std::scoped_lock lock{mutex_};
        free_.push_back(std::move(pixels));
    }
    changed_.notify_all();
}

EncodeLine::EncodeLine(const RecordJob& job, const RecordControl& control, const PartBook& book, std::vector<PartRange> parts, std::size_t picture_bytes, bool reduced)
    : job_{job}, control_{control}, book_{book}, parts_{std::move(parts)}, reduced_{reduced}, queue_{queue_length(picture_bytes), picture_bytes},
      thread_{[this] { run(); }} {}

EncodeLine::~EncodeLine() { (void)stop(false); }

Status EncodeLine::stop(bool complete) {
    if (thread_.joinable()) {
        if (!complete) give_up_ = true;
        queue_.close();
        thread_.join();
    }
    if (error_) return *error_;
    return Done{};
}

void EncodeLine::run() {
    using Clock = std::chrono::steady_clock;
    while (auto picture = queue_.pop()) {
        if (!failed_ && !give_up_) {
            const auto start = Clock::now();
            Status status = Done{};
            try {
                status = take(*picture);
            } catch (const std::exception& e) {
                // Above all: no memory. An exception that left a thread would end the program without a word.
                status = Error{std::string{"cannot go on encoding: "} + e.what()};
            }
            if (!status) {
                error_ = status.error();
                failed_ = true;
                sink_.reset();
            }
            busy_s_ += std::chrono::duration<double>(Clock::now() - start).count();
        }
        queue_.give_back(std::move(picture->pixels));
    }
    sink_.reset();
}

Status EncodeLine::take(ReadPicture& picture) {
    const int factor = reduced_ ? 1 : job_.supersample;
    if (factor == 1 && job_.motion_blur == 1) {
        if (job_.transparent && !reduced_) to_straight_alpha(picture.pixels);
        return deliver(picture.frame, picture.pixels);
    }
    if (!sum_) {
        sum_.emplace(job_.video.width_px, job_.video.height_px, factor);
        frame_.resize(static_cast<std::size_t>(job_.video.width_px) * static_cast<std::size_t>(job_.video.height_px) * 4);
    }
    if (reduced_) sum_->add_straight(picture.pixels);
    else sum_->add(picture.pixels);
    if (!picture.last_of_frame) return Done{};
    sum_->result(frame_);
    sum_->clear();
    return deliver(picture.frame, frame_);
}

Status EncodeLine::deliver(std::int64_t number, std::span<const std::uint8_t> rgba) {
    const PartRange& part = parts_[part_];
    if (!sink_) {
        if (is_sequence(job_.video.codec)) {
            sink_ = open_sequence(job_.video, job_.out);
        } else {
            auto opened = open_video_part(job_.video, book_.file_of(part), &control_.cancel);
            if (!opened) return opened.error();
            sink_ = std::move(*opened);
        }
        hashes_.clear();
    }
    if (const Status status = sink_->frame(number, rgba); !status) return status;
    hashes_.push_back(frame_hash(rgba));
    if (number + 1 < part.end) return Done{};
    if (const Status status = sink_->finish(); !status) return status;
    sink_.reset();
    ++part_;
    return book_.complete(part, hashes_);
}

}  // namespace linchpin::app
