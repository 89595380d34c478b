#pragma once
// Whom a number is about: a country, a bloc, an M49 region or any set of countries.
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/date.h"
#include "data/core/result.h"
#include "data/pack/dataset.h"

namespace linchpin::report {

enum class SubjectKind : std::uint8_t { Country, Bloc, Region, Selection };

/// A set of countries taken as one: trade between members is internal.
struct Subject {
    SubjectKind kind = SubjectKind::Country;
    std::string id;                    ///< "KEN", "EU", "202" (M49 number), "KEN+UGA"
    std::string name;                  ///< on screen
    std::vector<std::uint8_t> member;  ///< one flag per Dataset::countries
    std::vector<Index> members;        ///< ascending; never empty
    [[nodiscard]] bool single() const noexcept { return members.size() == 1; }
};

[[nodiscard]] Subject country_subject(const Dataset& dataset, Index country);
/// Members on `date` (the pack's date when empty), invited ones left out. An error names the nearest id of the pack.
[[nodiscard]] Result<Subject> bloc_subject(const Dataset& dataset, std::string_view id, std::optional<Date> date);
/// By M49 number ("202" or "2") or English name ("Eastern Asia", case-insensitive) of a region or subregion.
[[nodiscard]] Result<Subject> region_subject(const Dataset& dataset, std::string_view region);
/// Any set that a person ticks; repeats count once. An error for an empty set.
[[nodiscard]] Result<Subject> selection_subject(const Dataset& dataset, std::span<const Index> countries);

/// M49 number and name of every region and subregion that a country of the pack is in, in order of name.
struct RegionName {
    int m49 = 0;
    std::string name;
};
[[nodiscard]] std::vector<RegionName> regions_of(const Dataset& dataset);

}  // namespace linchpin::report
