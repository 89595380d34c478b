// Who loses how much, and through which event.
#include <algorithm>
#include <optional>

#include "data/metrics/cable_capacity.h"
#include "data/metrics/import_shares.h"
#include "data/metrics/sovereignty.h"
#include "data/scenario/compare.h"
#include "data/scenario/lookup.h"

namespace linchpin::scenario {
namespace {

using Amounts = std::vector<double>;  // one per country

metrics::SiteMeasure measure_of(Loss loss) {
    if (loss == Loss::ComputeMw) return metrics::SiteMeasure::PowerMw;
    return loss == Loss::CloudRegions ? metrics::SiteMeasure::CloudRegions : metrics::SiteMeasure::Sites;
}

void add_sites(const Dataset& dataset, Loss loss, const report::Question& question, Amounts& sums) {
    for (const metrics::WeightedSite& site :
         metrics::weighted_sites(dataset, measure_of(loss), question.date, question.with_plans)) {
        const Index country = site.at(metrics::SovereigntyLevel::Territory);
        if (country < sums.size()) sums[country] += site.weight;
    }
}

/// Landed capacity by country before and after. A system that is there on both sides weighs the same on both: imputed capacities
/// are medians of what is in service, and cutting a cable must not move them.
void add_capacity(const Dataset& before, const Dataset& after, const report::Question& question, Amounts& was, Amounts& is) {
    std::vector<std::optional<double>> capacity(before.cables.size());
    const auto add = [](const metrics::CableSystem& system, double tbps, Amounts& sums) {
        for (const Index country : system.countries) {
            if (country < sums.size()) sums[country] += tbps;
        }
    };
    for (const metrics::CableSystem& system :
         metrics::international_systems(before, question.date, question.impute_capacity, question.with_plans)) {
        capacity[system.cable] = system.capacity_tbps;
        add(system, system.capacity_tbps.value_or(0.0), was);
    }
    for (const metrics::CableSystem& system :
         metrics::international_systems(after, question.date, question.impute_capacity, question.with_plans)) {
        add(system, capacity[system.cable].value_or(system.capacity_tbps.value_or(0.0)), is);
    }
}

/// What is left of a supply of which the shortfall is missing.
Hit supply_hit(const report::SupplyLoss& loss) {
    return {loss.importer, loss.result.supply_usd, loss.result.supply_usd * (1.0 - loss.result.shortfall), loss.result.shortfall};
}

/// @param only  a country, or kNone for all.
std::vector<Hit> all_hits(const ScenarioWorld& world, Loss loss, const report::Question& question, Index only) {
    std::vector<Hit> hits;
    const report::World before = world.base_world(), after = world.world();
    if (loss == Loss::Supply) {
        for (const report::SupplyLoss& supply : after.supply_losses) {
            if (supply.group == question.group && (only == kNone || supply.importer == only)) hits.push_back(supply_hit(supply));
        }
        return hits;
    }
    const std::size_t countries = before.dataset->countries.size();
    Amounts was(countries, 0.0), is(countries, 0.0);
    if (loss == Loss::CableCapacity) {
        add_capacity(*before.dataset, *after.dataset, question, was, is);
    } else {
        add_sites(*before.dataset, loss, question, was);
        add_sites(*after.dataset, loss, question, is);
    }
    for (std::size_t c = 0; c < countries; ++c) {
        if ((only == kNone || only == c) && was[c] > 0.0) {
            hits.push_back({static_cast<Index>(c), was[c], is[c], std::max(0.0, (was[c] - is[c]) / was[c])});
        }
    }
    return hits;
}

/// True if the imports of the question's group have a list of origins: without one no loss of supply can be known.
bool supply_known(const ScenarioWorld& world, const report::Question& question, Index country) {
    const report::World base = world.base_world();
    const metrics::TradeBlock* const block = base.trade->at_or_before(question.group, question.year);
    if (block == nullptr) return false;
    const auto shares = metrics::import_shares(country, base.trade->importer_rows(*block, country), base.trade->imports_usd(*block, country));
    return shares.state == metrics::ImportState::Available;
}

/// Share lost by one country as the world now stands; empty where it has nothing that is known and could be lost.
std::optional<double> share_lost(const ScenarioWorld& world, Loss loss, const report::Question& question, Index country) {
    const std::vector<Hit> hits = all_hits(world, loss, question, country);
    if (!hits.empty()) return hits.front().share;
    return loss == Loss::Supply && supply_known(world, question, country) ? std::optional{0.0} : std::nullopt;
}

}  // namespace

std::vector<Hit> most_hit(const ScenarioWorld& world, Loss loss, const report::Question& question) {
    std::vector<Hit> hits = all_hits(world, loss, question, kNone);
    std::erase_if(hits, [](const Hit& hit) { return !(hit.share > 0.0); });
    // Countries are sorted by code, so their positions are.
    std::sort(hits.begin(), hits.end(),
              [](const Hit& a, const Hit& b) { return a.share != b.share ? a.share > b.share : a.country < b.country; });
    return hits;
}

Result<std::vector<EventEffect>> effect_by_event(ScenarioWorld& world, const Scenario& scenario, Index country, Loss loss,
                                                 const report::Question& question) {
    if (const Status status = world.apply(scenario, question); !status) return status.error();
    const std::optional<double> together = share_lost(world, loss, question, country);
    const std::optional<Date> day = day_of(*world.base_world().dataset, question.date);
    std::vector<EventEffect> effects;
    for (std::size_t i = 0; i < scenario.events.size(); ++i) {
        EventEffect effect;
        effect.event = i;
        if (together) effect.alone = effect.added = 0.0;
        if (together && in_force(scenario.events[i], day)) {
            if (const Status status = world.apply(Scenario{{}, {scenario.events[i]}}, question); !status) return status.error();
            effect.alone = share_lost(world, loss, question, country);
            Scenario others = scenario;
            others.events.erase(others.events.begin() + static_cast<std::ptrdiff_t>(i));
            if (const Status status = world.apply(others, question); !status) return status.error();
            if (const auto without = share_lost(world, loss, question, country)) effect.added = *together - *without;
        }
        effects.push_back(effect);
    }
    if (const Status status = world.apply(scenario, question); !status) return status.error();
    return effects;
}

}  // namespace linchpin::scenario
