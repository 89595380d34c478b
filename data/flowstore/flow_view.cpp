#include "data/flowstore/flow_view.h"

#include <algorithm>
#include <span>

namespace linchpin::flows {
namespace {

constexpr CountryCode kOther = *CountryCode::parse("OTH");

constexpr std::uint32_t kRowsAhead = 512;

void prefetch(const void* address) noexcept {
#if defined(__GNUC__)
    __builtin_prefetch(address);
#else
    (void)address;
#endif
}

/// Calls step(cell, value) for rows of one group. Asks for memory well ahead: a processor busy with scattered sums does not look
/// far by itself, and reads at two thirds of the speed.
template <class Step>
void for_rows(const FlowStore& store, std::uint32_t begin, std::uint32_t end, const Step& step) noexcept {
    const std::uint16_t* const cells = store.cells().data();
    const std::int64_t* const values = store.values().data();
    // Beyond `end` too: what follows is likely to be the next thing wanted.
    const auto rows = static_cast<std::uint32_t>(store.rows());
    std::uint32_t i = begin;
    for (; end - i >= 8; i += 8) {  // a line of values
        const std::uint32_t ahead = i + std::min(kRowsAhead, rows - i - 1);
        prefetch(values + ahead);
        prefetch(cells + ahead);
        for (std::uint32_t k = 0; k < 8; ++k) step(cells[i + k], values[i + k]);
    }
    for (; i < end; ++i) step(cells[i], values[i]);
}

void add_rows(const FlowStore& store, std::uint32_t begin, std::uint32_t end, std::int64_t* sums) noexcept {
    for_rows(store, begin, end, [sums](std::uint16_t cell, std::int64_t value) { sums[cell] += value; });
}

void subtract_rows(const FlowStore& store, std::uint32_t begin, std::uint32_t end, std::int64_t* sums) noexcept {
    for_rows(store, begin, end, [sums](std::uint16_t cell, std::int64_t value) { sums[cell] -= value; });
}

void resize(const FlowStore& store, ImportShareTable& table) {
    table.side = store.countries().size();
    const std::size_t cells = table.side * table.side;
    table.value.resize(cells);
    table.share.resize(cells);
    table.total.resize(table.side);
    table.suppliers.resize(table.side);
    table.hhi.resize(table.side);
}

/// Totals, shares and indices out of the values of one importer.
void finish_importer(ImportShareTable& table, std::size_t importer, std::optional<std::uint16_t> other,
                     std::vector<double>& known) {
    const std::span<const std::int64_t> values = std::span{table.value}.subspan(importer * table.side, table.side);
    const std::span<double> shares = std::span{table.share}.subspan(importer * table.side, table.side);
    std::int64_t total = 0;
    std::uint32_t suppliers = 0;
    for (const std::int64_t value : values) {
        total += value;
        suppliers += value > 0 ? 1u : 0u;
    }
    const std::int64_t unallocated = other ? values[*other] : 0;
    table.total[importer] = total;
    table.suppliers[importer] = suppliers - (unallocated > 0 ? 1u : 0u);
    table.hhi[importer].reset();
    if (total == 0) {
        std::fill(shares.begin(), shares.end(), 0.0);
        return;
    }
    const auto whole = static_cast<double>(total);
    for (std::size_t i = 0; i < table.side; ++i) shares[i] = static_cast<double>(values[i]) / whole;
    if (other && *other == importer) return;
    // Countries that supply nothing add exactly 0 to a sum of squares: the row goes in whole, without OTH.
    known.assign(shares.begin(), shares.end());
    if (other) known[*other] = 0.0;
    if (table.suppliers[importer] == 0) known.clear();
    table.hhi[importer] = metrics::herfindahl_interval(known, other ? shares[*other] : 0.0);
}

void finish(const FlowStore& store, ImportShareTable& table) {
    const auto other = store.country_index(kOther);
    std::vector<double> known;
    known.reserve(table.side);
    for (std::size_t importer = 0; importer < table.side; ++importer) finish_importer(table, importer, other, known);
}

std::vector<std::uint8_t> chosen_products(const FlowStore& store, const FlowFilter& filter) {
    std::vector<std::uint8_t> chosen(store.products().size(), filter.products ? 0 : 1);
    if (filter.products)
        for (const std::uint16_t product : *filter.products)
            if (product < chosen.size()) chosen[product] = 1;
    return chosen;
}

}  // namespace

void scan_import_shares(const FlowStore& store, const FlowFilter& filter, ImportShareTable& out) {
    resize(store, out);
    std::fill(out.value.begin(), out.value.end(), 0);
    const std::vector<std::uint8_t> chosen = chosen_products(store, filter);
    const std::span<const FlowBlock> blocks = store.blocks();
    for (const FlowGroup& group : store.groups()) {
        if (group.first_block == group.end_block) continue;
        std::int64_t* const sums = out.value.data() + group.first_cell;
        std::uint32_t run = blocks[group.first_block].first;  // neighbouring blocks are added in one piece, from here
        for (std::size_t b = group.first_block; b < group.end_block; ++b) {
            const FlowBlock& block = blocks[b];
            if (block.year >= filter.first_year && block.year <= filter.last_year && chosen[block.product] != 0) continue;
            add_rows(store, run, block.first, sums);
            run = store.block_end(b);
        }
        add_rows(store, run, store.block_end(group.end_block - 1), sums);
    }
    finish(store, out);
}

FlowView::FlowView(const FlowStore& store) : store_{&store} {
    resize(store, table_);
    current_.products.assign(store.products().size(), 0);
    finish(store, table_);
}

FlowView::Selection FlowView::select(const FlowFilter& filter) const {
    const std::vector<std::int16_t>& years = store_->years();
    Selection out;
    out.products = chosen_products(*store_, filter);
    out.low = filter.first_year;
    out.high = filter.last_year;
    const auto index = [&](auto place) { return static_cast<std::size_t>(place - years.begin()); };
    out.first_year = index(std::lower_bound(years.begin(), years.end(), filter.first_year));
    out.end_year = index(std::upper_bound(years.begin(), years.end(), filter.last_year));
    return out;
}

UpdateBase FlowView::cheapest(const Selection& wanted) const {
    // Writing the starting table is work too: about a row's worth for a few neighbouring cells.
    const std::uint64_t cells = table_.value.size();
    std::uint64_t nothing = cells / 8, totals = cells / 4, previous = 0;
    const std::span<const FlowBlock> blocks = store_->blocks();
    for (std::size_t b = 0; b < blocks.size(); ++b) {
        const std::uint64_t rows = store_->block_end(b) - blocks[b].first;
        const bool want = wanted.has(blocks[b]);
        nothing += want ? rows : 0;
        totals += !want && wanted.in_range(blocks[b]) ? rows : 0;
        previous += want != current_.has(blocks[b]) ? rows : 0;
    }
    if (previous <= nothing && (previous <= totals || !store_->has_totals())) return UpdateBase::Previous;
    return store_->has_totals() && totals < nothing ? UpdateBase::Totals : UpdateBase::Nothing;
}

void FlowView::start_from_totals(const Selection& wanted) {
    if (wanted.first_year >= wanted.end_year) {
        std::fill(table_.value.begin(), table_.value.end(), 0);
        return;
    }
    const std::span<const std::int64_t> through = store_->totals_through(wanted.end_year - 1);
    std::copy(through.begin(), through.end(), table_.value.begin());
    if (wanted.first_year == 0) return;
    const std::span<const std::int64_t> before = store_->totals_through(wanted.first_year - 1);
    for (std::size_t i = 0; i < table_.value.size(); ++i) table_.value[i] -= before[i];
}

/// Adds the blocks of a group that are wanted and not there, takes away those that are there and not wanted.
void FlowView::change_blocks(const FlowGroup& group, const Selection& wanted) {
    std::int64_t* const sums = table_.value.data() + group.first_cell;
    for (std::size_t b = group.first_block; b < group.end_block; ++b) {
        const FlowBlock& block = store_->blocks()[b];
        const bool there =
            base_ == UpdateBase::Previous ? current_.has(block) : base_ == UpdateBase::Totals && wanted.in_range(block);
        const bool want = wanted.has(block);
        if (there == want) continue;
        const std::uint32_t end = store_->block_end(b);
        rows_touched_ += end - block.first;
        if (want) {
            add_rows(*store_, block.first, end, sums);
        } else {
            subtract_rows(*store_, block.first, end, sums);
        }
    }
}

const ImportShareTable& FlowView::update(const FlowFilter& filter) {
    Selection wanted = select(filter);
    base_ = cheapest(wanted);
    rows_touched_ = 0;
    if (base_ == UpdateBase::Nothing) std::fill(table_.value.begin(), table_.value.end(), 0);
    if (base_ == UpdateBase::Totals) start_from_totals(wanted);
    for (const FlowGroup& group : store_->groups()) change_blocks(group, wanted);
    current_ = std::move(wanted);
    finish(*store_, table_);
    return table_;
}

}  // namespace linchpin::flows
