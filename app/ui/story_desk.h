#pragma once
// The story being written: edits with undo, what is chosen, whether it is saved. Plain values; opens no window, draws nothing.
#include <deque>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"
#include "app/story/story.h"

namespace linchpin::app {

class StoryDesk {
public:
    /// Opens a story; forgets undo.
    void start(Story story, std::string file);
    /// An empty story that begins with what is shown.
    void begin(const AppState& shown);
    [[nodiscard]] bool open() const noexcept { return open_; }
    [[nodiscard]] const Story& story() const noexcept { return story_; }
    [[nodiscard]] std::size_t chosen() const noexcept { return chosen_; }
    void choose(std::size_t scene);
    [[nodiscard]] bool dirty() const { return !(story_ == saved_); }
    void saved(std::string file);
    /// Counts edits: another number, another story.
    [[nodiscard]] unsigned version() const noexcept { return version_; }

    // ---- edits, each a step of undo ---------------------------------------------------------------------------------------------------
    /// A new scene behind the chosen one that shows what is shown. @return  its number
    std::size_t capture(const AppState& shown);
    /// The chosen scene shows what is shown now; its texts stay.
    void recapture(const AppState& shown);
    /// Moves of the same name are one step of undo: a row that is dragged over many.
    void move(std::size_t from, std::size_t to, std::string_view same_step = {});
    void remove(std::size_t scene);
    void duplicate(std::size_t scene);
    /// Edits the chosen scene; texts being typed become one step when `same_step` stays the same name.
    void edit(std::string_view same_step, const std::function<void(StoryScene&)>& change);
    void edit_story(std::string_view same_step, const std::function<void(Story&)>& change);
    /// Times of a rehearsal become the planned ones: of scenes that were shown, in whole seconds.
    void take_timings(const std::vector<double>& seconds);
    bool undo();
    bool redo();
    /// The text that is being typed is complete: what follows is another step.
    void end_step() { step_name_.clear(); }

    /// Does the view differ from what the chosen scene shows? Layers of the window's own (theme, text size) do not count.
    [[nodiscard]] bool differs(const AppState& shown) const;
    /// What the chosen scene shows, with the window's own kept; nothing while the story has a mistake.
    [[nodiscard]] std::optional<AppState> scene_view(const AppState& window) const;

    // ---- what the window says ---------------------------------------------------------------------------------------------------------
    std::string file;                   ///< empty = never saved
    std::string problem;                ///< why it cannot be shown; empty = it can
    std::vector<double> rehearsed;      ///< seconds a scene, of the last rehearsal
    std::function<Status(std::string_view)> check_text;  ///< of captions; may be empty

private:
    void step(std::string_view name);
    void changed();
    [[nodiscard]] Json part_of(const AppState& shown) const;

    struct Kept { Story story; std::size_t chosen = 0; };
    Story story_, saved_;
    std::size_t chosen_ = 0;
    bool open_ = false;
    unsigned version_ = 0;
    std::string step_name_;
    std::deque<Kept> past_, future_;
};

/// A state without what belongs to a window and a moment: no hover, no idle turn, times zero.
[[nodiscard]] AppState for_scene(AppState shown);

}  // namespace linchpin::app
