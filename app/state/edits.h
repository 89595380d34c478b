#pragma once
// The edits that panels, keys and the command line make on the state. Each keeps the state's rules (sorted lists, ranges).
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"

namespace linchpin::app {

/// Is `id` in the sorted list of what is switched off?
[[nodiscard]] bool is_hidden(const std::vector<std::string>& hidden, std::string_view id);
void set_hidden(std::vector<std::string>& hidden, std::string_view id, bool hide);

void select(AppState& state, SelectionKind kind, std::string id);
void clear_selection(AppState& state);

/// The next step of the text scale: 0.75 0.875 1 1.125 1.25 1.5 1.75 2 2.5 3. `steps` may be negative.
[[nodiscard]] double text_scale_step(double now, int steps);

/// The steps of the speed of the sky clock, seconds per second: 1, 10, 60, 300, 1800, 3600 * 6.
[[nodiscard]] double sky_rate_step(double now, int steps);

/// "CHN>USA" in its two codes; empty ones when it is no such text.
struct ArcEnds { std::string exporter, importer; };
[[nodiscard]] ArcEnds split_arc_id(std::string_view id);

}  // namespace linchpin::app
