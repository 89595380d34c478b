#pragma once
// A small chart of counts over time: bars of years, or a line through dated counts. What is not known stays open.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/ui/panel_context.h"

namespace linchpin::app {

struct CountPoint {
    double at = 0.0;                ///< place along the axis, in any unit; ascending
    std::optional<double> value;    ///< empty = not known: hatched, never zero
    std::string when;               ///< "2024", "2026-03-05": the heading of what is explained
    std::string text;               ///< the explanation: value, unit, source
    bool partial = false;           ///< a period that is not complete: outlined
};
struct CountChart {
    std::vector<CountPoint> points;
    bool bars = false;              ///< every point is a period one unit long; else a line
    std::optional<double> cursor;   ///< the shown date on the same axis; what lies after it is dimmed
};
/// @return  the point that was clicked
std::optional<std::size_t> count_chart(PanelContext& c, std::string_view probe_name, const CountChart& chart);

}  // namespace linchpin::app
