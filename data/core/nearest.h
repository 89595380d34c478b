#pragma once
// "Did you mean": the valid choice most like a mistyped one. Every part of the program names its choices with it.
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace linchpin {

/// Number of letters to insert, delete, replace or swap with their neighbour to come from a to b (optimal string alignment),
/// upper and lower case alike (ASCII).
[[nodiscard]] int edit_distance(std::string_view a, std::string_view b);

/// The choice most like `text`: one that holds it whole, else the one at the least edit distance; the first of equals; empty when
/// there are no choices.
[[nodiscard]] std::string nearest_choice(std::string_view text, std::span<const std::string> choices);

/// "unknown layer "site"; did you mean "sites"? There are: earth, borders, ..." Long lists are not printed.
[[nodiscard]] std::string unknown_word(std::string_view what, std::string_view text, std::span<const std::string> choices);

}  // namespace linchpin
