#include "data/scenario/scenario_snapshot.h"

#include <algorithm>
#include <utility>

#include "data/query/choropleth_change.h"

namespace linchpin::scenario {
namespace {

void hide_constellations(Filter& filter, std::span<const std::string> lost) {
    auto& hidden = filter.hidden_constellations;
    hidden.insert(hidden.end(), lost.begin(), lost.end());
    std::sort(hidden.begin(), hidden.end());
    hidden.erase(std::unique(hidden.begin(), hidden.end()), hidden.end());
}

/// Lost: shown without the scenario, and out of service through it.
template <class Table, class Gone>
std::vector<std::uint8_t> lost_rows(const Table& before, const Table& after, const std::vector<std::uint8_t>& shown_before, Gone gone) {
    std::vector<std::uint8_t> lost(before.size(), 0);
    for (std::size_t i = 0; i < before.size(); ++i) lost[i] = shown_before[i] != 0 && !gone(before[i]) && gone(after[i]) ? 1 : 0;
    return lost;
}

}  // namespace

Snapshot derive_scenario(const ScenarioWorld& world, const DerivedIndex& index, const Filter& filter) {
    const report::World after = world.world();
    Snapshot before = derive(*after.base, index, filter);
    if (!after.scenario) return before;
    DerivedIndex changed = index;
    changed.trade = *after.trade;  // its sums are the scenario's
    changed.published_flows = &after.base->flows;
    Filter hiding = filter;
    hide_constellations(hiding, after.lost_constellations);
    Snapshot snapshot = derive(*after.dataset, changed, hiding);
    snapshot.filter = filter;
    if (filter.choropleth.change) snapshot.choropleth = change_of(before.choropleth, std::move(snapshot.choropleth), filter.choropleth);
    snapshot.site_lost = lost_rows(after.base->sites, after.dataset->sites, before.site_visible,
                                   [](const Site& site) { return site.status == SiteStatus::Closed; });
    snapshot.cable_lost = lost_rows(after.base->cables, after.dataset->cables, before.cable_visible,
                                    [](const Cable& cable) { return cable.status == CableStatus::Retired; });
    return snapshot;
}

}  // namespace linchpin::scenario
