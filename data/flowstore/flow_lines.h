#pragma once
// Whole lines of a flow table into rows. Internal to loading: see flow_csv.h for the rules.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "data/flowstore/product_ids.h"

namespace linchpin::flows {

enum class Column : std::uint8_t { Exporter, Importer, Product, Year, Value, Ignored };

/// What one piece of a file gave.
struct ParsedLines {
    std::vector<LoadedRow> rows;  ///< products by the parser's own numbers
    std::uint64_t rows_read = 0, bad_rows = 0, self_imports = 0;
    std::uint64_t self_import_value = 0, value = 0;  ///< sums; `value` counts self imports too
    bool sum_too_large = false;                      ///< the values add up to more than 2^63 - 1
    bool too_many_products = false;                  ///< the rest was not read
    std::vector<Error> findings;                     ///< the first kMostFindings, without the file
    void clear();
};

/// Keeps its product numbers from one piece to the next. Two ways through a line: a strict one for what nearly every line is, and
/// the CSV reader for every other, which alone decides what is wrong with it.
class LineParser {
public:
    explicit LineParser(std::vector<Column> columns) : columns_{std::move(columns)} {}
    /// @param lines       whole lines, the last with its line feed
    /// @param first_line  number of the first one, from 1
    void parse(std::string_view lines, std::uint64_t first_line, ParsedLines& out);
    [[nodiscard]] const std::deque<std::string>& products() const noexcept { return products_.names(); }

private:
    struct Fields {
        std::uint16_t exporter = 0, importer = 0, year = 0;
        std::uint64_t value = 0;
        std::string_view product;
    };
    [[nodiscard]] const char* read_plain(const char* at, Fields& row) const noexcept;
    void read_other(std::string_view line, std::uint64_t number, ParsedLines& out);
    [[nodiscard]] std::string fill(Column column, std::string_view text, Fields& row) const;
    void keep(const Fields& row, ParsedLines& out);

    std::vector<Column> columns_;
    ProductIds products_;
};

}  // namespace linchpin::flows
