#pragma once
#include "app/state/app_state.h"

namespace linchpin::app {

/// How long the world takes from globe to map and back, frame time.
inline constexpr double kMorph_s = 0.8;

/// How flat the world is shown, 0 globe .. 1 Equal Earth map; between them while it changes, eased at both ends.
[[nodiscard]] double flat_of(const AppState& state) noexcept;
/// True while the world changes from one to the other.
[[nodiscard]] bool is_morphing(const AppState& state) noexcept;
/// Starts the change to `projection` at the state's frame time; from half-way it goes back the way it came. At once when motion is
/// reduced.
void change_projection(AppState& state, Projection projection) noexcept;

}  // namespace linchpin::app
