#include "data/metrics/sovereignty.h"

#include <map>
#include <string_view>

#include "data/metrics/concentration.h"
#include "data/metrics/timeline.h"

namespace linchpin::metrics {
namespace {

constexpr std::string_view kCloudRegion = "hyperscale_region";

Presence presence(const Site& site, std::optional<Date> date) {
    switch (site.status) {
        case SiteStatus::Operational:
            return presence_at(LifeStage::Operating, site.year, date);
        case SiteStatus::UnderConstruction:
        case SiteStatus::Announced:
            return presence_at(LifeStage::Planned, site.year, date);
        case SiteStatus::Closed:
            break;
    }
    return Presence::Out;
}

std::optional<double> weight_of(const Site& site, SiteMeasure measure, bool active) {
    switch (measure) {
        case SiteMeasure::CloudRegions:
        case SiteMeasure::Sites:
            return 1.0;
        case SiteMeasure::CapexUsd:
            return site.capex_usd;
        case SiteMeasure::PowerMw:
            break;
    }
    // Planned figures are full-build ones: they count only for sites that are plans themselves.
    const bool current = site.power_basis == PowerBasis::It || site.power_basis == PowerBasis::Facility;
    return active == current ? site.power_mw : std::nullopt;
}

WeightedSite weighted(const Dataset& dataset, const Site& site, double weight) {
    WeightedSite result;
    result.weight = weight;
    result.nationality[0] = site.country;
    result.nationality[1] = site.operator_hq;
    result.nationality[2] = site.operator_hq;
    if (site.operator_index < dataset.operators.size()) {
        const Index owner = dataset.operators[site.operator_index].ultimate_owner;
        if (owner != kNone) result.nationality[2] = owner;
    }
    if (site.accelerator_class < dataset.accelerators.size()) {
        result.nationality[3] = dataset.accelerators[site.accelerator_class].vendor_country;
    }
    return result;
}

/// Sums by nationality of the sites in one country.
struct Tally {
    double all = 0.0, known = 0.0;
    std::map<Index, double> by_nationality;
};

Tally tally(std::span<const WeightedSite> sites, Index country, SovereigntyLevel level) {
    Tally sum;
    for (const WeightedSite& site : sites) {
        if (site.at(SovereigntyLevel::Territory) != country) continue;
        sum.all += site.weight;
        if (site.at(level) == kNone) continue;
        sum.known += site.weight;
        sum.by_nationality[site.at(level)] += site.weight;
    }
    return sum;
}

}  // namespace

std::vector<WeightedSite> weighted_sites(const Dataset& dataset, SiteMeasure measure, std::optional<Date> date, bool with_plans) {
    std::vector<WeightedSite> result;
    for (const Site& site : dataset.sites) {
        const bool region = site.kind == kCloudRegion;
        if (!site.count_in_totals || site.country == kNone || region != (measure == SiteMeasure::CloudRegions)) continue;
        const Presence state = presence(site, date);
        if (state == Presence::Out || (state == Presence::Expected && !with_plans)) continue;
        const auto weight = weight_of(site, measure, state == Presence::Active);
        if (weight && *weight > 0.0) result.push_back(weighted(dataset, site, *weight));
    }
    return result;
}

std::optional<double> territory_share(std::span<const WeightedSite> sites, Index country) noexcept {
    double all = 0.0, inside = 0.0;
    for (const WeightedSite& site : sites) {
        all += site.weight;
        if (site.at(SovereigntyLevel::Territory) == country) inside += site.weight;
    }
    if (!(all > 0.0)) return std::nullopt;
    return inside / all;
}

std::optional<DomesticShare> domestic_share(std::span<const WeightedSite> sites, Index country, SovereigntyLevel level) {
    const Tally sum = tally(sites, country, level);
    if (!(sum.known > 0.0)) return std::nullopt;
    DomesticShare result;
    result.coverage = sum.known / sum.all;
    double foreign = 0.0, squares = 0.0, largest = 0.0;
    for (const auto& [nationality, weight] : sum.by_nationality) {
        if (nationality == country) {
            result.domestic_share = weight / sum.known;
            continue;
        }
        foreign += weight;
        squares += weight * weight;
        if (weight > largest) {
            largest = weight;
            result.largest_foreign = nationality;
            result.largest_foreign_share = weight / sum.known;
        }
    }
    if (foreign > 0.0) result.foreign_hhi = squares / (foreign * foreign);
    return result;
}

std::optional<FootprintAbroad> footprint_abroad(std::span<const WeightedSite> sites, Index nationality) noexcept {
    double all = 0.0, known = 0.0, own = 0.0;
    for (const WeightedSite& site : sites) {
        if (site.at(SovereigntyLevel::Territory) == nationality) continue;
        all += site.weight;
        const Index hq = site.at(SovereigntyLevel::Operator);
        if (hq == kNone) continue;
        known += site.weight;
        if (hq == nationality) own += site.weight;
    }
    if (!(known > 0.0)) return std::nullopt;
    return FootprintAbroad{own / known, known / all};
}

}  // namespace linchpin::metrics
