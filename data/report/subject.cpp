#include "data/report/subject.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "data/core/nearest.h"

namespace linchpin::report {
namespace {

struct M49 {
    int number;
    std::string_view name;
};
/// Regions and subregions of the United Nations' standard country or area codes for statistical use (M49), UN Statistics Division.
/// Intermediate regions (Caribbean, Eastern Africa, ...) are no level of the pack's country table.
constexpr std::array<M49, 22> kRegions{{{2, "Africa"},
                                        {15, "Northern Africa"},
                                        {202, "Sub-Saharan Africa"},
                                        {19, "Americas"},
                                        {419, "Latin America and the Caribbean"},
                                        {21, "Northern America"},
                                        {142, "Asia"},
                                        {143, "Central Asia"},
                                        {30, "Eastern Asia"},
                                        {35, "South-eastern Asia"},
                                        {34, "Southern Asia"},
                                        {145, "Western Asia"},
                                        {150, "Europe"},
                                        {151, "Eastern Europe"},
                                        {154, "Northern Europe"},
                                        {39, "Southern Europe"},
                                        {155, "Western Europe"},
                                        {9, "Oceania"},
                                        {53, "Australia and New Zealand"},
                                        {54, "Melanesia"},
                                        {57, "Micronesia"},
                                        {61, "Polynesia"}}};

/// M49 numbers are written with three digits: "002".
std::string three_digits(int number) {
    std::string text = std::to_string(number);
    return text.size() < 3 ? std::string(3 - text.size(), '0') + text : text;
}

std::string lower(std::string_view text) {
    std::string result{text};
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

bool in_region(const Country& country, std::string_view name) { return country.region == name || country.subregion == name; }

const M49* find_region(std::string_view text) {
    const std::string wanted = lower(text);
    const bool digits = !wanted.empty() && std::all_of(wanted.begin(), wanted.end(), [](char c) { return c >= '0' && c <= '9'; });
    const std::string padded = digits && wanted.size() < 3 ? std::string(3 - wanted.size(), '0') + wanted : wanted;
    for (const M49& region : kRegions) {
        if (padded == three_digits(region.number) || wanted == lower(region.name)) return &region;
    }
    return nullptr;
}

/// `members` ascending and distinct.
Subject subject_of(const Dataset& dataset, SubjectKind kind, std::string id, std::string name, std::vector<Index> members) {
    Subject subject;
    subject.kind = kind;
    subject.id = std::move(id);
    subject.name = std::move(name);
    subject.member.assign(dataset.countries.size(), 0);
    for (const Index member : members) subject.member[member] = 1;
    subject.members = std::move(members);
    return subject;
}

std::string name_of(const Country& country) { return country.name.empty() ? country.code.str() : country.name; }

}  // namespace

Subject country_subject(const Dataset& dataset, Index country) {
    const Country& record = dataset.countries[country];
    return subject_of(dataset, SubjectKind::Country, record.code.str(), name_of(record), {country});
}

Result<Subject> bloc_subject(const Dataset& dataset, std::string_view id, std::optional<Date> date) {
    const auto bloc =
        std::find_if(dataset.blocs.begin(), dataset.blocs.end(), [&](const Bloc& b) { return lower(b.id) == lower(id); });
    if (bloc == dataset.blocs.end()) {
        std::vector<std::string> choices;
        for (const Bloc& each : dataset.blocs) choices.push_back(each.id);
        return Error{unknown_word("bloc", id, choices)};
    }
    // Without any date the memberships that have no end are meant.
    const Date at = date ? *date : dataset.as_of.value_or(Date::from_ymd(9999, 12, 31));
    std::vector<Index> members;
    for (Index country = 0; country < dataset.countries.size(); ++country) {
        if (dataset.is_member(bloc->id, country, at)) members.push_back(country);
    }
    if (members.empty()) return Error{"expected a date on which " + bloc->name + " has members, found " + at.iso()};
    return subject_of(dataset, SubjectKind::Bloc, bloc->id, bloc->name, std::move(members));
}

Result<Subject> region_subject(const Dataset& dataset, std::string_view region) {
    const M49* const found = find_region(region);
    std::vector<Index> members;
    for (Index country = 0; found != nullptr && country < dataset.countries.size(); ++country) {
        if (in_region(dataset.countries[country], found->name)) members.push_back(country);
    }
    if (members.empty()) {
        std::vector<std::string> choices;
        for (const RegionName& each : regions_of(dataset)) {
            choices.push_back(each.name);
            choices.push_back(three_digits(each.m49));
        }
        return Error{unknown_word("M49 region", region, choices)};
    }
    return subject_of(dataset, SubjectKind::Region, three_digits(found->number), std::string{found->name}, std::move(members));
}

Result<Subject> selection_subject(const Dataset& dataset, std::span<const Index> countries) {
    std::vector<Index> members{countries.begin(), countries.end()};
    std::sort(members.begin(), members.end());
    members.erase(std::unique(members.begin(), members.end()), members.end());
    if (members.empty()) return Error{"expected at least one country in the selection, found none"};
    if (members.back() >= dataset.countries.size()) {
        return Error{"expected countries of this data set in the selection, found number " + std::to_string(members.back()) +
                     " of " + std::to_string(dataset.countries.size())};
    }
    if (members.size() == 1) return country_subject(dataset, members.front());
    std::string id;
    for (const Index member : members) id += (id.empty() ? "" : "+") + dataset.countries[member].code.str();
    std::string name = members.size() <= 3 ? std::string{} : std::to_string(members.size()) + " countries";
    for (std::size_t i = 0; i < members.size() && members.size() <= 3; ++i) {
        name += (i == 0 ? "" : i + 1 == members.size() ? " and " : ", ") + name_of(dataset.countries[members[i]]);
    }
    return subject_of(dataset, SubjectKind::Selection, std::move(id), std::move(name), std::move(members));
}

std::vector<RegionName> regions_of(const Dataset& dataset) {
    std::vector<RegionName> regions;
    for (const M49& region : kRegions) {
        const bool used = std::any_of(dataset.countries.begin(), dataset.countries.end(),
                                      [&](const Country& country) { return in_region(country, region.name); });
        if (used) regions.push_back({region.number, std::string{region.name}});
    }
    std::sort(regions.begin(), regions.end(), [](const RegionName& a, const RegionName& b) { return a.name < b.name; });
    return regions;
}

}  // namespace linchpin::report
