#include "data/query/visibility.h"

namespace linchpin::query {

metrics::Presence presence(const Satellite& satellite, std::optional<Date> date) noexcept {
    return metrics::presence_at(metrics::LifeStage::Operating, satellite.launch_year, date);
}

void derive_satellites(const Dataset& dataset, const DerivedIndex& index, Snapshot& out) {
    const HiddenFlags hidden = hidden_keys(index.constellations, out.filter.hidden_constellations);
    FacetTally groups{index.constellations.size()};
    out.satellite_visible.assign(dataset.satellites.size(), 0);
    const std::optional<int> year = out.filter.date ? std::optional{out.filter.date->year()} : std::nullopt;
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i) {
        const Satellite& satellite = dataset.satellites[i];
        const std::uint16_t group = index.satellite_group[i];
        // The launch year is all that is known: presence_at on 1 January of that year, without a calendar computation a row.
        const bool launched = !year || !satellite.launch_year || *satellite.launch_year <= *year;
        const bool shown = launched && !hidden[group];
        out.satellite_visible[i] = shown ? 1 : 0;
        out.satellites_shown += shown ? 1 : 0;
        groups.add(group, shown);
    }
    out.constellations = groups.counts([&](std::size_t i) { return index.constellations[i]; });
}

}  // namespace linchpin::query
