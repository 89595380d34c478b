#pragma once
#include "data/metrics/trade_view.h"
#include "data/query/snapshot.h"

namespace linchpin::query {

/// Parts of an arc below this share of it are not drawn one by one.
inline constexpr double kLeastTracedShare = 0.02;

/// Splits the shown arcs by modelled origin (M06 with pass-through Filter::flow_origin over the whole block): what an exporter sells is
/// its own produce and, as far as exports pass through, the mix of its supply. Fills traced_arcs, traced_unknown_usd, traced_rest_usd
/// and trace_problem of `out`; the parts and the rest of an arc add up to the arc.
void trace_arcs(const Dataset& dataset, const metrics::TradeBlock& block, Snapshot& out);

}  // namespace linchpin::query
