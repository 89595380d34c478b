#pragma once
// Lines of text for a terminal: columns, wrapping, plain spaces.
#include <cstdio>
#include <string>
#include <string_view>
#include <vector>

namespace linchpin::app {

inline constexpr int kLineWidth = 120;

/// Columns that a text takes: code points, combining marks none. Wide characters are not told apart.
[[nodiscard]] int columns_of(std::string_view text) noexcept;
/// Spaces and signs as a terminal and a search in it expect them: no-break spaces become spaces, the missing-value dash "-".
[[nodiscard]] std::string plain_text(std::string_view text);

struct Column {
    int width = 0;
    bool right = false;
};
/// The cells one beside another, two spaces between them. A text that does not fit goes on below, in its column; the last column
/// takes what is left of the line.
/// @param indent  spaces before the first
[[nodiscard]] std::string columns_text(const std::vector<Column>& columns, const std::vector<std::string>& cells, int indent);
/// Wrapped between words; lines after the first are two spaces further in.
[[nodiscard]] std::string wrapped(std::string_view text, int indent, int width = kLineWidth);

}  // namespace linchpin::app
