#pragma once
// Draws a project's frames and hands them on. Drawing, reading back and encoding run side by side; memory has a bound whatever the length.
#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "app/record/frame_source.h"
#include "app/record/video_format.h"

namespace linchpin::app {

struct RecordJob {
    std::filesystem::path out;
    VideoSettings video;
    int supersample = 1;                ///< pictures are drawn this many times larger each way
    int motion_blur = 1;                ///< pictures a frame, spread over half of its time; 1 = none
    std::int64_t first = 0, end = 0;    ///< frames first .. end - 1 of the project
    std::int64_t part_frames = 300;     ///< a part is encoded on its own: what is complete survives a crash, and ranges join without a seam
    bool resume = false;                ///< keep the complete parts of an earlier run of the same job
    bool transparent = false;
    bool passes = false;                ///< of a sequence: each layer as a sequence of its own too
    bool range = false;                 ///< a range to be joined: says so in a note beside it
    bool sidecars = false;
};

/// How far a recording is, told on the drawing thread.
struct RecordProgress {
    std::int64_t done = 0, total = 0;   ///< frames
    std::int64_t kept = 0;              ///< of `done`: from an earlier run
    double elapsed_s = 0.0, left_s = 0.0;
};

/// What a recording cost, for the benchmark and the closing line.
struct RecordCost {
    std::int64_t frames = 0, kept = 0;  ///< drawn now; taken over from an earlier run
    double total_s = 0.0, draw_s = 0.0, read_back_s = 0.0, wait_s = 0.0, encode_s = 0.0;
};

class RecordControl {
public:
    std::atomic<bool> cancel{false}, pause{false};
};

/// Records. On an error or a cancel no file stands under the final name (or an older one stands as it was); complete parts are kept in
/// OUT.parts for --resume, and where none is complete nothing stays.
/// @param exit_status  set when there is an error: whose fault it is, or that it was cancelled
/// @return  what it cost; or the error
[[nodiscard]] Result<RecordCost> record(Studio& studio, const Timeline& timeline, const RecordJob& job, RecordControl& control,
                                        const std::function<void(const RecordProgress&)>& progress, int& exit_status);

/// The folder that holds the parts of a recording until it is complete.
[[nodiscard]] std::filesystem::path parts_folder(const std::filesystem::path& out);

/// Every frame's hash in order, of a finished recording: OUT.frames.csv ("frame,time_s,xxh3_128").
[[nodiscard]] std::filesystem::path hashes_file(const std::filesystem::path& out);

}  // namespace linchpin::app
