#pragma once
// From a filter to a table of import shares: by a plain scan, or by changing the table that is already there.
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "data/flowstore/flow_store.h"
#include "data/metrics/concentration.h"

namespace linchpin::flows {

/// Which rows count: any set of products in one range of years.
struct FlowFilter {
    /// Indices into FlowStore::products(), any order; empty optional = all of them. An index of no product selects nothing.
    std::optional<std::vector<std::uint16_t>> products;
    int first_year = kFirstYear, last_year = kLastYear;  ///< both included; first > last selects nothing
};

/// Importer by exporter, in order of FlowStore::countries(); cell = importer * side + exporter.
struct ImportShareTable {
    std::size_t side = 0;             ///< countries
    std::vector<std::int64_t> value;  ///< per cell, in the unit of the store; 0 where no row says anything
    std::vector<std::int64_t> total;  ///< per importer, OTH included
    std::vector<double> share;        ///< per cell, value / total of the importer; 0 throughout for an importer without imports
    std::vector<std::uint32_t> suppliers;  ///< per importer, named (not OTH) and above 0
    /// Per importer, dimensionless: the Herfindahl-Hirschman index as an interval, whose ends are equal unless some imports are
    /// from OTH (METRICS M02, M03). Empty without imports, and for OTH itself, which is no country.
    std::vector<std::optional<metrics::Interval>> hhi;
};

/// Reads every row of the filter once: nothing but the columns, no state from before. The reference for FlowView.
/// @param out  reused, so that its memory is allocated once
void scan_import_shares(const FlowStore& store, const FlowFilter& filter, ImportShareTable& out);

/// Where an update started from: the one from which the fewest rows had to be added or taken away.
enum class UpdateBase : std::uint8_t { Nothing, Totals, Previous };

/// A table that follows a filter. An update starts from nothing, from the stored sums of all products over the range of years, or
/// from the table as it was, and adds or takes away the blocks that differ; sums are whole numbers, so that all three give the
/// same bits as a scan. With the stored sums, no filter touches more than half of the rows in its range of years.
class FlowView {
public:
    /// @param store  must outlive the view
    explicit FlowView(const FlowStore& store);
    /// The table under `filter`; valid until the next update.
    const ImportShareTable& update(const FlowFilter& filter);
    [[nodiscard]] const ImportShareTable& table() const noexcept { return table_; }
    /// Of the last update.
    [[nodiscard]] UpdateBase base() const noexcept { return base_; }
    [[nodiscard]] std::uint64_t rows_touched() const noexcept { return rows_touched_; }

private:
    struct Selection {
        std::vector<std::uint8_t> products;        // 1 = counts
        std::size_t first_year = 0, end_year = 0;  // indices into years()
        int low = 1, high = 0;                     // the years themselves
        [[nodiscard]] bool in_range(const FlowBlock& block) const noexcept { return block.year >= low && block.year <= high; }
        [[nodiscard]] bool has(const FlowBlock& block) const noexcept { return in_range(block) && products[block.product] != 0; }
    };
    [[nodiscard]] Selection select(const FlowFilter& filter) const;
    [[nodiscard]] UpdateBase cheapest(const Selection& wanted) const;
    void start_from_totals(const Selection& wanted);
    void change_blocks(const FlowGroup& group, const Selection& wanted);

    const FlowStore* store_;
    Selection current_;
    ImportShareTable table_;
    UpdateBase base_ = UpdateBase::Nothing;
    std::uint64_t rows_touched_ = 0;
};

}  // namespace linchpin::flows
