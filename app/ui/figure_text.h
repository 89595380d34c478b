#pragma once
// A figure in words: its value, and all that has to stand beside a number.
#include <span>
#include <string>

#include "data/report/figure.h"

namespace linchpin::app {

/// "41.3 %" ; "no data", "not available", "needs ..." where there is none.
[[nodiscard]] std::string figure_value(const report::Figure& figure);
/// "0.31 to 0.45 · 2024, carried from 2024 · 81 % covered": the second line under a value.
[[nodiscard]] std::string figure_context(const report::Figure& figure);
/// The figure of the same item, group and partner; nullptr when there is none.
[[nodiscard]] const report::Figure* same_figure(std::span<const report::Figure> figures, const report::Figure& like);

/// Seen on screen: another value, or the value of another partner.
[[nodiscard]] bool differs(const report::Figure& before, const report::Figure& after);
/// What a figure was before: of the same partner, or, where a metric has the item once ("top supplier"), of whoever it was then.
[[nodiscard]] const report::Figure* counterpart(std::span<const report::Figure> others, const report::Figure& figure, std::span<const report::Figure> own);

}  // namespace linchpin::app
