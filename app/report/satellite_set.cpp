#include "app/report/satellite_set.h"

#include <algorithm>
#include <map>

#include "app/scene/satellite_marks.h"

namespace linchpin::app {
namespace {

constexpr std::string_view kCompute = "compute", kGroup = "group:", kService = "service:";

/// Largest first; equal ones by name.
void append_sorted(std::vector<SatelliteSetChoice>& all, std::vector<SatelliteSetChoice> more) {
    std::sort(more.begin(), more.end(), [](const auto& a, const auto& b) { return a.satellites != b.satellites ? a.satellites > b.satellites : a.name < b.name; });
    all.insert(all.end(), more.begin(), more.end());
}

}  // namespace

SatelliteSet SatelliteSet::of_word(std::string_view word) {
    if (word == kCompute) return {Kind::Compute, {}};
    if (word.starts_with(kGroup) && word.size() > kGroup.size()) return {Kind::Group, std::string{word.substr(kGroup.size())}};
    if (word.starts_with(kService) && word.size() > kService.size()) return {Kind::Service, std::string{word.substr(kService.size())}};
    return {};
}

std::string SatelliteSet::word() const {
    switch (kind) {
        case Kind::All: return {};
        case Kind::Compute: return std::string{kCompute};
        case Kind::Group: return std::string{kGroup} + id;
        case Kind::Service: return std::string{kService} + id;
    }
    return {};
}

bool SatelliteSet::has(const Satellite& satellite) const noexcept {
    switch (kind) {
        case Kind::All: return true;
        case Kind::Compute: return computes_in_orbit(satellite.group);
        case Kind::Group: return satellite.group == id;
        case Kind::Service: return satellite.service == id;
    }
    return false;
}

std::string SatelliteSet::name(const Dataset& dataset) const {
    switch (kind) {
        case Kind::All: return "All satellites";
        case Kind::Compute: return "Compute in orbit";
        case Kind::Group: return constellation_name(dataset, id);
        case Kind::Service: return id;
    }
    return {};
}

std::vector<std::string> SatelliteSet::groups(const Dataset& dataset, const std::vector<std::string>& lost) const {
    std::vector<std::string> ids;
    for (const Satellite& satellite : dataset.satellites) {
        if (!ids.empty() && ids.back() == satellite.group) continue;  // neighbours in the table are mostly of one
        if (has(satellite) && std::find(lost.begin(), lost.end(), satellite.group) == lost.end()) ids.push_back(satellite.group);
    }
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    return ids;
}

std::vector<std::uint8_t> SatelliteSet::members(const Dataset& dataset) const {
    std::vector<std::uint8_t> in(dataset.satellites.size(), 0);
    for (std::size_t i = 0; i < in.size(); ++i) in[i] = has(dataset.satellites[i]) ? 1 : 0;
    return in;
}

std::vector<SatelliteSetChoice> satellite_sets(const Dataset& dataset) {
    std::map<std::string, std::size_t> groups, services;
    std::size_t compute = 0;
    for (const Satellite& satellite : dataset.satellites) {
        ++groups[satellite.group];
        ++services[satellite.service];
        compute += computes_in_orbit(satellite.group) ? 1 : 0;
    }
    std::vector<SatelliteSetChoice> all, of_groups, of_services;
    const auto choice = [&dataset](SatelliteSet set, std::size_t satellites) { return SatelliteSetChoice{set, set.name(dataset), satellites}; };
    all.push_back(choice({}, dataset.satellites.size()));
    if (compute > 0) all.push_back(choice({SatelliteSet::Kind::Compute, {}}, compute));
    for (const auto& [id, count] : groups)
        if (!id.empty()) of_groups.push_back(choice({SatelliteSet::Kind::Group, id}, count));
    for (const auto& [id, count] : services)
        if (!id.empty()) of_services.push_back(choice({SatelliteSet::Kind::Service, id}, count));
    append_sorted(all, std::move(of_groups));
    append_sorted(all, std::move(of_services));
    return all;
}

std::string constellation_name(const Dataset& dataset, std::string_view group) {
    for (const KeyName& known : dataset.satellite_groups)
        if (known.id == group) return known.name;
    return std::string{group};
}

}  // namespace linchpin::app
