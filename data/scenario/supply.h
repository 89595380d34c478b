#pragma once
// SupplierStops: which rows shrink, which grow, and what stays missing. Internal to data/scenario.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/metrics/trade_view.h"
#include "data/report/world.h"
#include "data/scenario/event.h"

namespace linchpin::scenario {

/// One supplier no longer serves one importer with a part of one product group.
struct Strike {
    std::uint8_t group = 0;
    Index importer = kNone, supplier = kNone;
    double fraction = 0.0, grow_foreign = 0.0, grow_domestic = 0.0;
};
/// Strikes of the supplier events, in canonical order: the order of `events` changes nothing.
[[nodiscard]] std::vector<Strike> strikes_of(const Dataset& base, std::span<const Event* const> events, std::optional<Date> day);

/// What changed in the trade tables of the working copy, by position, so that it can be put back.
struct TradeChanges {
    std::vector<std::uint32_t> flow_rows, totals;
    std::vector<report::SupplyLoss> losses;  ///< by group, then importer
};
/// Changes value_usd of flows and the totals of `working`, whose trade tables must be those of `base`.
/// Integer dollars throughout: what is taken from the suppliers' rows minus what others add is what the totals lose.
[[nodiscard]] TradeChanges apply_strikes(const Dataset& base, const metrics::TradeView& base_trade, int year,
                                         std::span<const Strike> strikes, Dataset& working);

}  // namespace linchpin::scenario
