#pragma once
// Parts of a state file laid over a state: what scenes of a story are written as, so that their files stay short.
#include "app/state/app_state.h"
#include "app/state/json_archive.h"
#include "data/core/result.h"

namespace linchpin::app {

/// Lays `over` over `under`: objects are merged, everything else replaced. null stands where a state file has null ("no date").
void lay_over(Json& under, const Json& over);

/// `base` with a part of a state file laid over it. What a state file does not hold (idle_turn, hover) stays as in `base`.
/// @return  or what is wrong, beginning with the path of the value: "layers.sites: expected true or false, found 3". Unknown keys are wrong.
[[nodiscard]] Result<AppState> patched(const AppState& base, const Json& part);

/// The least part that makes `state` of `base`. patched(base, difference_of(base, state)) is `state`.
[[nodiscard]] Json difference_of(const AppState& base, const AppState& state);

}  // namespace linchpin::app
