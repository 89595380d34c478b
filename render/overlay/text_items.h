#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace linchpin::render {

/// A stretch of text with one font, one script and one direction: what HarfBuzz shapes at once.
struct TextItem {
    std::size_t begin = 0, end = 0;  ///< code points
    std::uint16_t font = 0;
    std::uint32_t script = 0;        ///< ISO 15924 tag, as hb_script_t
    bool right_to_left = false;
};

/// True for marks, joiners and variation selectors, which belong to the letter before them.
[[nodiscard]] bool joins_previous(char32_t code) noexcept;

/// Items in the order in which they stand on the line, left to right. Directions follow a reduced form of the Unicode
/// bidirectional algorithm (UAX 9) that is enough for names and captions: no explicit embeddings, no mirrored nesting.
/// @param fonts  one a code point
[[nodiscard]] std::vector<TextItem> itemise(const std::u32string& text, const std::vector<std::uint16_t>& fonts);

}  // namespace linchpin::render
