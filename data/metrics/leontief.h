#pragma once
// M07: look-through origin of value added, from an input-output table.
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "data/core/result.h"

namespace linchpin::metrics {

/// World input-output table of n country-industries. One currency throughout.
struct InputOutputTable {
    std::size_t n = 0;
    std::span<const double> deliveries;      ///< n x n, row = from, column = to; >= 0
    std::span<const double> output;          ///< n, gross output; a column without output stays empty
    std::span<const std::uint32_t> country;  ///< n, country of each industry
};

/// Value-added origin of one unit of final output.
struct ValueAddedOrigin {
    std::size_t n = 0;
    std::vector<double> share;             ///< n x n, row = where value is added, column = whose output; columns sum to 1
    std::vector<std::uint8_t> has_output;  ///< n
    [[nodiscard]] double at(std::size_t from, std::size_t of) const noexcept { return share[from * n + of]; }
};
/// v B with A = Z / x, B = (I - A)^-1, v = 1 - column sums of A.
/// @return  an error for tables of the wrong size, negative or non-finite entries, or inputs above output (v < 0).
/// Source: OECD, Trade in Value Added, with the global Leontief inverse.
[[nodiscard]] Result<ValueAddedOrigin> value_added_origin(const InputOutputTable& table);

/// Share of the value of j's output that is added outside j's country; empty without output.
[[nodiscard]] std::optional<double> foreign_value_share(const ValueAddedOrigin& origin, const InputOutputTable& table,
                                                        std::size_t j);
/// Face value: share of j's output spent directly on foreign inputs (column j of A); empty without output.
[[nodiscard]] std::optional<double> foreign_input_share(const InputOutputTable& table, std::size_t j);

}  // namespace linchpin::metrics
