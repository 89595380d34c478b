#pragma once
#include <compare>
#include <optional>
#include <string>
#include <string_view>

namespace linchpin {

/// A civil day in the proleptic Gregorian calendar, UTC. `days` counts from 1970-01-01 (= 0).
struct Date {
    int days = 0;

    [[nodiscard]] static Date from_ymd(int year, int month, int day) noexcept;
    /// "YYYY-MM-DD", "YYYY-MM" or "YYYY" (the missing parts are 1). Nothing for an impossible day.
    [[nodiscard]] static std::optional<Date> parse(std::string_view text) noexcept;
    [[nodiscard]] int year() const noexcept;
    [[nodiscard]] int month() const noexcept;  ///< 1..12
    [[nodiscard]] int day() const noexcept;    ///< 1..31
    [[nodiscard]] std::string iso() const;     ///< "YYYY-MM-DD"
    auto operator<=>(const Date&) const noexcept = default;
};

/// Seconds since 1970-01-01T00:00:00Z without leap seconds (POSIX time), for "2026-08-21T09:49:00.5Z" and its shorter forms
/// (date only, no seconds, no Z). Nothing when the text is no ISO 8601 UTC instant.
[[nodiscard]] std::optional<double> parse_instant_unix_s(std::string_view text) noexcept;
/// "2026-08-21T09:49:00Z"; fractions of a second are rounded to the nearest second.
[[nodiscard]] std::string format_instant(double unix_s);

/// METRICS.md M22: half-open life of an object. Missing ends are minus and plus infinity.
struct Lifetime {
    std::optional<Date> start;
    std::optional<Date> end;
    /// Active at t iff start <= t < end.
    [[nodiscard]] bool active_at(Date t) const noexcept { return (!start || *start <= t) && (!end || t < *end); }
};

}  // namespace linchpin
