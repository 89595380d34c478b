#pragma once
// M13: capacity left after the k largest cables fail. M14: diversity by cable, landing site and corridor.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/core/date.h"
#include "data/pack/dataset.h"

namespace linchpin::metrics {

/// One international cable system in service that lands in a country. Design capacity, Tbit/s.
struct LandedSystem {
    Index cable = kNone;                  ///< into Dataset::cables
    std::optional<double> capacity_tbps;  ///< > 0; empty = unknown
    bool imputed = false;                 ///< the capacity is the median of its decade
    std::vector<Index> landings;          ///< distinct landing points in the country
    std::vector<Index> corridors;         ///< distinct chokepoints that it passes
};
/// One international system in service, with all countries that it joins.
struct CableSystem {
    Index cable = kNone;                  ///< into Dataset::cables
    std::optional<double> capacity_tbps;  ///< > 0; empty = unknown
    bool imputed = false;                 ///< the capacity is the median of its decade
    std::vector<Index> landings;          ///< distinct landing points, ascending
    std::vector<Index> countries;         ///< distinct, ascending, two or more
    std::vector<Index> corridors;         ///< distinct chokepoints that it passes
};
/// Every international system at a date, once for all countries: what the whole world's numbers start from.
/// @param with_plans  planned systems count when their year has come.
[[nodiscard]] std::vector<CableSystem> international_systems(const Dataset& dataset, std::optional<Date> date, bool impute,
                                                             bool with_plans = false);
/// Those that land in a country.
[[nodiscard]] std::vector<LandedSystem> landed_systems(const Dataset& dataset, std::span<const CableSystem> systems, Index country);
/// Those that land in a set of countries and outside it: each once, with its landings in all members.
/// @param member  one flag per country; a set of one gives the country's own list.
[[nodiscard]] std::vector<LandedSystem> landed_systems(const Dataset& dataset, std::span<const CableSystem> systems,
                                                       std::span<const std::uint8_t> member);

/// Systems of one country at a date (M22), each once however often it lands; systems that land in one country only are left out.
/// @param impute  unknown capacities become the median of the systems in service of the same decade, marked; systems
/// without
///        a year, or of a decade without any known capacity, stay unknown.
[[nodiscard]] std::vector<LandedSystem> landed_systems(const Dataset& dataset, Index country, std::optional<Date> date,
                                                       bool impute);

/// Capacity by number of failed cables.
struct RetainedCapacity {
    std::vector<double> retained;        ///< retained[k] = share left without the k largest, k = 0..n; [0] = 1, [n] = 0
    std::vector<Index> order;            ///< cables, largest first, ties by position in the table
    std::size_t k50 = 0;                 ///< least k with retained(k) < 0.5
    std::size_t known = 0, systems = 0;  ///< coverage by count
    double total_tbps = 0.0;
    /// k >= n gives 0.
    [[nodiscard]] double after(std::size_t k) const noexcept { return k < retained.size() ? retained[k] : 0.0; }
};
/// Empty when no capacity is known.
[[nodiscard]] std::optional<RetainedCapacity> retained_capacity(std::span<const LandedSystem> systems);

/// Capacity concentration on three partitions of the same systems.
struct CableDiversity {
    double effective_cables = 0.0;     ///< 1 / HHI by cable
    double effective_landings = 0.0;   ///< a cable's capacity is split equally over its landing sites in the country
    double effective_corridors = 0.0;  ///< split equally over its corridors; a cable in none is a class of its own
    double illusion = 1.0;             ///< effective cables / effective corridors; 1 = honest diversity
    std::size_t known = 0, systems = 0;
};
/// Empty when no capacity is known. A system without a listed landing counts as a landing site of its own.
[[nodiscard]] std::optional<CableDiversity> cable_diversity(std::span<const LandedSystem> systems);

/// The `count` countries with most landed capacity (known only, international systems in service), largest first, ties by ISO code.
[[nodiscard]] std::vector<Index> capacity_hubs(const Dataset& dataset, std::optional<Date> date, std::size_t count);
/// The same among systems already found; imputed capacities do not count.
[[nodiscard]] std::vector<Index> capacity_hubs_among(const Dataset& dataset, std::span<const CableSystem> systems,
                                                     std::size_t count);

}  // namespace linchpin::metrics
