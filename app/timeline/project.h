#pragma once
// A project: one editable timeline for camera, date, sky, filters, layers, scenario, captions and fades. Plain values; times are
// seconds from the start. A frame's time is frame / fps, never the wall clock.
#include <optional>
#include <string>
#include <vector>

#include "app/state/app_state.h"
#include "app/state/json_archive.h"
#include "app/state/passing.h"
#include "data/core/date.h"

namespace linchpin::app {

/// How a value goes from its key to the next one.
enum class Ease { Linear, Smooth, In, Out, Hold };

/// How the camera goes from its key to the next one.
enum class CameraMove {
    Flight,        ///< great circle, zooming out and in on long ways (van Wijk and Nuij)
    Direct,        ///< great circle, distance in equal ratios
    Turn,          ///< around the globe's axis by `turn_deg` of longitude: full turns are possible
    Spline,        ///< smooth through all keys of the run, in time at each of them
    SteadySpline,  ///< smooth through all keys of the run at a constant pace; only the times of its ends count
};

struct CameraKey {
    double time_s = 0.0;
    CameraPose pose;
    CameraMove move = CameraMove::Flight;
    Ease ease = Ease::Smooth;
    double turn_deg = 360.0;  ///< Turn: eastward; negative = westward
    bool operator==(const CameraKey&) const = default;
};
struct DateKey {
    double time_s = 0.0;
    Date date;
    Ease ease = Ease::Linear;
    bool operator==(const DateKey&) const = default;
};
struct SkyKey {
    double time_s = 0.0;
    double unix_s = 0.0;
    bool operator==(const SkyKey&) const = default;
};
struct NumberKey {
    double time_s = 0.0;
    double value = 0.0;
    Ease ease = Ease::Linear;
    bool operator==(const NumberKey&) const = default;
};
/// Any number of the state, by its path in a state file: "report.pass_through", "scenario.events[0].fraction".
struct NumberTrack {
    std::string parameter;
    std::vector<NumberKey> keys;
    bool operator==(const NumberTrack&) const = default;
};
/// From this time on: a part of a state file laid over what was there. Objects are merged, lists replaced; null stands where a
/// state file has null ("no date").
struct ChangeKey {
    double time_s = 0.0;
    Json set = Json::object();
    bool operator==(const ChangeKey&) const = default;
};

/// What stands over the globe for a while.
struct Element {
    ElementKind kind = ElementKind::Caption;
    ElementPlace place = ElementPlace::Bottom;
    double start_s = 0.0, end_s = 0.0;
    double fade_s = 0.3;
    std::string text;    ///< may hold {bindings}: docs/timeline.md. Counter: the number; DateStamp, ScaleBar: empty
    std::string detail;  ///< second line, smaller: what is counted, unit, source
    bool operator==(const Element&) const = default;
};
struct FadeKey {
    double time_s = 0.0;
    double veil = 0.0;   ///< 0 = the picture, 1 = all veil
    bool white = false;  ///< the veil's colour; black otherwise
    Ease ease = Ease::Smooth;
    bool operator==(const FadeKey&) const = default;
};
/// A speaker's pointer: all but a circle is dimmed while it is on. Between keys it moves in a straight line.
struct SpotlightKey {
    double time_s = 0.0;
    double x = 0.5, y = 0.5;  ///< of the picture, [0, 1], from the top left
    bool on = true;
    bool operator==(const SpotlightKey&) const = default;
};
struct TimeMarker {
    double time_s = 0.0;
    std::string name;
    bool chapter = false;  ///< goes into the video's chapters
    bool operator==(const TimeMarker&) const = default;
};

struct Project {
    std::string title;
    int fps = 30, fps_divisor = 1;  ///< fps / fps_divisor frames a second: 30000 / 1001 is 29.97
    double length_s = 10.0;
    int width_px = 1920, height_px = 1080;
    AppState start;                 ///< what every track changes
    std::vector<CameraKey> camera;
    std::vector<DateKey> dates;
    std::vector<SkyKey> sky;
    std::vector<NumberTrack> numbers;
    std::vector<ChangeKey> changes;
    std::vector<Element> elements;
    std::vector<FadeKey> fades;
    std::vector<SpotlightKey> spotlight;
    std::vector<TimeMarker> markers;
    std::optional<double> loop_start_s, loop_end_s;
    bool operator==(const Project&) const = default;

    [[nodiscard]] double frames_per_s() const noexcept { return static_cast<double>(fps) / fps_divisor; }
    [[nodiscard]] std::int64_t frame_count() const noexcept;  ///< at least 1
    [[nodiscard]] double time_of(std::int64_t frame) const noexcept { return static_cast<double>(frame) * fps_divisor / fps; }
};

}  // namespace linchpin::app
