#pragma once
// What stands in a cell of the table of metrics.
#include <string>

#include "app/cli/metric_report.h"

namespace linchpin::app {

[[nodiscard]] std::string value_of(const report::Figure& figure);
/// "0.340 to 0.580"; empty where both ends are one.
[[nodiscard]] std::string interval_of(const report::Figure& figure);
/// "78 %": part of the inputs that is known
[[nodiscard]] std::string known_of(const report::Figure& figure);
[[nodiscard]] std::string partner_of(const report::Figure& figure);
/// "no data: no imports are recorded"
[[nodiscard]] std::string reason_of(const report::Figure& figure);
/// "2024", "carried from 2024", "as of the pack (2026-08-21)"
[[nodiscard]] std::string when_of(const report::Figure& figure);
/// After minus before: shares in points of a hundred. A change without a number has a word; no change, no text.
[[nodiscard]] std::string change_of(const MetricRow& row);
/// Whose figure it is; with a scenario also whose it was.
[[nodiscard]] std::string partners_of(const MetricRow& row);

}  // namespace linchpin::app
