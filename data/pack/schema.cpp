#include "data/pack/schema.h"

#include <algorithm>
#include <fmt/format.h>

#include "data/core/date.h"
#include "data/csv/parse_number.h"
#include "data/csv/utf8.h"

namespace linchpin::pack {
namespace {

using csv::in_quotes;

std::string joined(const std::vector<std::string>& words) {
    constexpr std::size_t kMost = 12;
    std::string out;
    for (std::size_t i = 0; i < words.size() && i < kMost; ++i) {
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += words[i];
    }
    if (words.size() > kMost) out += fmt::format(" or {} more", words.size() - kMost);
    return out;
}

std::string limit_in_words(FieldType type, double limit) {
    if (type == FieldType::Date) return Date{static_cast<int>(limit)}.iso();
    if (type == FieldType::Datetime) return format_instant(limit);
    return fmt::format("{}", limit);
}

bool set_integer(Cell& cell, std::int64_t value) noexcept {
    cell.integer = value;
    cell.number = static_cast<double>(value);
    return true;
}

bool parse_boolean(Cell& cell) noexcept {
    const std::string_view t = cell.text;
    if (t == "1" || t == "true" || t == "True" || t == "TRUE") return set_integer(cell, 1);
    if (t == "0" || t == "false" || t == "False" || t == "FALSE") return set_integer(cell, 0);
    return false;
}

}  // namespace

const FieldSchema* TableSchema::find(std::string_view name) const noexcept {
    const auto it = std::find_if(fields.begin(), fields.end(), [&](const FieldSchema& f) { return f.name == name; });
    return it == fields.end() ? nullptr : &*it;
}

bool parse_cell(FieldType type, Cell& cell) noexcept {
    switch (type) {
        case FieldType::String:
            return true;
        case FieldType::Integer: {
            const auto value = csv::parse_integer(cell.text);
            return value && set_integer(cell, *value);
        }
        case FieldType::Number: {
            const auto value = csv::parse_double(cell.text);
            if (value) cell.number = *value;
            return value.has_value();
        }
        case FieldType::Boolean:
            return parse_boolean(cell);
        case FieldType::Date: {
            const auto value = cell.text.size() == 10 ? Date::parse(cell.text) : std::nullopt;
            return value && set_integer(cell, value->days);
        }
        case FieldType::Datetime: {
            const auto value = parse_instant_unix_s(cell.text);
            if (value) cell.number = *value;
            return value.has_value();
        }
        case FieldType::Year: {
            const auto value = cell.text.size() == 4 ? csv::parse_integer(cell.text) : std::nullopt;
            return value && *value >= 0 && set_integer(cell, *value);
        }
    }
    return false;
}

std::string_view type_in_words(FieldType type) noexcept {
    switch (type) {
        case FieldType::String:
            return "text";
        case FieldType::Integer:
            return "a whole number";
        case FieldType::Number:
            return "a number";
        case FieldType::Boolean:
            return "1 or 0";
        case FieldType::Date:
            return "a date (YYYY-MM-DD)";
        case FieldType::Datetime:
            return "a UTC time (YYYY-MM-DDThh:mm:ssZ)";
        case FieldType::Year:
            return "a year of four digits";
    }
    return "";
}

std::string found_instead(FieldType type, std::string_view text) {
    if (type == FieldType::Integer || type == FieldType::Number)
        return csv::found_instead_of_number(text, type == FieldType::Integer);
    return in_quotes(text);
}

std::string broken_constraint(const FieldSchema& field, const Cell& cell) {
    if (!field.allowed.empty() && std::find(field.allowed.begin(), field.allowed.end(), cell.text) == field.allowed.end())
        return fmt::format("expected {} to be {}, found {}", field.name, joined(field.allowed), in_quotes(cell.text));
    if (field.pattern && !field.pattern->matches(cell.text))
        return fmt::format("expected {} to match the pattern {}, found {}", field.name, field.pattern->source(),
                           in_quotes(cell.text));
    if (field.minimum && cell.number < *field.minimum)
        return fmt::format("expected {} of at least {}, found {}", field.name, limit_in_words(field.type, *field.minimum),
                           in_quotes(cell.text));
    if (field.maximum && cell.number > *field.maximum)
        return fmt::format("expected {} of at most {}, found {}", field.name, limit_in_words(field.type, *field.maximum),
                           in_quotes(cell.text));
    if (field.min_length || field.max_length) {
        const std::size_t length = csv::count_characters(cell.text);
        if (field.min_length && length < *field.min_length)
            return fmt::format("expected {} of at least {} characters, found {}", field.name, *field.min_length, length);
        if (field.max_length && length > *field.max_length)
            return fmt::format("expected {} of at most {} characters, found {}", field.name, *field.max_length, length);
    }
    return {};
}

}  // namespace linchpin::pack
