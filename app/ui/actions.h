#pragma once
// Everything that keys, the search palette and buttons can ask for.
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "app/state/app_state.h"

namespace linchpin::app {

enum class Action {
    None, Home, NorthUp, Projection, ZoomIn, ZoomOut, HidePanels, Search, Keys, About, Data, Picture, PictureWithPanels, SaveState, OpenState,
    Undo, Redo, TextLarger, TextSmaller, TextNormal, PlayPause, ClearSelection, Quit,
    Exposure, Dependence, WhatIf,  ///< open the panel, or close it when it is open
    Ranking,             ///< countries by one figure
    FindWorst,           ///< search the losses that hurt the subject most
    Timeline,            ///< likewise
    Story,               ///< the story's panel, likewise
    Present, PresentHere, Rehearse, ShowScene,  ///< from the first scene; from the chosen one; with times that are kept; the chosen scene on the globe
    HallCheck,           ///< is everything ready for the talk: its sheet
    Record,              ///< the dialog
    Charts, TakeAway,    ///< their sheets
    TakeAwayStart, TakeAwayCancel,
    WriteText,           ///< Request::content as the file Request::text
    SaveAs,
    ShareView,           ///< a view string into the clipboard, and its sheet
    StartAfresh,         ///< the first picture again; undo comes back
    StepBack, StepOn, TenBack, TenOn, FrameBack, FrameOn,  ///< through time
    ShuttleBack, ShuttleStop, ShuttleOn, LoopStart, LoopEnd,
    DeleteKeys, CopyKeys, PasteKeys,  ///< of the timeline
    RecordPreview, RecordStart, RecordPause, RecordCancel,
    AddEvent,      ///< Request::text as a phrase: "close Red Sea"; the events join the scenario
    AskAbout,      ///< Request::text: "bloc:EU", "region:202", "country:KEN"; the exposure page is about it
    ShowMetric,    ///< Request::text: "M13"; the page of all metrics at that one
    Setting,       ///< Request::text: what is switched, see settings.h
    FlyTo,         ///< select Request::selection and fly there
    LoadPath,      ///< open the state file Request::text
    StorePath,     ///< save the state to Request::text
    SaveAndQuit, QuitAnyway,  ///< answers to the question about unsaved edits
    LoadInputs     ///< read the user's own tables from the folder Request::text; an empty one forgets them
};

struct Request {
    Request() = default;
    explicit Request(Action what) : action{what} {}
    Request(Action what, Selection which) : action{what}, selection{std::move(which)} {}
    Request(Action what, std::string name) : action{what}, text{std::move(name)} {}
    Action action = Action::None;
    Selection selection;
    std::string text;
    std::string content;
};

/// A key and what it does; the key sheet is drawn from this table.
struct KeyBinding {
    int key;                     ///< GLFW_KEY_*
    int mods;                    ///< GLFW_MOD_*, all of them that have to be held
    Action action;
    std::string_view keys;       ///< as shown: "Ctrl+K"
    std::string_view name;       ///< as shown: "Search, go to"
};
[[nodiscard]] std::span<const KeyBinding> key_bindings() noexcept;
/// What the key asks for; None when it is not bound.
[[nodiscard]] Action action_of_key(int key, int mods) noexcept;
/// What a typed character asks for: keys whose place differs between keyboards.
[[nodiscard]] Action action_of_char(unsigned code) noexcept;

}  // namespace linchpin::app
