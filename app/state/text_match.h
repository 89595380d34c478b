#pragma once
// Comparing what a person types with names: accents, capitals and small mistakes do not count.
#include <string>
#include <string_view>
#include <vector>

namespace linchpin::app {

/// Lower case, accents taken off ("São Tomé" -> "sao tome"), everything that is no letter or digit becomes a space.
[[nodiscard]] std::string fold_for_search(std::string_view utf8);
/// The words of a folded text; views into it.
[[nodiscard]] std::vector<std::string_view> search_words(std::string_view folded);

inline constexpr int kNoMatch = 1000;
/// How well a folded word is found in a folded text: 0 = a whole word, more for a beginning, a part, or a typing mistake (one letter from
/// four letters on, two from eight); kNoMatch.
[[nodiscard]] int word_score(std::string_view folded, std::string_view wanted);

}  // namespace linchpin::app
