// The change between globe and flat map, on the state's own clock.
#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_floating_point.hpp>
#include <cmath>

#include "app/state/projection.h"

using namespace linchpin::app;
using Catch::Matchers::WithinAbs;

TEST_CASE("the change starts and ends exactly, and never turns back on its way", "[projection]") {
    AppState state;
    CHECK(flat_of(state) == 0.0);
    CHECK_FALSE(is_morphing(state));
    state.frame_time_s = 12.0;
    change_projection(state, Projection::EqualEarth);
    CHECK(flat_of(state) == 0.0);
    CHECK(is_morphing(state));
    double before = 0.0;
    for (int i = 1; i <= 80; ++i) {
        state.frame_time_s = 12.0 + i * 0.01;
        CHECK(flat_of(state) >= before);
        CHECK(flat_of(state) - before < 0.025);
        before = flat_of(state);
    }
    state.frame_time_s = 12.0 + kMorph_s + 1e-9;
    CHECK(flat_of(state) == 1.0);
    CHECK_FALSE(is_morphing(state));
    change_projection(state, Projection::EqualEarth);  // what is already so stays at rest
    CHECK_FALSE(is_morphing(state));
}

TEST_CASE("from half-way the change goes back the way it came", "[projection]") {
    AppState state;
    state.frame_time_s = 5.0;
    change_projection(state, Projection::EqualEarth);
    state.frame_time_s = 5.2;
    const double there = flat_of(state);
    change_projection(state, Projection::Globe);
    CHECK_THAT(flat_of(state), WithinAbs(there, 1e-12));
    state.frame_time_s += 0.2 + 1e-9;
    CHECK(flat_of(state) == 0.0);
    // Also where the clock has hardly begun to run.
    AppState young;
    change_projection(young, Projection::EqualEarth);
    change_projection(young, Projection::Globe);
    CHECK_THAT(flat_of(young), WithinAbs(0.0, 1e-12));
    CHECK(young.projection_since_s >= 0.0);
}

TEST_CASE("with reduced motion the change is at once", "[projection]") {
    AppState state;
    state.reduce_motion = true;
    change_projection(state, Projection::EqualEarth);
    CHECK(flat_of(state) == 1.0);
    CHECK_FALSE(is_morphing(state));
}
