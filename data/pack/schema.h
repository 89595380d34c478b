#pragma once
// Schemas of the tables (Frictionless Table Schema, the part that we read).
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/pack/pattern.h"

namespace linchpin::pack {

enum class FieldType : std::uint8_t { String, Integer, Number, Boolean, Date, Datetime, Year };

struct FieldSchema {
    std::string name;
    FieldType type = FieldType::String;
    bool required = false, unique = false;
    std::vector<std::string> allowed;                   ///< enum; empty = anything
    std::optional<Pattern> pattern;                     ///< must match the whole text
    std::optional<double> minimum, maximum;             ///< numbers and years as they are, dates in days, instants in POSIX seconds
    std::optional<std::size_t> min_length, max_length;  ///< characters
    [[nodiscard]] bool constrained() const noexcept {
        return !allowed.empty() || pattern || minimum || maximum || min_length || max_length;
    }
};

struct ForeignKey {
    std::vector<std::string> fields;
    std::string resource;  ///< "" = this one
    std::vector<std::string> reference_fields;
};

struct TableSchema {
    std::vector<FieldSchema> fields;
    std::vector<std::string> primary_key;
    std::vector<ForeignKey> foreign_keys;
    std::vector<std::string> missing_values;  ///< texts besides "" that mean "no value"
    bool declared = false;                    ///< false: the package gives no schema for this table
    [[nodiscard]] const FieldSchema* find(std::string_view name) const noexcept;
};

/// A field's text as what its type makes of it. Which member counts depends on the type.
struct Cell {
    std::string_view text;
    double number = 0.0;       ///< Number; Integer, Year and Boolean too; Datetime: POSIX seconds; Date: days since 1970-01-01
    std::int64_t integer = 0;  ///< Integer, Year; Boolean: 0 or 1; Date: days since 1970-01-01
    [[nodiscard]] bool present() const noexcept { return !text.empty(); }
};

/// Fills the numbers of `cell` from its text (not empty). False when the text is not of that type.
[[nodiscard]] bool parse_cell(FieldType type, Cell& cell) noexcept;

/// "an integer", "a date (YYYY-MM-DD)": completes "expected ...".
[[nodiscard]] std::string_view type_in_words(FieldType type) noexcept;
/// What stands there instead, with the reason where one can be told.
[[nodiscard]] std::string found_instead(FieldType type, std::string_view text);

/// Empty when the parsed cell keeps the constraints, else the sentence.
[[nodiscard]] std::string broken_constraint(const FieldSchema& field, const Cell& cell);

}  // namespace linchpin::pack
