#pragma once
#include <map>
#include <string>
#include <string_view>

namespace linchpin::app {

/// 1-based line and column of a byte offset.
struct TextPosition { int line = 1, column = 1; };
[[nodiscard]] TextPosition position_of(std::string_view text, std::size_t byte_offset) noexcept;

/// How deep lists and objects of a JSON text are nested; 0 without any. For any text: what is no JSON gives some number. Values of great
/// depth take the stack of whoever copies them, so they are refused before they are read.
[[nodiscard]] int json_depth(std::string_view text) noexcept;
inline constexpr int kDeepestJson = 64;

/// Line (1-based) on which each value of a JSON text begins, by its path: "filter.hidden_site_kinds[2]". The JSON reader gives no
/// positions, and a message without a line is hard to act on; this is called only when there is something to say.
/// @param text  well-formed JSON. Values nested deeper than 64 levels are left out.
[[nodiscard]] std::map<std::string, int> json_value_lines(std::string_view text);
/// The same with columns.
[[nodiscard]] std::map<std::string, TextPosition> json_value_places(std::string_view text);

}  // namespace linchpin::app
