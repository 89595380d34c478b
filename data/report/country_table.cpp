#include "data/report/country_table.h"

#include "data/metrics/cable_capacity.h"
#include "data/metrics/geodep.h"
#include "data/metrics/sovereignty.h"
#include "data/report/trade_basis.h"

namespace linchpin::report {
namespace {

/// What all countries of a block have in common.
struct TradeYear {
    const World& world;
    const metrics::TradeBlock& block;
    std::optional<double> world_hhi;
    std::vector<std::int64_t> from_pairs;  ///< exports where totals are missing and every pair is recorded; else empty

    [[nodiscard]] std::optional<std::int64_t> exports_usd(Index country) const {
        const auto total = world.trade->exports_usd(block, country);
        return total || from_pairs.empty() ? total : from_pairs[country];
    }
};

/// M05 in that year. Without a list of origins only "no" can be said for certain.
std::optional<metrics::Verdict> dependency(const TradeYear& trade, Index country, const CountryRow& row, std::int64_t imports_usd) {
    const auto criteria = metrics::geodep_year(
        {trade.block.year, row.hhi.value_or(metrics::Interval{0.0, 1.0}), trade.world_hhi, imports_usd, trade.exports_usd(country)});
    if (!criteria || (!row.hhi && criteria->meets != metrics::Verdict::No)) return std::nullopt;
    return criteria->meets;
}

void fill_trade(const World& world, const metrics::TradeBlock& block, std::vector<CountryRow>& rows) {
    TradeYear trade{world, block, world_export_index(world, block), {}};
    if (block.full_matrix) trade.from_pairs = matrix_exports(world, block);
    for (Index country = 0; country < rows.size(); ++country) {
        CountryRow& row = rows[country];
        const metrics::ImportShares shares = country_shares(world, block, country);
        row.imports = shares.state;
        if (!shares.suppliers.empty()) {
            row.top_share = shares.suppliers.front().share;
            row.top_supplier = shares.suppliers.front().partner;
        }
        if (const auto concentration = metrics::import_concentration(shares)) row.hhi = concentration->interval;
        const bool known = shares.state == metrics::ImportState::Available;
        const std::int64_t imports_usd = known ? shares.denominator_usd : world.trade->imports_usd(block, country).value_or(0);
        row.dependency = dependency(trade, country, row, imports_usd);
    }
}

/// Sites of each country, so that a country's share reads its own sites only.
std::vector<std::vector<metrics::WeightedSite>> by_country(std::span<const metrics::WeightedSite> sites, std::size_t countries) {
    std::vector<std::vector<metrics::WeightedSite>> lists(countries);
    for (const metrics::WeightedSite& site : sites) {
        const Index country = site.at(metrics::SovereigntyLevel::Territory);
        if (country < countries) lists[country].push_back(site);
    }
    return lists;
}

void fill_compute(const World& world, const Question& question, metrics::SiteMeasure measure, std::optional<double> CountryRow::*field,
                  std::vector<CountryRow>& rows) {
    const auto lists = by_country(metrics::weighted_sites(*world.dataset, measure, question.date, question.with_plans), rows.size());
    for (Index country = 0; country < rows.size(); ++country) {
        const auto share = metrics::domestic_share(lists[country], country, metrics::SovereigntyLevel::Operator);
        if (share) rows[country].*field = share->domestic_share;
    }
}

void fill_cables(const World& world, const Question& question, std::vector<CountryRow>& rows) {
    const auto systems = metrics::international_systems(*world.dataset, question.date, question.impute_capacity, question.with_plans);
    for (Index country = 0; country < rows.size(); ++country) {
        const auto landed = metrics::landed_systems(*world.dataset, systems, country);
        rows[country].systems = landed.size();
        if (const auto retained = metrics::retained_capacity(landed)) rows[country].retained_1 = retained->after(1);
        if (const auto diversity = metrics::cable_diversity(landed)) rows[country].illusion = diversity->illusion;
    }
}

}  // namespace

CountryTable country_table(const World& world, const Question& question) {
    CountryTable table;
    table.rows.resize(world.dataset->countries.size());
    if (const metrics::TradeBlock* const block = world.trade->at_or_before(question.group, question.year)) {
        table.year = block->year;
        table.carried = block->year < question.year;
        fill_trade(world, *block, table.rows);
    }
    fill_compute(world, question, metrics::SiteMeasure::CloudRegions, &CountryRow::domestic_regions, table.rows);
    fill_compute(world, question, metrics::SiteMeasure::PowerMw, &CountryRow::domestic_mw, table.rows);
    fill_cables(world, question, table.rows);
    return table;
}

}  // namespace linchpin::report
