#include "data/query/satellite_history.h"

#include <algorithm>
#include <map>

namespace linchpin {

LaunchSeries launches_by_year(const Dataset& dataset, std::span<const std::uint8_t> shown, std::string_view group) {
    LaunchSeries series;
    std::map<int, std::size_t> years;
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i) {
        const Satellite& satellite = dataset.satellites[i];
        if (!shown.empty() && (i >= shown.size() || shown[i] == 0)) continue;
        if (!group.empty() && satellite.group != group) continue;
        if (satellite.launch_year)
            ++years[*satellite.launch_year];
        else
            ++series.unknown_year;
    }
    if (years.empty()) return series;
    series.first_year = years.begin()->first;
    std::size_t sum = 0;
    for (int year = series.first_year; year <= years.rbegin()->first; ++year) {
        const auto it = years.find(year);
        series.launched.push_back(it == years.end() ? 0 : it->second);
        series.cumulative.push_back(sum += series.launched.back());
    }
    return series;
}

std::vector<ActiveCount> active_counts(const Dataset& dataset, std::string_view group) {
    std::vector<ActiveCount> series;
    for (const ConstellationCount& count : dataset.constellation_counts)
        if (count.group == group) series.push_back({count.snapshot_unix_s, count.active});
    std::stable_sort(series.begin(), series.end(), [](const ActiveCount& a, const ActiveCount& b) { return a.unix_s < b.unix_s; });
    return series;
}

std::vector<ActiveSum> active_sums(const Dataset& dataset, std::span<const std::string> groups) {
    struct Listed { std::int64_t active = 0; std::size_t groups = 0; };
    std::map<double, Listed> snapshots;
    for (const ConstellationCount& count : dataset.constellation_counts) {
        Listed& at = snapshots[count.snapshot_unix_s];
        if (std::find(groups.begin(), groups.end(), count.group) == groups.end()) continue;
        at.active += count.active;
        ++at.groups;
    }
    std::vector<ActiveSum> series;
    for (const auto& [unix_s, at] : snapshots) series.push_back({unix_s, at.groups == groups.size() && !groups.empty() ? std::optional{at.active} : std::nullopt});
    return series;
}

}  // namespace linchpin
