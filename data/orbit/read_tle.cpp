#include "data/orbit/read_tle.h"

#include <cmath>
#include <string>

#include "data/core/date.h"
#include "data/csv/parse_number.h"

namespace linchpin::orbit {
namespace {

constexpr std::size_t kLength = 69;

std::string_view trim(std::string_view s) noexcept {
    const auto from = s.find_first_not_of(" \t\r");
    return from == std::string_view::npos ? std::string_view{} : s.substr(from, s.find_last_not_of(" \t\r") - from + 1);
}

/// Columns as the format's description counts them: from 1, both ends included.
std::string_view columns(std::string_view line, std::size_t first, std::size_t last) noexcept {
    return line.substr(first - 1, last - first + 1);
}

std::optional<double> decimal(std::string_view text) noexcept {
    text = trim(text);
    if (text.size() > 1 && text[0] == '+' && text[1] != '-') text.remove_prefix(1);
    return text.empty() ? std::nullopt : csv::parse_double(text);
}

/// " 28098-4" = 0.28098e-4; the point is implied and blanks count as zeros.
std::optional<double> implied_exponent(std::string_view text) {
    std::string digits = "0.";
    const char sign = text.front();
    if (sign != ' ' && sign != '+' && sign != '-' && (sign < '0' || sign > '9')) return std::nullopt;
    for (const char ch : text.substr(1, text.size() - 3)) {
        if (ch != ' ' && (ch < '0' || ch > '9')) return std::nullopt;
        digits += ch == ' ' ? '0' : ch;
    }
    const char exponent_sign = text[text.size() - 2], exponent = text.back();
    if (exponent_sign != '-' && exponent_sign != '+' && exponent_sign != ' ') return std::nullopt;
    if (exponent != ' ' && (exponent < '0' || exponent > '9')) return std::nullopt;
    // Through text, so that 0.28098e-4 is the double nearest to it and equals what an OMM says.
    digits += exponent_sign == '-' ? "e-" : "e";
    digits += exponent == ' ' ? '0' : exponent;
    const auto value = csv::parse_double(digits);
    return value ? std::optional(sign == '-' ? -*value : *value) : std::nullopt;
}

/// Sum of the digits, minus signs counting one, modulo ten.
int checksum(std::string_view line) noexcept {
    int sum = 0;
    for (const char ch : line.substr(0, kLength - 1)) {
        if (ch >= '0' && ch <= '9') sum += ch - '0';
        if (ch == '-') ++sum;
    }
    return sum % 10;
}

/// One line being read; remembers the first thing wrong.
class LineReader {
public:
    LineReader(std::string_view line, int number) : line_{line}, number_{number} {}

    double number(std::size_t first, std::size_t last, const char* field) {
        const auto v = decimal(columns(line_, first, last));
        if (!v) expect(first, last, field, "a number");
        return v.value_or(0.0);
    }
    double exponent(std::size_t first, std::size_t last, const char* field) {
        const auto v = implied_exponent(columns(line_, first, last));
        if (!v) expect(first, last, field, "a number such as 28098-4");
        return v.value_or(0.0);
    }
    /// Blank counts as 0: old sets leave the element number and the revolution out.
    int whole(std::size_t first, std::size_t last, const char* field) {
        const std::string_view text = trim(columns(line_, first, last));
        if (text.empty()) return 0;
        const auto v = csv::parse_integer(text);
        if (!v || *v < 0) expect(first, last, field, "a whole number");
        return v && *v >= 0 ? static_cast<int>(*v) : 0;
    }
    void expect(std::size_t first, std::size_t last, const char* field, const char* what) {
        fail(std::string(field) + ": expected " + what + ", found " + csv::in_quotes(columns(line_, first, last)),
             static_cast<int>(first));
    }
    void fail(std::string message, int column = 0) {
        if (!problem_) problem_ = Error{std::move(message), {}, number_, column};
    }
    [[nodiscard]] std::string_view line() const noexcept { return line_; }
    [[nodiscard]] std::optional<Error>& problem() noexcept { return problem_; }

private:
    std::string_view line_;
    int number_;
    std::optional<Error> problem_;
};

/// What is wrong with a line as a whole.
void check_shape(LineReader& r) {
    const std::string_view line = r.line();
    if (line.size() != kLength) return r.fail("expected 69 characters, found " + std::to_string(line.size()));
    const char digit = line.back();
    if (digit < '0' || digit > '9') return r.expect(kLength, kLength, "checksum", "a digit");
    if (checksum(line) != digit - '0')
        r.fail("checksum: expected " + std::to_string(checksum(line)) + ", found " + std::string(1, digit),
               static_cast<int>(kLength));
}

void read_epoch(LineReader& r, MeanElements& e) {
    const auto year = csv::parse_integer(trim(columns(r.line(), 19, 20)));
    const std::string_view text = columns(r.line(), 21, 32);
    if (!year || *year < 0) return r.expect(19, 20, "epoch year", "two digits");
    const int full = static_cast<int>(*year < 57 ? 2000 + *year : 1900 + *year);
    const auto point = text.find('.');
    const auto day = csv::parse_integer(trim(text.substr(0, point)));
    const int first = Date::from_ymd(full, 1, 1).days, length = Date::from_ymd(full, 12, 31).days - first + 1;
    if (!day || *day < 1 || *day > length) return r.expect(21, 32, "epoch day", "a day of the year");
    // In whole microseconds: eight digits of a day are multiples of 864 of them.
    std::int64_t micros = 0, unit = 8640000000;
    if (point != std::string_view::npos) {
        for (const char ch : trim(text.substr(point + 1))) {
            if (ch < '0' || ch > '9') return r.expect(21, 32, "epoch day", "a day of the year with a fraction");
            micros += unit * (ch - '0');
            unit /= 10;
        }
    }
    const std::int64_t days = first + *day - 1;
    e.epoch_unix_s = static_cast<double>(days * 86400000000 + micros) / 1e6;
}

/// "98067A  " = "1998-067A".
std::string designator(std::string_view text) {
    text = trim(text);
    if (text.size() < 5) return {};
    for (const char ch : text.substr(0, 5))
        if (ch < '0' || ch > '9') return {};
    const std::string year(text.substr(0, 2));
    return (year < "57" ? "20" : "19") + year + "-" + std::string(text.substr(2));
}

/// Adds the set of lines one and two, or the first problem in them.
void read_set(std::string_view name, LineReader one, LineReader two, ElementSets& out) {
    check_shape(one);
    check_shape(two);
    if (one.problem() || two.problem()) {
        out.problems.push_back(one.problem() ? *one.problem() : *two.problem());
        return;
    }
    MeanElements e;
    e.object_name = name;
    const auto number = parse_tle_catalog_number(columns(one.line(), 3, 7));
    if (!number) one.expect(3, 7, "catalogue number", "five digits or Alpha-5 (a letter other than I and O, then four digits)");
    if (number && parse_tle_catalog_number(columns(two.line(), 3, 7)) != number)
        two.expect(3, 7, "catalogue number", "the number of line 1");
    e.norad_cat_id = number.value_or(0);
    e.classification = one.line()[7] == ' ' ? 'U' : one.line()[7];
    e.object_id = designator(columns(one.line(), 10, 17));
    read_epoch(one, e);
    e.mean_motion_dot = one.number(34, 43, "first derivative of mean motion");
    e.mean_motion_ddot = one.exponent(45, 52, "second derivative of mean motion");
    e.bstar_per_er = one.exponent(54, 61, "drag term");
    e.ephemeris_type = one.whole(63, 63, "ephemeris type");
    if (e.ephemeris_type == 4)
        one.expect(63, 63, "ephemeris type", "elements for SGP4 (4 is SGP4-XP, which needs another propagator)");
    e.element_set_no = one.whole(65, 68, "element set number");
    e.inclination_deg = two.number(9, 16, "inclination");
    e.ra_of_asc_node_deg = two.number(18, 25, "right ascension of the node");
    std::string eccentricity = "0.";
    for (const char ch : columns(two.line(), 27, 33)) eccentricity += ch == ' ' ? '0' : ch;
    if (const auto v = csv::parse_double(eccentricity); v && eccentricity.find_first_not_of("0123456789", 2) == std::string::npos)
        e.eccentricity = *v;
    else
        two.expect(27, 33, "eccentricity", "seven digits");
    e.arg_of_pericenter_deg = two.number(35, 42, "argument of perigee");
    e.mean_anomaly_deg = two.number(44, 51, "mean anomaly");
    e.mean_motion_rev_day = two.number(53, 63, "mean motion");
    e.rev_at_epoch = two.whole(64, 68, "revolution number");
    if (!one.problem() && !two.problem())
        if (const auto p = check_and_fold(e)) two.fail(std::string(p->keyword) + ": " + p->message);
    if (one.problem() || two.problem())
        out.problems.push_back(one.problem() ? *one.problem() : *two.problem());
    else
        out.elements.push_back(std::move(e));
}

bool is_line(std::string_view line, char which) noexcept { return line.size() >= 2 && line[0] == which && line[1] == ' '; }

}  // namespace

std::optional<std::uint32_t> parse_tle_catalog_number(std::string_view text) noexcept {
    if (text.size() != 5) return std::nullopt;
    std::uint32_t value = 0;
    bool any = false;
    for (std::size_t i = 0; i < 5; ++i) {
        const char ch = text[i];
        if (ch == ' ' && !any) continue;
        if (i == 0 && ch >= 'A' && ch <= 'Z' && ch != 'I' && ch != 'O') {
            value = 10u + static_cast<std::uint32_t>(ch - 'A') - (ch > 'I' ? 1u : 0u) - (ch > 'O' ? 1u : 0u);
        } else if (ch >= '0' && ch <= '9') {
            value = value * 10 + static_cast<std::uint32_t>(ch - '0');
        } else {
            return std::nullopt;
        }
        any = true;
    }
    return any && value > 0 ? std::optional(value) : std::nullopt;
}

ElementSets read_tle(std::string_view text) {
    ElementSets out;
    std::string_view name, first;
    int first_number = 0, number = 0, name_number = 0;
    if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
    const auto orphan = [&] {
        if (!first.empty())
            out.problems.push_back({"expected line 2 of the set after this line 1, found none", {}, first_number, 0});
        first = {};
    };
    const auto lost_name = [&] {
        if (!name.empty())
            out.problems.push_back(
                {"expected line 1 of a set after the name, found none; the text was " + csv::in_quotes(name), {}, name_number, 0});
        name = {};
    };
    while (!text.empty()) {
        const auto end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        ++number;
        line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
        // Pasted from a message or a page, lines may be indented.
        const std::string_view pasted = trim(line);
        if ((is_line(pasted, '1') || is_line(pasted, '2')) && pasted.size() == kLength) line = pasted;
        if (line.empty() || line[0] == '#') continue;
        // A name may begin with "1 " or "2 " too; element lines are long.
        if (is_line(line, '1') && line.size() > 40) {
            orphan();
            first = line;
            first_number = number;
        } else if (is_line(line, '2') && line.size() > 40) {
            if (first.empty()) {
                out.problems.push_back({"expected line 1 of the set before this line 2, found none", {}, number, 0});
            } else {
                read_set(name, {first, first_number}, {line, number}, out);
            }
            first = {};
            name = {};
        } else {
            orphan();
            lost_name();
            name = trim(is_line(line, '0') ? line.substr(2) : line);
            name_number = number;
        }
    }
    orphan();
    lost_name();
    return out;
}

}  // namespace linchpin::orbit
