#include "data/query/derived_index.h"

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "data/orbit/track.h"

namespace linchpin {
namespace {

/// Numbers for text ids: those of the pack's table first, others as they are met (the name of such a one is its id).
class KeyNumbers {
public:
    explicit KeyNumbers(std::vector<KeyName> known) : keys_{std::move(known)} {
        for (std::size_t i = 0; i < keys_.size(); ++i) numbers_.emplace(keys_[i].id, static_cast<std::uint16_t>(i));
    }
    std::uint16_t number(const std::string& id) {
        const auto [it, fresh] = numbers_.emplace(id, static_cast<std::uint16_t>(keys_.size()));
        if (fresh) keys_.push_back({id, id.empty() ? "Unknown" : id});
        return it->second;
    }
    [[nodiscard]] std::vector<KeyName> take() { return std::move(keys_); }

private:
    std::vector<KeyName> keys_;
    std::unordered_map<std::string, std::uint16_t> numbers_;
};

void sort_unique(std::vector<std::uint16_t>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

std::uint16_t country_number(Index country, std::uint16_t unknown) {
    return country < unknown ? static_cast<std::uint16_t>(country) : unknown;
}

void index_cable(const Dataset& dataset, const Cable& cable, DerivedIndex& index) {
    std::vector<std::uint16_t> list;
    for (const Index company : cable.supplier_companies) {
        const Index country = company < dataset.suppliers.size() ? dataset.suppliers[company].country : kNone;
        list.push_back(country_number(country, index.unknown_country));
    }
    if (list.empty()) list.push_back(index.unknown_country);
    sort_unique(list);
    index.cable_nationalities.append(list);

    list.clear();
    for (const CableBranch& branch : cable.branches) {
        for (const Index landing : branch.landings) {
            if (landing >= dataset.landing_points.size()) continue;
            const Index country = dataset.landing_points[landing].country;
            if (country < index.unknown_country) list.push_back(static_cast<std::uint16_t>(country));
        }
    }
    sort_unique(list);
    index.cable_countries.append(list);
}

}  // namespace

void IndexLists::append(std::span<const std::uint16_t> list) {
    items.insert(items.end(), list.begin(), list.end());
    offsets.push_back(static_cast<std::uint32_t>(items.size()));
}

DerivedIndex build_derived_index(const Dataset& dataset) {
    DerivedIndex index;
    index.trade = metrics::TradeView{dataset};
    index.unknown_country = static_cast<std::uint16_t>(dataset.countries.size());

    KeyNumbers kinds{dataset.site_kinds};
    index.site_kind.reserve(dataset.sites.size());
    for (const Site& site : dataset.sites) index.site_kind.push_back(kinds.number(site.kind));
    index.site_kinds = kinds.take();

    KeyNumbers groups{dataset.satellite_groups};
    index.satellite_group.reserve(dataset.satellites.size());
    KeyNumbers services{{}};
    for (const Satellite& satellite : dataset.satellites) {
        index.satellite_group.push_back(groups.number(satellite.group));
        index.satellite_service.push_back(services.number(satellite.service));
        const orbit::OrbitShape shape = orbit::orbit_shape(satellite.elements);
        index.satellite_height_km.push_back(0.5 * (shape.perigee_km + shape.apogee_km));
    }
    index.constellations = groups.take();
    index.satellite_services = services.take();

    for (const Cable& cable : dataset.cables) index_cable(dataset, cable, index);
    index.country_has_landing.assign(dataset.countries.size(), 0);
    for (const LandingPoint& point : dataset.landing_points) {
        if (point.country < dataset.countries.size()) index.country_has_landing[point.country] = 1;
    }
    return index;
}

}  // namespace linchpin
