#include "data/report/country_table.h"

#include "data/metrics/bloc_trade.h"
#include "data/metrics/cable_capacity.h"
#include "data/metrics/geodep.h"
#include "data/metrics/sovereignty.h"

namespace linchpin::report {
namespace {

void fill_trade(const World& world, const metrics::TradeBlock& block, std::vector<CountryRow>& rows) {
    const metrics::TradeView& trade = *world.trade;
    const std::optional<double> world_hhi = metrics::world_export_herfindahl(*world.dataset, block);
    for (Index country = 0; country < rows.size(); ++country) {
        CountryRow& row = rows[country];
        const std::optional<std::int64_t> imports = trade.imports_usd(block, country);
        const metrics::ImportShares shares = metrics::import_shares(country, trade.importer_rows(block, country), imports);
        row.imports = shares.state;
        if (shares.state != metrics::ImportState::Available) continue;
        if (!shares.suppliers.empty()) {
            row.top_share = shares.suppliers.front().share;
            row.top_supplier = shares.suppliers.front().partner;
        }
        const auto concentration = metrics::import_concentration(shares);
        if (!concentration) continue;
        row.hhi = concentration->interval;
        const auto criteria = metrics::geodep_year({block.year, concentration->interval, world_hhi, shares.denominator_usd, trade.exports_usd(block, country)});
        if (criteria) row.dependency = criteria->meets;
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
