#pragma once
#include <cstddef>
#include <string_view>

namespace linchpin::csv {

/// Byte of the first thing that is not well-formed UTF-8 (Unicode 15, table 3-7: no surrogate, nothing overlong, nothing above
/// U+10FFFF), or of the first NUL; npos when there is neither.
[[nodiscard]] std::size_t first_bad_byte(std::string_view text) noexcept;

/// Number of code points in well-formed UTF-8; in broken text, the number of bytes that do not continue another.
[[nodiscard]] std::size_t count_characters(std::string_view text) noexcept;

}  // namespace linchpin::csv
