#pragma once
// The numbers of a state by the paths that they have in a state file: what number tracks and sliders in stories drive.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"

namespace linchpin::app {

struct NumberRange {
    double low = 0.0, high = 0.0;
    bool whole = false;  ///< set values are rounded
};

/// "report.pass_through", "scenario.events[0].fraction", ... of this state.
[[nodiscard]] std::vector<std::string> number_paths(const AppState& state);
/// Nothing when the state has no such number.
[[nodiscard]] std::optional<NumberRange> number_range(const AppState& state, std::string_view path);
[[nodiscard]] std::optional<double> number_at(const AppState& state, std::string_view path);
/// Clamps to the range; false when there is no such number.
bool set_number(AppState& state, std::string_view path, double value);

}  // namespace linchpin::app
