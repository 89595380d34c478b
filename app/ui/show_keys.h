#pragma once
// Keys and clickers while presenting.
#include <span>
#include <string_view>

namespace linchpin::app {

enum class ShowKey {
    None, Next, Previous, First, Last, Black, White, Grid, Escape, Spotlight, Digit, Enter, Notes, Ask, Start, ResetView, TextLarger, TextSmaller, TextNormal, Quit,
    NoteLarger, NoteSmaller, Layers, Help
};

struct ShowKeyBinding {
    int key;                  ///< GLFW_KEY_*
    int mods;                 ///< GLFW_MOD_*
    ShowKey what;
    std::string_view keys;    ///< as shown; empty = a further key of the row above
    std::string_view name;
};
[[nodiscard]] std::span<const ShowKeyBinding> show_key_bindings() noexcept;
/// Digits are told apart by show_digit().
[[nodiscard]] ShowKey show_key(int key, int mods) noexcept;
/// 0..9, or -1.
[[nodiscard]] int show_digit(int key, int mods) noexcept;

}  // namespace linchpin::app
