#include "data/metrics/bloc_trade.h"

#include <algorithm>

namespace linchpin::metrics {
namespace {

void add_member(const ImportShares& shares, std::span<const std::uint8_t> member, std::vector<std::int64_t>& by_partner,
                BlocImports& sum) {
    sum.covered_usd += shares.denominator_usd;
    sum.unallocated_usd += shares.unallocated_usd;
    for (const SupplierShare& supplier : shares.suppliers) {
        if (member[supplier.partner]) {
            sum.intra_usd += supplier.value_usd;
        } else {
            by_partner[supplier.partner] += supplier.value_usd;
        }
    }
}

void list_extra(const std::vector<std::int64_t>& by_partner, BlocImports& sum) {
    for (std::size_t partner = 0; partner < by_partner.size(); ++partner) {
        if (by_partner[partner] == 0) continue;
        sum.extra.push_back({static_cast<std::uint16_t>(partner), by_partner[partner], 0.0});
        sum.extra_usd += by_partner[partner];
    }
    std::stable_sort(sum.extra.begin(), sum.extra.end(), [](const auto& a, const auto& b) { return a.value_usd > b.value_usd; });
    const auto denominator = static_cast<double>(sum.extra_usd + sum.unallocated_usd);
    for (SupplierShare& supplier : sum.extra) supplier.share = static_cast<double>(supplier.value_usd) / denominator;
}

}  // namespace

std::optional<double> BlocImports::coverage() const noexcept {
    if (total_usd <= 0) return std::nullopt;
    return static_cast<double>(covered_usd) / static_cast<double>(total_usd);
}

BlocImports bloc_imports(const TradeView& trade, const TradeBlock& block, std::span<const std::uint8_t> member) {
    BlocImports sum;
    std::vector<std::int64_t> by_partner(member.size(), 0);
    for (Index country = 0; country < member.size(); ++country) {
        if (!member[country]) continue;
        const auto total = trade.imports_usd(block, country);
        const ImportShares shares = import_shares(country, trade.importer_rows(block, country), total);
        const bool listed = shares.state == ImportState::Available;
        sum.total_usd += listed ? shares.denominator_usd : total.value_or(0);
        if (listed) add_member(shares, member, by_partner, sum);
        if (const auto exports = trade.exports_usd(block, country)) sum.exports_usd = sum.exports_usd.value_or(0) + *exports;
    }
    list_extra(by_partner, sum);
    return sum;
}

std::optional<double> world_export_herfindahl(std::span<const std::int64_t> exports_usd) {
    std::int64_t total = 0;
    for (const std::int64_t value : exports_usd) total += std::max<std::int64_t>(0, value);
    if (total == 0) return std::nullopt;
    double sum = 0.0;
    for (const std::int64_t value : exports_usd) {
        const double share = static_cast<double>(std::max<std::int64_t>(0, value)) / static_cast<double>(total);
        sum += share * share;
    }
    return sum;
}

std::optional<double> world_export_herfindahl(const Dataset& dataset, const TradeBlock& block) {
    std::vector<std::int64_t> exports;
    for (std::size_t i = block.totals_begin; i < block.totals_end; ++i) {
        if (dataset.totals[i].exports_usd) exports.push_back(*dataset.totals[i].exports_usd);
    }
    return world_export_herfindahl(exports);
}

}  // namespace linchpin::metrics
