#include "app/ui/actions.h"

#include <GLFW/glfw3.h>

#include <array>

namespace linchpin::app {
namespace {

constexpr int kCtrl = GLFW_MOD_CONTROL, kShift = GLFW_MOD_SHIFT, kCtrlShift = GLFW_MOD_CONTROL | GLFW_MOD_SHIFT;
constexpr int kByCharacter = -1;  // see action_of_char: where "+" stands depends on the keyboard

// Rows with an empty `keys` are further keys of the row above: they work, the sheet shows them there.
constexpr std::array kBindings{
    KeyBinding{GLFW_KEY_K, kCtrl, Action::Search, "Ctrl+K", "Search, go to, any command"},
    KeyBinding{GLFW_KEY_HOME, 0, Action::Home, "Home", "Whole globe"},
    KeyBinding{GLFW_KEY_N, 0, Action::NorthUp, "N", "North up"},
    KeyBinding{GLFW_KEY_M, 0, Action::Projection, "M", "Globe or flat map"},
    KeyBinding{kByCharacter, 0, Action::ZoomIn, "+  \xe2\x88\x92", "Zoom in, out"},
    KeyBinding{GLFW_KEY_ESCAPE, 0, Action::ClearSelection, "Esc", "Close, clear the selection"},
    KeyBinding{GLFW_KEY_SPACE, 0, Action::PlayPause, "Space", "Play, pause"},
    KeyBinding{GLFW_KEY_LEFT, 0, Action::StepBack, "\xe2\x86\x90  \xe2\x86\x92", "Step through time; Shift: ten"},
    KeyBinding{GLFW_KEY_RIGHT, 0, Action::StepOn, "", ""},
    KeyBinding{GLFW_KEY_LEFT, kShift, Action::TenBack, "", ""},
    KeyBinding{GLFW_KEY_RIGHT, kShift, Action::TenOn, "", ""},
    KeyBinding{kByCharacter, 0, Action::FrameBack, ",  .", "One frame, one day"},
    KeyBinding{GLFW_KEY_J, 0, Action::ShuttleBack, "J  K  L", "Backwards, stop, forwards; again: faster"},
    KeyBinding{GLFW_KEY_K, 0, Action::ShuttleStop, "", ""},
    KeyBinding{GLFW_KEY_L, 0, Action::ShuttleOn, "", ""},
    KeyBinding{kByCharacter, 0, Action::LoopStart, "[  ]", "Loop from here, to here"},
    KeyBinding{GLFW_KEY_T, 0, Action::Timeline, "T", "Timeline"},
    KeyBinding{GLFW_KEY_DELETE, 0, Action::DeleteKeys, "Del", "Delete the chosen keys"},
    KeyBinding{GLFW_KEY_C, kCtrl, Action::CopyKeys, "Ctrl+C  Ctrl+V", "Copy and paste keys"},
    KeyBinding{GLFW_KEY_V, kCtrl, Action::PasteKeys, "", ""},
    KeyBinding{GLFW_KEY_S, 0, Action::Story, "S", "Story"},
    KeyBinding{GLFW_KEY_F5, 0, Action::Present, "F5  Shift+F5", "Present the story from its start, from here"},
    KeyBinding{GLFW_KEY_F5, kShift, Action::PresentHere, "", ""},
    KeyBinding{GLFW_KEY_R, kCtrl, Action::Record, "Ctrl+R", "Record a video"},
    KeyBinding{GLFW_KEY_E, 0, Action::Exposure, "E", "Exposure of a country, bloc or own set"},
    KeyBinding{GLFW_KEY_D, 0, Action::Dependence, "D", "All metrics, M01 to M25"},
    KeyBinding{GLFW_KEY_G, 0, Action::Ranking, "G", "Rank countries by any figure"},
    KeyBinding{GLFW_KEY_W, 0, Action::FindWorst, "W", "Find the worst losses"},
    KeyBinding{GLFW_KEY_I, 0, Action::WhatIf, "I", "What if"},
    KeyBinding{GLFW_KEY_H, 0, Action::HidePanels, "H", "Clean view"},
    KeyBinding{GLFW_KEY_F12, 0, Action::Picture, "F12", "Save a picture"},
    KeyBinding{GLFW_KEY_F12, kShift, Action::PictureWithPanels, "Shift+F12", "Save a picture with the panels"},
    KeyBinding{GLFW_KEY_S, kCtrl, Action::SaveState, "Ctrl+S", "Save the project or state"},
    KeyBinding{GLFW_KEY_S, kCtrlShift, Action::SaveAs, "Ctrl+Shift+S", "Save under another name"},
    KeyBinding{GLFW_KEY_O, kCtrl, Action::OpenState, "Ctrl+O", "Open a project or state"},
    KeyBinding{GLFW_KEY_C, kCtrlShift, Action::ShareView, "Ctrl+Shift+C", "Share this view"},
    KeyBinding{GLFW_KEY_Z, kCtrl, Action::Undo, "Ctrl+Z", "Undo"},
    KeyBinding{GLFW_KEY_Z, kCtrlShift, Action::Redo, "Ctrl+Shift+Z", "Redo"},
    KeyBinding{GLFW_KEY_EQUAL, kCtrl, Action::TextLarger, "Ctrl +  \xe2\x88\x92  0", "Text larger, smaller, normal"},
    KeyBinding{GLFW_KEY_EQUAL, kCtrlShift, Action::TextLarger, "", ""},
    KeyBinding{GLFW_KEY_KP_ADD, kCtrl, Action::TextLarger, "", ""},
    KeyBinding{GLFW_KEY_MINUS, kCtrl, Action::TextSmaller, "", ""},
    KeyBinding{GLFW_KEY_KP_SUBTRACT, kCtrl, Action::TextSmaller, "", ""},
    KeyBinding{GLFW_KEY_0, kCtrl, Action::TextNormal, "", ""},
    KeyBinding{GLFW_KEY_KP_0, kCtrl, Action::TextNormal, "", ""},
    KeyBinding{GLFW_KEY_F1, 0, Action::Keys, "F1  ?", "This sheet"},
    KeyBinding{GLFW_KEY_Q, kCtrl, Action::Quit, "Ctrl+Q", "Quit"},
};

}  // namespace

std::span<const KeyBinding> key_bindings() noexcept { return kBindings; }

Action action_of_key(int key, int mods) noexcept {
    const int held = mods & (GLFW_MOD_CONTROL | GLFW_MOD_SHIFT | GLFW_MOD_ALT | GLFW_MOD_SUPER);
    for (const KeyBinding& b : kBindings)
        if (b.key == key && b.mods == held) return b.action;
    return Action::None;
}

Action action_of_char(unsigned code) noexcept {
    switch (code) {
        case '+':
        case '=': return Action::ZoomIn;
        case '-': return Action::ZoomOut;
        case '?': return Action::Keys;
        case ',': return Action::FrameBack;
        case '.': return Action::FrameOn;
        case '[': return Action::LoopStart;
        case ']': return Action::LoopEnd;
        default: return Action::None;
    }
}

}  // namespace linchpin::app
