#pragma once
// M01: import shares and the top supplier.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/metrics/trade_view.h"
#include "data/pack/dataset.h"

namespace linchpin::metrics {

/// Whether an import metric can be formed at all.
enum class ImportState : std::uint8_t {
    Available,
    NoData,       ///< nothing is recorded, or everything recorded is zero
    NotAvailable  ///< trade is recorded, but its origins are not listed (a net exporter, or too small for a list)
};

/// True if rows of this coverage name the origins of an importer. Lists of an exporter's destinations and residuals do not: a
/// share formed from them alone would make one exporter the only supplier of everybody.
[[nodiscard]] bool feeds_import_shares(Coverage coverage) noexcept;

struct SupplierShare {
    std::uint16_t partner = 0;   ///< into Dataset::countries
    std::int64_t value_usd = 0;  ///< > 0
    double share = 0.0;          ///< of the denominator, (0, 1]
};

/// Origins of one importer's imports of one group (or several merged ones) in one year.
struct ImportShares {
    ImportState state = ImportState::NoData;
    std::vector<SupplierShare> suppliers;  ///< largest first, ties by ISO code
    std::int64_t denominator_usd = 0;      ///< max(country total, named rows); all rows where no total exists
    std::int64_t named_usd = 0;            ///< sum of `suppliers`
    std::int64_t unallocated_usd = 0;      ///< denominator minus named: origin not known
    std::int64_t self_usd = 0;             ///< imports from itself: dropped from everything above
    double unallocated_share = 0.0;        ///< [0, 1)
    /// Share that no unnamed origin can exceed: the smallest of a full top-ten list. Empty when the list is complete or merged.
    std::optional<double> unlisted_at_most;
    bool complete = false;  ///< an origin that is not named supplied nothing (above the source's floor)
};

/// Shares of one importer from the rows of one group and year. Row order and a common factor change nothing; several rows of one
/// partner are summed; values <= 0 are ignored.
/// @param total_imports_usd  the importer's total without self-imports, when known.
/// Source: ordinary share; used by CEPII GeoDep and by the European Commission's bottom-up method.
[[nodiscard]] ImportShares import_shares(Index importer, const FlowRows& rows, std::optional<std::int64_t> total_imports_usd);

/// Shares of one country from the rows of a block, as every figure and the map see them. In a scenario, which shrinks rows of a
/// top-ten list, an origin that the list does not name is still bound by the tenth place of the list as published.
/// @param published  the flows before the scenario, row by row those of `trade`; null without a scenario
[[nodiscard]] ImportShares country_shares(const TradeView& trade, const FlowTable* published, const TradeBlock& block, Index country);

struct ImportList {
    FlowRows rows;
    std::optional<std::int64_t> total_imports_usd;
};
/// Several groups as one: shares of the summed values, never averages of shares. Groups must not overlap (the caller's duty: see
/// ProductGroup::family). NotAvailable as soon as one list is; lists without any data add nothing.
[[nodiscard]] ImportShares merged_import_shares(Index importer, std::span<const ImportList> lists);

/// What is known of one partner's share.
struct PartnerShare {
    enum class Kind : std::uint8_t { Named, Zero, BelowList, Unknown } kind = Kind::Unknown;
    double share = 0.0;             ///< Named
    std::optional<double> at_most;  ///< BelowList, when a bound is known
};
/// Unknown when the shares are not available or the partner is the importer itself.
[[nodiscard]] PartnerShare share_of(const ImportShares& shares, Index importer, Index partner) noexcept;

}  // namespace linchpin::metrics
