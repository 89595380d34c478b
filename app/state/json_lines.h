#pragma once
#include <map>
#include <string>
#include <string_view>

namespace linchpin::app {

/// 1-based line and column of a byte offset.
struct TextPosition { int line = 1, column = 1; };
[[nodiscard]] TextPosition position_of(std::string_view text, std::size_t byte_offset) noexcept;

/// Line (1-based) on which each value of a JSON text begins, by its path: "filter.hidden_site_kinds[2]". The JSON reader gives no
/// positions, and a message without a line is hard to act on; this is called only when there is something to say.
/// @param text  well-formed JSON. Values nested deeper than 64 levels are left out.
[[nodiscard]] std::map<std::string, int> json_value_lines(std::string_view text);
/// The same with columns.
[[nodiscard]] std::map<std::string, TextPosition> json_value_places(std::string_view text);

}  // namespace linchpin::app
