#pragma once
// M06 as flows: who made what a subject imports, and who declares it. The two ends of origin tracing in one picture.
#include <string>
#include <vector>

#include "data/report/figure.h"
#include "data/report/subject.h"
#include "data/report/world.h"

namespace linchpin::report {

/// Goods made in `producer` that reach the subject from `exporter`.
struct OriginPath {
    Index producer = kNone;  ///< into Dataset::countries; kNone = not known
    Index exporter = kNone;  ///< declared; kNone = not named by any list
    double value_usd = 0.0;  ///< > 0
};

struct OriginPaths {
    FigureState state = FigureState::NoData;
    std::string reason{};            ///< why there are none
    Index group = kNone;
    int year = 0;
    bool carried = false;          ///< older than the year asked for
    double imports_usd = 0.0;      ///< from outside the subject; the paths add up to it
    double pass_through = 1.0;
    std::string source{};            ///< short credit
    std::string assumption{};        ///< what the model supposes, for under the picture
    std::vector<OriginPath> paths{}; ///< by exporter as M01 ranks them, then by producer
};

/// Imports of the question's group by producer and declared exporter, with the question's pass-through. The exporters' sums are the
/// declared shares of M01; each exporter's split is the mix of what it exports in M06's solution.
[[nodiscard]] OriginPaths origin_paths(const World& world, const Subject& subject, const Question& question);

}  // namespace linchpin::report
