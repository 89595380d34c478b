#pragma once
// The two halves of what M19 shows. Internal to data/report.
#include <vector>

#include "data/report/families.h"

namespace linchpin::report {

/// How many of the applicable definitions of dependence agree, and what would turn the verdict.
[[nodiscard]] std::vector<Figure> badge_figures(const Ask& ask);

}  // namespace linchpin::report
