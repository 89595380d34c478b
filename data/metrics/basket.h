#pragma once
// M10: exposure of an importer to origins over a basket of product groups.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/metrics/import_shares.h"

namespace linchpin::metrics {

struct BasketItem {
    const ImportShares* shares = nullptr;  ///< not null; counts only when Available
    double weight = 0.0;                   ///< >= 0: import value, or a weight of criticality
};
struct BasketExposure {
    struct Origin {
        std::uint16_t partner = 0;
        double exposure = 0.0;  ///< sum of weight x share, [0, 1]
    };
    std::vector<Origin> origins;  ///< largest first, ties by ISO code
    double unallocated = 0.0;     ///< weighted share without a known origin
    double coverage = 0.0;        ///< sum of the given weights of items with data / sum of all, (0, 1]
};
/// Weights are normalised over the items that have data. Empty when none has, or no weight is above 0. Groups must not overlap.
/// Weighting by import value gives the shares of the pooled imports.
[[nodiscard]] std::optional<BasketExposure> basket_exposure(std::span<const BasketItem> items);

}  // namespace linchpin::metrics
