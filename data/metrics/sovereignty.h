#pragma once
// M11: whose compute is it: by territory, operator, ultimate owner and accelerator vendor. M24: compute abroad.
#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/core/date.h"
#include "data/pack/dataset.h"

namespace linchpin::metrics {

enum class SovereigntyLevel : std::uint8_t { Territory, Operator, UltimateOwner, AcceleratorVendor };
inline constexpr std::size_t kSovereigntyLevels = 4;

/// What a site weighs. One family of sites at a time: a cloud region and the campus that houses it would count twice.
enum class SiteMeasure : std::uint8_t {
    CloudRegions,  ///< number of cloud regions
    Sites,         ///< number of sites of the other kinds
    PowerMw,       ///< current IT or facility power of the other kinds
    CapexUsd       ///< published capital expenditure of the other kinds
};

/// One site that counts: nationality at each level (kNone = unknown) and weight > 0.
struct WeightedSite {
    std::array<Index, kSovereigntyLevels> nationality{kNone, kNone, kNone, kNone};
    double weight = 0.0;
    Index site = kNone;  ///< into Dataset::sites, for explanations
    [[nodiscard]] Index at(SovereigntyLevel level) const noexcept { return nationality[static_cast<std::size_t>(level)]; }
};

/// Sites of the data set that count for a measure at a date (M22): rows with count_in_totals, operating; planned ones too when
/// `with_plans` (then also planned power). Sites without the measure are left out.
[[nodiscard]] std::vector<WeightedSite> weighted_sites(const Dataset& dataset, SiteMeasure measure, std::optional<Date> date,
                                                       bool with_plans);

/// Level 1: the country's share of the known world, [0, 1]; empty when nothing is known anywhere.
[[nodiscard]] std::optional<double> territory_share(std::span<const WeightedSite> sites, Index country) noexcept;
/// Of a set of countries. @param member  one flag per country of the data set; a set of one gives the country's own bits.
[[nodiscard]] std::optional<double> territory_share(std::span<const WeightedSite> sites,
                                                    std::span<const std::uint8_t> member) noexcept;

/// Levels 2 to 4, within one country. Unknown nationality is its own class: in `coverage`, never domestic.
struct DomesticShare {
    double domestic_share = 0.0;         ///< of the weight with a known nationality, [0, 1]
    double coverage = 0.0;               ///< known weight / all weight, (0, 1]
    std::optional<double> foreign_hhi;   ///< over the foreign nationalities, of the foreign weight; empty when none is foreign
    Index largest_foreign = kNone;       ///< ties by ISO code
    double largest_foreign_share = 0.0;  ///< of the known weight
};
/// Empty when the country has no site with a known nationality at that level.
/// Source: three levels after Hawkins, Lehdonvirta and Wu (Oxford Internet Institute); the fourth is ours.
[[nodiscard]] std::optional<DomesticShare> domestic_share(std::span<const WeightedSite> sites, Index country,
                                                          SovereigntyLevel level);
/// Of a set of countries taken as one: the nationality of any member counts as domestic, in every member.
[[nodiscard]] std::optional<DomesticShare> domestic_share(std::span<const WeightedSite> sites, std::span<const std::uint8_t> member,
                                                          SovereigntyLevel level);

/// M24: of the sites outside a nationality's own country, the share that its operators run.
struct FootprintAbroad {
    double share = 0.0;     ///< of the weight abroad with a known operator nationality, [0, 1]
    double coverage = 0.0;  ///< known weight abroad / all weight abroad
};
/// Empty when nothing outside that country has a known operator nationality.
[[nodiscard]] std::optional<FootprintAbroad> footprint_abroad(std::span<const WeightedSite> sites, Index nationality) noexcept;
/// Of a set of countries: abroad = outside all of them, own = run from any of them.
[[nodiscard]] std::optional<FootprintAbroad> footprint_abroad(std::span<const WeightedSite> sites,
                                                              std::span<const std::uint8_t> member) noexcept;

}  // namespace linchpin::metrics
