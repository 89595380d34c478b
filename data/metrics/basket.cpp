#include "data/metrics/basket.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace linchpin::metrics {

std::optional<BasketExposure> basket_exposure(std::span<const BasketItem> items) {
    double all = 0.0, with_data = 0.0;
    const auto usable = [](const BasketItem& item) { return std::isfinite(item.weight) && item.weight > 0.0; };
    for (const BasketItem& item : items) {
        if (!usable(item)) continue;
        all += item.weight;
        if (item.shares->state == ImportState::Available) with_data += item.weight;
    }
    if (!(with_data > 0.0)) return std::nullopt;

    BasketExposure result;
    result.coverage = with_data / all;
    std::map<std::uint16_t, double> by_partner;
    for (const BasketItem& item : items) {
        if (!usable(item) || item.shares->state != ImportState::Available) continue;
        const double weight = item.weight / with_data;
        result.unallocated += weight * item.shares->unallocated_share;
        for (const SupplierShare& supplier : item.shares->suppliers) by_partner[supplier.partner] += weight * supplier.share;
    }
    for (const auto& [partner, exposure] : by_partner) result.origins.push_back({partner, exposure});
    std::stable_sort(result.origins.begin(), result.origins.end(),
                     [](const auto& a, const auto& b) { return a.exposure > b.exposure; });
    return result;
}

}  // namespace linchpin::metrics
