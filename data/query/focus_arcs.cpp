#include "data/query/focus_arcs.h"

#include <algorithm>

#include "data/query/visibility.h"

namespace linchpin {

void add_arcs_into(const Dataset& dataset, const DerivedIndex& index, Index importer, std::size_t at_most, Snapshot& snapshot) {
    const metrics::TradeBlock* const block = query::trade_block(dataset, index, snapshot.filter);
    if (block == nullptr || importer >= dataset.countries.size()) return;
    const FlowTable& flows = dataset.flows;
    const query::HiddenFlags hidden = query::hidden_countries(dataset, snapshot.filter.hidden_exporters);
    const std::size_t begin = index.trade.importer_begin(*block, importer), end = begin + index.trade.importer_rows(*block, importer).size();
    std::vector<std::uint32_t> rows;
    for (std::size_t row = begin; row < end; ++row) {
        const std::uint16_t exporter = flows.exporter[row];
        if (exporter == kOtherPartner || exporter == importer || hidden[exporter] != 0 || flows.value_usd[row] <= 0) continue;
        rows.push_back(static_cast<std::uint32_t>(row));
    }
    std::sort(rows.begin(), rows.end(), [&](std::uint32_t a, std::uint32_t b) {
        return flows.value_usd[a] != flows.value_usd[b] ? flows.value_usd[a] > flows.value_usd[b] : flows.exporter[a] < flows.exporter[b];
    });
    if (rows.size() > at_most) rows.resize(at_most);
    for (const std::uint32_t row : rows) {
        if (std::any_of(snapshot.arcs.begin(), snapshot.arcs.end(), [row](const Arc& arc) { return arc.flow_row == row; })) continue;
        snapshot.arcs.push_back({flows.exporter[row], flows.importer[row], flows.value_usd[row], flows.coverage[row], row});
        snapshot.arcs_value_usd += flows.value_usd[row];
    }
}

}  // namespace linchpin
