#include "app/hall/hall_rules.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <sstream>

#include "app/story/markdown.h"

namespace linchpin::app {
namespace {

constexpr double kWordsPerMinute = 150.0;  // of somebody who speaks to a hall

HallItem good(const char* id, const char* name, std::string text) { return {id, name, HallState::Good, std::move(text)}; }
HallItem note(const char* id, const char* name, std::string text) { return {id, name, HallState::Note, std::move(text)}; }
HallItem fault(const char* id, const char* name, std::string text) { return {id, name, HallState::Fault, std::move(text)}; }

/// "one", "one and 3 more".
std::string first_of(std::string first, std::size_t count) { return count > 1 ? fmt::format("{}, and {} more", first, count - 1) : first; }

std::string size_text(const HallScreen& s) { return fmt::format("{} x {}{}", s.width_px, s.height_px, s.refresh_hz > 0 ? fmt::format(" at {} Hz", s.refresh_hz) : ""); }

std::size_t words_in(const std::string& markdown) {
    std::istringstream in{markdown_words(markdown)};
    std::size_t count = 0;
    for (std::string word; in >> word;) ++count;
    return count;
}

}  // namespace

std::string clock_text(double s) {
    const long whole = std::lround(std::max(0.0, s));
    return whole >= 3600 ? fmt::format("{}:{:02}:{:02}", whole / 3600, whole / 60 % 60, whole % 60) : fmt::format("{}:{:02}", whole / 60, whole % 60);
}

HallItem judge_screens(const HallFacts& facts) {
    constexpr const char* kId = "screens";
    constexpr const char* kName = "Screens";
    if (!facts.no_screens.empty()) return fault(kId, kName, "No screen can be asked for here (" + facts.no_screens + "): check again where the talk is given.");
    if (facts.screens.empty()) return fault(kId, kName, "No screen is connected: plug the projector in and check again.");
    std::string all;
    for (const HallScreen& s : facts.screens) all += (all.empty() ? "" : ", ") + (s.name.empty() ? "screen" : s.name) + " " + size_text(s);
    for (const HallScreen& s : facts.screens)
        if (s.width_px < 1024 || s.height_px < 600) return fault(kId, kName, fmt::format("{} has {}, and captions need at least 1024 x 600: choose a larger mode for it.", s.name, size_text(s)));
    if (facts.screens.size() == 1) return note(kId, kName, all + ". With one screen the notes are hidden; a key shows them to everybody.");
    for (std::size_t i = 1; i < facts.screens.size(); ++i)
        for (std::size_t j = 0; j < i; ++j)
            if (facts.screens[i].x == facts.screens[j].x && facts.screens[i].y == facts.screens[j].y)
                return fault(kId, kName, fmt::format("{} and {} show the same picture, so the audience would read the notes: switch from mirroring to an extended desktop.",
                                                     facts.screens[j].name, facts.screens[i].name));
    return good(kId, kName, all + ".");
}

HallItem judge_ffmpeg(const HallFacts& facts) {
    if (!facts.ffmpeg) return fault("ffmpeg", "Recording", "The talk cannot be recorded: " + facts.ffmpeg.error().message + ".");
    return good("ffmpeg", "Recording", "ffmpeg is there.");
}

HallItem judge_power(const HallFacts& facts) {
    if (!facts.on_battery) return good("power", "Power", "The system names no battery.");
    return *facts.on_battery ? note("power", "Power", "The machine runs on its battery: plug it in.") : good("power", "Power", "On mains.");
}

HallItem judge_fonts(const std::string& warning, std::span<const char32_t> missing) {
    if (!missing.empty())
        return fault("fonts", "Fonts", fmt::format("No installed font has U+{:04X}, which a caption or a note uses{}: it would show as a box. Install a font that has it or change the text.",
                                                   static_cast<unsigned>(missing.front()), missing.size() > 1 ? fmt::format(", nor {} other characters", missing.size() - 1) : ""));
    if (!warning.empty()) return fault("fonts", "Fonts", "The type is not as designed: " + warning + ".");
    return good("fonts", "Fonts", "Every letter of captions and notes is there.");
}

HallItem judge_pictures(std::span<const std::string> warnings) {
    if (!warnings.empty()) return fault("assets", "Base map and shaders", first_of(warnings.front(), warnings.size()) + ".");
    return good("assets", "Base map and shaders", "All there.");
}

HallItem judge_names(std::span<const Error> unknown) {
    if (!unknown.empty()) return fault("names", "Names in the story", first_of(unknown.front().message, unknown.size()) + ".");
    return good("names", "Names in the story", "The data pack has everything that the story names.");
}

HallItem judge_numbers(std::span<const MissingNumber> missing, std::size_t numbers) {
    if (missing.empty()) return good("numbers", "Numbers", fmt::format("All {} numbers of the captions have a value.", numbers));
    const MissingNumber& m = missing.front();
    return fault("numbers", "Numbers", fmt::format("In \"{}\" the caption would show \"{}\" for {{{}}}{}{}.", m.scene, m.shown, m.expression, m.note.empty() ? "" : " (" + m.note + ")",
                                                   missing.size() > 1 ? fmt::format(", and {} more numbers are missing", missing.size() - 1) : ""));
}

HallItem judge_speed(std::span<const SceneSpeed> scenes, double wished_fps, int width_px, int height_px, const HallFacts& facts) {
    constexpr const char* kId = "speed";
    constexpr const char* kName = "Frame rate";
    if (scenes.empty()) return fault(kId, kName, "No scene was drawn.");
    const double wished_ms = 1000.0 / wished_fps;
    const auto slowest_high = std::max_element(scenes.begin(), scenes.end(), [](const auto& a, const auto& b) { return a.high_ms < b.high_ms; });
    const auto slowest_low = std::max_element(scenes.begin(), scenes.end(), [](const auto& a, const auto& b) { return a.low_ms < b.low_ms; });
    const std::string by = fmt::format("{} x {}, drawn by {}{}", width_px, height_px, facts.drawn_by, facts.software ? ", which is the processor and not a graphics card" : "");
    if (slowest_high->high_ms <= wished_ms)
        return good(kId, kName, fmt::format("At least {:.0f} frames a second in every scene ({}).", 1000.0 / std::max(slowest_high->high_ms, 0.1), by));
    if (slowest_low->low_ms <= wished_ms)
        return note(kId, kName, fmt::format("In high quality \"{}\" reaches only {:.1f} frames a second, so it will be shown in low quality with {:.0f} ({}).", slowest_high->title,
                                            1000.0 / slowest_high->high_ms, 1000.0 / std::max(slowest_low->low_ms, 0.1), by));
    const auto slow = std::count_if(scenes.begin(), scenes.end(), [&](const SceneSpeed& s) { return s.low_ms > wished_ms; });
    return fault(kId, kName, fmt::format("{} of {} scenes stay under {:.0f} frames a second even in low quality; \"{}\" reaches {:.1f} ({}): choose a smaller mode for the screen, show "
                                         "less in the scene or use another machine.",
                                         slow, scenes.size(), wished_fps, slowest_low->title, 1000.0 / slowest_low->low_ms, by));
}

HallItem judge_drawn(std::span<const SceneSpeed> scenes) {
    const auto empty = std::find_if(scenes.begin(), scenes.end(), [](const SceneSpeed& s) { return s.empty; });
    if (empty != scenes.end()) return fault("run", "Run-through", "The picture of \"" + empty->title + "\" is empty: look at its camera and layers.");
    return good("run", "Run-through", fmt::format("All {} scenes were played through and drawn.", scenes.size()));
}

HallItem judge_network(int opened) {
    if (opened > 0) return fault("network", "Network", fmt::format("Playing the story opened {} connections: it would stall without a network.", opened));
    return good("network", "Network", "The story was played through without opening a connection.");
}

HallItem judge_timing(const Story& story, std::span<const double> rest_s) {
    constexpr const char* kId = "timing";
    constexpr const char* kName = "Timing";
    std::size_t late = 0;
    std::string first;
    for (std::size_t i = 0; i < story.scenes.size() && i < rest_s.size(); ++i) {
        const StoryScene& scene = story.scenes[i];
        if (scene.planned_s <= 0.0 || rest_s[i] <= scene.planned_s) continue;
        if (late++ == 0) first = fmt::format("\"{}\" needs {} until all of it has come, and {} are planned for it", scene.title, clock_text(rest_s[i]), clock_text(scene.planned_s));
    }
    if (late > 0) return fault(kId, kName, first_of(first, late) + ".");
    if (story.planned_s() <= 0.0) return note(kId, kName, fmt::format("{} scenes, no time planned: the remaining time cannot be shown.", story.scenes.size()));
    return good(kId, kName, fmt::format("{} scenes, {} planned.", story.scenes.size(), clock_text(story.planned_s())));
}

HallItem judge_notes(const Story& story) {
    constexpr const char* kId = "notes";
    constexpr const char* kName = "Notes";
    std::size_t none = 0, words = 0;
    for (const StoryScene& scene : story.scenes) {
        const std::size_t here = words_in(scene.notes);
        words += here;
        none += here == 0 ? 1 : 0;
        const double needed_s = static_cast<double>(here) / kWordsPerMinute * 60.0;
        // Notes also hold cautions and sources that are not read out.
        if (scene.planned_s > 0.0 && needed_s > 1.5 * scene.planned_s)
            return note(kId, kName, fmt::format("The notes of \"{}\" take {} to read out, and {} are planned.", scene.title, clock_text(needed_s), clock_text(scene.planned_s)));
    }
    if (none > 0) return note(kId, kName, fmt::format("{} of {} scenes have no notes.", none, story.scenes.size()));
    return good(kId, kName, fmt::format("{} words in {} scenes.", words, story.scenes.size()));
}

}  // namespace linchpin::app
