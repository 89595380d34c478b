#pragma once
// Parts of the exposure page and of "what if" that stand in files of their own.
#include "app/report/exposure_desk.h"
#include "app/ui/panel_context.h"

namespace linchpin::app {

/// Country, year or scenario to compare with. True while something is compared; the differences are drawn then.
bool compare_section(PanelContext& c, const ExposurePage& page);
/// "Find the worst": kind, number, what hurts, the sets found, each one click from being the scenario.
void worst_section(PanelContext& c);
/// A section's heading that opens and closes it. True when it is open.
bool folding_heading(PanelContext& c, std::string_view probe, std::string_view title, std::string_view right);

}  // namespace linchpin::app
