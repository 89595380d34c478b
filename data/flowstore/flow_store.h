#pragma once
// Large tables of trade flows (exporter, importer, product, year, value), ten million rows and more, held so that a filter becomes
// a new import share table between two frames. See flow_csv.h for loading, flow_view.h for filtering.
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/country_code.h"
#include "data/core/result.h"
#include "data/flowstore/row_buffer.h"

namespace linchpin::flows {

/// A dense table of importer by exporter is held for each year and each view: 8 bytes times the square of this at most.
inline constexpr std::size_t kMostCountries = 1024;
inline constexpr std::size_t kMostProducts = 65536;
inline constexpr std::size_t kMostRows = 0xFFFFFFFFu;
inline constexpr int kFirstYear = 1, kLastYear = 9999;
/// Findings that are kept; the rest are counted.
inline constexpr std::size_t kMostFindings = 1000;

/// What loading found. Nothing is left out of the store without being counted here.
struct FlowReport {
    std::filesystem::path file;
    std::uint64_t bytes = 0;             ///< of the file
    std::uint64_t rows_read = 0;         ///< below the header, blank lines not counted
    std::uint64_t bad_rows = 0;          ///< left out, each with a finding
    std::uint64_t self_imports = 0;      ///< left out: exporter and importer are the same country
    std::int64_t self_import_value = 0;  ///< their sum, in the unit of the table
    std::uint64_t repeated_keys = 0;     ///< kept and added up: same exporter, importer, product and year as another row
    std::vector<std::string> ignored_columns;
    std::vector<Error> findings;          ///< in order of line, the first kMostFindings; file:line:column each
    std::uint64_t findings_left_out = 0;  ///< bad rows that have no sentence in `findings`
};

/// Neighbouring importers, whose part of a table of sums stays in the nearest cache while their rows are added to it.
struct FlowGroup {
    std::uint32_t first_block = 0, end_block = 0;  ///< into FlowStore::blocks()
    std::uint32_t first_cell = 0;                  ///< of the first importer: importer * countries
};

/// Rows of one group of importers, product and year: from `first` to the `first` of the next block.
struct FlowBlock {
    std::uint16_t product = 0;  ///< index into FlowStore::products()
    std::int16_t year = 0;
    std::uint32_t first = 0;
};

/// One row while it is loaded. `key` orders rows by product, year, importer, exporter (16 bits each, from the highest).
struct LoadedRow {
    std::uint64_t key = 0;
    std::int64_t value = 0;
};
[[nodiscard]] constexpr std::uint64_t row_key(std::uint16_t product, std::uint16_t year, std::uint16_t importer,
                                              std::uint16_t exporter) noexcept {
    return std::uint64_t{product} << 48 | std::uint64_t{year} << 32 | std::uint64_t{importer} << 16 | exporter;
}

/// Column store, immutable once built. Rows are sorted by (group of importers, product, year, importer, exporter, value), so that
/// product and year need no column (they are the same for a whole block) and the order of the input leaves no trace. A row takes 10
/// bytes: the cell of its country pair within the group (16 bits) and its value (64 bits). Beside them: 8 bytes a block, and for
/// each year the sums of all products through that year by country pair, when these take no more than kMostTotalBytesPerRow.
class FlowStore {
public:
    /// A group's part of a table of sums: two thirds of a first-level cache of 48 KiB.
    static constexpr std::size_t kGroupBytes = 32768;
    /// Groups are widened until a block has this many rows on average, lest blocks cost more than rows.
    static constexpr std::size_t kLeastRowsPerBlock = 32;
    static constexpr std::size_t kMostTotalBytesPerRow = 8;

    /// @param rows      keys with product = index into `products`, countries = index into the 17,576 three-letter codes (see
    ///                  code_number), values >= 0, their sum within std::int64_t; no exporter equals its importer except OTH
    /// @param products  distinct names, any order
    /// @param threads   1 or 2 are worth while
    /// Errors: more countries or rows than the limits above.
    [[nodiscard]] static Result<FlowStore> build(RowBuffer<LoadedRow> rows, std::vector<std::string> products, FlowReport report,
                                                 unsigned threads);

    [[nodiscard]] std::size_t rows() const noexcept { return cells_.size(); }
    /// Those in some row, alphabetical.
    [[nodiscard]] const std::vector<CountryCode>& countries() const noexcept { return countries_; }
    /// Those in some row, in order of their bytes.
    [[nodiscard]] const std::vector<std::string>& products() const noexcept { return products_; }
    /// Those in some row, ascending.
    [[nodiscard]] const std::vector<std::int16_t>& years() const noexcept { return years_; }
    [[nodiscard]] std::optional<std::uint16_t> country_index(CountryCode code) const noexcept;
    [[nodiscard]] std::optional<std::uint16_t> product_index(std::string_view name) const noexcept;
    [[nodiscard]] const FlowReport& report() const noexcept { return report_; }

    [[nodiscard]] std::span<const FlowGroup> groups() const noexcept { return groups_; }
    /// In order of (group, product, year), none empty.
    [[nodiscard]] std::span<const FlowBlock> blocks() const noexcept { return blocks_; }
    [[nodiscard]] std::uint32_t block_end(std::size_t block) const noexcept {
        return block + 1 < blocks_.size() ? blocks_[block + 1].first : static_cast<std::uint32_t>(rows());
    }
    /// Per row: importer index * countries().size() + exporter index, less the first_cell of the row's group.
    [[nodiscard]] std::span<const std::uint16_t> cells() const noexcept { return cells_; }
    /// Per row, in the unit of the file, >= 0.
    [[nodiscard]] std::span<const std::int64_t> values() const noexcept { return {values_.data(), values_.size()}; }

    /// Per cell, the sum over all products and all years up to years()[year], that one included. Empty when not held.
    [[nodiscard]] std::span<const std::int64_t> totals_through(std::size_t year) const noexcept;
    [[nodiscard]] bool has_totals() const noexcept { return !totals_.empty(); }
    /// Bytes of all columns and indices, names and findings apart.
    [[nodiscard]] std::size_t memory_bytes() const noexcept;

private:
    void split_columns(RowBuffer<LoadedRow> rows, std::size_t importers_per_group);
    void sum_years();

    std::vector<CountryCode> countries_;
    std::vector<std::string> products_;
    std::vector<std::int16_t> years_;
    std::vector<FlowGroup> groups_;
    std::vector<FlowBlock> blocks_;
    std::vector<std::uint16_t> cells_;
    RowBuffer<std::int64_t> values_;
    std::vector<std::int64_t> totals_;  // year-major
    FlowReport report_;
};

/// 0 for AAA up to 17,575 for ZZZ: the alphabetical order of all codes. Only for codes that are not empty.
inline constexpr std::size_t kCodeNumbers = 26 * 26 * 26;
[[nodiscard]] constexpr std::uint16_t code_number(char a, char b, char c) noexcept {
    return static_cast<std::uint16_t>(((a - 'A') * 26 + (b - 'A')) * 26 + (c - 'A'));
}

}  // namespace linchpin::flows
