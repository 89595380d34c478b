#include "data/metrics/cable_capacity.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "data/metrics/cable_graph.h"
#include "data/metrics/concentration.h"

namespace linchpin::metrics {
namespace {

void sort_unique(std::vector<Index>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

/// Distinct landing points of a cable.
std::vector<Index> landings_of(const Dataset& dataset, const Cable& cable) {
    std::vector<Index> points;
    for (const CableBranch& branch : cable.branches) {
        for (const Index landing : branch.landings) {
            if (landing < dataset.landing_points.size()) points.push_back(landing);
        }
    }
    sort_unique(points);
    return points;
}

std::vector<Index> countries_of(const Dataset& dataset, std::span<const Index> landings) {
    std::vector<Index> countries;
    for (const Index landing : landings) countries.push_back(dataset.landing_points[landing].country);
    sort_unique(countries);
    std::erase(countries, kNone);
    return countries;
}

int decade_of(int year) { return year / 10; }

/// Median design capacity by decade of entry into service, over all systems in service as of the pack.
std::map<int, double> median_by_decade(const Dataset& dataset) {
    std::map<int, std::vector<double>> known;
    for (const Cable& cable : dataset.cables) {
        if (cable.status == CableStatus::Active && cable.rfs_year && cable.capacity_tbps && *cable.capacity_tbps > 0.0)
            known[decade_of(*cable.rfs_year)].push_back(*cable.capacity_tbps);
    }
    std::map<int, double> medians;
    for (auto& [decade, values] : known) {
        std::sort(values.begin(), values.end());
        const std::size_t n = values.size();
        medians[decade] = n % 2 == 1 ? values[n / 2] : 0.5 * (values[n / 2 - 1] + values[n / 2]);
    }
    return medians;
}

/// Sum of squares of the parts of a partition, as shares of the total.
template <class Parts>
double effective(const Parts& parts, double total) {
    double hhi = 0.0;
    for (const auto& part : parts) hhi += (part.second / total) * (part.second / total);
    return 1.0 / hhi;
}

/// Adds a capacity in equal parts to classes; without classes to one of its own, numbered past all others.
void split(std::map<std::uint64_t, double>& parts, double capacity, std::span<const Index> classes, Index own) {
    if (classes.empty()) {
        parts[(std::uint64_t{1} << 32U) + own] += capacity;
        return;
    }
    for (const Index cls : classes) parts[cls] += capacity / static_cast<double>(classes.size());
}

}  // namespace

std::vector<CableSystem> international_systems(const Dataset& dataset, std::optional<Date> date, bool impute, bool with_plans) {
    const std::map<int, double> medians = impute ? median_by_decade(dataset) : std::map<int, double>{};
    std::vector<std::vector<Index>> corridors(dataset.cables.size());
    for (const CableCorridor& passage : dataset.cable_corridors) {
        if (passage.cable < corridors.size()) corridors[passage.cable].push_back(passage.chokepoint);
    }
    std::vector<CableSystem> systems;
    for (Index i = 0; i < dataset.cables.size(); ++i) {
        const Cable& cable = dataset.cables[i];
        if (!cable_in_service(cable, date, with_plans)) continue;
        CableSystem system;
        system.cable = i;
        system.landings = landings_of(dataset, cable);
        system.countries = countries_of(dataset, system.landings);
        if (system.countries.size() < 2) continue;
        if (cable.capacity_tbps && *cable.capacity_tbps > 0.0) system.capacity_tbps = cable.capacity_tbps;
        if (const auto median = medians.find(cable.rfs_year ? decade_of(*cable.rfs_year) : 0);
            !system.capacity_tbps && median != medians.end()) {
            system.capacity_tbps = median->second;
            system.imputed = true;
        }
        system.corridors = std::move(corridors[i]);
        sort_unique(system.corridors);
        systems.push_back(std::move(system));
    }
    return systems;
}

std::vector<LandedSystem> landed_systems(const Dataset& dataset, std::span<const CableSystem> systems, Index country) {
    std::vector<LandedSystem> landed;
    for (const CableSystem& system : systems) {
        if (!std::binary_search(system.countries.begin(), system.countries.end(), country)) continue;
        LandedSystem own{system.cable, system.capacity_tbps, system.imputed, {}, system.corridors};
        for (const Index landing : system.landings) {
            if (dataset.landing_points[landing].country == country) own.landings.push_back(landing);
        }
        landed.push_back(std::move(own));
    }
    return landed;
}

std::vector<LandedSystem> landed_systems(const Dataset& dataset, std::span<const CableSystem> systems,
                                         std::span<const std::uint8_t> member) {
    const auto inside = [&](Index country) { return country < member.size() && member[country] != 0; };
    std::vector<LandedSystem> landed;
    for (const CableSystem& system : systems) {
        const auto within = std::count_if(system.countries.begin(), system.countries.end(), inside);
        if (within == 0 || within == std::ssize(system.countries)) continue;
        LandedSystem own{system.cable, system.capacity_tbps, system.imputed, {}, system.corridors};
        for (const Index landing : system.landings) {
            if (inside(dataset.landing_points[landing].country)) own.landings.push_back(landing);
        }
        landed.push_back(std::move(own));
    }
    return landed;
}

std::vector<LandedSystem> landed_systems(const Dataset& dataset, Index country, std::optional<Date> date, bool impute) {
    return landed_systems(dataset, international_systems(dataset, date, impute), country);
}

std::optional<RetainedCapacity> retained_capacity(std::span<const LandedSystem> systems) {
    std::vector<const LandedSystem*> known;
    for (const LandedSystem& system : systems) {
        if (system.capacity_tbps && *system.capacity_tbps > 0.0) known.push_back(&system);
    }
    if (known.empty()) return std::nullopt;
    std::stable_sort(known.begin(), known.end(), [](const auto* a, const auto* b) {
        return *a->capacity_tbps != *b->capacity_tbps ? *a->capacity_tbps > *b->capacity_tbps : a->cable < b->cable;
    });
    RetainedCapacity result;
    result.known = known.size();
    result.systems = systems.size();
    result.retained.assign(known.size() + 1, 0.0);
    // Summed from the smallest up, so that the last entries are exact and the first is the total.
    for (std::size_t k = known.size(); k-- > 0;) result.retained[k] = result.retained[k + 1] + *known[k]->capacity_tbps;
    result.total_tbps = result.retained.front();
    for (double& left : result.retained) left /= result.total_tbps;
    for (const LandedSystem* system : known) result.order.push_back(system->cable);
    while (result.after(result.k50) >= 0.5 - kThresholdGuard) ++result.k50;
    return result;
}

std::optional<CableDiversity> cable_diversity(std::span<const LandedSystem> systems) {
    std::map<std::uint64_t, double> cables, landings, corridors;
    double total = 0.0;
    CableDiversity result;
    result.systems = systems.size();
    for (const LandedSystem& system : systems) {
        if (!system.capacity_tbps || !(*system.capacity_tbps > 0.0)) continue;
        ++result.known;
        total += *system.capacity_tbps;
        split(cables, *system.capacity_tbps, {}, system.cable);
        split(landings, *system.capacity_tbps, system.landings, system.cable);
        split(corridors, *system.capacity_tbps, system.corridors, system.cable);
    }
    if (result.known == 0) return std::nullopt;
    result.effective_cables = effective(cables, total);
    result.effective_landings = effective(landings, total);
    result.effective_corridors = effective(corridors, total);
    result.illusion = result.effective_cables / result.effective_corridors;
    return result;
}

std::vector<Index> capacity_hubs_among(const Dataset& dataset, std::span<const CableSystem> systems, std::size_t count) {
    std::vector<double> landed(dataset.countries.size(), 0.0);
    for (const CableSystem& system : systems) {
        if (!system.capacity_tbps || system.imputed) continue;
        for (const Index country : system.countries) landed[country] += *system.capacity_tbps;
    }
    std::vector<Index> order(landed.size());
    std::iota(order.begin(), order.end(), Index{0});
    std::erase_if(order, [&](Index country) { return !(landed[country] > 0.0); });
    std::stable_sort(order.begin(), order.end(), [&](Index a, Index b) { return landed[a] > landed[b]; });
    order.resize(std::min(count, order.size()));
    return order;
}

std::vector<Index> capacity_hubs(const Dataset& dataset, std::optional<Date> date, std::size_t count) {
    return capacity_hubs_among(dataset, international_systems(dataset, date, false), count);
}

}  // namespace linchpin::metrics
