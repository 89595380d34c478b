#include "data/metrics/geodep.h"

#include <algorithm>

namespace linchpin::metrics {

std::optional<GeoDepYear> geodep_year(const GeoDepInput& input) noexcept {
    if (!input.world_export_hhi || input.imports_usd <= 0) return std::nullopt;
    GeoDepYear result;
    result.year = input.year;
    result.concentrated_imports = threshold_verdict(input.import_hhi, kGeoDepConcentration);
    result.concentrated_world = exceeds(*input.world_export_hhi, kGeoDepConcentration);
    const std::int64_t exports = input.exports_usd.value_or(0);
    result.imports_over_exports =
        exports > 0 ? static_cast<double>(input.imports_usd) / static_cast<double>(exports) : kNullExportsRatio;
    result.imports_exceed_exports = exceeds(result.imports_over_exports, 1.0);
    result.meets = result.concentrated_world && result.imports_exceed_exports ? result.concentrated_imports : Verdict::No;
    return result;
}

std::optional<Verdict> geodep_persistent(std::span<const GeoDepYear> years) noexcept {
    if (years.size() < 3) return std::nullopt;
    const auto last = years.last(3);
    const auto at_least = [&](Verdict v) {
        return std::count_if(last.begin(), last.end(), [&](const auto& y) { return y.meets >= v; });
    };
    if (at_least(Verdict::Certain) >= 2) return Verdict::Certain;
    return at_least(Verdict::Possible) >= 2 ? Verdict::Possible : Verdict::No;
}

}  // namespace linchpin::metrics
