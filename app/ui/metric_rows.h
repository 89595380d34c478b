#pragma once
// A metric as rows: name, value in its unit, and all that has to stand beside a number.
#include <span>

#include "app/report/report_service.h"
#include "app/ui/draw_parts.h"
#include "app/ui/figure_text.h"
#include "app/ui/origin_bars.h"
#include "app/ui/panel_context.h"
#include "app/ui/sparkline.h"

namespace linchpin::app {

/// One figure. A click opens the sheet that explains it. @param before  as loaded, when a scenario is on
void figure_row(PanelContext& c, const report::MetricInfo& info, const report::Figure& figure, const report::Figure* before);
/// Its id and name, small; says when the figures are still those of an earlier question.
void metric_head(PanelContext& c, const MetricAnswer& answer);
/// Every figure of a metric, and its series.
void metric_block(PanelContext& c, const MetricAnswer& answer);

}  // namespace linchpin::app
