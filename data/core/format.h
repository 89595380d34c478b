#pragma once
#include <cstdint>
#include <optional>
#include <string>

/// Numbers as people read them in panels, labels and legends. One convention everywhere: a narrow no-break space (U+202F)
/// groups thousands, a no-break space (U+00A0) stands before a unit, "." is the decimal point, U+2212 is the minus sign, a missing or non-finite value
/// is an en dash. Never "-0". For files and tables that programs read, use plain numbers instead.
namespace linchpin {

inline constexpr const char* kMissingText = "\u2013";
inline constexpr const char* kThinSpace = "\u202f";
inline constexpr const char* kUnitSpace = "\u00a0";

/// 1648 -> "1 648".
[[nodiscard]] std::string format_count(std::int64_t count);
[[nodiscard]] std::string format_count(std::optional<std::int64_t> count);
/// "412 of 1 648".
[[nodiscard]] std::string format_count_of(std::int64_t shown, std::int64_t all);
/// A plain number with grouped thousands and exactly `decimals` (0..6) digits after the point.
[[nodiscard]] std::string format_number(std::optional<double> value, int decimals);
/// Current US dollars, at most three significant digits: "US$ 77.1 B", "US$ 5 M", "US$ 950".
[[nodiscard]] std::string format_usd(std::optional<double> usd);
/// Electric power given in MW, at most three significant digits: "3.2 GW", "450 MW", "800 kW".
[[nodiscard]] std::string format_power_mw(std::optional<double> power_mw);
/// "1 240 km"; below 10 km one decimal; below 1 km metres.
[[nodiscard]] std::string format_distance_km(std::optional<double> distance_km);
/// A share in [0, 1] as a percentage: 0.4567 -> "45.7 %"; a share above 0 that would round to 0 shows "< 0.1 %".
[[nodiscard]] std::string format_percent(std::optional<double> share, int decimals = 1);
/// Large plain numbers: "1.25 M", "340 k", "950".
[[nodiscard]] std::string format_short(std::optional<double> value);

}  // namespace linchpin
