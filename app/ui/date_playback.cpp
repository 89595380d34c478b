#include <algorithm>
#include <array>
#include <cmath>

#include "app/ui/ui_state.h"

namespace linchpin::app {
namespace {

constexpr double kYear_days = 365.2425;
constexpr std::array kRates{DateRate{"1 day/s", 1.0, 0.0},
                            DateRate{"1 week/s", 7.0, 0.0},
                            DateRate{"1 month/s", kYear_days / 12.0, 0.0},
                            DateRate{"3 months/s", kYear_days / 4.0, 0.0},
                            DateRate{"1 year/s", kYear_days, 0.0},
                            DateRate{"2 years/s", 2.0 * kYear_days, 0.0},
                            DateRate{"a year each 0.4 s", 0.0, 0.4},
                            DateRate{"5 years/s", 5.0 * kYear_days, 0.0},
                            DateRate{"10 years/s", 10.0 * kYear_days, 0.0}};

}  // namespace

std::span<const DateRate> date_rates() noexcept { return kRates; }

Date advanced(DatePlayback& play, Date date, double dt_s) {
    static const Date kFirst = Date::from_ymd(2000, 1, 1), kLast = Date::from_ymd(2035, 1, 1);
    const DateRate& rate = kRates[static_cast<std::size_t>(std::clamp<int>(play.rate, 0, static_cast<int>(kRates.size()) - 1))];
    if (rate.hold_s > 0.0) {
        play.held_s += dt_s;
        while (play.held_s >= rate.hold_s && play.direction != 0) {
            play.held_s -= rate.hold_s;
            // A year is shown as it stood at its end, as the steps of a project are.
            date = Date::from_ymd(date.year() + play.direction, 12, 31);
            if (date >= kLast || date <= kFirst) play.direction = 0;
        }
    } else {
        const double days = play.rest_days + play.direction * rate.days_per_s * dt_s;
        const double whole = std::trunc(days);
        play.rest_days = days - whole;
        date.days += static_cast<int>(whole);
    }
    if (date >= kLast || date <= kFirst) {
        date = std::clamp(date, kFirst, kLast);
        play.direction = 0;
    }
    if (play.direction == 0) play.rest_days = play.held_s = 0.0;
    return date;
}

}  // namespace linchpin::app
