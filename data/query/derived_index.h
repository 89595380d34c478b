#pragma once
// What derive() looks up again and again, built once for a data set. Holds positions only, never numbers that a filter changes.
#include <cstdint>
#include <span>
#include <vector>

#include "data/metrics/trade_view.h"
#include "data/pack/dataset.h"
#include "data/query/snapshot.h"

namespace linchpin {

/// One list of small numbers for every record of a table.
struct IndexLists {
    std::vector<std::uint32_t> offsets{0};
    std::vector<std::uint16_t> items;
    void append(std::span<const std::uint16_t> list);
    [[nodiscard]] std::span<const std::uint16_t> of(std::size_t record) const noexcept {
        return {items.data() + offsets[record], offsets[record + 1] - offsets[record]};
    }
};

/// Index over one data set, which must outlive it and stay where it is.
struct DerivedIndex {
    metrics::TradeView trade;
    const FlowTable* published_flows = nullptr;     ///< under a scenario: the flows before it, row by row those of `trade`; else null
    std::vector<KeyName> site_kinds;                ///< those of the pack's table, then any other that a site uses
    std::vector<std::uint16_t> site_kind;           ///< one per site, into site_kinds
    std::vector<KeyName> constellations;            ///< likewise for satellites
    std::vector<std::uint16_t> satellite_group;     ///< one per satellite, into constellations
    std::vector<KeyName> satellite_services;        ///< likewise
    std::vector<std::uint16_t> satellite_service;   ///< one per satellite, into satellite_services
    std::vector<double> satellite_height_km;        ///< one per satellite: semi-major axis less the equatorial radius
    std::uint16_t unknown_country = 0;              ///< = countries.size(), stands for "nationality unknown" in the lists below
    IndexLists cable_nationalities;                 ///< distinct supplier countries of each cable, ascending; never empty
    IndexLists cable_countries;                     ///< distinct countries in which each cable lands, ascending
    std::vector<std::uint8_t> country_has_landing;  ///< one per country: a landing point stands there
};

[[nodiscard]] DerivedIndex build_derived_index(const Dataset& dataset);

/// As derive(dataset, filter), without building the index again.
[[nodiscard]] Snapshot derive(const Dataset& dataset, const DerivedIndex& index, const Filter& filter);

}  // namespace linchpin
