#pragma once
// The presenter's screen: what the audience sees, what comes, the notes, the clock.
#include <imgui.h>

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/story/ask.h"
#include "app/ui/panel_context.h"

namespace linchpin::app {

enum class PresenterSheet { None, Ask, Keys, Layers, Quit };

/// What the presenter's screen remembers from frame to frame.
struct PresenterUi {
    PresenterSheet sheet = PresenterSheet::None;
    bool sheet_just_opened = false;
    bool grid = false;
    std::size_t grid_at = 0;             ///< chosen with the arrows
    std::string ask_text;
    int ask_row = 0;
    bool held_spotlight = false;         ///< switched on by the button rather than held by the key
    std::size_t notes_of = ~std::size_t{0};  ///< whose notes were drawn last: others begin at their top

    void open(PresenterSheet which) { sheet = which, sheet_just_opened = true; }
};

/// What the window tells.
struct PresenterFacts {
    const Show& show;
    const AskIndex& ask;
    double now_s = 0.0;
    std::string clock{};                 ///< "14:05"
    float shape = 16.0f / 9.0f;          ///< width by height of the audience's picture
    std::function<ImTextureID(std::size_t)> picture{};  ///< of a scene; null texture while there is none
    bool one_screen = false;             ///< the audience sees this window
    bool notes_shown = true;             ///< one screen: the speaker asked for them
    bool audience_lost = false;          ///< its screen went away
    std::string problem{};               ///< a sentence, or empty
    std::string remote{};                ///< where a phone finds the show, with the PIN; empty = off
    AppState shown{};                    ///< what the audience sees
};

struct PresenterCommand {
    enum class Kind { Next, Previous, GoTo, Black, White, Spotlight, LayOver, TakeBack, Resume, Leave, Quit, NoteLarger, NoteSmaller, Notes };
    Kind kind = Kind::Next;
    std::size_t scene = 0;
    ShowOverlay overlay;
};

struct PresenterResult {
    std::vector<PresenterCommand> commands;
    ImVec2 stage_from{0, 0}, stage_size{0, 0};  ///< where the audience's picture is to be shown; empty = nowhere
    bool whole_window = false;                  ///< one screen: the picture is all there is
};

/// Draws it all; with one screen and hidden notes nothing but what was asked for.
[[nodiscard]] PresenterResult draw_presenter(PanelContext& c, const PresenterFacts& facts, PresenterUi& ui);

}  // namespace linchpin::app
