#pragma once
// Imports of a group of countries as one: trade between members is internal. A bloc of one is the country itself.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/metrics/import_shares.h"
#include "data/metrics/trade_view.h"

namespace linchpin::metrics {

/// One product group and year, current US dollars.
struct BlocImports {
    std::vector<SupplierShare> extra;         ///< origins outside the bloc, largest first; share of extra plus unallocated
    std::int64_t extra_usd = 0;               ///< sum of `extra`
    std::int64_t intra_usd = 0;               ///< members from other members
    std::int64_t unallocated_usd = 0;         ///< origin not known, inside or outside
    std::int64_t covered_usd = 0;             ///< imports of the members that have an origin list
    std::int64_t total_usd = 0;               ///< imports of all members
    std::optional<std::int64_t> exports_usd;  ///< of all members, trade between them included; empty when no member's is known
    /// Share of the bloc's imports whose importer has an origin list, [0, 1]; empty when nothing is imported.
    [[nodiscard]] std::optional<double> coverage() const noexcept;
};

/// Sums over the members. @param member  one flag per country of the data set.
[[nodiscard]] BlocImports bloc_imports(const TradeView& trade, const TradeBlock& block, std::span<const std::uint8_t> member);

/// Below this coverage a bloc has no result: the missing members could turn it.
inline constexpr double kLeastBlocCoverage = 0.80;

/// Herfindahl index of the world's exports by exporter, from the country totals (re-exports included); empty without totals.
[[nodiscard]] std::optional<double> world_export_herfindahl(std::span<const std::int64_t> exports_usd);
[[nodiscard]] std::optional<double> world_export_herfindahl(const Dataset& dataset, const TradeBlock& block);

}  // namespace linchpin::metrics
