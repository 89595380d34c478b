#pragma once
// What is chosen for a recording, and how far the running one is. The window fills in what it measures and starts the work.
#include <imgui.h>

#include <cstdint>
#include <string>
#include <vector>

#include "app/record/video_format.h"
#include "app/timeline/project.h"

namespace linchpin::app {

struct RecordDialog {
    // chosen
    int width_px = 1920, height_px = 1080;
    int fps = 0, fps_divisor = 1;          ///< 0 = the project's
    std::int64_t first = 0, end = -1;      ///< frames; -1 = to the end
    Codec codec = Codec::H264;
    int crf = -1;                          ///< -1 = the codec's own
    int supersample = 1, motion_blur = 1;
    bool transparent = false, passes = false, sidecars = false, resume = false;
    std::string out, ffmpeg_arguments;

    // measured and found by the window
    double frame_s = 0.0;                  ///< to draw one frame as chosen; 0 = not measured yet
    std::string measured_as;               ///< settings that `frame_s` and the preview are of
    ImTextureID preview{};                 ///< null = none
    int preview_width_px = 0, preview_height_px = 0;
    bool parts_there = false, file_there = false;  ///< an earlier run left parts; the file exists
    bool ffmpeg_there = true;

    // running
    bool running = false, paused = false;
    std::int64_t done = 0, total = 0;
    double elapsed_s = 0.0, left_s = 0.0;
    std::string problem;                   ///< of the last run; a sentence

    [[nodiscard]] VideoSettings video(const Project& project) const;
    [[nodiscard]] std::int64_t frames(const Project& project) const;  ///< to be recorded
    /// Arguments of `linchpin` that do it.
    [[nodiscard]] std::vector<std::string> arguments(const Project& project, const std::string& project_file) const;
    /// What keeps it from starting, as a sentence; empty when nothing does.
    [[nodiscard]] std::string refusal(const Project& project) const;
    /// What changes the look or the cost of one frame.
    [[nodiscard]] std::string frame_settings() const;
};

/// "1:05", "2:10:00"
[[nodiscard]] std::string duration_text(double s);

}  // namespace linchpin::app
