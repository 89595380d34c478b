#pragma once
// A view as a line of text that fits into a message or a QR code: whoever opens it sees the same.
#include <string>
#include <string_view>

#include "app/state/state_json.h"

namespace linchpin::app {

/// What a view string begins with.
inline constexpr std::string_view kViewScheme = "linchpin:";

/// "linchpin:1:8d3f:eJyr...": the version of the form, a mark of the first picture's settings, and what differs from them, compressed, in
/// the letters of URLs. Equal states give equal strings. Left out: what a state file leaves out, and what belongs to the
/// maker's own machine and eyes: folders, text size, quality, reduced motion.
[[nodiscard]] std::string view_string(const AppState& state);

/// @param text  white space around it is no harm: mail programs add some
/// @return  the view with a warning when it was made by a program whose first picture differs, or what is wrong with the text
[[nodiscard]] Result<LoadedState> view_from_string(std::string_view text);

}  // namespace linchpin::app
