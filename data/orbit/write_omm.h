#pragma once
#include <span>
#include <string>

#include "data/orbit/elements.h"

namespace linchpin::orbit {

/// CelesTrak's GP columns, one heading line, LF line ends. Numbers are the shortest that read back as the same double; epochs are
/// rounded to microseconds.
[[nodiscard]] std::string write_omm_csv(std::span<const MeanElements> elements);
/// An array of objects, one a line, the same keywords.
[[nodiscard]] std::string write_omm_json(std::span<const MeanElements> elements);

}  // namespace linchpin::orbit
