#pragma once
// Where in the sorted flow table the rows of one group, year and importer stand. Nothing is copied: every answer is a view into
// the data set, found by binary search.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/pack/dataset.h"

namespace linchpin::metrics {

/// Flow rows of one importer (or of one product group and year), columns of equal length.
struct FlowRows {
    std::span<const std::uint16_t> exporter;  ///< into Dataset::countries, or kOtherPartner
    std::span<const std::int64_t> value_usd;  ///< current US dollars
    std::span<const Coverage> coverage;
    [[nodiscard]] std::size_t size() const noexcept { return value_usd.size(); }
};

/// The rows of one product group and year, in flows and in country totals.
struct TradeBlock {
    std::uint8_t group = 0;
    std::int16_t year = 0;
    std::size_t flows_begin = 0, flows_end = 0;    ///< rows of Dataset::flows
    std::size_t totals_begin = 0, totals_end = 0;  ///< rows of Dataset::totals
    bool partial_year = false;                     ///< the year is not complete: shown, but never carried forward (M22)
    bool full_matrix = false;                      ///< every row is of a full bilateral table
    std::optional<std::int64_t> world_usd;         ///< sum of the totals' imports; of the rows for a full matrix without totals
    [[nodiscard]] bool has_flows() const noexcept { return flows_end > flows_begin; }
};

/// Index over the trade tables of one data set, which must outlive it and stay where it is.
class TradeView {
public:
    TradeView() = default;
    explicit TradeView(const Dataset& dataset);

    [[nodiscard]] std::span<const TradeBlock> blocks() const noexcept { return blocks_; }  ///< by group, then year
    [[nodiscard]] std::span<const TradeBlock> blocks_of(Index group) const noexcept;       ///< ascending years
    [[nodiscard]] const TradeBlock* find(Index group, int year) const noexcept;            ///< nullptr when there is none
    /// M22: the block of the greatest data year <= `year`. A partial year only answers for itself. Years that have totals but no
    /// flows count only for groups without any flow. nullptr when nothing is that old.
    [[nodiscard]] const TradeBlock* at_or_before(Index group, int year) const noexcept;

    [[nodiscard]] FlowRows rows(const TradeBlock& block) const noexcept;
    [[nodiscard]] FlowRows importer_rows(const TradeBlock& block, Index importer) const noexcept;
    /// First row of that importer in Dataset::flows (meaningful when importer_rows is not empty).
    [[nodiscard]] std::size_t importer_begin(const TradeBlock& block, Index importer) const noexcept;
    [[nodiscard]] const CountryTotal* total(const TradeBlock& block, Index country) const noexcept;
    [[nodiscard]] std::optional<std::int64_t> imports_usd(const TradeBlock& block, Index country) const noexcept;
    [[nodiscard]] std::optional<std::int64_t> exports_usd(const TradeBlock& block, Index country) const noexcept;

private:
    const Dataset* dataset_ = nullptr;
    std::vector<TradeBlock> blocks_;
};

}  // namespace linchpin::metrics
