#pragma once
#include <span>
#include <string>
#include <vector>

#include "data/core/result.h"
#include "data/orbit/elements.h"

namespace linchpin::orbit {

enum class TleNumbers {
    FiveDigits,  ///< up to 99999, what every program reads
    Alpha5,      ///< up to 339999, as Space-Track writes them: A0000 = 100000
};

/// One set as two lines of 69 characters, behind a line with its name when it has one; LF line ends. A TLE has less room than an
/// OMM: epochs are rounded to 864 microseconds, eccentricity to seven places, angles to four, drag to five digits; element and
/// revolution numbers keep their last digits, as is usual. Errors: what has no place in a TLE, with the OMM keyword in front: a
/// catalogue number that is too long, an epoch before 1957 or after 2056, an object_id that is no COSPAR designator, a value that
/// is too large.
[[nodiscard]] Result<std::string> write_tle_set(const MeanElements& elements, TleNumbers numbers = TleNumbers::FiveDigits);

struct TleText {
    std::string text;             ///< of all sets that fit
    std::vector<Error> problems;  ///< one for each of the others, with its number and name
};
[[nodiscard]] TleText write_tle(std::span<const MeanElements> elements, TleNumbers numbers = TleNumbers::FiveDigits);

}  // namespace linchpin::orbit
