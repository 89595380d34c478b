#include "data/csv/parse_number.h"

#include <algorithm>
#include <cctype>
#include <cstdio>

namespace linchpin::csv {
namespace {

bool digit(char c) noexcept { return c >= '0' && c <= '9'; }

std::string lower(std::string_view text) {
    std::string out{text};
    for (char& c : out) c = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    return out;
}

/// "1,234", "12,345,678.9": groups of three behind each comma.
bool has_thousands(std::string_view text) noexcept {
    const std::size_t first = text.find(',');
    if (first == std::string_view::npos || first == 0) return false;
    for (std::size_t i = first; i < text.size() && text[i] == ','; i += 4) {
        if (i + 3 >= text.size() || !digit(text[i + 1]) || !digit(text[i + 2]) || !digit(text[i + 3])) return false;
        if (i + 4 < text.size() && digit(text[i + 4])) return false;
    }
    return true;
}

std::string_view reason(std::string_view text, bool integer) {
    if (text.front() == ' ' || text.back() == ' ' || text.front() == '\t' || text.back() == '\t') return "no blanks around it";
    const std::string word = lower(text.substr(text.front() == '-' || text.front() == '+' ? 1 : 0));
    if (word.starts_with("nan") || word.starts_with("inf")) return "a missing value is an empty field";
    if (text.front() == '+') return "no plus sign";
    if (has_thousands(text)) return "no thousands separators";
    if (std::count(text.begin(), text.end(), ',') == 1 && digit(text.front() == '-' ? text[text.size() > 1 ? 1 : 0] : text.front()))
        return "the decimal sign is a point";
    const bool numeric = std::all_of(text.begin(), text.end(),
                                     [](char c) { return digit(c) || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E'; });
    if (!numeric) return "";
    const auto too_large = [&](auto value) {
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        return end == text.data() + text.size() && error == std::errc::result_out_of_range;
    };
    if (integer ? too_large(std::int64_t{}) : too_large(0.0)) return "out of range";
    if (integer && parse_double(text)) return "it has a fraction or an exponent";
    return "";
}

}  // namespace

std::string found_instead_of_number(std::string_view text, bool integer) {
    if (text.empty()) return "nothing";
    std::string_view why = reason(text, integer);
    if (why.empty()) return in_quotes(text);
    return in_quotes(text) + " (" + std::string{why} + ")";
}

std::string in_quotes(std::string_view text) {
    constexpr std::size_t kMost = 60;
    std::string out = "'";
    std::size_t characters = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        const bool begins_character = (c & 0xc0u) != 0x80u;
        if (begins_character && ++characters > kMost) {
            out += "...";
            break;
        }
        if (c < 0x20 || c == 0x7f) {
            char escape[8];
            std::snprintf(escape, sizeof escape, "\\x%02x", c);
            out += c == '\n' ? "\\n" : c == '\r' ? "\\r" : c == '\t' ? "\\t" : escape;
        } else {
            out += static_cast<char>(c);
        }
    }
    return out + "'";
}

}  // namespace linchpin::csv
