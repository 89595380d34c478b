#include "data/query/flow_origins.h"

#include <algorithm>

#include "data/metrics/reexports.h"

namespace linchpin::query {
namespace {

Result<metrics::TracedOrigins> traced(const Dataset& dataset, const metrics::TradeBlock& block, double pass_through) {
    std::vector<metrics::OriginNode> nodes(dataset.countries.size());
    for (std::size_t row = block.totals_begin; row < block.totals_end; ++row) {
        const CountryTotal& total = dataset.totals[row];
        nodes[total.country].imports_usd = total.imports_usd;
        nodes[total.country].exports_usd = total.exports_usd;
    }
    std::vector<metrics::OriginFlow> flows;
    flows.reserve(block.flows_end - block.flows_begin);
    for (std::size_t row = block.flows_begin; row < block.flows_end; ++row) {
        if (dataset.flows.exporter[row] != kOtherPartner)
            flows.push_back({dataset.flows.importer[row], dataset.flows.exporter[row], dataset.flows.value_usd[row]});
    }
    return metrics::trace_origins(nodes, flows, pass_through);
}

/// The parts of one arc, the largest first; ties by country.
void split(const metrics::TracedOrigins& origins, std::uint32_t at, Snapshot& out) {
    const Arc& arc = out.arcs[at];
    const auto value = static_cast<double>(arc.value_usd);
    const std::size_t first = out.traced_arcs.size();
    double left = value;
    for (std::size_t producer = 0; producer <= origins.nodes; ++producer) {
        const bool unknown = producer == origins.unknown_source();
        const double share = origins.in_exports(arc.exporter, producer);
        if (share < (unknown ? 1e-3 : kLeastTracedShare) || producer == arc.importer) continue;  // what is not known is never swept away
        out.traced_arcs.push_back({at, unknown ? kNone : static_cast<Index>(producer), value * share});
        left -= value * share;
        if (unknown) out.traced_unknown_usd += value * share;
    }
    out.traced_rest_usd += std::max(0.0, left);
    std::stable_sort(out.traced_arcs.begin() + static_cast<std::ptrdiff_t>(first), out.traced_arcs.end(),
                     [](const TracedArc& a, const TracedArc& b) { return a.value_usd > b.value_usd; });
}

}  // namespace

void trace_arcs(const Dataset& dataset, const metrics::TradeBlock& block, Snapshot& out) {
    const Result<metrics::TracedOrigins> origins = traced(dataset, block, out.filter.flow_origin);
    if (!origins) {
        out.trace_problem = origins.error().message;
        return;
    }
    for (std::uint32_t at = 0; at < out.arcs.size(); ++at) split(*origins, at, out);
}

}  // namespace linchpin::query
