#include "data/metrics/ec_dependency.h"

#include <algorithm>
#include <limits>

namespace linchpin::metrics {
namespace {

Indicator judged(Interval interval, double threshold) { return {interval, threshold_verdict(interval, threshold)}; }

/// Index of imports from outside. The unallocated part is outside and scattered (low), outside and with the largest origin, or
/// inside: then the named origins alone count. Between these ends the index has no maximum, since it falls, then rises.
Interval outside_concentration(const BlocImports& bloc) {
    if (bloc.extra_usd == 0) return bloc.unallocated_usd > 0 ? Interval{0.0, 1.0} : Interval{0.0, 0.0};
    std::vector<double> shares, named_only;
    for (const SupplierShare& supplier : bloc.extra) {
        shares.push_back(supplier.share);
        named_only.push_back(static_cast<double>(supplier.value_usd) / static_cast<double>(bloc.extra_usd));
    }
    const double unallocated =
        static_cast<double>(bloc.unallocated_usd) / static_cast<double>(bloc.extra_usd + bloc.unallocated_usd);
    Interval interval = herfindahl_interval(shares, unallocated);
    interval.high = std::max(interval.high, herfindahl(named_only).value_or(0.0));
    return interval;
}

/// x / y, infinite for something over nothing and 0 for nothing over nothing.
double ratio(std::int64_t x, std::int64_t y) {
    if (y > 0) return static_cast<double>(x) / static_cast<double>(y);
    return x > 0 ? std::numeric_limits<double>::infinity() : 0.0;
}

}  // namespace

std::optional<EcDependency> ec_dependency(const BlocImports& bloc, EcExports which,
                                          std::optional<std::int64_t> exports_outside_usd) {
    const auto coverage = bloc.coverage();
    const auto exports = which == EcExports::AllOfMembers ? bloc.exports_usd : exports_outside_usd;
    if (!coverage || *coverage < kLeastBlocCoverage - kThresholdGuard || !exports) return std::nullopt;
    const std::int64_t outside_at_most = bloc.extra_usd + bloc.unallocated_usd;
    const std::int64_t all = outside_at_most + bloc.intra_usd;
    EcDependency result;
    result.coverage = *coverage;
    result.no_exports = *exports <= 0;
    result.cdi1 = judged(outside_concentration(bloc), kEcConcentration);
    result.cdi2 = judged({ratio(bloc.extra_usd, all), ratio(outside_at_most, all)}, kEcOutside);
    result.cdi3 = judged({ratio(bloc.extra_usd, *exports), ratio(outside_at_most, *exports)}, kEcOverExports);
    result.dependent = std::min({result.cdi1.verdict, result.cdi2.verdict, result.cdi3.verdict});
    return result;
}

}  // namespace linchpin::metrics
