#pragma once
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/csv/reader.h"
#include "data/pack/dataset.h"
#include "data/pack/descriptor.h"
#include "data/pack/key_set.h"

namespace linchpin::pack {

/// A column that the program knows.
struct Column {
    enum class Need : std::uint8_t {
        Optional,  ///< may be absent
        Present,   ///< must be there, values may be empty
        Value      ///< must be there, and filled in every row
    };
    std::string_view name;
    FieldType type = FieldType::String;
    Need need = Need::Present;
    std::string_view refers{};  ///< table whose id stands here; the builder resolves it, so its foreign key is checked there
};

/// Rows of other tables that a foreign key may point to, for keys that no builder resolves.
struct ForeignKeyCheck {
    std::vector<std::string> fields;
    std::string resource;
    std::shared_ptr<const KeySet> allowed;
};

/// One CSV file read row by row: each row that comes out fits its schema, each that does not is a finding.
class Table {
public:
    /// `columns` and what it views must outlive the table. `index` is the resource's position in the dataset.
    Table(const ResourceDescriptor& resource, std::uint16_t index, std::span<const Column> columns, FindingList& findings);
    /// The builder itself sees to it that these columns together occur once: a primary key of just them is not checked here.
    void leave_key_to_builder(std::span<const std::string_view> key) { builder_key_ = key; }
    /// Reads the file and its header. False when no row can be used; the findings say why.
    [[nodiscard]] bool open();
    void add_foreign_key(ForeignKeyCheck check) { foreign_keys_.push_back(std::move(check)); }

    /// Moves to the next row that fits the schema; false at the end.
    [[nodiscard]] bool next();
    [[nodiscard]] const Cell& operator[](std::size_t column) const noexcept { return cells_[column]; }
    [[nodiscard]] std::string str(std::size_t column) const { return std::string{cells_[column].text}; }
    [[nodiscard]] std::optional<double> number(std::size_t column) const {
        return cells_[column].present() ? std::optional{cells_[column].number} : std::nullopt;
    }
    /// Empty as well when the value does not fit an int.
    [[nodiscard]] std::optional<int> integer(std::size_t column) const;
    [[nodiscard]] std::uint32_t line() const noexcept { return reader_->row().line; }
    [[nodiscard]] RowOrigin origin() const noexcept { return {index_, line()}; }

    /// The current row cannot be used: a finding at `column`, counted once a row however often it is called.
    void reject(std::size_t column, std::string message);
    [[nodiscard]] bool rejected() const noexcept { return rejected_; }
    /// A row met earlier turns out to be unusable.
    void reject_line(std::uint32_t line, std::string message);
    void warn(std::size_t column, std::string message) { findings_.warn(std::move(message), place(column)); }
    [[nodiscard]] FindingList& findings() noexcept { return findings_; }
    [[nodiscard]] std::string_view column_name(std::size_t column) const noexcept { return columns_[column].name; }
    [[nodiscard]] std::string_view refers(std::size_t column) const noexcept { return columns_[column].refers; }
    [[nodiscard]] std::size_t bytes() const noexcept { return bytes_.size(); }

    std::size_t rows_read = 0, rows_skipped = 0;

private:
    /// What to do with one column of the file.
    struct Plan {
        std::size_t file_column = 0;
        std::size_t cell = 0;                    // into cells_
        FieldType type = FieldType::String;      // what the builder wants
        FieldType declared = FieldType::String;  // what the schema says
        bool needed = false, constrained = false;
        std::string_view name;
        const FieldSchema* schema = nullptr;
    };
    struct Key {
        std::vector<std::size_t> file_columns;
        KeySet seen;
        std::string name;
    };

    bool read_header();
    void plan_columns();
    bool plan_known(const Column& column, std::size_t cell);
    void report_extra_columns(const std::vector<std::size_t>& extra);
    void plan_key(const std::vector<std::string>& names);
    [[nodiscard]] std::size_t file_column(std::string_view name) const noexcept;
    void skip_all();
    bool check_row();
    void check_cell(const Plan& plan);
    bool parse_or_reject(const Plan& plan, FieldType type, Cell& cell);
    void check_keys();
    void check_foreign_keys();
    [[nodiscard]] bool is_missing(std::string_view text) const noexcept;
    [[nodiscard]] csv::Position place(std::size_t column) const noexcept;
    [[nodiscard]] csv::Position place_in_file(std::size_t file_column) const noexcept;
    void reject_at(csv::Position at, std::string message);

    const ResourceDescriptor& resource_;
    std::uint16_t index_;
    std::span<const Column> columns_;
    std::span<const std::string_view> builder_key_;
    FindingList& findings_;
    std::string bytes_;
    std::unique_ptr<csv::Reader> reader_;
    std::vector<std::string> header_;
    std::vector<Plan> plans_;
    std::vector<std::size_t> file_columns_;  // of columns_; kAbsent
    std::vector<Cell> cells_;                // columns_ first, then those that only the schema knows
    std::vector<Key> keys_;
    std::vector<ForeignKeyCheck> foreign_keys_;
    std::vector<std::vector<std::size_t>> foreign_columns_;
    std::vector<std::string_view> key_text_;
    bool rejected_ = false;
};

}  // namespace linchpin::pack
