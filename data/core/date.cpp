#include "data/core/date.h"

#include <charconv>
#include <chrono>
#include <cmath>
#include <cstdio>

namespace linchpin {
namespace {

std::chrono::year_month_day civil(Date date) noexcept {
    return std::chrono::year_month_day{std::chrono::sys_days{std::chrono::days{date.days}}};
}

/// Reads exactly `width` digits at `pos` and moves past them.
std::optional<int> digits(std::string_view text, std::size_t& pos, std::size_t width) noexcept {
    if (text.size() < pos + width) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) {
        const char c = text[pos + i];
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    pos += width;
    return value;
}

bool skip(std::string_view text, std::size_t& pos, char wanted) noexcept {
    if (pos >= text.size() || text[pos] != wanted) return false;
    ++pos;
    return true;
}

/// The date at the front of `text`; `pos` ends behind it.
std::optional<Date> date_prefix(std::string_view text, std::size_t& pos) noexcept {
    const auto year = digits(text, pos, 4);
    if (!year) return std::nullopt;
    int month = 1;
    int day = 1;
    if (skip(text, pos, '-')) {
        const auto m = digits(text, pos, 2);
        if (!m) return std::nullopt;
        month = *m;
        if (skip(text, pos, '-')) {
            const auto d = digits(text, pos, 2);
            if (!d) return std::nullopt;
            day = *d;
        }
    }
    const std::chrono::year_month_day ymd{std::chrono::year{*year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    if (!ymd.ok()) return std::nullopt;
    return Date::from_ymd(*year, month, day);
}

/// "hh:mm[:ss[.fff]]" as seconds of the day.
std::optional<double> clock_s(std::string_view text, std::size_t& pos) noexcept {
    const auto hour = digits(text, pos, 2);
    if (!hour || *hour > 24 || !skip(text, pos, ':')) return std::nullopt;
    const auto minute = digits(text, pos, 2);
    if (!minute || *minute > 59) return std::nullopt;
    double seconds = *hour * 3600.0 + *minute * 60.0;
    if (!skip(text, pos, ':')) return seconds;
    const auto second = digits(text, pos, 2);
    if (!second || *second > 60) return std::nullopt;
    seconds += *second;
    if (skip(text, pos, '.')) {
        const std::size_t begin = pos;
        double fraction = 0.0;
        double scale = 0.1;
        for (; pos < text.size() && text[pos] >= '0' && text[pos] <= '9'; ++pos, scale *= 0.1)
            fraction += (text[pos] - '0') * scale;
        if (pos == begin) return std::nullopt;
        seconds += fraction;
    }
    return seconds;
}

}  // namespace

Date Date::from_ymd(int year, int month, int day) noexcept {
    const std::chrono::year_month_day ymd{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                          std::chrono::day{static_cast<unsigned>(day)}};
    return Date{static_cast<int>(std::chrono::sys_days{ymd}.time_since_epoch().count())};
}

std::optional<Date> Date::parse(std::string_view text) noexcept {
    std::size_t pos = 0;
    const auto date = date_prefix(text, pos);
    if (!date || pos != text.size()) return std::nullopt;
    return date;
}

int Date::year() const noexcept { return static_cast<int>(civil(*this).year()); }
int Date::month() const noexcept { return static_cast<int>(static_cast<unsigned>(civil(*this).month())); }
int Date::day() const noexcept { return static_cast<int>(static_cast<unsigned>(civil(*this).day())); }

std::string Date::iso() const {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02d", year(), month(), day());
    return buffer;
}

std::optional<double> parse_instant_unix_s(std::string_view text) noexcept {
    std::size_t pos = 0;
    const auto date = date_prefix(text, pos);
    if (!date) return std::nullopt;
    double seconds = date->days * 86400.0;
    if (pos < text.size() && (text[pos] == 'T' || text[pos] == ' ')) {
        ++pos;
        const auto of_day = clock_s(text, pos);
        if (!of_day) return std::nullopt;
        seconds += *of_day;
        if (pos < text.size() && text[pos] == 'Z') ++pos;
    }
    if (pos != text.size()) return std::nullopt;
    return seconds;
}

std::string format_instant(double unix_s) {
    const auto total = static_cast<long long>(std::llround(unix_s));
    const long long day = total >= 0 ? total / 86400 : -((-total + 86399) / 86400);
    const long long rest = total - day * 86400;
    char clock[32];
    std::snprintf(clock, sizeof clock, "T%02lld:%02lld:%02lldZ", rest / 3600, rest / 60 % 60, rest % 60);
    return Date{static_cast<int>(day)}.iso() + clock;
}

}  // namespace linchpin
