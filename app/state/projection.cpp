#include "app/state/projection.h"

#include <algorithm>

namespace linchpin::app {
namespace {

/// Share of the change that is done, 0..1, even in time.
double progress(const AppState& state) noexcept {
    if (state.projection_since_s < 0.0) return 1.0;
    return std::clamp((state.frame_time_s - state.projection_since_s) / kMorph_s, 0.0, 1.0);
}

}  // namespace

double flat_of(const AppState& state) noexcept {
    const double t = progress(state);
    const double eased = t * t * t * (t * (6.0 * t - 15.0) + 10.0);  // speed and acceleration are 0 at both ends
    return state.projection == Projection::EqualEarth ? eased : 1.0 - eased;
}

bool is_morphing(const AppState& state) noexcept { return progress(state) < 1.0; }

void change_projection(AppState& state, Projection projection) noexcept {
    if (state.projection == projection) return;
    const double left = 1.0 - progress(state);
    state.projection = projection;
    // The clock may be younger than the part of the change that counts as done: it is set on.
    state.frame_time_s = std::max(state.frame_time_s, left * kMorph_s);
    state.projection_since_s = state.reduce_motion ? -1.0 : state.frame_time_s - left * kMorph_s;
}

}  // namespace linchpin::app
