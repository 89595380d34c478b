#include "data/metrics/import_shares.h"

#include <algorithm>

namespace linchpin::metrics {
namespace {

constexpr std::size_t kListLength = 10;

/// What one list of rows adds up to.
struct Tally {
    std::int64_t other_usd = 0, self_usd = 0;
    std::size_t listed = 0;  ///< places of the importer's own top-ten list
    std::int64_t smallest_listed_usd = 0;  ///< of those above 0
    bool feeds = false;  ///< a row that may feed an import share exists
    bool whole = false;  ///< rows come from a complete table
};

Tally tally(Index importer, const FlowRows& rows, std::vector<SupplierShare>& suppliers) {
    Tally sum;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const std::int64_t value = rows.value_usd[i];
        const bool partner_named = rows.exporter[i] != importer && rows.exporter[i] != kOtherPartner;
        // A place in the list counts even when a scenario has emptied it: the list does not become complete by losing its first.
        if (partner_named && rows.coverage[i] == Coverage::Top10OriginsOfImporter) ++sum.listed;
        if (value <= 0) continue;
        if (rows.exporter[i] == importer) {
            sum.self_usd += value;
        } else if (rows.exporter[i] == kOtherPartner) {
            sum.other_usd += value;
        } else {
            suppliers.push_back({rows.exporter[i], value, 0.0});
            sum.feeds |= feeds_import_shares(rows.coverage[i]);
            sum.whole |= rows.coverage[i] == Coverage::FullBilateral || rows.coverage[i] == Coverage::AllPartners;
            if (rows.coverage[i] != Coverage::Top10OriginsOfImporter) continue;
            sum.smallest_listed_usd = sum.smallest_listed_usd == 0 ? value : std::min(sum.smallest_listed_usd, value);
        }
    }
    return sum;
}

/// One entry a partner, largest first, ties by ISO code (countries are sorted by code, so by index).
void merge_and_sort(std::vector<SupplierShare>& suppliers) {
    std::sort(suppliers.begin(), suppliers.end(), [](const auto& a, const auto& b) { return a.partner < b.partner; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < suppliers.size(); ++i) {
        if (kept > 0 && suppliers[kept - 1].partner == suppliers[i].partner) {
            suppliers[kept - 1].value_usd += suppliers[i].value_usd;
        } else {
            suppliers[kept++] = suppliers[i];
        }
    }
    suppliers.resize(kept);
    std::stable_sort(suppliers.begin(), suppliers.end(), [](const auto& a, const auto& b) { return a.value_usd > b.value_usd; });
}

std::int64_t sum_of(std::span<const SupplierShare> suppliers) {
    std::int64_t sum = 0;
    for (const SupplierShare& supplier : suppliers) sum += supplier.value_usd;
    return sum;
}

void fill_shares(ImportShares& result) {
    const double denominator = static_cast<double>(result.denominator_usd);
    for (SupplierShare& supplier : result.suppliers) supplier.share = static_cast<double>(supplier.value_usd) / denominator;
    result.unallocated_usd = result.denominator_usd - result.named_usd;
    result.unallocated_share = static_cast<double>(result.unallocated_usd) / denominator;
    result.state = ImportState::Available;
}

}  // namespace

bool feeds_import_shares(Coverage coverage) noexcept {
    return coverage == Coverage::FullBilateral || coverage == Coverage::Top10OriginsOfImporter || coverage == Coverage::AllPartners;
}

ImportShares import_shares(Index importer, const FlowRows& rows, std::optional<std::int64_t> total_imports_usd) {
    ImportShares result;
    const Tally sum = tally(importer, rows, result.suppliers);
    if (!sum.feeds) {
        // Rows of exporters' lists alone may leave out every large origin.
        const bool traded = total_imports_usd.value_or(0) > 0 || sum.other_usd > 0 || !result.suppliers.empty();
        ImportShares none;
        none.state = traded ? ImportState::NotAvailable : ImportState::NoData;
        none.self_usd = sum.self_usd;
        return none;
    }
    merge_and_sort(result.suppliers);
    result.self_usd = sum.self_usd;
    result.named_usd = sum_of(result.suppliers);
    result.denominator_usd = total_imports_usd ? std::max(*total_imports_usd, result.named_usd) : result.named_usd + sum.other_usd;
    result.complete = sum.whole || sum.listed < kListLength;
    fill_shares(result);
    if (!result.complete) {
        result.unlisted_at_most = static_cast<double>(sum.smallest_listed_usd) / static_cast<double>(result.denominator_usd);
    }
    return result;
}

ImportShares merged_import_shares(Index importer, std::span<const ImportList> lists) {
    ImportShares merged;
    merged.complete = true;
    for (const ImportList& list : lists) {
        ImportShares one = import_shares(importer, list.rows, list.total_imports_usd);
        merged.self_usd += one.self_usd;
        if (one.state == ImportState::NoData) continue;
        if (one.state == ImportState::NotAvailable) {
            ImportShares none;
            none.state = ImportState::NotAvailable;
            return none;
        }
        merged.suppliers.insert(merged.suppliers.end(), one.suppliers.begin(), one.suppliers.end());
        merged.denominator_usd += one.denominator_usd;
        merged.complete &= one.complete;
    }
    if (merged.denominator_usd == 0) {
        merged.complete = false;
        return merged;
    }
    merge_and_sort(merged.suppliers);
    merged.named_usd = sum_of(merged.suppliers);
    fill_shares(merged);
    return merged;
}

PartnerShare share_of(const ImportShares& shares, Index importer, Index partner) noexcept {
    if (shares.state != ImportState::Available || importer == partner) return {};
    for (const SupplierShare& supplier : shares.suppliers) {
        if (supplier.partner == partner) return {PartnerShare::Kind::Named, supplier.share, std::nullopt};
    }
    if (shares.complete) return {PartnerShare::Kind::Zero, 0.0, std::nullopt};
    return {PartnerShare::Kind::BelowList, 0.0, shares.unlisted_at_most};
}

ImportShares country_shares(const TradeView& trade, const FlowTable* published, const TradeBlock& block, Index country) {
    const FlowRows rows = trade.importer_rows(block, country);
    ImportShares shares = import_shares(country, rows, trade.imports_usd(block, country));
    if (published == nullptr || shares.state != ImportState::Available || !shares.unlisted_at_most) return shares;
    const std::size_t begin = trade.importer_begin(block, country);
    std::int64_t tenth_usd = 0;
    for (std::size_t row = begin; row < begin + rows.size(); ++row) {
        if (published->coverage[row] != Coverage::Top10OriginsOfImporter || published->exporter[row] == country) continue;
        if (published->value_usd[row] > 0 && (tenth_usd == 0 || published->value_usd[row] < tenth_usd)) tenth_usd = published->value_usd[row];
    }
    shares.unlisted_at_most = std::min(1.0, static_cast<double>(tenth_usd) / static_cast<double>(shares.denominator_usd));
    return shares;
}

}  // namespace linchpin::metrics
