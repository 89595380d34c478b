#include "app/report/satellite_set.h"

#include <algorithm>

#include "app/scene/satellite_marks.h"
#include "app/state/observer.h"

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

std::vector<SatelliteSetChoice> satellite_sets(const Dataset& dataset, const Snapshot& snapshot) {
    std::vector<SatelliteSetChoice> all{{{}, SatelliteSet{}.name(dataset), dataset.satellites.size()}}, groups, services;
    std::size_t compute = 0;
    for (const FacetCount& facet : snapshot.constellations) {
        if (facet.id.empty()) continue;
        if (computes_in_orbit(facet.id)) compute += facet.total;
        groups.push_back({{SatelliteSet::Kind::Group, facet.id}, constellation_name(dataset, facet.id), facet.total});
    }
    for (const FacetCount& facet : snapshot.satellite_services)
        if (!facet.id.empty()) services.push_back({{SatelliteSet::Kind::Service, facet.id}, facet.id, facet.total});
    const SatelliteSet computing{SatelliteSet::Kind::Compute, {}};
    if (compute > 0) all.push_back({computing, computing.name(dataset), compute});
    append_sorted(all, std::move(groups));
    append_sorted(all, std::move(services));
    return all;
}

std::vector<std::string> drop_unknown_satellite_words(const Dataset& dataset, SatelliteView& view) {
    std::vector<std::string> sentences;
    const auto country = [&dataset](const std::string& code) {
        const auto parsed = CountryCode::parse(code);
        return parsed && dataset.country_index(*parsed) != kNone;
    };
    const auto drop = [&sentences](std::string& word, const char* what, const char* expected) {
        sentences.push_back(std::string{"satellite_view."} + what + ": expected " + expected + ", found \"" + word + "\"");
        word.clear();
    };
    const SatelliteSet about = SatelliteSet::of_word(view.about);
    if (about.word() != view.about || (about.kind != SatelliteSet::Kind::All && about.groups(dataset).empty()))
        drop(view.about, "about", "compute, group: with a constellation of the pack, service: with a service of the pack, or nothing");
    if (!view.observer.empty() && !place_of_observer(view.observer) && !country(view.observer))
        drop(view.observer, "observer", "a country of the pack or latitude,longitude in degrees");
    if (!view.cover_country.empty() && !country(view.cover_country)) drop(view.cover_country, "cover_country", "a country of the pack");
    return sentences;
}

std::string constellation_name(const Dataset& dataset, std::string_view group) {
    for (const KeyName& known : dataset.satellite_groups)
        if (known.id == group) return known.name;
    return std::string{group};
}

}  // namespace linchpin::app
