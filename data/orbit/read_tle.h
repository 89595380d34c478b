#pragma once
#include <optional>
#include <string_view>

#include "data/orbit/element_set.h"

namespace linchpin::orbit {

/// Two-line element sets, with or without a line of name before each ("ISS" or "0 ISS"). Columns as published; checksums must hold;
/// Alpha-5 catalogue numbers are read. Lines starting with # are comments. Years 57 to 99 are 1957 to 1999.
/// Text behind column 69 is refused, except blanks; blanks in front of a line of 69 characters are skipped.
[[nodiscard]] ElementSets read_tle(std::string_view text);

/// The five-character catalogue number of a TLE: digits (blanks in front allowed) or Alpha-5, whose first letter counts ten
/// thousands from A = 10 and skips I and O: A0000 = 100000, Z9999 = 339999.
[[nodiscard]] std::optional<std::uint32_t> parse_tle_catalog_number(std::string_view five) noexcept;

}  // namespace linchpin::orbit
