// Country values from import shares: M01 (top supplier, share from one country) and M02 with M03 (concentration).
#include <algorithm>
#include <fmt/format.h>

#include "data/core/format.h"
#include "data/metrics/concentration.h"
#include "data/metrics/import_shares.h"
#include "data/query/choropleth.h"

namespace linchpin::query {
namespace {

using metrics::ImportShares;
using metrics::ImportState;

/// Headings such as "8504" stand in titles; whole lists of codes do not.
constexpr std::size_t kLongestHsInTitle = 24;

std::string group_text(const ProductGroup& group) {
    const std::string name = group.name.empty() ? group.id : group.name;
    if (group.hs.empty() || group.hs.size() > kLongestHsInTitle) return name;
    return fmt::format("{} (HS {})", name, group.hs);
}

std::string year_text(const metrics::TradeBlock& block, int asked) {
    if (block.partial_year) return fmt::format("{}, partial year", block.year);
    return block.year < asked ? fmt::format("{0}, carried from {0} to {1}", block.year, asked) : fmt::format("{}", block.year);
}

std::string trade_credit(const Dataset& dataset, const metrics::TradeBlock& block) {
    for (const ResourceInfo& resource : dataset.resources) {
        if (resource.path.ends_with("flows.csv") && !resource.credit.empty()) return resource.credit;
    }
    std::vector<std::uint8_t> used(dataset.trade_sources.size(), 0);
    for (std::size_t row = block.flows_begin; row < block.flows_end; ++row) {
        if (dataset.flows.source[row] < used.size()) used[dataset.flows.source[row]] = 1;
    }
    std::string text;
    for (std::size_t i = 0; i < used.size(); ++i) {
        if (used[i]) text += (text.empty() ? "" : "; ") + dataset.trade_sources[i].title;
    }
    return text;
}

/// The parts that all three layers have in common; inactive when the group or year is not in the pack.
struct TradeLayer {
    ChoroplethLayer layer;
    const metrics::TradeBlock* block = nullptr;
    std::string carried;  ///< "carried from 2020", "partial year" or ""
    std::string group;
};

TradeLayer begin_layer(const ChoroplethInput& in) {
    TradeLayer result;
    result.block = trade_block(in.dataset, in.index, in.filter);
    if (result.block == nullptr) return result;
    const int asked = asked_trade_year(in.filter);
    const metrics::TradeBlock& block = *result.block;
    result.group = group_text(in.dataset.product_groups[block.group]);
    if (block.partial_year) {
        result.carried = "partial year";
    } else if (block.year < asked) {
        result.carried = fmt::format("carried from {}", block.year);
    }
    result.layer.active = true;
    result.layer.year = year_text(block, asked);
    result.layer.source = trade_credit(in.dataset, block);
    result.layer.values.resize(in.dataset.countries.size());
    return result;
}

std::string joined(std::string text, const std::string& more) {
    if (more.empty()) return text;
    return text.empty() ? more : text + "; " + more;
}

/// The value of a country without shares.
CountryValue without_shares(const ImportShares& shares, const TradeLayer& trade) {
    if (shares.state == ImportState::NoData) {
        const char* why = shares.self_usd > 0 ? "only imports from itself are recorded in {}" : "no imports recorded in {}";
        return no_data(fmt::format(fmt::runtime(why), trade.block->year));
    }
    return not_available(fmt::format("no list of origins in {}: net exporter, or too little trade", trade.block->year));
}

/// Fills `values` country by country: `make(country, shares)` where shares are available.
template <class Make>
void fill(const ChoroplethInput& in, TradeLayer& trade, Make make) {
    for (Index country = 0; country < in.dataset.countries.size(); ++country) {
        const auto shares = metrics::country_shares(in.index.trade, in.index.published_flows, *trade.block, country);
        CountryValue value = shares.state == ImportState::Available ? make(country, shares) : without_shares(shares, trade);
        if (value.state == ValueState::Value) value.note = joined(std::move(value.note), trade.carried);
        trade.layer.values[country] = std::move(value);
    }
    count_values(trade.layer);
}

std::string unallocated_note(const ImportShares& shares) {
    if (!metrics::exceeds(shares.unallocated_share, metrics::kIntervalShownAbove)) return {};
    return fmt::format("{} of imports without a named origin", format_percent(shares.unallocated_share));
}

CountryValue top_supplier(const Dataset& dataset, const ImportShares& shares) {
    const metrics::SupplierShare& top = shares.suppliers.front();
    CountryValue value = value_of(top.share * 100.0, country_name(dataset, top.partner));
    value.partner = top.partner;
    // A list names its largest origins, so nothing unnamed can be larger. Without a list the rest may belong to anybody.
    const bool rest_may_be_one = !shares.complete && !shares.unlisted_at_most;
    if (rest_may_be_one && shares.unallocated_share > 0.0) {
        value.low = value.value;
        value.high = (top.share + shares.unallocated_share) * 100.0;
    }
    value.note = joined(std::move(value.note), unallocated_note(shares));
    return value;
}

CountryValue concentration(const Dataset& dataset, const ImportShares& shares) {
    const auto hhi = metrics::import_concentration(shares);
    CountryValue value = value_of(hhi->value);
    value.partner = shares.suppliers.front().partner;
    if (hhi->show_interval) {
        value.low = hhi->interval.low;
        value.high = hhi->interval.high;
        value.note = fmt::format("between {:.3f} and {:.3f}: {}", hhi->interval.low, hhi->interval.high, unallocated_note(shares));
    } else {
        value.note = fmt::format("largest: {}", country_name(dataset, value.partner));
    }
    return value;
}

CountryValue share_from(const ChoroplethInput& in, Index importer, Index exporter, const ImportShares& shares) {
    using Kind = metrics::PartnerShare::Kind;
    const auto share = metrics::share_of(shares, importer, exporter);
    switch (share.kind) {
        case Kind::Named: {
            CountryValue value = value_of(share.share * 100.0);
            value.partner = exporter;
            return value;
        }
        case Kind::Zero:
            return value_of(0.0, "not among the origins, and the list of origins is complete");
        case Kind::BelowList: {
            CountryValue value = not_available("below the top ten");
            value.low = 0.0;
            if (share.at_most) {
                value.high = *share.at_most * 100.0;
                value.note = fmt::format("below the top ten (at most {})", format_percent(*share.at_most));
            }
            return value;
        }
        case Kind::Unknown:
            break;
    }
    return not_available(fmt::format("{} itself", country_name(in.dataset, exporter)));
}

}  // namespace

ChoroplethLayer top_supplier_layer(const ChoroplethInput& in) {
    TradeLayer trade = begin_layer(in);
    if (!trade.layer.active) return {};
    trade.layer.title = fmt::format("Top supplier's share of imports, {}", trade.group);
    trade.layer.unit = "% of import value";
    trade.layer.definition =
        "Imports from the largest supplier divided by all imports, self-imports left out (M01). Declared origin: goods finished or "
        "re-routed in a third country count there.";
    trade.layer.class_breaks = {20.0, 30.0, 40.0, 50.0, 75.0};
    fill(in, trade, [&](Index, const ImportShares& shares) { return top_supplier(in.dataset, shares); });
    return std::move(trade.layer);
}

ChoroplethLayer import_hhi_layer(const ChoroplethInput& in) {
    TradeLayer trade = begin_layer(in);
    if (!trade.layer.active) return {};
    trade.layer.title = fmt::format("Concentration of imports, {}", trade.group);
    trade.layer.unit = "HHI (0 to 1)";
    trade.layer.definition =
        "Sum of the squared import shares (M02, not normalised); 1 = a single supplier. Imports without a named origin make it an "
        "interval (M03): the map shows its lower bound.";
    trade.layer.class_breaks = {0.10, 0.15, 0.25, 0.40, 0.60};
    fill(in, trade, [&](Index, const ImportShares& shares) { return concentration(in.dataset, shares); });
    return std::move(trade.layer);
}

ChoroplethLayer share_from_layer(const ChoroplethInput& in) {
    const auto code = CountryCode::parse(in.filter.choropleth.country);
    const Index exporter = code ? in.dataset.country_index(*code) : kNone;
    TradeLayer trade = begin_layer(in);
    if (!trade.layer.active || exporter == kNone) return {};
    trade.layer.title = fmt::format("Imports from {}, {}", country_name(in.dataset, exporter), trade.group);
    trade.layer.unit = "% of import value";
    trade.layer.definition = fmt::format(
        "Imports declared as coming from {} divided by all imports (M01). An origin below an importer's top ten is not zero: its "
        "share is at most that of the tenth.",
        country_name(in.dataset, exporter));
    trade.layer.class_breaks = {1.0, 5.0, 10.0, 20.0, 30.0, 50.0};
    fill(in, trade, [&](Index importer, const ImportShares& shares) { return share_from(in, importer, exporter, shares); });
    return std::move(trade.layer);
}

}  // namespace linchpin::query
