#include "data/flowstore/flow_lines.h"

#include <array>
#include <cstring>
#include <limits>

#include "data/csv/parse_number.h"
#include "data/csv/reader.h"
#include "data/csv/utf8.h"

namespace linchpin::flows {
namespace {

constexpr std::uint64_t kLargest = static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max());
constexpr std::uint16_t kOther = code_number('O', 'T', 'H');

/// Bytes that end a plain field or need the CSV reader.
constexpr std::array<bool, 256> kStops = [] {
    std::array<bool, 256> stops{};
    for (const char c : {',', '"', '\n', '\r'}) stops[static_cast<unsigned char>(c)] = true;
    return stops;
}();

const char* plain_end(const char* at) noexcept {
    while (!kStops[static_cast<unsigned char>(*at)]) ++at;
    return at;
}

bool blank(char c) noexcept { return c == ' ' || c == '\t'; }
bool upper(char c) noexcept { return c >= 'A' && c <= 'Z'; }
bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

/// Three capitals at `at`, or nullptr. A line ends with a line feed, which is no capital: never reads past it.
const char* read_code(const char* at, std::uint16_t& number) noexcept {
    if (!upper(at[0]) || !upper(at[1]) || !upper(at[2])) return nullptr;
    number = code_number(at[0], at[1], at[2]);
    return at + 3;
}

/// One to `most` digits, or nullptr.
const char* read_digits(const char* at, int most, std::uint64_t& number) noexcept {
    const char* const begin = at;
    std::uint64_t value = 0;
    for (; digit(*at); ++at) value = value * 10 + static_cast<std::uint64_t>(*at - '0');
    if (at == begin || at - begin > most) return nullptr;  // the value has wrapped when there are too many: not used
    number = value;
    return at;
}

}  // namespace

void ParsedLines::clear() {
    rows.clear();
    findings.clear();
    rows_read = bad_rows = self_imports = self_import_value = value = 0;
    sum_too_large = too_many_products = false;
}

/// Start of the next line, or nullptr when the line is not of the plain kind.
const char* LineParser::read_plain(const char* at, Fields& row) const noexcept {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
        if (i > 0 && *at++ != ',') return nullptr;
        const char* const begin = at;
        std::uint64_t year = 0;
        switch (columns_[i]) {
            case Column::Exporter:
                at = read_code(at, row.exporter);
                break;
            case Column::Importer:
                at = read_code(at, row.importer);
                break;
            case Column::Product:
                at = plain_end(at);
                row.product = {begin, static_cast<std::size_t>(at - begin)};
                if (at == begin || blank(begin[0]) || blank(at[-1])) return nullptr;
                break;
            case Column::Year:
                at = read_digits(at, 4, year);
                row.year = static_cast<std::uint16_t>(year);
                if (year < kFirstYear) return nullptr;
                break;
            case Column::Value:
                at = read_digits(at, 18, row.value);  // nineteen digits may not fit
                break;
            case Column::Ignored:
                at = plain_end(at);
                break;
        }
        if (at == nullptr) return nullptr;
    }
    if (*at == '\r') ++at;
    return *at == '\n' ? at + 1 : nullptr;
}

/// Puts the text of one field into the row; why it cannot be, or nothing.
std::string LineParser::fill(Column column, std::string_view text, Fields& row) const {
    const auto found = [&] { return text.empty() ? std::string{"nothing"} : csv::in_quotes(text); };
    const auto found_number = [&](bool whole) { return whole ? found() : csv::found_instead_of_number(text, true); };
    switch (column) {
        case Column::Exporter:
        case Column::Importer: {
            const bool exporter = column == Column::Exporter;
            if (!CountryCode::parse(text))
                return std::string{"expected a three-letter country code in '"} + (exporter ? "exporter" : "importer") +
                       "', found " + found();
            (exporter ? row.exporter : row.importer) = code_number(text[0], text[1], text[2]);
            return {};
        }
        case Column::Product:
            if (text.empty() || blank(text.front()) || blank(text.back()))
                return "expected a product without blanks around it in 'product', found " + found();
            row.product = text;
            return {};
        case Column::Year: {
            const auto year = csv::parse_integer(text);
            if (!year || *year < kFirstYear || *year > kLastYear)
                return "expected a year from 1 to 9999 in 'year', found " + found_number(year.has_value());
            row.year = static_cast<std::uint16_t>(*year);
            return {};
        }
        case Column::Value: {
            const auto value = csv::parse_integer(text);
            if (!value || *value < 0)
                return "expected a whole number of 0 or more in 'value', found " + found_number(value.has_value());
            row.value = static_cast<std::uint64_t>(*value);
            return {};
        }
        case Column::Ignored:
            return {};
    }
    return {};
}

void LineParser::keep(const Fields& row, ParsedLines& out) {
    if (row.value > kLargest - out.value) {
        out.sum_too_large = true;
        return;
    }
    out.value += row.value;
    if (row.exporter == row.importer && row.exporter != kOther) {
        ++out.self_imports;
        out.self_import_value += row.value;
        return;
    }
    const auto product = products_.number(row.product);
    if (!product) {
        out.too_many_products = true;
        return;
    }
    out.rows.push_back({row_key(*product, row.year, row.importer, row.exporter), static_cast<std::int64_t>(row.value)});
}

void LineParser::read_other(std::string_view line, std::uint64_t number, ParsedLines& out) {
    csv::Reader reader{line};
    if (!reader.next()) return;  // blank
    ++out.rows_read;
    const csv::Row& row = reader.row();
    std::string message;
    std::size_t offset = std::string_view::npos;  // of what is wrong; npos = the whole line
    Fields fields;
    if (row.problem != csv::Problem::None) {
        message = row.problem == csv::Problem::UnclosedQuote ? "expected a closing quote on this line, found none"
                                                             : csv::describe(row.problem);
        offset = row.problem_offset;
    } else if (row.fields.size() != columns_.size()) {
        message = "expected " + std::to_string(columns_.size()) + " fields, found " + std::to_string(row.fields.size());
    } else {
        for (std::size_t i = 0; i < columns_.size() && message.empty(); ++i) {
            message = fill(columns_[i], row.fields[i].text, fields);
            offset = row.fields[i].offset;
        }
    }
    if (message.empty()) return keep(fields, out);
    ++out.bad_rows;
    if (out.findings.size() >= kMostFindings) return;
    const int column = offset == std::string_view::npos ? 0 : static_cast<int>(reader.position(offset).column);
    out.findings.push_back({std::move(message), {}, static_cast<int>(number), column});
}

void LineParser::parse(std::string_view lines, std::uint64_t first_line, ParsedLines& out) {
    const bool clean = csv::first_bad_byte(lines) == std::string_view::npos;  // else the reader finds the bad ones
    const char* at = lines.data();
    const char* const end = at + lines.size();
    Fields row;
    for (std::uint64_t number = first_line; at < end && !out.too_many_products && !out.sum_too_large; ++number) {
        if (const char* const next = clean ? read_plain(at, row) : nullptr) {
            ++out.rows_read;
            keep(row, out);
            at = next;
            continue;
        }
        const char* const next = static_cast<const char*>(std::memchr(at, '\n', static_cast<std::size_t>(end - at))) + 1;
        read_other({at, static_cast<std::size_t>(next - at)}, number, out);
        at = next;
    }
}

}  // namespace linchpin::flows
