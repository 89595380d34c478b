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

WeightedSite weighted(const Dataset& dataset, Index index, double weight) {
    const Site& site = dataset.sites[index];
    WeightedSite result;
    result.weight = weight;
    result.site = index;
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

/// Whether a country is meant: one country, or any of a set. Both forms run the same sums, so that a set of one gives equal bits.
struct One {
    Index country;
    bool operator()(Index other) const noexcept { return other == country; }
};
struct AnyOf {
    std::span<const std::uint8_t> member;
    bool operator()(Index other) const noexcept { return other < member.size() && member[other] != 0; }
};

/// Sums by nationality of the sites inside.
struct Tally {
    double all = 0.0, known = 0.0;
    std::map<Index, double> by_nationality;
};

template <class Inside>
Tally tally(std::span<const WeightedSite> sites, Inside inside, SovereigntyLevel level) {
    Tally sum;
    for (const WeightedSite& site : sites) {
        if (!inside(site.at(SovereigntyLevel::Territory))) continue;
        sum.all += site.weight;
        if (site.at(level) == kNone) continue;
        sum.known += site.weight;
        sum.by_nationality[site.at(level)] += site.weight;
    }
    return sum;
}

template <class Inside>
std::optional<double> territory_of(std::span<const WeightedSite> sites, Inside inside) noexcept {
    double all = 0.0, own = 0.0;
    for (const WeightedSite& site : sites) {
        all += site.weight;
        if (inside(site.at(SovereigntyLevel::Territory))) own += site.weight;
    }
    if (!(all > 0.0)) return std::nullopt;
    return own / all;
}

template <class Inside>
std::optional<DomesticShare> domestic_of(std::span<const WeightedSite> sites, Inside inside, SovereigntyLevel level) {
    const Tally sum = tally(sites, inside, level);
    if (!(sum.known > 0.0)) return std::nullopt;
    DomesticShare result;
    result.coverage = sum.known / sum.all;
    double domestic = 0.0, foreign = 0.0, squares = 0.0, largest = 0.0;
    for (const auto& [nationality, weight] : sum.by_nationality) {
        if (inside(nationality)) {
            domestic += weight;
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
    result.domestic_share = domestic / sum.known;
    if (foreign > 0.0) result.foreign_hhi = squares / (foreign * foreign);
    return result;
}

template <class Inside>
std::optional<FootprintAbroad> footprint_of(std::span<const WeightedSite> sites, Inside inside) noexcept {
    double all = 0.0, known = 0.0, own = 0.0;
    for (const WeightedSite& site : sites) {
        if (inside(site.at(SovereigntyLevel::Territory))) continue;
        all += site.weight;
        const Index hq = site.at(SovereigntyLevel::Operator);
        if (hq == kNone) continue;
        known += site.weight;
        if (inside(hq)) own += site.weight;
    }
    if (!(known > 0.0)) return std::nullopt;
    return FootprintAbroad{own / known, known / all};
}

}  // namespace

std::vector<WeightedSite> weighted_sites(const Dataset& dataset, SiteMeasure measure, std::optional<Date> date, bool with_plans) {
    std::vector<WeightedSite> result;
    for (Index i = 0; i < dataset.sites.size(); ++i) {
        const Site& site = dataset.sites[i];
        const bool region = site.kind == kCloudRegion;
        if (!site.count_in_totals || site.country == kNone || region != (measure == SiteMeasure::CloudRegions)) continue;
        const Presence state = presence(site, date);
        if (state == Presence::Out || (state == Presence::Expected && !with_plans)) continue;
        const auto weight = weight_of(site, measure, state == Presence::Active);
        if (weight && *weight > 0.0) result.push_back(weighted(dataset, i, *weight));
    }
    return result;
}

std::optional<double> territory_share(std::span<const WeightedSite> sites, Index country) noexcept {
    return territory_of(sites, One{country});
}
std::optional<double> territory_share(std::span<const WeightedSite> sites, std::span<const std::uint8_t> member) noexcept {
    return territory_of(sites, AnyOf{member});
}

std::optional<DomesticShare> domestic_share(std::span<const WeightedSite> sites, Index country, SovereigntyLevel level) {
    return domestic_of(sites, One{country}, level);
}
std::optional<DomesticShare> domestic_share(std::span<const WeightedSite> sites, std::span<const std::uint8_t> member,
                                            SovereigntyLevel level) {
    return domestic_of(sites, AnyOf{member}, level);
}

std::optional<FootprintAbroad> footprint_abroad(std::span<const WeightedSite> sites, Index nationality) noexcept {
    return footprint_of(sites, One{nationality});
}
std::optional<FootprintAbroad> footprint_abroad(std::span<const WeightedSite> sites,
                                                std::span<const std::uint8_t> member) noexcept {
    return footprint_of(sites, AnyOf{member});
}

}  // namespace linchpin::metrics
