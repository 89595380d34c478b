#include "app/ui/show_keys.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <array>

namespace linchpin::app {
namespace {

constexpr int kCtrl = GLFW_MOD_CONTROL, kShift = GLFW_MOD_SHIFT;

constexpr std::array kBindings{
    ShowKeyBinding{GLFW_KEY_PAGE_DOWN, 0, ShowKey::Next, "Page Down  \xe2\x86\x92  \xe2\x86\x93  Space  Enter  N", "Next scene"},
    ShowKeyBinding{GLFW_KEY_RIGHT, 0, ShowKey::Next, "", ""},
    ShowKeyBinding{GLFW_KEY_DOWN, 0, ShowKey::Next, "", ""},
    ShowKeyBinding{GLFW_KEY_SPACE, 0, ShowKey::Next, "", ""},
    ShowKeyBinding{GLFW_KEY_N, 0, ShowKey::Next, "", ""},
    ShowKeyBinding{GLFW_KEY_PAGE_UP, 0, ShowKey::Previous, "Page Up  \xe2\x86\x90  \xe2\x86\x91  Backspace  P", "Previous scene"},
    ShowKeyBinding{GLFW_KEY_LEFT, 0, ShowKey::Previous, "", ""},
    ShowKeyBinding{GLFW_KEY_UP, 0, ShowKey::Previous, "", ""},
    ShowKeyBinding{GLFW_KEY_BACKSPACE, 0, ShowKey::Previous, "", ""},
    ShowKeyBinding{GLFW_KEY_P, 0, ShowKey::Previous, "", ""},
    ShowKeyBinding{GLFW_KEY_HOME, 0, ShowKey::First, "Home  End", "First, last scene"},
    ShowKeyBinding{GLFW_KEY_END, 0, ShowKey::Last, "", ""},
    ShowKeyBinding{GLFW_KEY_ENTER, 0, ShowKey::Enter, "Number, Enter", "The scene of that number"},
    ShowKeyBinding{GLFW_KEY_KP_ENTER, 0, ShowKey::Enter, "", ""},
    ShowKeyBinding{GLFW_KEY_G, 0, ShowKey::Grid, "G", "All scenes"},
    ShowKeyBinding{GLFW_KEY_B, 0, ShowKey::Black, "B  .", "Black, and back"},
    ShowKeyBinding{GLFW_KEY_PERIOD, 0, ShowKey::Black, "", ""},
    ShowKeyBinding{GLFW_KEY_KP_DECIMAL, 0, ShowKey::Black, "", ""},
    ShowKeyBinding{GLFW_KEY_W, 0, ShowKey::White, "W", "White, and back"},
    ShowKeyBinding{GLFW_KEY_L, 0, ShowKey::Spotlight, "hold L", "Spotlight at the pointer"},
    ShowKeyBinding{GLFW_KEY_K, kCtrl, ShowKey::Ask, "Ctrl+K", "Ask the globe: what if, scenes, layers"},
    ShowKeyBinding{GLFW_KEY_R, 0, ShowKey::ResetView, "R", "The view of the scene again"},
    ShowKeyBinding{GLFW_KEY_V, 0, ShowKey::Notes, "V", "Notes, with one screen: show or hide"},
    ShowKeyBinding{GLFW_KEY_EQUAL, 0, ShowKey::NoteLarger, "+  \xe2\x88\x92", "Notes larger, smaller"},
    ShowKeyBinding{GLFW_KEY_EQUAL, kShift, ShowKey::NoteLarger, "", ""},
    ShowKeyBinding{GLFW_KEY_KP_ADD, 0, ShowKey::NoteLarger, "", ""},
    ShowKeyBinding{GLFW_KEY_MINUS, 0, ShowKey::NoteSmaller, "", ""},
    ShowKeyBinding{GLFW_KEY_KP_SUBTRACT, 0, ShowKey::NoteSmaller, "", ""},
    ShowKeyBinding{GLFW_KEY_EQUAL, kCtrl, ShowKey::TextLarger, "Ctrl +  \xe2\x88\x92  0", "All of this window larger, smaller, normal"},
    ShowKeyBinding{GLFW_KEY_EQUAL, kCtrl | kShift, ShowKey::TextLarger, "", ""},
    ShowKeyBinding{GLFW_KEY_KP_ADD, kCtrl, ShowKey::TextLarger, "", ""},
    ShowKeyBinding{GLFW_KEY_MINUS, kCtrl, ShowKey::TextSmaller, "", ""},
    ShowKeyBinding{GLFW_KEY_KP_SUBTRACT, kCtrl, ShowKey::TextSmaller, "", ""},
    ShowKeyBinding{GLFW_KEY_0, kCtrl, ShowKey::TextNormal, "", ""},
    ShowKeyBinding{GLFW_KEY_KP_0, kCtrl, ShowKey::TextNormal, "", ""},
    ShowKeyBinding{GLFW_KEY_ESCAPE, 0, ShowKey::Escape, "Esc", "Take back; pause; leave"},
    ShowKeyBinding{GLFW_KEY_F5, 0, ShowKey::Start, "F5", "Go on after a pause"},
    ShowKeyBinding{GLFW_KEY_F5, kShift, ShowKey::Start, "", ""},
    ShowKeyBinding{GLFW_KEY_F1, 0, ShowKey::Help, "F1", "These keys"},
    ShowKeyBinding{GLFW_KEY_Q, kCtrl, ShowKey::Quit, "Ctrl+Q", "Quit, after a question"},
};

constexpr int kHeld = GLFW_MOD_CONTROL | GLFW_MOD_SHIFT | GLFW_MOD_ALT | GLFW_MOD_SUPER;

}  // namespace

std::span<const ShowKeyBinding> show_key_bindings() noexcept { return kBindings; }

ShowKey show_key(int key, int mods) noexcept {
    for (const ShowKeyBinding& b : kBindings)
        if (b.key == key && b.mods == (mods & kHeld)) return b.what;
    return show_digit(key, mods) >= 0 ? ShowKey::Digit : ShowKey::None;
}

int show_digit(int key, int mods) noexcept {
    if ((mods & kHeld & ~GLFW_MOD_SHIFT) != 0) return -1;  // French keyboards have digits above Shift
    if (key >= GLFW_KEY_0 && key <= GLFW_KEY_9) return key - GLFW_KEY_0;
    if (key >= GLFW_KEY_KP_0 && key <= GLFW_KEY_KP_9) return key - GLFW_KEY_KP_0;
    return -1;
}

}  // namespace linchpin::app
