#pragma once
#include <string>

namespace linchpin::report {

/// M19: one indicator of the index.
struct IndicatorWeight {
    std::string metric, item;  ///< "M02", "hhi": a figure with a value for every country
    bool higher_is_better = false;
    double weight = 1.0;       ///< slider, >= 0; sliders are scaled to sum to 1
    bool operator==(const IndicatorWeight&) const = default;
};

}  // namespace linchpin::report
