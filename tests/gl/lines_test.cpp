// Lines as pixels: what is skipped changes nothing, lanes lie side by side, wide lines have no gap at a corner.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <filesystem>
#include <optional>

#include "data/geo/sphere.h"
#include "render/layers/line_layer.h"
#include "render/target/egl_context.h"
#include "render/target/frame_target.h"

using namespace linchpin;
using namespace linchpin::render;

namespace {

constexpr int kWidth = 320, kHeight = 200;

struct Stage {
    Stage() : context{EglContext::create()} {
        REQUIRE(context);
        auto made = FrameTarget::create(kWidth, kHeight, 0);
        REQUIRE(made);
        target.emplace(std::move(*made));
        auto loaded = LineLayer::load_program(std::filesystem::path(LINCHPIN_ROOT) / "shaders");
        INFO((loaded ? std::string() : loaded.error().text()));
        REQUIRE(loaded);
        programs = *loaded;
    }
    /// Grey of each pixel, white lines on black.
    std::vector<std::uint8_t> draw(const LineBatch& batch, const Camera& camera, DrawOptions options = {}) {
        LineLayer layer{programs};
        stats = {};
        const FrameContext frame{camera, 1.0f, options, stats};
        target->bind();
        layer.draw(batch, frame);
        CHECK(stats.uploaded_bytes > 0);
        stats = {};
        glClearColor(0.0f, 0.0f, 0.0f, 1.0f);
        glClear(GL_COLOR_BUFFER_BIT);
        layer.draw(batch, frame);
        CHECK(stats.uploaded_bytes == 0);  // the second frame finds everything in place
        target->resolve();
        CHECK(glGetError() == GL_NO_ERROR);
        std::vector<std::uint8_t> grey;
        const auto pixels = target->read_rgba();
        for (std::size_t i = 0; i < pixels.size(); i += 4) grey.push_back(pixels[i]);
        return grey;
    }
    Result<EglContext> context;
    std::optional<FrameTarget> target;
    std::shared_ptr<LineLayer::Programs> programs;
    DrawStats stats;
};

LineBatch batch_of(const std::vector<std::vector<geo::LatLon>>& lines, float width_px) {
    LineGeometry geometry;
    for (const auto& line : lines) {
        const auto begin = static_cast<std::uint32_t>(geometry.vertices.size());
        for (const geo::LatLon& place : line) geometry.vertices.push_back({glm::vec3(geo::to_unit(place)), 0.0f, 1.0f, geometry.line_count});
        geometry.polylines.push_back({begin, static_cast<std::uint32_t>(geometry.vertices.size())});
        ++geometry.line_count;
    }
    LineBatch batch;
    batch.styles.assign(geometry.line_count, {rgb("#ffffff"), width_px});
    batch.geometry = std::make_shared<const LineGeometry>(std::move(geometry));
    return batch;
}

std::vector<std::vector<geo::LatLon>> graticule() {
    std::vector<std::vector<geo::LatLon>> lines;
    for (int lon = -180; lon < 180; lon += 15) {
        auto& line = lines.emplace_back();
        for (int lat = -90; lat <= 90; lat += 2) line.push_back({static_cast<double>(lat), static_cast<double>(lon)});
    }
    for (int lat = -75; lat <= 75; lat += 15) {
        auto& line = lines.emplace_back();
        for (int lon = -180; lon <= 180; lon += 2) line.push_back({static_cast<double>(lat), static_cast<double>(lon)});
    }
    return lines;
}

}  // namespace

TEST_CASE("what is skipped cannot be seen: the same pixels with and without", "[gl][lines]") {
    Stage stage;
    for (const float width : {1.0f, 4.0f}) {
        const LineBatch batch = batch_of(graticule(), width);
        for (const CameraView& view : {CameraView{20, -30, 14000, 0, 0}, CameraView{88, 170, 6000, 40, 0}, CameraView{-10, 179.5, 800, 0, 60}, CameraView{0, 0, 60, 10, 70}}) {
            const Camera camera{view, kWidth, kHeight};
            DrawOptions all;
            all.cull = false;
            const auto skipped = stage.draw(batch, camera);
            const auto cost = stage.stats.vertices;
            const auto whole = stage.draw(batch, camera, all);
            CHECK(skipped == whole);
            CHECK(cost < stage.stats.vertices);
        }
    }
}

TEST_CASE("lanes lie side by side, a lane's width apart, the positive one to the left", "[gl][lines]") {
    Stage stage;
    // Three lines on one way to the east, in lanes 3, 0 and -3.
    LineBatch batch = batch_of({{{0, -2}, {0, 2}}, {{0, -2}, {0, 2}}, {{0, -2}, {0, 2}}}, 1.0f);
    LineGeometry geometry = *batch.geometry;
    const float lanes[3] = {3.0f, 0.0f, -3.0f};
    for (LineVertex& v : geometry.vertices) {
        v.lane = lanes[v.line];
        v.lane_room_km = 100.0f;
    }
    const auto rows_lit = [&](float room_km) {
        for (LineVertex& v : geometry.vertices) v.lane_room_km = room_km;
        batch.geometry = std::make_shared<const LineGeometry>(geometry);
        const auto grey = stage.draw(batch, Camera{{0, 0, 300, 0, 0}, kWidth, kHeight});
        std::vector<double> rows;  // centres of light along the middle column
        double light = 0.0, sum = 0.0;
        for (int y = 0; y <= kHeight; ++y) {
            const double g = y < kHeight ? std::pow(grey[static_cast<std::size_t>(y * kWidth + kWidth / 2)] / 255.0, 2.2) : 0.0;
            if (g > 0.0) light += g, sum += g * (y + 0.5);
            else if (light > 0.0) rows.push_back(sum / light), light = sum = 0.0;
        }
        return rows;
    };
    const auto rows = rows_lit(100.0f);
    REQUIRE(rows.size() == 3);
    CHECK(std::abs(rows[1] - 0.5 * kHeight) < 0.3);
    CHECK(std::abs(rows[1] - rows[0] - 3.0 * kLaneGapPx) < 0.3);  // left of east is up
    CHECK(std::abs(rows[2] - rows[1] - 3.0 * kLaneGapPx) < 0.3);
    CHECK(rows_lit(0.0f).size() == 1);                            // no room: one line
    // The first lane alone is the upper one.
    batch.styles[1].width_px = batch.styles[2].width_px = 0.0f;
    const auto upper = rows_lit(100.0f);
    REQUIRE(upper.size() == 1);
    CHECK(std::abs(upper[0] - rows[0]) < 0.1);
}

TEST_CASE("a wide line turns a sharp corner without a gap and without being drawn twice", "[gl][lines]") {
    Stage stage;
    for (const double turn_lat : {1.0, 0.4, 0.15}) {
        LineBatch batch = batch_of({{{-turn_lat, -0.6}, {0, 0}, {turn_lat, -0.6}}}, 8.0f);
        batch.styles[0].colour = rgb("#ffffff80");
        const auto grey = stage.draw(batch, Camera{{0, 0, 400, 0, 0}, kWidth, kHeight});
        int brightest = 0;
        for (const std::uint8_t g : grey) brightest = std::max(brightest, static_cast<int>(g));
        const int alone = grey[static_cast<std::size_t>(kHeight / 2 * kWidth + kWidth / 2 - 1)];  // inside the corner
        CHECK(alone > 0);
        CHECK(brightest - alone <= 1);  // half transparent everywhere: nowhere twice
        CHECK(grey[static_cast<std::size_t>(kHeight / 2 * kWidth + kWidth / 2 + 2)] > 0);  // the corner is filled, and round
        CHECK(grey[static_cast<std::size_t>(kHeight / 2 * kWidth + kWidth / 2 + 7)] == 0);
    }
}
