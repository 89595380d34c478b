#include "app/story/story.h"

#include <algorithm>
#include <charconv>
#include <fmt/format.h>

#include "app/state/state_patch.h"

namespace linchpin::app {

Result<AppState> start_state(const Story& story) {
    AppState base;
    base.idle_turn = false;
    Result<AppState> start = patched(base, story.start);
    if (!start) return Error{"start." + start.error().message};
    return start;
}

Result<AppState> scene_state(const Story& story, const AppState& start, std::size_t scene) {
    Result<AppState> state = patched(start, story.scenes[scene].state);
    if (!state) return Error{fmt::format("scenes[{}].state.{}", scene, state.error().message)};
    if (story.scenes[scene].play.runs()) state->filter.date = story.scenes[scene].play.to;
    return state;
}

Result<std::vector<AppState>> scene_states(const Story& story) {
    const Result<AppState> start = start_state(story);
    if (!start) return start.error();
    std::vector<AppState> states;
    for (std::size_t i = 0; i < story.scenes.size(); ++i) {
        Result<AppState> state = scene_state(story, *start, i);
        if (!state) return state.error();
        states.push_back(std::move(*state));
    }
    return states;
}

std::string scene_caption_text(const StoryScene& scene, const SceneCaption& caption) {
    if (caption.kind != ElementKind::DateStamp || !caption.text.empty()) return caption.text;
    return scene.play.by_year ? "{year}" : "{date | month}";
}

std::optional<std::size_t> find_scene(const Story& story, std::string_view id_or_number) noexcept {
    for (std::size_t i = 0; i < story.scenes.size(); ++i)
        if (story.scenes[i].id == id_or_number) return i;
    std::size_t number = 0;
    const auto [end, ec] = std::from_chars(id_or_number.data(), id_or_number.data() + id_or_number.size(), number);
    if (ec != std::errc{} || end != id_or_number.data() + id_or_number.size() || number < 1 || number > story.scenes.size()) return std::nullopt;
    return number - 1;
}

std::string unused_id(const Story& story, std::string_view title) {
    std::string id;
    for (const char c : title) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) id += upper ? static_cast<char>(c - 'A' + 'a') : c;
        else if (!id.empty() && id.back() != '-') id += '-';
        if (id.size() >= 48) break;
    }
    while (!id.empty() && id.back() == '-') id.pop_back();
    if (id.empty()) id = "scene";
    const auto taken = [&](const std::string& name) { return std::any_of(story.scenes.begin(), story.scenes.end(), [&](const StoryScene& s) { return s.id == name; }); };
    std::string unused = id;
    for (int n = 2; taken(unused); ++n) unused = id + "-" + std::to_string(n);
    return unused;
}

}  // namespace linchpin::app
