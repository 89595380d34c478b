#pragma once
// M09: what an importer lacks when a supplier fails, and others may stretch. A scenario: its caps are assumptions, shown with it.
#include <cstdint>
#include <optional>
#include <span>

#include "data/pack/dataset.h"

namespace linchpin::metrics {

struct OutageSupplier {
    std::uint16_t partner = 0;   ///< country, or kOtherPartner
    std::int64_t value_usd = 0;  ///< imports from it
    double lost = 0.0;           ///< fraction struck, [0, 1]; more than one supplier may be struck
    double may_grow = 0.0;       ///< g: fraction by which it may expand, >= 0
};
struct OutageInput {
    std::span<const OutageSupplier> suppliers;
    std::optional<std::int64_t> production_usd, exports_usd;  ///< of the importer; unknown production: imports only
    double domestic_may_grow = 0.0;                           ///< h >= 0
};
struct OutageResult {
    double gap_usd = 0.0;       ///< what the struck suppliers no longer deliver
    double cover_usd = 0.0;     ///< what the others and domestic producers could add
    double supply_usd = 0.0;    ///< T: imports plus domestic supply
    double shortfall = 0.0;     ///< share of T that stays missing, [0, 1]
    bool imports_only = false;  ///< production unknown, so T is imports alone
};
/// Empty when there is no supply at all. Struck suppliers and OTH never expand. Domestic supply = max(0, production - exports).
/// With all caps 0 it is the plain loss of the suppliers (N - 1).
[[nodiscard]] std::optional<OutageResult> supplier_outage(const OutageInput& input) noexcept;

}  // namespace linchpin::metrics
