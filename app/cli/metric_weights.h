#pragma once
// `--weights` of `linchpin metrics`: the indicators of M19 and how much each counts.
#include <string>
#include <vector>

#include "data/core/result.h"
#include "data/report/world.h"

namespace linchpin::app {

/// Each text is METRIC:ITEM:higher=WEIGHT or :lower=WEIGHT, for example "M13:retained_1:higher=0.5".
/// Errors name the nearest metric; weights sum to 1, or something was left out; an indicator stands once.
[[nodiscard]] Result<std::vector<report::IndicatorWeight>> read_weights(const std::vector<std::string>& texts);

/// A sentence with the nearest valid choice about the first indicator that has a number for no country; empty = none.
[[nodiscard]] std::string weights_problem(const report::World& world, const report::Question& question);

}  // namespace linchpin::app
