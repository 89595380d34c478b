#include <algorithm>
#include <fmt/format.h>

#include "data/query/flow_origins.h"
#include "data/query/visibility.h"

namespace linchpin::query {
namespace {

/// Rows of the block that may be drawn: a country pair, never the residual, never a country to itself.
bool is_pair(const FlowTable& flows, std::size_t row) noexcept {
    return flows.exporter[row] != kOtherPartner && flows.exporter[row] != flows.importer[row];
}

std::string note_of(const metrics::TradeBlock& block, int asked) {
    if (block.partial_year) return "partial year";
    return block.year < asked ? fmt::format("carried from {}", block.year) : std::string{};
}

void derive_arcs(const Dataset& dataset, const metrics::TradeBlock& block, Snapshot& out) {
    const FlowTable& flows = dataset.flows;
    const HiddenFlags hidden = hidden_countries(dataset, out.filter.hidden_exporters);
    FacetTally exporters{dataset.countries.size()};
    std::vector<std::uint32_t> rows;
    for (std::size_t row = block.flows_begin; row < block.flows_end; ++row) {
        if (!is_pair(flows, row)) continue;
        ++out.arcs_total;
        exporters.add(flows.exporter[row], false);
        if (hidden[flows.exporter[row]] || static_cast<double>(flows.value_usd[row]) < out.filter.min_flow_usd) continue;
        rows.push_back(static_cast<std::uint32_t>(row));
    }
    const auto wanted = std::min(rows.size(), static_cast<std::size_t>(std::max(0, out.filter.top_arcs)));
    const auto middle = rows.begin() + static_cast<std::ptrdiff_t>(wanted);
    std::partial_sort(rows.begin(), middle, rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (flows.value_usd[a] != flows.value_usd[b]) return flows.value_usd[a] > flows.value_usd[b];
        if (flows.exporter[a] != flows.exporter[b]) return flows.exporter[a] < flows.exporter[b];
        return flows.importer[a] < flows.importer[b];
    });
    rows.erase(middle, rows.end());
    out.arcs.reserve(rows.size());
    for (const std::uint32_t row : rows) {
        out.arcs.push_back({flows.exporter[row], flows.importer[row], flows.value_usd[row], flows.coverage[row], row});
        out.arcs_value_usd += flows.value_usd[row];
        exporters.mark_shown(flows.exporter[row]);
    }
    out.exporters = exporters.counts([&](std::size_t i) { return country_key(dataset, i); });
}

}  // namespace

int asked_trade_year(const Filter& filter) noexcept {
    return filter.date ? std::min(filter.trade_year, filter.date->year()) : filter.trade_year;
}

const metrics::TradeBlock* trade_block(const Dataset& dataset, const DerivedIndex& index, const Filter& filter) {
    const Index group = dataset.group_index(filter.product_group);
    return group == kNone ? nullptr : index.trade.at_or_before(group, asked_trade_year(filter));
}

void derive_trade(const Dataset& dataset, const DerivedIndex& index, Snapshot& out) {
    const metrics::TradeBlock* block = trade_block(dataset, index, out.filter);
    if (block == nullptr) return;
    out.trade_year_used = block->year;
    out.trade_note = note_of(*block, asked_trade_year(out.filter));
    out.group_world_usd = block->world_usd.value_or(0);
    derive_arcs(dataset, *block, out);
    if (out.filter.flow_origin > 0.0) trace_arcs(dataset, *block, out);
}

}  // namespace linchpin::query
