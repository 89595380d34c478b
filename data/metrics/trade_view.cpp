#include "data/metrics/trade_view.h"

#include <algorithm>
#include <utility>

namespace linchpin::metrics {
namespace {

using Key = std::pair<std::uint8_t, std::int16_t>;

/// The block of `key`, made when it is not there yet. Blocks stay sorted.
TradeBlock& block_of(std::vector<TradeBlock>& blocks, Key key) {
    const auto less = [](const TradeBlock& block, Key k) { return Key{block.group, block.year} < k; };
    auto it = std::lower_bound(blocks.begin(), blocks.end(), key, less);
    if (it == blocks.end() || Key{it->group, it->year} != key) {
        TradeBlock fresh;
        fresh.group = key.first;
        fresh.year = key.second;
        it = blocks.insert(it, fresh);
    }
    return *it;
}

/// First position in [begin, end) whose key is greater than that of `begin`, by doubling steps: blocks are long.
template <class KeyAt>
std::size_t run_end(std::size_t begin, std::size_t end, KeyAt key_at) {
    std::size_t step = 1;
    std::size_t low = begin;
    while (low + step < end && key_at(low + step) == key_at(begin)) {
        low += step;
        step *= 2;
    }
    std::size_t high = std::min(end, low + step);
    while (low + 1 < high) {
        const std::size_t middle = low + (high - low) / 2;
        (key_at(middle) == key_at(begin) ? low : high) = middle;
    }
    return high;
}

void describe_flows(const FlowTable& flows, TradeBlock& block) {
    const auto begin = flows.coverage.begin() + static_cast<std::ptrdiff_t>(block.flows_begin);
    const auto end = flows.coverage.begin() + static_cast<std::ptrdiff_t>(block.flows_end);
    block.partial_year = std::find(begin, end, Coverage::AllDestinationsPartialYear) != end;
    block.full_matrix = begin != end && std::all_of(begin, end, [](Coverage c) { return c == Coverage::FullBilateral; });
}

void sum_world(const Dataset& dataset, TradeBlock& block) {
    std::int64_t sum = 0;
    bool known = false;
    for (std::size_t i = block.totals_begin; i < block.totals_end; ++i) {
        if (!dataset.totals[i].imports_usd) continue;
        sum += *dataset.totals[i].imports_usd;
        known = true;
    }
    if (!known && block.full_matrix) {
        for (std::size_t i = block.flows_begin; i < block.flows_end; ++i) sum += dataset.flows.value_usd[i];
        known = true;
    }
    if (known) block.world_usd = sum;
}

}  // namespace

TradeView::TradeView(const Dataset& dataset) : dataset_{&dataset} {
    const FlowTable& flows = dataset.flows;
    for (std::size_t i = 0; i < flows.size();) {
        const std::size_t end = run_end(i, flows.size(), [&](std::size_t k) { return Key{flows.group[k], flows.year[k]}; });
        TradeBlock& block = block_of(blocks_, {flows.group[i], flows.year[i]});
        block.flows_begin = i;
        block.flows_end = end;
        describe_flows(flows, block);
        i = end;
    }
    const auto& totals = dataset.totals;
    for (std::size_t i = 0; i < totals.size();) {
        const std::size_t end = run_end(i, totals.size(), [&](std::size_t k) { return Key{totals[k].group, totals[k].year}; });
        TradeBlock& block = block_of(blocks_, {totals[i].group, totals[i].year});
        block.totals_begin = i;
        block.totals_end = end;
        i = end;
    }
    for (TradeBlock& block : blocks_) sum_world(dataset, block);
}

std::span<const TradeBlock> TradeView::blocks_of(Index group) const noexcept {
    const auto first = std::lower_bound(blocks_.begin(), blocks_.end(), group,
                                        [](const TradeBlock& block, Index wanted) { return block.group < wanted; });
    const auto last =
        std::upper_bound(first, blocks_.end(), group, [](Index wanted, const TradeBlock& block) { return wanted < block.group; });
    return {blocks_.data() + (first - blocks_.begin()), static_cast<std::size_t>(last - first)};
}

const TradeBlock* TradeView::find(Index group, int year) const noexcept {
    for (const TradeBlock& block : blocks_of(group)) {
        if (block.year == year) return &block;
    }
    return nullptr;
}

const TradeBlock* TradeView::at_or_before(Index group, int year) const noexcept {
    const auto candidates = blocks_of(group);
    const bool any_flows = std::any_of(candidates.begin(), candidates.end(), [](const TradeBlock& b) { return b.has_flows(); });
    const TradeBlock* best = nullptr;
    for (const TradeBlock& block : candidates) {
        if (block.year > year || (any_flows && !block.has_flows())) continue;
        if (block.partial_year && block.year != year) continue;
        best = &block;
    }
    return best;
}

FlowRows TradeView::rows(const TradeBlock& block) const noexcept {
    const FlowTable& flows = dataset_->flows;
    const std::size_t count = block.flows_end - block.flows_begin;
    return {{flows.exporter.data() + block.flows_begin, count},
            {flows.value_usd.data() + block.flows_begin, count},
            {flows.coverage.data() + block.flows_begin, count}};
}

std::size_t TradeView::importer_begin(const TradeBlock& block, Index importer) const noexcept {
    const auto& column = dataset_->flows.importer;
    const auto begin = column.begin() + static_cast<std::ptrdiff_t>(block.flows_begin);
    const auto end = column.begin() + static_cast<std::ptrdiff_t>(block.flows_end);
    return static_cast<std::size_t>(std::lower_bound(begin, end, importer) - column.begin());
}

FlowRows TradeView::importer_rows(const TradeBlock& block, Index importer) const noexcept {
    const FlowTable& flows = dataset_->flows;
    const std::size_t begin = importer_begin(block, importer);
    const auto first = flows.importer.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto last = flows.importer.begin() + static_cast<std::ptrdiff_t>(block.flows_end);
    const auto count = static_cast<std::size_t>(std::upper_bound(first, last, importer) - first);
    return {
        {flows.exporter.data() + begin, count}, {flows.value_usd.data() + begin, count}, {flows.coverage.data() + begin, count}};
}

const CountryTotal* TradeView::total(const TradeBlock& block, Index country) const noexcept {
    const auto begin = dataset_->totals.begin() + static_cast<std::ptrdiff_t>(block.totals_begin);
    const auto end = dataset_->totals.begin() + static_cast<std::ptrdiff_t>(block.totals_end);
    const auto it = std::lower_bound(begin, end, country, [](const CountryTotal& t, Index wanted) { return t.country < wanted; });
    return it != end && it->country == country ? &*it : nullptr;
}

std::optional<std::int64_t> TradeView::imports_usd(const TradeBlock& block, Index country) const noexcept {
    const CountryTotal* found = total(block, country);
    return found != nullptr ? found->imports_usd : std::nullopt;
}

std::optional<std::int64_t> TradeView::exports_usd(const TradeBlock& block, Index country) const noexcept {
    const CountryTotal* found = total(block, country);
    return found != nullptr ? found->exports_usd : std::nullopt;
}

}  // namespace linchpin::metrics
