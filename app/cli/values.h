#pragma once
// Values of command-line options, read from text. Errors are one sentence: what was expected, what was found.
#include <string_view>

#include "app/cli/options.h"
#include "data/core/result.h"

namespace linchpin::app {

/// "1920x1080". Each side 16 .. 16384 pixels.
[[nodiscard]] Result<Size> parse_size(std::string_view text);
/// "LAT,LON" or "LAT,LON,ALT_KM"; distance_km is -1 when no altitude is given.
[[nodiscard]] Result<CameraPose> parse_at(std::string_view text);
/// "a,b,c": exactly these layers are shown. "" shows none.
[[nodiscard]] Result<Layers> parse_layers(std::string_view text);
/// "KIND:ID".
[[nodiscard]] Result<Selection> parse_selection(std::string_view text);
[[nodiscard]] Result<Theme> parse_theme(std::string_view text);
[[nodiscard]] Result<Projection> parse_projection(std::string_view text);
[[nodiscard]] Result<std::string> parse_palette(std::string_view text);
/// "standard", "quantile", "quantile:4", "equal:6", or ascending breaks: "20,40,60".
[[nodiscard]] Result<ClassChoice> parse_classes(std::string_view text);
[[nodiscard]] Result<Date> parse_date_option(std::string_view text);
[[nodiscard]] Result<double> parse_instant_option(std::string_view text);
/// "30s", "10m", "1h", "1d" or a plain number of seconds; > 0.
[[nodiscard]] Result<double> parse_step(std::string_view text);
/// Splits at commas; spaces around parts and empty parts are dropped.
[[nodiscard]] std::vector<std::string> split_list(std::string_view text);

}  // namespace linchpin::app
