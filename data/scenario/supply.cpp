#include "data/scenario/supply.h"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "data/metrics/import_shares.h"
#include "data/scenario/lookup.h"

namespace linchpin::scenario {
namespace {

// Products of two amounts of dollars need more than 64 bits.
__extension__ typedef __int128 Wide;

auto order_of(const Strike& s) { return std::tie(s.group, s.importer, s.supplier, s.fraction, s.grow_foreign, s.grow_domestic); }

/// What one importer loses of one group: the strikes of one run.
class Shortage {
public:
    explicit Shortage(std::span<const Strike> strikes) : strikes_{strikes} {
        grow_foreign_ = strikes.front().grow_foreign;
        grow_domestic_ = strikes.front().grow_domestic;
        for (const Strike& strike : strikes) {
            // The caps are the importer's, not the event's: of several, the more cautious.
            grow_foreign_ = std::min(grow_foreign_, strike.grow_foreign);
            grow_domestic_ = std::min(grow_domestic_, strike.grow_domestic);
        }
        for (std::size_t i = 0; i < strikes.size();) {
            std::vector<double> fractions;
            const Index supplier = strikes[i].supplier;
            for (; i < strikes.size() && strikes[i].supplier == supplier; ++i) fractions.push_back(strikes[i].fraction);
            lost_.push_back({supplier, combined(std::move(fractions))});
        }
    }
    [[nodiscard]] double lost(Index supplier) const noexcept {
        for (const auto& [struck, fraction] : lost_) {
            if (struck == supplier) return fraction;
        }
        return 0.0;
    }
    [[nodiscard]] double grow_foreign() const noexcept { return grow_foreign_; }
    [[nodiscard]] double grow_domestic() const noexcept { return grow_domestic_; }
    [[nodiscard]] Index importer() const noexcept { return strikes_.front().importer; }

private:
    std::span<const Strike> strikes_;
    std::vector<std::pair<Index, double>> lost_;
    double grow_foreign_ = 0.0, grow_domestic_ = 0.0;
};

/// Most that a row may add: floor(g x value), far below what would overflow a sum of all rows.
std::int64_t room(std::int64_t value_usd, double grow) {
    constexpr double kMostUsd = 9e15;
    return static_cast<std::int64_t>(std::min(std::floor(static_cast<double>(value_usd) * grow), kMostUsd));
}

/// Working tables with sums of what totals gain or lose; those are applied at the end, once each, so that no order matters.
class TradeEditor {
public:
    TradeEditor(const Dataset& base, const metrics::TradeView& trade, Dataset& working)
        : base_{base}, trade_{trade}, working_{working}, import_change_(base.totals.size()), export_change_(base.totals.size()) {}

    void strike(const metrics::TradeBlock& block, const Shortage& shortage) {
        const Index importer = shortage.importer();
        const metrics::FlowRows rows = trade_.importer_rows(block, importer);
        if (rows.size() == 0) return;
        const std::size_t first = trade_.importer_begin(block, importer);
        change_.assign(rows.size(), 0);
        const std::int64_t gap = shrink(rows, shortage);
        if (gap == 0) return;
        const metrics::ImportShares shares = metrics::import_shares(importer, rows, trade_.imports_usd(block, importer));
        // Without a list of origins nobody is known who could step in, and M09 has no supply to compare with.
        const bool listed = shares.state == metrics::ImportState::Available;
        const std::int64_t added = listed ? grow(rows, shortage, gap) : 0;
        write(block, rows, first);
        add(import_change_, block, importer, added - gap);
        if (listed) record(block, shares, shortage);
    }

    [[nodiscard]] TradeChanges finish() {
        for (std::size_t i = 0; i < base_.totals.size(); ++i) {
            if (import_change_[i] == 0 && export_change_[i] == 0) continue;
            lower(working_.totals[i].imports_usd, import_change_[i]);
            lower(working_.totals[i].exports_usd, export_change_[i]);
            changes_.totals.push_back(static_cast<std::uint32_t>(i));
        }
        return std::move(changes_);
    }

private:
    /// Reported totals may be below the sum of their rows; they never go below nothing.
    static void lower(std::optional<std::int64_t>& total, std::int64_t change) {
        if (total) total = std::max<std::int64_t>(0, *total + change);
    }

    std::int64_t shrink(const metrics::FlowRows& rows, const Shortage& shortage) {
        std::int64_t gap = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (rows.exporter[i] == kOtherPartner || rows.exporter[i] == shortage.importer() || rows.value_usd[i] <= 0) continue;
            const double lost = shortage.lost(rows.exporter[i]);
            const std::int64_t removed = std::llround(lost * static_cast<double>(rows.value_usd[i]));
            change_[i] = -std::min(removed, rows.value_usd[i]);
            gap -= change_[i];
        }
        return gap;
    }

    /// The others share the gap in proportion to their room. Running sums are rounded, so that the parts add up to the whole and
    /// none exceeds its room.
    std::int64_t grow(const metrics::FlowRows& rows, const Shortage& shortage, std::int64_t gap) {
        std::vector<std::int64_t> rooms(rows.size(), 0);
        std::int64_t all = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            const std::uint16_t partner = rows.exporter[i];
            if (partner == kOtherPartner || partner == shortage.importer() || rows.value_usd[i] <= 0) continue;
            if (shortage.lost(partner) > 0.0) continue;
            rooms[i] = room(rows.value_usd[i], shortage.grow_foreign());
            all += rooms[i];
        }
        if (all == 0) return 0;
        const std::int64_t used = std::min(gap, all);
        Wide before = 0, running = 0;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            running += rooms[i];
            const Wide now = running * used / all;
            change_[i] += static_cast<std::int64_t>(now - before);
            before = now;
        }
        return used;
    }

    void write(const metrics::TradeBlock& block, const metrics::FlowRows& rows, std::size_t first) {
        for (std::size_t i = 0; i < rows.size(); ++i) {
            if (change_[i] == 0) continue;
            working_.flows.value_usd[first + i] = rows.value_usd[i] + change_[i];
            changes_.flow_rows.push_back(static_cast<std::uint32_t>(first + i));
            add(export_change_, block, rows.exporter[i], change_[i]);
        }
    }

    void add(std::vector<std::int64_t>& sums, const metrics::TradeBlock& block, Index country, std::int64_t change) {
        const CountryTotal* const total = trade_.total(block, country);
        if (total != nullptr) sums[static_cast<std::size_t>(total - base_.totals.data())] += change;
    }

    void record(const metrics::TradeBlock& block, const metrics::ImportShares& shares, const Shortage& shortage) {
        std::vector<metrics::OutageSupplier> suppliers;
        for (const metrics::SupplierShare& supplier : shares.suppliers) {
            suppliers.push_back({supplier.partner, supplier.value_usd, shortage.lost(supplier.partner), shortage.grow_foreign()});
        }
        if (shares.unallocated_usd > 0) suppliers.push_back({kOtherPartner, shares.unallocated_usd, 0.0, 0.0});
        metrics::OutageInput input;
        input.suppliers = suppliers;
        // No table of the pack gives production by product group in dollars, so supply is imports alone.
        input.domestic_may_grow = shortage.grow_domestic();
        if (const auto result = metrics::supplier_outage(input)) {
            changes_.losses.push_back({block.group, shortage.importer(), block.year, *result});
        }
    }

    const Dataset& base_;
    const metrics::TradeView& trade_;
    Dataset& working_;
    std::vector<std::int64_t> import_change_, export_change_;  // one per total
    std::vector<std::int64_t> change_;                         // one per row of the importer at hand
    TradeChanges changes_;
};

}  // namespace

std::vector<Strike> strikes_of(const Dataset& base, std::span<const Event* const> events, std::optional<Date> day) {
    std::vector<Strike> strikes;
    for (const Event* const event : events) {
        if (event->kind != EventKind::SupplierStops || event->fraction <= 0.0) continue;
        const Index supplier = country_of(base, event->supplier);
        const Index only = event->product_group.empty() ? kNone : base.group_index(event->product_group);
        for (const Index importer : target_countries(base, event->target, day)) {
            if (importer == supplier) continue;
            for (Index group = 0; group < base.product_groups.size(); ++group) {
                if (only != kNone && group != only) continue;
                strikes.push_back({static_cast<std::uint8_t>(group), importer, supplier, event->fraction, event->grow_foreign,
                                   event->grow_domestic});
            }
        }
    }
    std::sort(strikes.begin(), strikes.end(), [](const Strike& a, const Strike& b) { return order_of(a) < order_of(b); });
    return strikes;
}

TradeChanges apply_strikes(const Dataset& base, const metrics::TradeView& base_trade, int year, std::span<const Strike> strikes,
                           Dataset& working) {
    TradeEditor editor{base, base_trade, working};
    for (std::size_t begin = 0; begin < strikes.size();) {
        const Strike& first = strikes[begin];
        const metrics::TradeBlock* const block = base_trade.at_or_before(first.group, year);
        std::size_t end = begin;
        while (end < strikes.size() && strikes[end].group == first.group && strikes[end].importer == first.importer) ++end;
        if (block != nullptr && block->has_flows()) editor.strike(*block, Shortage{strikes.subspan(begin, end - begin)});
        begin = end;
    }
    return editor.finish();
}

}  // namespace linchpin::scenario
