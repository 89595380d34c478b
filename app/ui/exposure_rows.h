#pragma once
// The exposure page in parts: rows with bar, rank and series; origins declared and passed through; differences.
#include "app/report/exposure_desk.h"
#include "app/ui/draw_parts.h"
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// The colour that its partner has everywhere; that of the program where there is none.
[[nodiscard]] render::Rgba8 colour_of_row(const PanelContext& c, const report::ExposureMeasure& measure, const report::Figure& figure);
/// What a rank is called: "rank 34 of 190"; of a set: "members 21.3 % to 78.0 %, 24 of 27 with data". Empty where there is none.
[[nodiscard]] std::string rank_text(const report::ExposureRow& row);
/// One figure. Hovered it explains itself; a click opens its formula and the rows of the pack behind it.
/// @param before  as loaded, when a scenario is on
/// @param heading_year  said above already
void exposure_row(PanelContext& c, const report::ExposureRow& row, const report::ExposureRow* before, int heading_year = 0);
/// Opens the sheet with formula and rows of a figure.
void explain_figure(PanelContext& c, const report::Figure& figure);
/// Two bars over one another, each the whole: declared origins, and where the goods can come from at most; the unknown part hatched.
void origin_chart(PanelContext& c, const report::OriginComparison& origins);
/// A line as wide and as high as `to - from`, without a scale: gaps stay gaps, the year is marked.
void small_series(PanelContext& c, const std::vector<report::SeriesPoint>& series, ImVec2 from, ImVec2 to, int year, render::Rgba8 colour);

}  // namespace linchpin::app
