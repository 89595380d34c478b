#pragma once
// The encoding side of a recording: a bounded queue of pictures, and the thread that makes frames and parts of them.
#include <atomic>
#include <condition_variable>
#include <deque>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "app/record/frame_sink.h"
#include "app/record/frame_work.h"
#include "app/record/part_book.h"
#include "app/record/recorder.h"

namespace linchpin::app {

/// A picture on its way from the graphics card to the encoder.
struct ReadPicture {
    std::int64_t frame = 0;
    bool last_of_frame = true;
    std::vector<std::uint8_t> pixels;
};

/// Pictures between the drawing thread and the encoding one, never more than a few.
class PictureQueue {
public:
    PictureQueue(std::size_t pictures, std::size_t bytes);
    /// Waits until the encoder has given a buffer back.
    [[nodiscard]] std::vector<std::uint8_t> buffer();
    void push(ReadPicture picture);
    void close();
    /// The next picture; nothing when there will be no more.
    [[nodiscard]] std::optional<ReadPicture> pop();
    void give_back(std::vector<std::uint8_t> pixels);

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
    /// @param reduced  pictures come in the frame's size with straight alpha, not as they were read back
    EncodeLine(const RecordJob& job, const RecordControl& control, const PartBook& book, std::vector<PartRange> parts, std::size_t picture_bytes, bool reduced);
    ~EncodeLine();

    [[nodiscard]] PictureQueue& queue() noexcept { return queue_; }
    [[nodiscard]] bool failed() const noexcept { return failed_; }
    /// Ends the thread. @param complete  every picture was pushed; otherwise what is begun is given up
    Status stop(bool complete);
    /// After stop().
    [[nodiscard]] double busy_s() const noexcept { return busy_s_; }

private:
    void run();
    Status take(ReadPicture& picture);
    Status deliver(std::int64_t number, std::span<const std::uint8_t> rgba);

    const RecordJob& job_;
    const RecordControl& control_;
    const PartBook& book_;
    std::vector<PartRange> parts_;
    bool reduced_;
    std::size_t part_ = 0;
    PictureQueue queue_;
    std::unique_ptr<FrameSink> sink_;
    std::optional<FrameSum> sum_;
    std::vector<std::uint8_t> frame_;
    std::vector<std::string> hashes_;
    std::optional<Error> error_;
    std::atomic<bool> failed_{false}, give_up_{false};
    double busy_s_ = 0.0;
    std::thread thread_;  // last: starts when all else is there
};

/// A sequence of pictures, written without ffmpeg.
[[nodiscard]] bool is_sequence(Codec codec) noexcept;

}  // namespace linchpin::app
