#include <algorithm>
#include <array>

#include "data/query/visibility.h"

namespace linchpin::query {
namespace {

constexpr std::size_t kStatuses = std::size(kCableStatusIds);

}  // namespace

metrics::Presence presence(const Cable& cable, std::optional<Date> date) noexcept {
    switch (cable.status) {
        case CableStatus::Active:
            return metrics::presence_at(metrics::LifeStage::Operating, cable.rfs_year, date);
        case CableStatus::Planned:
            return metrics::presence_at(metrics::LifeStage::Planned, cable.rfs_year, date);
        case CableStatus::Retired:
            break;
    }
    return metrics::presence_at(metrics::LifeStage::Ended, cable.rfs_year, date);
}

void derive_cables(const Dataset& dataset, const DerivedIndex& index, Snapshot& out) {
    const Filter& filter = out.filter;
    const HiddenFlags hidden = hidden_countries(dataset, filter.hidden_cable_nationalities);
    std::array<bool, kStatuses> status_hidden{};
    for (std::size_t i = 0; i < kStatuses; ++i) status_hidden[i] = contains(filter.hidden_cable_statuses, kCableStatusIds[i]);

    FacetTally nationalities{dataset.countries.size() + 1}, statuses{kStatuses};
    out.cable_visible.assign(dataset.cables.size(), 0);
    for (std::size_t i = 0; i < dataset.cables.size(); ++i) {
        const Cable& cable = dataset.cables[i];
        const auto suppliers = index.cable_nationalities.of(i);
        const bool all_hidden = std::all_of(suppliers.begin(), suppliers.end(), [&](std::uint16_t c) { return hidden[c] != 0; });
        const bool exists = !filter.date || presence(cable, filter.date) != metrics::Presence::Out;
        const bool shown = exists && !all_hidden && !status_hidden[static_cast<std::size_t>(cable.status)];
        out.cable_visible[i] = shown ? 1 : 0;
        out.cables_shown += shown ? 1 : 0;
        // A joint system counts under each of its suppliers' nationalities, and stays visible while one of them is on.
        for (const std::uint16_t country : suppliers) nationalities.add(country, shown);
        statuses.add(static_cast<std::size_t>(cable.status), shown);
    }
    out.cable_nationalities = nationalities.counts([&](std::size_t i) { return country_key(dataset, i); });
    out.cable_statuses = statuses.counts([](std::size_t i) {
        return KeyName{std::string{kCableStatusIds[i]}, std::string{kCableStatusNames[i]}};
    });
}

}  // namespace linchpin::query
