#pragma once
#include "app/report/report_service.h"
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// Declared and traced shares of the largest origins, one over the other, with the unknown part hatched.
void origin_bars(PanelContext& c, const MetricAnswer& traced);

}  // namespace linchpin::app
