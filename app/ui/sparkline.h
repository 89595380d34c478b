#pragma once
#include <string_view>
#include <vector>

#include "app/ui/panel_context.h"
#include "data/report/evaluate.h"

namespace linchpin::app {

/// A line over the years; gaps stay gaps.
void sparkline(PanelContext& c, std::string_view probe_name, const std::vector<report::SeriesPoint>& series, int year);

}  // namespace linchpin::app
