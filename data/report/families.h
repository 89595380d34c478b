#pragma once
// One function a family of metrics. Internal to data/report: evaluate() calls them.
#include <vector>

#include "data/report/evaluate.h"

namespace linchpin::report {

struct Ask {
    const World& world;
    const Subject& subject;
    const Question& question;
    Detail detail;
    const MetricInfo& metric;
};

[[nodiscard]] std::vector<Figure> trade_figures(const Ask& ask);      ///< M01 to M06, M08 to M10
[[nodiscard]] std::vector<Figure> compute_figures(const Ask& ask);    ///< M11, M12, M24
[[nodiscard]] std::vector<Figure> cable_figures(const Ask& ask);      ///< M13 to M17, M20, M21
[[nodiscard]] std::vector<Figure> satellite_figures(const Ask& ask);  ///< M25
[[nodiscard]] std::vector<Figure> composite_figures(const Ask& ask);  ///< M19 and the robustness badge
[[nodiscard]] std::vector<Figure> input_figures(const Ask& ask);      ///< M07, M18, M23, from tables of the user's own

}  // namespace linchpin::report
