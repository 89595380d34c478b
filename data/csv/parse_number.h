#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace linchpin::csv {

/// A finite decimal number that fills the whole text ("12", "-0.5", "3.1e-4"). No locale, no blanks, no leading '+', no
/// thousands separator, no decimal comma, no NaN, no infinity, nothing outside the range of double.
[[nodiscard]] inline std::optional<double> parse_double(std::string_view text) noexcept {
    double value = 0.0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    // from_chars takes "inf", "nan" and their longer forms: every one has a letter other than e where a digit should be.
    const char last = text.back();
    if ((last < '0' || last > '9') && last != '.') return std::nullopt;
    return value;
}

/// A whole number that fills the whole text and fits 64 bits.
[[nodiscard]] inline std::optional<std::int64_t> parse_integer(std::string_view text) noexcept {
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

/// Why `text` is no number of that kind, as the end of the sentence "expected a number, found ...":
/// "'1,234' (no thousands separators)".
[[nodiscard]] std::string found_instead_of_number(std::string_view text, bool integer);

/// `text` in single quotes, shortened to 60 characters, with control characters shown as escapes.
[[nodiscard]] std::string in_quotes(std::string_view text);

}  // namespace linchpin::csv
