// Point batches and satellites in pixels: what is skipped changes nothing, a steady frame uploads nothing, places are exact.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <glm/geometric.hpp>
#include <random>

#include "data/orbit/frames.h"
#include "render/layers/satellite_place.h"
#include "render/renderer.h"
#include "render/target/egl_context.h"

using namespace linchpin;
using namespace linchpin::render;

namespace {

const std::filesystem::path kRoot = LINCHPIN_ROOT;

struct Stage {
    Stage() : context{EglContext::create()} {
        REQUIRE(context);
        auto made = Renderer::create({kRoot / "shaders", kRoot / "assets/base"});
        INFO((made ? std::string() : made.error().text()));
        REQUIRE(made);
        renderer = std::move(*made);
    }
    std::vector<std::uint8_t> draw(const Scene& scene, const Camera& camera, DrawOptions options = {}) {
        auto target = FrameTarget::create(camera.width_px(), camera.height_px(), 0);
        REQUIRE(target);
        options.quality = Quality::Low;
        if (options.passes == kAllPasses) options.passes = static_cast<PassMask>(Pass::Sites) | static_cast<PassMask>(Pass::Satellites);
        renderer->draw(scene, camera, *target, options);
        target->resolve();
        auto pixels = target->read_rgba();
        CHECK(glGetError() == GL_NO_ERROR);
        return pixels;
    }
    Result<EglContext> context;
    std::unique_ptr<Renderer> renderer;
};

std::vector<glm::vec3> scatter(std::size_t count, float lift = 0.0f) {
    std::mt19937 random(3);
    std::uniform_real_distribution<float> unit(-1.0f, 1.0f), turn(0.0f, 6.2831853f), up(0.0f, 1.0f);
    std::vector<glm::vec3> places;
    for (std::size_t i = 0; i < count; ++i) {
        const float z = unit(random), angle = turn(random), r = std::sqrt(1.0f - z * z);
        places.push_back(glm::vec3{r * std::cos(angle), r * std::sin(angle), z} * (1.0f + lift * up(random)));
    }
    return places;
}

PointBatch batch_of(const std::vector<glm::vec3>& places) {
    PointBatch batch;
    batch.geometry = make_point_geometry(places);
    PointStyle style;
    style.fill = rgb("#ff8000");
    batch.styles = std::make_shared<const std::vector<PointStyle>>(places.size(), style);
    return batch;
}

std::size_t lit(const std::vector<std::uint8_t>& pixels) {
    std::size_t n = 0;
    for (std::size_t i = 0; i < pixels.size(); i += 4) n += pixels[i + 3] > 60;
    return n;
}

const std::vector<Camera>& cameras() {
    static const std::vector<Camera> all{{{0, 0, 17500, 0, 0}, 320, 240},   {{0, 0, 900, 0, 0}, 320, 240},    {{89, 10, 3000, 40, 0}, 320, 240},
                                         {{-40, 179.5, 2000, 0, 60}, 320, 240}, {{12, -77, 30, 0, 75}, 320, 240}, {{5, 100, 90000, 0, 0}, 320, 240}};
    return all;
}

}  // namespace

TEST_CASE("what a point batch skips cannot be seen, on the ground and above it", "[gl][points]") {
    Stage stage;
    for (const float lift : {0.0f, 1.5f}) {
        Scene scene;
        scene.point_field = batch_of(scatter(30000, lift));
        std::uint64_t skipped = 0;
        for (const Camera& camera : cameras()) {
            const auto culled = stage.draw(scene, camera);
            const auto few = stage.renderer->stats().vertices;
            DrawOptions options;
            options.cull = false;
            const auto all = stage.draw(scene, camera, options);
            CHECK(culled == all);
            skipped += stage.renderer->stats().vertices - few;
        }
        CHECK(skipped > 60000);
    }
}

TEST_CASE("a point batch looks as the same discs drawn one by one", "[gl][points]") {
    Stage stage;
    const Camera camera({10, 20, 9000, 0, 0}, 320, 240);
    const auto places = scatter(1500);
    Scene one, many;
    many.point_field = batch_of(places);
    for (const std::uint32_t id : many.point_field.geometry->ids) {
        PointMark mark;
        mark.position = places[id];
        mark.fill = rgb("#ff8000");
        one.surface_points.push_back(mark);
    }
    const auto a = stage.draw(one, camera), b = stage.draw(many, camera);
    CHECK(lit(a) > 1500);
    std::size_t different = 0;
    for (std::size_t i = 0; i < a.size(); ++i) different += std::abs(int{a[i]} - int{b[i]}) > 6;
    CHECK(static_cast<double>(different) < 0.002 * static_cast<double>(a.size()));
}

TEST_CASE("a steady frame of a point batch uploads nothing, a filter its eight bytes a point, and hidden ones are gone", "[gl][points]") {
    Stage stage;
    const Camera camera({0, 0, 17500, 0, 0}, 320, 240);
    Scene scene;
    scene.point_field = batch_of(scatter(5000));
    const auto before = stage.draw(scene, camera);
    CHECK(stage.renderer->stats().uploaded_bytes == 5000 * (12 + 8));
    (void)stage.draw(scene, camera);
    CHECK(stage.renderer->stats().uploaded_bytes == 0);
    std::vector<PointStyle> hidden = *scene.point_field.styles;
    for (PointStyle& style : hidden) style.fill.a = 0;
    scene.point_field.styles = std::make_shared<const std::vector<PointStyle>>(hidden);
    const auto after = stage.draw(scene, camera);
    CHECK(stage.renderer->stats().uploaded_bytes == 5000 * 8);
    CHECK(lit(before) > 1000);
    CHECK(lit(after) == 0);
}

TEST_CASE("a point whose middle is outside the picture still shows what reaches into it", "[gl][points]") {
    Stage stage;
    const Camera camera({0, 0, 3000, 0, 0}, 320, 240);
    const auto ground = camera.ground_at({1.0, 120.0});
    REQUIRE(ground);
    const auto beyond = geo::LatLon{ground->lat_deg, ground->lon_deg - 0.35};  // some pixels to the left of the rim
    const auto at = camera.project(geo::to_unit(beyond));
    REQUIRE(at);
    REQUIRE(at->x < -0.5);
    REQUIRE(at->x > -8.0);
    Scene scene;
    scene.point_field = batch_of({glm::vec3(geo::to_unit(beyond))});
    auto styles = *scene.point_field.styles;
    styles[0].radius_16th = 240;
    scene.point_field.styles = std::make_shared<const std::vector<PointStyle>>(styles);
    CHECK(lit(stage.draw(scene, camera)) > 60);
}

TEST_CASE("a satellite is drawn above its geodetic place, between the keyframes, and not without a position", "[gl][points]") {
    Stage stage;
    const Camera camera({45, 10, 9000, 0, 0}, 320, 240);
    const auto frame = [](std::uint64_t serial, double unix_s, glm::dvec3 km, glm::dvec3 velocity) {
        orbit::Keyframe keyframe;
        keyframe.serial = serial;
        keyframe.unix_s = unix_s;
        keyframe.states = {{glm::vec3(km), glm::vec3(velocity)}, {glm::vec3(0.0f), glm::vec3(0.0f)}};
        keyframe.error = {0, 1};
        return std::make_shared<const orbit::Keyframe>(keyframe);
    };
    const glm::dvec3 start = orbit::geodetic_to_ecef({45.0, 10.0, 700.0}), velocity{-3.0, 4.0, 3.0};
    Scene scene;
    SatelliteBatch& batch = scene.satellites;
    batch.pair = {frame(1, 0.0, start, velocity), frame(2, 60.0, start + velocity * 60.0, velocity), 0.0, 60.0};
    SatelliteStyle style;
    style.fill = rgb("#ffffff");
    style.radius_16th = 48;
    batch.styles = std::make_shared<const std::vector<SatelliteStyle>>(2, style);
    batch.eclipse = false;
    for (const double t : {0.0, 20.0, 59.0}) {
        batch.unix_s = t;
        const auto pixels = stage.draw(scene, camera);
        const auto wanted = camera.project(globe_place(start + velocity * t));
        REQUIRE(wanted);
        glm::dvec2 sum{0.0};
        double weight = 0.0;
        for (int y = 0; y < 240; ++y)
            for (int x = 0; x < 320; ++x) {
                const double a = pixels[static_cast<std::size_t>(y * 320 + x) * 4 + 3];
                sum += glm::dvec2(x + 0.5, y + 0.5) * a;
                weight += a;
            }
        REQUIRE(weight > 0.0);
        CHECK(glm::length(sum / weight - *wanted) < 0.15);  // one satellite alone: the other has no position
    }
    // Uploads: nothing while the pair stays, one keyframe when time has moved on by one.
    (void)stage.draw(scene, camera);
    CHECK(stage.renderer->stats().uploaded_bytes == 0);
    batch.pair = {batch.pair.to, frame(3, 120.0, start, velocity), 60.0, 120.0};
    batch.unix_s = 70.0;
    (void)stage.draw(scene, camera);
    CHECK(stage.renderer->stats().uploaded_bytes == 2 * sizeof(orbit::KeyframeState));
    // In the Earth's shadow it is dimmer, in sunlight as bright as without.
    batch.unix_s = 60.0;
    const auto brightest = [&] {
        const auto pixels = stage.draw(scene, camera);
        int most = 0;
        for (std::size_t i = 3; i < pixels.size(); i += 4) most = std::max(most, int{pixels[i]});
        return most;
    };
    const int plain = brightest();
    batch.eclipse = true;
    batch.sun_direction = glm::vec3(glm::normalize(start));
    CHECK(brightest() == plain);
    batch.sun_direction = -batch.sun_direction;
    CHECK(brightest() < plain / 2);
    // Old elements: fainter from 14 days on.
    batch.eclipse = false;
    batch.reference_unix_s = batch.unix_s - 13.0 * 86400.0;
    CHECK(brightest() == plain);
    batch.reference_unix_s = batch.unix_s - 40.0 * 86400.0;
    CHECK(brightest() < plain / 2);
}
