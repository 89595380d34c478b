#pragma once
// Cautions about single years of a trade series: what looks like a shift of supply and is a change of recording. Internal to
// data/report.
#include <string>

#include "data/report/trade_basis.h"

namespace linchpin::report {

/// The caution that goes with the step from `before` (null: no data year before) to `now`; empty = none. Several are joined by ";
/// ".
[[nodiscard]] std::string trade_mark(const World& world, const Subject& subject, const ImportBasis* before, const ImportBasis& now);

}  // namespace linchpin::report
