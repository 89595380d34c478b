// The names on the globe, from the bundled pack and base maps, with the real type.
#include "app/scene/globe_labels.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <set>

#include "app/scene/base_maps.h"
#include "data/pack/load_pack.h"
#include "render/overlay/label_track.h"

using namespace linchpin;
using namespace linchpin::app;
using namespace linchpin::render;

namespace {

struct World {
    Dataset dataset;
    BaseMaps maps;
};

const World& world() {
    static const World one = [] {
        const std::filesystem::path assets = std::filesystem::path{LINCHPIN_ROOT} / "assets";
        Result<Dataset> dataset = load_pack(assets / "pack");
        REQUIRE(dataset);
        Result<BaseMaps> maps = load_base_maps(assets / "base", true);
        REQUIRE(maps);
        return World{std::move(*dataset), std::move(*maps)};
    }();
    return one;
}

/// Names seen from 20 degrees north at `lon_deg`, measured.
std::vector<LabelCandidate> seen_from(const std::vector<SceneLabel>& labels, TextEngine& text, double lon_deg, int width_px, int height_px) {
    const Camera camera({20.0, lon_deg, 17500.0, 0.0, 0.0}, width_px, height_px);
    std::vector<LabelCandidate> candidates;
    collect_label_candidates(labels, camera, std::max(static_cast<float>(height_px) / 1080.0f, 0.45f), candidates);
    measure_labels(text, make_overlay_frame(static_cast<float>(width_px), static_cast<float>(height_px), 1.0f), candidates);
    return candidates;
}

}  // namespace

TEST_CASE("few names change from step to step while the globe turns once around, and none flickers") {
    const auto text = TextEngine::create();
    REQUIRE(text);
    const std::vector<SceneLabel> labels = make_base_labels(world().dataset, world().maps);
    constexpr double kDegPerS = 6.0;   // the idle turn is slower
    constexpr int kSteps = 240;
    const Rect bounds{24, 24, 1920 - 48, 1080 - 48};
    LabelTrack track{[&](std::int64_t step, std::span<const PlacedLabel> kept) -> Result<std::vector<PlacedLabel>> {
        const auto candidates = seen_from(labels, **text, static_cast<double>(step) * LabelPlacement::kStepS * kDegPerS, 1920, 1080);
        return place_labels(candidates, {.bounds = bounds}, kept);
    }};
    std::set<std::uint64_t> last;
    std::map<std::uint64_t, int> gone_at;
    std::size_t changes = 0, worst = 0, shown = 0;
    int comebacks = 0;
    for (int step = 0; step <= kSteps; ++step) {
        const auto placement = track.at(step * LabelPlacement::kStepS);
        REQUIRE(placement);
        std::set<std::uint64_t> now;
        for (const PlacedLabel& label : placement->current) now.insert(label.id);
        if (step > 0) {
            std::size_t n = 0;
            for (const std::uint64_t id : now) {
                if (last.contains(id)) continue;
                ++n;
                if (const auto gone = gone_at.find(id); gone != gone_at.end() && step - gone->second <= 8) ++comebacks;
            }
            for (const std::uint64_t id : last)
                if (!now.contains(id)) ++n, gone_at[id] = step;
            changes += n;
            worst = std::max(worst, n);
            shown += now.size();
        }
        last = std::move(now);
    }
    WARN("changes a step " << static_cast<double>(changes) / kSteps << " of " << shown / kSteps << " names, worst " << worst << ", came back within 2 s: " << comebacks);
    CHECK(shown / kSteps > 15);
    CHECK(static_cast<double>(changes) / kSteps < 2.0);
    CHECK(worst <= 5);
    CHECK(comebacks <= 12);
}

TEST_CASE("a picture as small as a phone's still has names, and one of 4K has no fewer") {
    const auto text = TextEngine::create();
    REQUIRE(text);
    const std::vector<SceneLabel> labels = make_base_labels(world().dataset, world().maps);
    const auto count = [&](int width_px, int height_px) {
        const auto candidates = seen_from(labels, **text, 75.0, width_px, height_px);
        const float width = static_cast<float>(width_px), height = static_cast<float>(height_px);
        return place_labels(candidates, {.bounds = Rect{0, 0, width, height}}).size();
    };
    CHECK(count(480, 270) >= 5);
    CHECK(count(1920, 1080) >= 25);
    CHECK(count(3840, 2160) >= count(1920, 1080));
}
