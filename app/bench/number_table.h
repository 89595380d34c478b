#pragma once
// Tables of numbers, read at the speed of a disk: what a benchmark loads before its first frame.
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "data/core/result.h"

namespace linchpin::app::bench {

struct NumberColumn {
    std::string_view name;
    double low = 0.0, high = 0.0;  ///< both included
    bool whole = false;            ///< no fraction allowed
};

/// Rows of plain decimal numbers between commas, one a line (LF or CR LF), no quotes, no blanks, blank lines skipped.
class NumberTable {
public:
    static constexpr std::size_t kMostColumns = 8;
    /// @param lines       whole lines without the header; must outlive the table
    /// @param first_line  number of the first one in its file
    NumberTable(std::string_view lines, std::span<const NumberColumn> columns, std::uint64_t first_line = 2)
        : at_{lines.data()}, end_{lines.data() + lines.size()}, columns_{columns}, line_{first_line} {}
    /// Moves to the next row; false at the end and at the first mistake.
    [[nodiscard]] bool next();
    [[nodiscard]] double operator[](std::size_t column) const noexcept { return values_[column]; }
    /// The mistake that ended the table, without the name of the file.
    [[nodiscard]] const std::optional<Error>& error() const noexcept { return error_; }

private:
    bool fail(const char* field, std::size_t column);
    const char *at_, *end_, *row_ = nullptr;
    std::span<const NumberColumn> columns_;
    std::uint64_t line_ = 1;
    std::array<double, kMostColumns> values_{};
    std::optional<Error> error_;
};

/// Takes the line of names off a text. Error: it is another one than the columns say.
[[nodiscard]] Status take_header(std::string_view& text, std::span<const NumberColumn> columns);

}  // namespace linchpin::app::bench
