#pragma once
// What goes with a video: subtitles, chapters, every number that was on screen, the camera's path.
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "app/record/frame_source.h"
#include "app/record/video_format.h"

namespace linchpin::app {

/// Chapters in ffmpeg's metadata form, from the project's chapter markers; empty when there are none. Times count from frame `first`.
[[nodiscard]] std::string chapters_text(const Project& project, std::int64_t first, std::int64_t end);

/// A finished part and how many frames are in it.
struct PartFile {
    std::filesystem::path file;
    std::int64_t frames = 0;
};
/// Joins finished parts, in order, into `out`, which is there whole or not at all. The codec's frames are copied as they are.
/// @param chapters  ffmetadata text; may be empty
/// @param work      a folder for the list that ffmpeg wants
/// @param give_up   when it becomes true, the work is ended; may be null
[[nodiscard]] Status join_files(const VideoSettings& settings, std::span<const PartFile> parts, const std::string& chapters, const std::filesystem::path& work,
                                const std::filesystem::path& out, const std::atomic<bool>* give_up);

/// Captions and titles with the time that they stand, their numbers filled in.
struct Subtitle {
    double start_s = 0.0, end_s = 0.0;
    std::string text;
    bool operator==(const Subtitle&) const = default;
};
/// Subtitles from what stands on each frame. One whose numbers run changes at most once a second, so that it can be read.
class SubtitleTrack {
public:
    struct Shown {
        std::string written, text;  ///< as in the project: what tells captions apart; with its numbers
    };
    /// What stands from `start_s` to `end_s`; frames in order.
    void frame(double start_s, double end_s, std::span<const Shown> shown);
    /// All of them by their start.
    [[nodiscard]] std::vector<Subtitle> finish();

private:
    struct Open {
        std::string written;
        Subtitle subtitle;
    };
    std::vector<Open> open_;
    std::vector<Subtitle> done_;
};
[[nodiscard]] std::string srt_text(std::span<const Subtitle> subtitles);
[[nodiscard]] std::string vtt_text(std::span<const Subtitle> subtitles);

/// Writes OUT.srt, OUT.vtt, OUT.chapters.txt, OUT.numbers.csv and OUT.camera.json for frames first .. end - 1.
[[nodiscard]] Status write_sidecars(Studio& studio, const Timeline& timeline, std::int64_t first, std::int64_t end, const std::filesystem::path& out);

}  // namespace linchpin::app
