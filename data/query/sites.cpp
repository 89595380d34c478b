#include <array>

#include "data/query/visibility.h"

namespace linchpin::query {
namespace {

constexpr std::size_t kStatuses = std::size(kSiteStatusIds);

/// The filter's answers for sites, looked up once.
struct SiteFilter {
    HiddenFlags nationalities, kinds;
    std::array<bool, kStatuses> status_hidden{};
    double min_power_mw = 0.0;
    std::optional<Date> date;

    SiteFilter(const Dataset& dataset, const DerivedIndex& index, const Filter& filter)
        : nationalities{hidden_countries(dataset, filter.hidden_site_nationalities)},
          kinds{hidden_keys(index.site_kinds, filter.hidden_site_kinds)},
          min_power_mw{filter.min_power_mw},
          date{filter.date} {
        for (std::size_t i = 0; i < kStatuses; ++i) status_hidden[i] = contains(filter.hidden_site_statuses, kSiteStatusIds[i]);
    }

    [[nodiscard]] bool lets_through(const Site& site, std::size_t nationality, std::size_t kind) const noexcept {
        if (status_hidden[static_cast<std::size_t>(site.status)] || nationalities[nationality] || kinds[kind]) return false;
        if (min_power_mw > 0.0 && !(site.power_mw && *site.power_mw >= min_power_mw)) return false;
        return !date || presence(site, date) != metrics::Presence::Out;
    }
};

}  // namespace

metrics::Presence presence(const Site& site, std::optional<Date> date) noexcept {
    switch (site.status) {
        case SiteStatus::Operational:
            return metrics::presence_at(metrics::LifeStage::Operating, site.year, date);
        case SiteStatus::UnderConstruction:
        case SiteStatus::Announced:
            return metrics::presence_at(metrics::LifeStage::Planned, site.year, date);
        case SiteStatus::Closed:
            break;
    }
    return metrics::presence_at(metrics::LifeStage::Ended, site.year, date);
}

std::optional<double> current_power_mw(const Site& site) noexcept {
    const bool measured = site.power_basis == PowerBasis::It || site.power_basis == PowerBasis::Facility;
    if (!measured || !site.count_in_totals) return std::nullopt;
    return site.power_mw;
}

void derive_sites(const Dataset& dataset, const DerivedIndex& index, Snapshot& out) {
    const SiteFilter filter{dataset, index, out.filter};
    const std::size_t countries = dataset.countries.size();
    FacetTally nationalities{countries + 1}, kinds{index.site_kinds.size()}, statuses{kStatuses};
    out.site_visible.assign(dataset.sites.size(), 0);
    for (std::size_t i = 0; i < dataset.sites.size(); ++i) {
        const Site& site = dataset.sites[i];
        const std::size_t nationality = site.operator_hq < countries ? site.operator_hq : countries;
        const bool shown = filter.lets_through(site, nationality, index.site_kind[i]);
        out.site_visible[i] = shown ? 1 : 0;
        nationalities.add(nationality, shown);
        kinds.add(index.site_kind[i], shown);
        statuses.add(static_cast<std::size_t>(site.status), shown);
        if (!shown) continue;
        ++out.sites_shown;
        if (presence(site, filter.date) == metrics::Presence::Active)
            out.site_power_mw_shown += current_power_mw(site).value_or(0.0);
    }
    out.site_nationalities = nationalities.counts([&](std::size_t i) { return country_key(dataset, i); });
    out.site_kinds = kinds.counts([&](std::size_t i) { return index.site_kinds[i]; });
    out.site_statuses = statuses.counts([](std::size_t i) {
        return KeyName{std::string{kSiteStatusIds[i]}, std::string{kSiteStatusNames[i]}};
    });
}

}  // namespace linchpin::query
