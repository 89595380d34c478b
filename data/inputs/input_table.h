#pragma once
// One CSV file of a user, row by row: columns by name, every mistake with its line and column. Internal to data/inputs.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "data/csv/reader.h"
#include "data/inputs/user_inputs.h"
#include "data/pack/finding_list.h"

namespace linchpin::inputs {

class InputTable {
public:
    struct Column {
        std::string_view name;
        bool optional = false;  ///< the column may be missing
    };
    /// `bytes` and the texts of `columns` must outlive the table.
    InputTable(std::string_view bytes, const std::filesystem::path& file, std::span<const Column> columns);
    /// Reads the header. False when it lacks a column.
    [[nodiscard]] bool open();
    /// The next row with the right number of fields; rows without are errors.
    [[nodiscard]] bool next();

    [[nodiscard]] std::uint32_t line() const noexcept { return reader_.row().line; }
    /// Empty when the column is missing.
    [[nodiscard]] std::string_view text(std::size_t column) const noexcept;
    /// A text that must be there.
    [[nodiscard]] std::optional<std::string_view> needed(std::size_t column, std::string_view what);
    /// A number from `low` (itself excluded when `above`) to `high`.
    [[nodiscard]] std::optional<double> number(std::size_t column, double low, double high, bool above = false);
    [[nodiscard]] std::optional<int> year(std::size_t column);
    /// A country of the pack. @param rest_of_world  OTH is good too, as kNone
    [[nodiscard]] std::optional<Index> country(const Dataset& dataset, std::size_t column, bool rest_of_world);
    void error(std::size_t column, std::string message);
    /// Something wrong with a row read before.
    void error_at(std::uint32_t line, std::string message);

    [[nodiscard]] std::size_t errors() const noexcept { return errors_; }
    [[nodiscard]] std::size_t rows() const noexcept { return rows_; }
    [[nodiscard]] std::vector<Finding> take() { return findings_.take(); }

private:
    [[nodiscard]] csv::Position place(std::size_t column) const noexcept;
    void add(std::string message, csv::Position at);

    std::span<const Column> columns_;
    csv::Reader reader_;
    pack::FindingList findings_;
    std::vector<std::string> header_;
    std::vector<std::size_t> at_;  ///< field of each column; npos = none
    std::size_t errors_ = 0, rows_ = 0;
    std::unordered_map<std::string, Index> countries_;  ///< codes met so far
};

/// The texts of the column `source`, each once, as positions in UserInputs::sources.
class Sources {
public:
    explicit Sources(std::vector<std::string>& all);
    [[nodiscard]] std::uint32_t id(std::string_view text);

private:
    std::vector<std::string>& all_;
    std::unordered_map<std::string, std::uint32_t> ids_;
};

/// Texts and the numbers they get in the order of their first appearance.
class Numbering {
public:
    /// @return  the number, and whether it is new
    std::pair<std::uint32_t, bool> add(std::string key) {
        const auto [at, fresh] = ids_.try_emplace(std::move(key), static_cast<std::uint32_t>(ids_.size()));
        return {at->second, fresh};
    }

private:
    std::unordered_map<std::string, std::uint32_t> ids_;
};

// One function a table. They fill their part of `inputs`; whatever is wrong goes to the table, and then nothing of it is kept.
void read_io_table(const Dataset& dataset, InputTable& table, UserInputs& inputs);
void read_dependences(const Dataset& dataset, InputTable& table, UserInputs& inputs);
void read_shareholdings(const Dataset& dataset, InputTable& table, UserInputs& inputs);
void read_cable_failure(const Dataset& dataset, InputTable& table, UserInputs& inputs);

[[nodiscard]] std::span<const InputTable::Column> io_table_columns() noexcept;
[[nodiscard]] std::span<const InputTable::Column> dependences_columns() noexcept;
[[nodiscard]] std::span<const InputTable::Column> shareholdings_columns() noexcept;
[[nodiscard]] std::span<const InputTable::Column> cable_failure_columns() noexcept;

}  // namespace linchpin::inputs
