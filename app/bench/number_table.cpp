#include "app/bench/number_table.h"

#include <cmath>
#include <cstring>
#include <fmt/format.h>

#include "data/csv/parse_number.h"

namespace linchpin::app::bench {
namespace {

constexpr std::array<double, 16> kPowers{1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15};

/// Reads "-12.345" of at most 15 digits: digits and power of ten are then exact in a double, so that the quotient is the nearest one.
/// @return  the byte behind it; null when the text has another form
const char* read_decimal(const char* at, const char* end, double& out) noexcept {
    const bool minus = at < end && *at == '-';
    if (minus) ++at;
    std::uint64_t digits = 0;
    std::size_t count = 0, behind_point = 0;
    for (; at < end && *at >= '0' && *at <= '9'; ++at, ++count) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
    if (count == 0) return nullptr;
    if (at < end && *at == '.') {
        for (++at; at < end && *at >= '0' && *at <= '9'; ++at, ++count, ++behind_point) digits = digits * 10 + static_cast<std::uint64_t>(*at - '0');
        if (behind_point == 0) return nullptr;
    }
    if (count > 15) return nullptr;
    const double value = static_cast<double>(digits) / kPowers[behind_point];
    out = minus ? -value : value;
    return at;
}

std::string_view field_at(const char* at, const char* end) {
    const char* stop = at;
    while (stop < end && *stop != ',' && *stop != '\n' && *stop != '\r') ++stop;
    return {at, static_cast<std::size_t>(stop - at)};
}

bool at_line_end(const char* at, const char* end) { return at == end || *at == '\n' || (*at == '\r' && (at + 1 == end || at[1] == '\n')); }

const char* behind_line_end(const char* at, const char* end) {
    if (at < end && *at == '\r') ++at;
    return at < end ? at + 1 : at;
}

}  // namespace

bool NumberTable::next() {
    if (error_) return false;
    while (at_ < end_ && at_line_end(at_, end_)) {
        at_ = behind_line_end(at_, end_);
        ++line_;
    }
    if (at_ == end_) return false;
    row_ = at_;
    for (std::size_t column = 0; column < columns_.size(); ++column) {
        const char* const field = at_;
        double value = 0.0;
        at_ = read_decimal(field, end_, value);
        if (at_ == nullptr || !(at_ == end_ || *at_ == ',' || *at_ == '\n' || *at_ == '\r')) {
            const std::string_view text = field_at(field, end_);
            const auto slow = text.empty() ? std::nullopt : csv::parse_double(text);
            if (!slow) return fail(field, column);
            value = *slow;
            at_ = text.data() + text.size();
        }
        const NumberColumn& rule = columns_[column];
        if (!(value >= rule.low && value <= rule.high) || (rule.whole && value != std::floor(value))) return fail(field, column);
        values_[column] = value;
        const bool last = column + 1 == columns_.size();
        if (last ? !at_line_end(at_, end_) : at_ == end_ || *at_ != ',') {
            std::size_t fields = 1;
            for (const char* c = row_; !at_line_end(c, end_); ++c) fields += *c == ',' ? 1 : 0;
            error_ = Error{fmt::format("expected {} numbers, found {}", columns_.size(), fields), {}, static_cast<int>(line_)};
            return false;
        }
        if (!last) ++at_;
    }
    at_ = behind_line_end(at_, end_);
    ++line_;
    return true;
}

bool NumberTable::fail(const char* field, std::size_t column) {
    const NumberColumn& rule = columns_[column];
    const std::string_view text = field_at(field, end_);
    error_ = Error{fmt::format("{}: expected a {} from {} to {}, found {}", rule.name, rule.whole ? "whole number" : "number", rule.low, rule.high,
                               text.empty() ? "nothing" : csv::in_quotes(text)),
                   {}, static_cast<int>(line_), static_cast<int>(field - row_) + 1};
    return false;
}

Status take_header(std::string_view& text, std::span<const NumberColumn> columns) {
    std::string wanted;
    for (const NumberColumn& column : columns) wanted += (wanted.empty() ? "" : ",") + std::string{column.name};
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const std::size_t stop = std::min(text.find('\n'), text.size());
    std::string_view found = text.substr(0, stop);
    if (found.ends_with('\r')) found.remove_suffix(1);
    if (found != wanted) return Error{fmt::format("expected the columns {}, found {}", wanted, found.empty() ? "nothing" : csv::in_quotes(found)), {}, 1};
    text.remove_prefix(std::min(stop + 1, text.size()));
    return Done{};
}

}  // namespace linchpin::app::bench
