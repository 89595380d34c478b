#pragma once
// What a hall check says about what it found. Pure functions: each fault is one sentence that says what to do.
#include <span>
#include <string>
#include <vector>

#include "app/hall/hall_facts.h"
#include "app/report/bindings.h"
#include "app/story/story.h"

namespace linchpin::app {

enum class HallState {
    Good,
    Note,   ///< nothing is wrong, but better known before than found out
    Fault,
};

struct HallItem {
    std::string id;     ///< "screens"; stable, for programs
    std::string name;   ///< "Screens"
    HallState state = HallState::Good;
    std::string text;   ///< a sentence
};

/// What drawing a scene took.
struct SceneSpeed {
    std::string title;
    double high_ms = 0.0;   ///< the slower half of the frames begins here
    double low_ms = 0.0;    ///< 0 = not measured: high was fast enough
    bool empty = false;     ///< nothing is to be seen in it
};

/// A number that a caption promises and the data do not have.
struct MissingNumber {
    std::string scene, expression, shown, note;
};

[[nodiscard]] HallItem judge_screens(const HallFacts& facts);
[[nodiscard]] HallItem judge_ffmpeg(const HallFacts& facts);
[[nodiscard]] HallItem judge_power(const HallFacts& facts);
/// @param warning  of the typeface; empty = as designed
/// @param missing  code points that no font has
[[nodiscard]] HallItem judge_fonts(const std::string& warning, std::span<const char32_t> missing);
/// @param warnings  of the pictures and shaders
[[nodiscard]] HallItem judge_pictures(std::span<const std::string> warnings);
/// @param unknown  names in the story that the pack does not have
[[nodiscard]] HallItem judge_names(std::span<const Error> unknown);
[[nodiscard]] HallItem judge_numbers(std::span<const MissingNumber> missing, std::size_t numbers);
[[nodiscard]] HallItem judge_speed(std::span<const SceneSpeed> scenes, double wished_fps, int width_px, int height_px, const HallFacts& facts);
[[nodiscard]] HallItem judge_drawn(std::span<const SceneSpeed> scenes);
/// @param opened  sockets that were opened while the story was played through
[[nodiscard]] HallItem judge_network(int opened);
/// @param rest_s  when all of each scene has come
[[nodiscard]] HallItem judge_timing(const Story& story, std::span<const double> rest_s);
/// The notes against the time planned for them, and scenes without notes or sources.
[[nodiscard]] HallItem judge_notes(const Story& story);

/// "14:30", "1:02:00".
[[nodiscard]] std::string clock_text(double s);

}  // namespace linchpin::app
