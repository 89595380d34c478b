#include "data/core/format.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

#include <fmt/format.h>

namespace linchpin {
namespace {

constexpr std::string_view kMinus = "\u2212";

/// Groups the digits before the point in threes. `digits` is an unsigned decimal number; 4-digit numbers are grouped as well.
std::string group(std::string_view digits) {
    const std::size_t whole = std::min(digits.find('.'), digits.size());
    std::string out;
    for (std::size_t i = 0; i < digits.size(); ++i) {
        if (i > 0 && i < whole && (whole - i) % 3 == 0) out += kThinSpace;
        out += digits[i];
    }
    return out;
}

bool all_zero(std::string_view digits) { return digits.find_first_not_of("0.") == std::string_view::npos; }

/// Sign and grouping around the rounded magnitude; a value that rounds to zero has no sign.
std::string signed_number(double value, int decimals) {
    const std::string digits = fmt::format("{:.{}f}", std::abs(value), decimals);
    return (std::signbit(value) && !all_zero(digits) ? std::string{kMinus} : std::string{}) + group(digits);
}

struct Scaled {
    double value;
    std::string_view unit;
};

struct Step {
    double size;
    std::string_view unit;
};

/// The largest step that `magnitude` reaches after rounding to three digits, so that 999.96 k shows as 1.00 M and not 1 000 k.
template <std::size_t N> Scaled scale(double value, const std::array<Step, N>& steps) {
    for (const Step& step : steps) {
        if (std::abs(value) >= step.size * 0.9995) return {value / step.size, step.unit};
    }
    return {value / steps.back().size, steps.back().unit};
}

/// The same without zeros at the end of the decimals: "3.2", not "3.20".
std::string trimmed_number(double value, int decimals) {
    std::string text = signed_number(value, decimals);
    if (text.find('.') == std::string::npos) return text;
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
    return text;
}

/// Decimals that leave three significant digits of a magnitude below 1000.
int decimals_for(double value) {
    const double magnitude = std::abs(value);
    return magnitude >= 99.95 ? 0 : magnitude >= 9.995 ? 1 : 2;
}

bool missing(const std::optional<double>& value) { return !value || !std::isfinite(*value); }

constexpr std::array<Step, 5> kShortSteps{{{1e12, "T"}, {1e9, "B"}, {1e6, "M"}, {1e3, "k"}, {1.0, ""}}};

std::string short_number(double value) {
    const Scaled s = scale(value, kShortSteps);
    const std::string number = trimmed_number(s.value, decimals_for(s.value));
    return s.unit.empty() ? number : number + kUnitSpace + std::string{s.unit};
}

}  // namespace

std::string format_count(std::int64_t count) {
    // Through unsigned, since the smallest 64-bit number has no positive twin.
    const std::uint64_t magnitude = count < 0 ? ~static_cast<std::uint64_t>(count) + 1u : static_cast<std::uint64_t>(count);
    return (count < 0 ? std::string{kMinus} : std::string{}) + group(fmt::format("{}", magnitude));
}

std::string format_count(std::optional<std::int64_t> count) { return count ? format_count(*count) : kMissingText; }

std::string format_count_of(std::int64_t shown, std::int64_t all) { return format_count(shown) + " of " + format_count(all); }

std::string format_number(std::optional<double> value, int decimals) {
    return missing(value) ? kMissingText : signed_number(*value, std::clamp(decimals, 0, 6));
}

std::string format_usd(std::optional<double> usd) {
    if (missing(usd)) return kMissingText;
    const std::string number = std::abs(*usd) < 999.5 ? signed_number(*usd, 0) : short_number(*usd);
    const bool negative = number.starts_with(kMinus);
    return (negative ? std::string{kMinus} : std::string{}) + "US$" + kUnitSpace + (negative ? number.substr(kMinus.size()) : number);
}

std::string format_power_mw(std::optional<double> power_mw) {
    if (missing(power_mw)) return kMissingText;
    if (*power_mw == 0.0) return std::string{"0"} + kUnitSpace + "MW";
    constexpr std::array<Step, 4> kSteps{{{1e6, "TW"}, {1e3, "GW"}, {1.0, "MW"}, {1e-3, "kW"}}};
    const Scaled s = scale(*power_mw, kSteps);
    return trimmed_number(s.value, decimals_for(s.value)) + kUnitSpace + std::string{s.unit};
}

std::string format_distance_km(std::optional<double> distance_km) {
    if (missing(distance_km)) return kMissingText;
    const double magnitude = std::abs(*distance_km);
    if (magnitude > 0.0 && magnitude < 0.9995) return signed_number(*distance_km * 1000.0, 0) + kUnitSpace + "m";
    return trimmed_number(*distance_km, magnitude < 9.95 ? 1 : 0) + kUnitSpace + "km";
}

std::string format_percent(std::optional<double> share, int decimals) {
    if (missing(share)) return kMissingText;
    const int digits = std::clamp(decimals, 0, 6);
    const double percent = *share * 100.0;
    const std::string number = signed_number(percent, digits);
    if (percent > 0.0 && all_zero(number)) return "<" + std::string{kUnitSpace} + fmt::format("{:.{}f}", std::pow(10.0, -digits), digits) + kUnitSpace + "%";
    return number + kUnitSpace + "%";
}

std::string format_short(std::optional<double> value) { return missing(value) ? kMissingText : short_number(*value); }

}  // namespace linchpin
