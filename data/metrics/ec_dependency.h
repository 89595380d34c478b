#pragma once
// M04: the European Commission's bottom-up test of strategic dependency, for any bloc.
#include <optional>

#include "data/metrics/bloc_trade.h"
#include "data/metrics/concentration.h"

namespace linchpin::metrics {

/// An indicator with what unallocated trade leaves open.
struct Indicator {
    Interval interval;  ///< a point when everything is allocated
    Verdict verdict = Verdict::No;
};

/// The three core indicators. Interval ends may be +infinity (cdi3 without exports).
struct EcDependency {
    Indicator cdi1;                   ///< Herfindahl index of imports from outside, > 0.4
    Indicator cdi2;                   ///< imports from outside / all imports, > 0.5
    Indicator cdi3;                   ///< imports from outside / exports, > 1
    bool no_exports = false;          ///< cdi3 passes because nothing is exported
    double coverage = 0.0;            ///< share of the bloc's imports with an origin list
    Verdict dependent = Verdict::No;  ///< the weakest of the three
};
inline constexpr double kEcConcentration = 0.4, kEcOutside = 0.5, kEcOverExports = 1.0;

/// Which exports stand under CDI3.
enum class EcExports { AllOfMembers, OutsideOnly };

/// Empty ("no data") when nothing is imported, the coverage is below 80 %, or exports are unknown.
/// @param exports_outside_usd  needed for EcExports::OutsideOnly: exports without those to members.
/// Source: European Commission, SWD(2021) 352, three core indicators, all strict. The interval is ours: unallocated imports may
/// come from inside or outside, from one origin or many.
[[nodiscard]] std::optional<EcDependency> ec_dependency(const BlocImports& bloc, EcExports which = EcExports::AllOfMembers,
                                                        std::optional<std::int64_t> exports_outside_usd = std::nullopt);

}  // namespace linchpin::metrics
