#include "data/inputs/input_table.h"

#include <algorithm>
#include <cctype>
#include <fmt/format.h>

#include "data/core/nearest.h"
#include "data/csv/parse_number.h"

namespace linchpin::inputs {
namespace {

constexpr std::size_t kAbsent = static_cast<std::size_t>(-1);
constexpr std::int64_t kFirstYear = 1900, kLastYear = 2200;

std::string number_text(double value) { return fmt::format("{}", value); }

/// The code that another spelling of a country stands for; empty when it is none.
std::string code_of_spelling(const Dataset& dataset, std::string_view text) {
    const auto same = [](std::string_view a, std::string_view b) {
        return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
    };
    for (const Country& country : dataset.countries) {
        if (same(country.code.str(), text) || same(country.name, text) || (!country.iso2.empty() && same(country.iso2, text))) return country.code.str();
    }
    return {};
}

std::string nearest_country(const Dataset& dataset, std::string_view text) {
    if (std::string code = code_of_spelling(dataset, text); !code.empty()) return code;
    std::vector<std::string> codes;
    for (const Country& country : dataset.countries) codes.push_back(country.code.str());
    return nearest_choice(text, codes);
}

}  // namespace

InputTable::InputTable(std::string_view bytes, const std::filesystem::path& file, std::span<const Column> columns)
    : columns_{columns}, reader_{bytes}, findings_{file} {}

void InputTable::add(std::string message, csv::Position at) {
    ++errors_;
    findings_.error(std::move(message), at);
}

bool InputTable::open() {
    if (!reader_.next()) {
        add("expected a header line, found an empty file", {1, 1});
        return false;
    }
    const csv::Row& row = reader_.row();
    if (row.problem != csv::Problem::None) {
        add(fmt::format("{} (in the header line)", csv::describe(row.problem)), reader_.position(row.problem_offset));
        return false;
    }
    std::string all;
    for (const Column& column : columns_) all += (all.empty() ? "" : ",") + std::string{column.name};
    for (const csv::Field& field : row.fields) {
        if (std::find(header_.begin(), header_.end(), field.text) != header_.end())
            add(fmt::format("expected every column once, found {} again", csv::in_quotes(field.text)), reader_.position(field.offset));
        const bool known = std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) { return column.name == field.text; });
        if (!known) {
            std::vector<std::string> names;
            for (const Column& column : columns_) names.emplace_back(column.name);
            findings_.warn(fmt::format("expected only the columns {}, found also {} (left out; nearest: '{}')", all, csv::in_quotes(field.text),
                                       nearest_choice(field.text, names)),
                           reader_.position(field.offset));
        }
        header_.emplace_back(field.text);
    }
    for (const Column& column : columns_) {
        const auto found = std::find(header_.begin(), header_.end(), column.name);
        at_.push_back(found == header_.end() ? kAbsent : static_cast<std::size_t>(found - header_.begin()));
        if (at_.back() == kAbsent && !column.optional) add(fmt::format("expected the column '{}' (of {}), found none of that name", column.name, all), {1, 1});
    }
    return errors_ == 0;
}

bool InputTable::next() {
    while (reader_.next()) {
        ++rows_;
        const csv::Row& row = reader_.row();
        if (row.problem != csv::Problem::None) {
            add(std::string{csv::describe(row.problem)}, reader_.position(row.problem_offset));
        } else if (row.fields.size() != header_.size()) {
            const bool cut = row.at_end_without_newline && row.fields.size() < header_.size();
            add(fmt::format("expected {} fields, found {}{}", header_.size(), row.fields.size(), cut ? "; the file ends in the middle of this row" : ""),
                {row.line, 1});
        } else {
            return true;
        }
    }
    return false;
}

std::string_view InputTable::text(std::size_t column) const noexcept {
    return at_[column] == kAbsent ? std::string_view{} : reader_.row().fields[at_[column]].text;
}

csv::Position InputTable::place(std::size_t column) const noexcept {
    if (at_[column] == kAbsent) return {line(), 1};
    return reader_.position(reader_.row().fields[at_[column]].offset);
}

void InputTable::error(std::size_t column, std::string message) {
    if (findings_.full()) {
        ++errors_;
        findings_.error({});  // only counted
        return;
    }
    add(std::move(message), place(column));
}

void InputTable::error_at(std::uint32_t line, std::string message) { add(std::move(message), {line, line == 0 ? 0u : 1u}); }

std::optional<std::string_view> InputTable::needed(std::size_t column, std::string_view what) {
    const std::string_view found = text(column);
    if (!found.empty() && found.find_first_not_of(" \t") != std::string_view::npos) return found;
    error(column, fmt::format("{}: expected {}, found nothing", columns_[column].name, what));
    return std::nullopt;
}

std::optional<double> InputTable::number(std::size_t column, double low, double high, bool above) {
    const std::string_view found = text(column);
    const std::string expected = high > 1e300 ? fmt::format("a number {} {}", above ? "above" : "from", number_text(low))
                                 : above      ? fmt::format("a number above {} and at most {}", number_text(low), number_text(high))
                                              : fmt::format("a number from {} to {}", number_text(low), number_text(high));
    const std::optional<double> value = found.empty() ? std::nullopt : csv::parse_double(found);
    if (!value) {
        error(column, fmt::format("{}: expected {}, found {}", columns_[column].name, expected,
                                  found.empty() ? "nothing" : csv::found_instead_of_number(found, false)));
        return std::nullopt;
    }
    if (*value <= high && (above ? *value > low : *value >= low)) return value;
    error(column, fmt::format("{}: expected {}, found {}", columns_[column].name, expected, number_text(*value)));
    return std::nullopt;
}

std::optional<int> InputTable::year(std::size_t column) {
    const std::string_view found = text(column);
    const std::optional<std::int64_t> value = found.empty() ? std::nullopt : csv::parse_integer(found);
    if (value && *value >= kFirstYear && *value <= kLastYear) return static_cast<int>(*value);
    error(column, fmt::format("{}: expected a year from {} to {}, found {}", columns_[column].name, kFirstYear, kLastYear,
                              found.empty() ? "nothing" : csv::in_quotes(found)));
    return std::nullopt;
}

std::optional<Index> InputTable::country(const Dataset& dataset, std::size_t column, bool rest_of_world) {
    const std::string_view found = text(column);
    if (rest_of_world && found == "OTH") return kNone;
    const auto known = countries_.find(std::string{found});
    if (known != countries_.end()) return known->second;
    const auto code = CountryCode::parse(found);
    const Index index = code ? dataset.country_index(*code) : kNone;
    if (index == kNone) {
        const std::string expected = rest_of_world ? "an ISO 3166-1 alpha-3 code of the pack, or OTH for the rest of the world" : "an ISO 3166-1 alpha-3 code of the pack";
        error(column, fmt::format("{}: expected {}, found {}{}", columns_[column].name, expected, found.empty() ? "nothing" : csv::in_quotes(found),
                                  found.empty() ? "" : fmt::format("; did you mean {}?", nearest_country(dataset, found))));
        return std::nullopt;
    }
    countries_.emplace(found, index);
    return index;
}

Sources::Sources(std::vector<std::string>& all) : all_{all} {
    for (std::size_t i = 0; i < all_.size(); ++i) ids_.emplace(all_[i], static_cast<std::uint32_t>(i));
}

std::uint32_t Sources::id(std::string_view text) {
    const auto [at, fresh] = ids_.try_emplace(std::string{text}, static_cast<std::uint32_t>(all_.size()));
    if (fresh) all_.push_back(at->first);
    return at->second;
}

}  // namespace linchpin::inputs
