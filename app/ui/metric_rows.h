#pragma once
// A metric as a row: name, value in its unit, and all that has to stand beside a number.
#include <span>

#include "app/report/report_service.h"
#include "app/ui/panel_context.h"

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

/// One figure. A click opens the sheet that explains it. @param before  as loaded, when a scenario is on
void figure_row(PanelContext& c, const report::MetricInfo& info, const report::Figure& figure, const report::Figure* before);
/// Every figure of a metric, and its series.
void metric_block(PanelContext& c, const MetricAnswer& answer);
/// A line over the years; gaps stay gaps.
void sparkline(PanelContext& c, std::string_view probe_name, const std::vector<report::SeriesPoint>& series, int year);
/// Declared and traced shares of the largest origins, one over the other, with the unknown part hatched.
void origin_bars(PanelContext& c, const MetricAnswer& traced);
/// Diagonal lines: something is not known.
void hatch(PanelContext& c, ImVec2 from, ImVec2 to, render::Rgba8 colour);

}  // namespace linchpin::app
