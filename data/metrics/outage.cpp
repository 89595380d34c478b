#include "data/metrics/outage.h"

#include <algorithm>

namespace linchpin::metrics {

std::optional<OutageResult> supplier_outage(const OutageInput& input) noexcept {
    OutageResult result;
    result.imports_only = !input.production_usd.has_value();
    const std::int64_t domestic =
        input.production_usd ? std::max<std::int64_t>(0, *input.production_usd - input.exports_usd.value_or(0)) : 0;
    std::int64_t supply = domestic;
    for (const OutageSupplier& supplier : input.suppliers) {
        if (supplier.value_usd <= 0) continue;
        supply += supplier.value_usd;
        const auto value = static_cast<double>(supplier.value_usd);
        const double lost = std::clamp(supplier.lost, 0.0, 1.0);
        result.gap_usd += lost * value;
        if (lost == 0.0 && supplier.partner != kOtherPartner) result.cover_usd += std::max(0.0, supplier.may_grow) * value;
    }
    if (supply <= 0) return std::nullopt;
    result.cover_usd += std::max(0.0, input.domestic_may_grow) * static_cast<double>(domestic);
    result.supply_usd = static_cast<double>(supply);
    result.shortfall = std::max(0.0, result.gap_usd - result.cover_usd) / result.supply_usd;
    return result;
}

}  // namespace linchpin::metrics
