// Automatic quality: steps down soon, up late, and never swings.
#include <catch2/catch_test_macros.hpp>

#include "app/window/quality_control.h"

using namespace linchpin;
using app::QualityGovernor;
using render::Quality;

namespace {

/// Frames until the level is `wanted`, or -1 when it is not reached.
int frames_until(QualityGovernor& governor, Quality wanted, double frame_ms, int most) {
    for (int i = 0; i < most; ++i) {
        if (governor.level() == wanted) return i;
        governor.add(frame_ms);
    }
    return governor.level() == wanted ? most : -1;
}

}  // namespace

TEST_CASE("slow frames step down within a moment, a single slow one does not", "[quality]") {
    QualityGovernor governor;
    for (int i = 0; i < 1000; ++i) governor.add(i % 12 == 0 ? 200.0 : 16.0);  // one hitch in twelve
    CHECK(governor.level() == Quality::High);
    CHECK(frames_until(governor, Quality::Low, 60.0, 100) <= 12);
    CHECK(governor.level() == Quality::Low);
}

TEST_CASE("what is fast enough at the high level stays there, what is just enough at the low one stays low", "[quality]") {
    QualityGovernor governor;
    CHECK(frames_until(governor, Quality::Low, 25.0, 5000) == -1);
    QualityGovernor low{Quality::Low};
    CHECK(frames_until(low, Quality::High, 12.0, 5000) == -1);
    CHECK(frames_until(low, Quality::High, 3.0, 5000) > 0);
}

TEST_CASE("a step up that does not last makes the next one wait longer, up to a bound", "[quality]") {
    QualityGovernor governor{Quality::Low};
    int before = 0;
    for (int round = 0; round < 5; ++round) {
        const int up = frames_until(governor, Quality::High, 3.0, 100000);
        REQUIRE(up > 0);
        if (round > 0 && before < static_cast<int>(QualityGovernor::kMostFramesToRise)) CHECK(up > 3 * before);
        CHECK(up <= static_cast<int>(QualityGovernor::kMostFramesToRise));
        before = up;
        REQUIRE(frames_until(governor, Quality::Low, 80.0, 1000) > 0);
    }
}
