#include "data/pack/table.h"

#include <algorithm>
#include <fmt/format.h>
#include <limits>

#include "data/csv/file_bytes.h"
#include "data/csv/parse_number.h"

namespace linchpin::pack {
namespace {

constexpr std::size_t kAbsent = std::numeric_limits<std::size_t>::max();
using csv::in_quotes;

std::string in_quotes_list(const std::vector<std::string_view>& names) {
    std::string out;
    for (const std::string_view name : names) out += (out.empty() ? "" : ", ") + in_quotes(name);
    return out;
}

std::string plural(std::size_t n, std::string_view thing) { return fmt::format("{} {}{}", n, thing, n == 1 ? "" : "s"); }

}  // namespace

Table::Table(const ResourceDescriptor& resource, std::uint16_t index, std::span<const Column> columns, FindingList& findings)
    : resource_{resource}, index_{index}, columns_{columns}, findings_{findings} {}

bool Table::open() {
    if (resource_.file.empty()) return false;  // reported with the descriptor
    auto bytes = csv::read_file(resource_.file);
    if (!bytes) {
        findings_.error(bytes.error().message);
        return false;
    }
    bytes_ = *std::move(bytes);
    reader_ = std::make_unique<csv::Reader>(bytes_);
    return read_header();
}

bool Table::read_header() {
    if (!reader_->next()) {
        findings_.error("expected a header line, found an empty file", {1, 1});
        return false;
    }
    const csv::Row& row = reader_->row();
    if (row.problem != csv::Problem::None) {
        findings_.error(fmt::format("{} (in the header line; no row of this file can be used)", csv::describe(row.problem)),
                        reader_->position(row.problem_offset));
        skip_all();
        return false;
    }
    for (const csv::Field& field : row.fields) {
        if (std::find(header_.begin(), header_.end(), field.text) != header_.end())
            findings_.error(fmt::format("expected every column once, found {} again", in_quotes(field.text)),
                            reader_->position(field.offset));
        header_.emplace_back(field.text);
    }
    plan_columns();
    std::vector<std::string_view> missing;
    for (std::size_t i = 0; i < columns_.size(); ++i)
        if (file_columns_[i] == kAbsent && columns_[i].need != Column::Need::Optional) missing.push_back(columns_[i].name);
    if (missing.empty()) return true;
    findings_.error(fmt::format("expected the column{} {}, found none of that name; no row of this file can be used",
                                missing.size() == 1 ? "" : "s", in_quotes_list(missing)),
                    {1, 1});
    skip_all();
    return false;
}

void Table::skip_all() {
    while (reader_->next()) ++rows_read;
    rows_skipped = rows_read;
}

std::size_t Table::file_column(std::string_view name) const noexcept {
    const auto it = std::find(header_.begin(), header_.end(), name);
    return it == header_.end() ? kAbsent : static_cast<std::size_t>(it - header_.begin());
}

void Table::plan_columns() {
    for (std::size_t i = 0; i < columns_.size(); ++i) file_columns_.push_back(file_column(columns_[i].name));
    std::size_t cells = columns_.size();
    std::vector<std::size_t> extra;
    for (std::size_t f = 0; f < header_.size(); ++f) {
        if (file_column(header_[f]) != f) continue;  // the second of a doubled name
        const auto known = std::find(file_columns_.begin(), file_columns_.end(), f);
        const FieldSchema* schema = resource_.schema.find(header_[f]);
        if (known == file_columns_.end() && !schema) {
            extra.push_back(f);
            continue;
        }
        Plan plan;
        plan.file_column = f;
        plan.name = header_[f];
        plan.schema = schema;
        plan.cell = known == file_columns_.end() ? cells++ : static_cast<std::size_t>(known - file_columns_.begin());
        plan.type = known == file_columns_.end() ? schema->type : columns_[plan.cell].type;
        plan.declared = schema ? schema->type : plan.type;
        plan.needed =
            (schema && schema->required) || (known != file_columns_.end() && columns_[plan.cell].need == Column::Need::Value);
        plan.constrained = schema && schema->constrained();
        plans_.push_back(plan);
    }
    cells_.resize(cells);
    report_extra_columns(extra);
    for (const FieldSchema& field : resource_.schema.fields) {
        const bool ours = std::any_of(columns_.begin(), columns_.end(),
                                      [&](const Column& c) { return c.name == field.name && c.need != Column::Need::Optional; });
        if (!ours && file_column(field.name) == kAbsent)
            findings_.error(fmt::format("expected the column {} of the schema, found none of that name", in_quotes(field.name)),
                            {1, 1});
        if (field.unique) plan_key({field.name});
    }
    if (!resource_.schema.primary_key.empty()) plan_key(resource_.schema.primary_key);
}

void Table::report_extra_columns(const std::vector<std::size_t>& extra) {
    if (extra.empty()) return;
    std::vector<std::string_view> names;
    for (const std::size_t f : extra) names.push_back(header_[f]);
    findings_.warn(fmt::format("expected only known columns, found also {} (ignored)", in_quotes_list(names)),
                   reader_->position(reader_->row().fields[extra.front()].offset));
}

void Table::plan_key(const std::vector<std::string>& names) {
    if (std::is_permutation(names.begin(), names.end(), builder_key_.begin(), builder_key_.end())) return;
    Key key{{}, KeySet{names.size()}, {}};
    for (const std::string& name : names) {
        key.file_columns.push_back(file_column(name));
        if (key.file_columns.back() == kAbsent) return;  // reported as a missing column
        key.name += (key.name.empty() ? "" : ", ") + name;
    }
    for (const Key& other : keys_)
        if (other.file_columns == key.file_columns) return;
    keys_.push_back(std::move(key));
}

bool Table::next() {
    while (reader_->next()) {
        ++rows_read;
        rejected_ = false;
        if (check_row()) return true;
    }
    return false;
}

bool Table::check_row() {
    const csv::Row& row = reader_->row();
    if (row.problem != csv::Problem::None) {
        reject_at(reader_->position(row.problem_offset), std::string{csv::describe(row.problem)});
        return false;
    }
    if (row.fields.size() != header_.size()) {
        const bool cut = row.at_end_without_newline && row.fields.size() < header_.size();
        reject_at({row.line, 1}, fmt::format("expected {}, found {}{}", plural(header_.size(), "field"), row.fields.size(),
                                             cut ? "; the file ends in the middle of this row" : ""));
        return false;
    }
    for (const Plan& plan : plans_) check_cell(plan);
    if (!rejected_ && !keys_.empty()) check_keys();
    if (!rejected_ && !foreign_keys_.empty()) check_foreign_keys();
    return !rejected_;
}

bool Table::is_missing(std::string_view text) const noexcept {
    const auto& words = resource_.schema.missing_values;
    return std::find(words.begin(), words.end(), text) != words.end();
}

void Table::check_cell(const Plan& plan) {
    Cell& cell = cells_[plan.cell];
    cell.text = reader_->row().fields[plan.file_column].text;
    if (!resource_.schema.missing_values.empty() && is_missing(cell.text)) cell.text = {};
    if (cell.text.empty()) {
        if (plan.needed)
            reject_at(place_in_file(plan.file_column), fmt::format("expected a value for {}, found an empty field", plan.name));
        return;
    }
    Cell declared{cell.text, 0.0, 0};
    if (plan.declared != plan.type && !parse_or_reject(plan, plan.declared, declared)) return;
    if (!parse_or_reject(plan, plan.type, cell) || !plan.constrained) return;
    std::string broken = broken_constraint(*plan.schema, plan.declared == plan.type ? cell : declared);
    if (!broken.empty()) reject_at(place_in_file(plan.file_column), std::move(broken));
}

bool Table::parse_or_reject(const Plan& plan, FieldType type, Cell& cell) {
    if (parse_cell(type, cell)) return true;
    reject_at(place_in_file(plan.file_column),
              fmt::format("expected {} for {}, found {}", type_in_words(type), plan.name, found_instead(type, cell.text)));
    return false;
}

void Table::check_keys() {
    const auto& fields = reader_->row().fields;
    for (Key& key : keys_) {
        key_text_.clear();
        bool any = false;
        for (const std::size_t f : key.file_columns) {
            key_text_.push_back(is_missing(fields[f].text) ? std::string_view{} : fields[f].text);
            any |= !key_text_.back().empty();
        }
        if (!any) continue;  // no value, nothing to be unique
        if (const auto earlier = key.seen.add(key_text_.data(), line())) {
            reject_at(place_in_file(key.file_columns.front()), fmt::format("expected {} once, found {} again (first in line {})",
                                                                           key.name, in_quotes_list(key_text_), *earlier));
            return;
        }
    }
}

void Table::check_foreign_keys() {
    if (foreign_columns_.size() != foreign_keys_.size()) {
        foreign_columns_.clear();
        for (const ForeignKeyCheck& check : foreign_keys_) {
            std::vector<std::size_t>& columns = foreign_columns_.emplace_back();
            for (const std::string& name : check.fields) columns.push_back(file_column(name));
        }
    }
    const auto& fields = reader_->row().fields;
    for (std::size_t k = 0; k < foreign_keys_.size(); ++k) {
        key_text_.clear();
        for (const std::size_t f : foreign_columns_[k])
            if (f != kAbsent && !fields[f].text.empty() && !is_missing(fields[f].text)) key_text_.push_back(fields[f].text);
        if (key_text_.size() != foreign_keys_[k].fields.size() || foreign_keys_[k].allowed->contains(key_text_.data())) continue;
        reject_at(place_in_file(foreign_columns_[k].front()),
                  fmt::format("expected {} to stand in the table {}, found {}", fmt::join(foreign_keys_[k].fields, ", "),
                              foreign_keys_[k].resource, in_quotes_list(key_text_)));
    }
}

std::optional<int> Table::integer(std::size_t column) const {
    const Cell& cell = cells_[column];
    if (!cell.present() || cell.integer < std::numeric_limits<int>::min() || cell.integer > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(cell.integer);
}

csv::Position Table::place(std::size_t column) const noexcept { return place_in_file(file_columns_[column]); }

csv::Position Table::place_in_file(std::size_t file_column) const noexcept {
    const csv::Row& row = reader_->row();
    return file_column < row.fields.size() ? reader_->position(row.fields[file_column].offset) : csv::Position{row.line, 0};
}

void Table::reject(std::size_t column, std::string message) { reject_at(place(column), std::move(message)); }

void Table::reject_at(csv::Position at, std::string message) {
    findings_.error(std::move(message), at);
    if (!rejected_) ++rows_skipped;
    rejected_ = true;
}

void Table::reject_line(std::uint32_t line, std::string message) {
    findings_.error(std::move(message), {line, 0});
    ++rows_skipped;
}

}  // namespace linchpin::pack
