// The flat map, parts of pictures, and culling: pixels, offscreen.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>

#include "data/geo/sphere.h"
#include "render/renderer.h"
#include "render/target/egl_context.h"

using namespace linchpin;
using namespace linchpin::render;

namespace {

struct Stage {
    Stage() : context{EglContext::create()} {
        REQUIRE(context);
        auto made = Renderer::create({std::filesystem::path(LINCHPIN_ROOT) / "shaders", std::filesystem::path(LINCHPIN_ROOT) / "assets/base"});
        INFO((made ? std::string() : made.error().text()));
        REQUIRE(made);
        renderer = std::move(*made);
    }
    std::vector<std::uint8_t> draw(const Scene& scene, const Camera& camera, const DrawOptions& options = {}, int samples = 0) {
        auto target = FrameTarget::create(camera.window().width_px, camera.window().height_px, samples);
        REQUIRE(target);
        renderer->draw(scene, camera, *target, options);
        target->resolve();
        CHECK(glGetError() == GL_NO_ERROR);
        return target->read_rgba();
    }
    Result<EglContext> context;
    std::unique_ptr<Renderer> renderer;
};

Scene even_scene() {
    Scene scene;
    scene.earth.even_light = 1.0f;
    return scene;
}

PointMark red_mark(const glm::dvec3& position) {
    PointMark mark;
    mark.position = glm::vec3(position);
    mark.radius_px = 4.0f;
    mark.fill = rgb("#ff0000");
    return mark;
}

/// Middle of what is red, weighted by how red; nothing when there is none.
std::optional<glm::dvec2> middle_of_red(const std::vector<std::uint8_t>& pixels, int width) {
    double x = 0.0, y = 0.0, sum = 0.0;
    for (std::size_t i = 0; i < pixels.size(); i += 4) {
        const double red = linear_of(pixels[i]) - std::max(linear_of(pixels[i + 1]), linear_of(pixels[i + 2]));
        if (red < 0.02) continue;
        const auto at = static_cast<int>(i / 4);
        x += red * (at % width + 0.5);
        y += red * (at / width + 0.5);
        sum += red;
    }
    if (sum < 5.0) return std::nullopt;
    return glm::dvec2{x / sum, y / sum};
}

LineBatch world_lines() {
    LineGeometry lines;
    const auto add = [&](auto place_at, int count) {
        const auto begin = static_cast<std::uint32_t>(lines.vertices.size());
        for (int i = 0; i <= count; ++i) lines.vertices.push_back({glm::vec3(geo::to_unit(place_at(i)))});
        lines.polylines.push_back({begin, static_cast<std::uint32_t>(lines.vertices.size())});
    };
    for (double lat = -80; lat <= 80; lat += 20) add([&](int i) { return geo::LatLon{lat, -180.0 + 2.0 * i}; }, 180);
    for (double lon = -180; lon < 180; lon += 20) add([&](int i) { return geo::LatLon{-80.0 + 2.0 * i, lon}; }, 80);
    lines.line_count = 1;
    return {std::make_shared<const LineGeometry>(std::move(lines)), {{rgb("#ffffffc0"), 1.6f}}, 1.0f};
}

struct Difference { int most = 0; double share = 0.0; };
Difference difference(const std::vector<std::uint8_t>& a, const std::vector<std::uint8_t>& b) {
    Difference d;
    std::size_t other = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const int off = std::abs(int{a[i]} - int{b[i]});
        d.most = std::max(d.most, off);
        other += off != 0;
    }
    d.share = static_cast<double>(other) / static_cast<double>(a.size());
    return d;
}

}  // namespace

TEST_CASE("on the flat map marks stand where the projection puts them, to a tenth of a pixel", "[gl][map]") {
    Stage stage;
    for (const double meridian : {11.0, -120.0}) {
        const Camera camera({0.0, meridian, fit_map_distance_km(800, 450), 0.0, 0.0, 1.0, meridian}, 800, 450);
        for (const geo::LatLon place : {geo::LatLon{0, 0}, {60, 150}, {-75, -100}, {35, -160}, {-20, 60}, {84, 5}}) {
            Scene scene = even_scene();
            scene.earth.show = 0.0f;
            scene.surface_points = {red_mark(geo::to_unit(place))};
            const auto drawn = middle_of_red(stage.draw(scene, camera, {.quality = Quality::Low}), 800);
            const auto wanted = camera.project(geo::to_unit(place));
            REQUIRE(drawn);
            REQUIRE(wanted);
            CHECK(std::abs(drawn->x - wanted->x) < 0.1);
            CHECK(std::abs(drawn->y - wanted->y) < 0.1);
        }
    }
}

TEST_CASE("half-way marks stand where the camera says, and what faces away is hidden", "[gl][map]") {
    Stage stage;
    const Camera camera({10.0, 30.0, 20000.0, 0.0, 0.0, 0.3, 11.0}, 800, 450);
    int seen = 0, hidden = 0;
    for (double lat = -70; lat <= 70; lat += 35)
        for (double lon = -160; lon < 180; lon += 40) {
            Scene scene = even_scene();
            scene.earth.show = 0.0f;
            scene.surface_points = {red_mark(geo::to_unit({lat, lon}))};
            const auto drawn = middle_of_red(stage.draw(scene, camera, {.quality = Quality::Low}), 800);
            const auto wanted = camera.project(geo::to_unit({lat, lon}));
            if (!wanted) {
                CHECK_FALSE(drawn);
                ++hidden;
            } else if (camera.facing(geo::to_unit({lat, lon})) > 0.2 && wanted->y > 8.0 && wanted->y < 442.0) {  // nearer to the limb marks fade
                REQUIRE(drawn);
                INFO(lat << " N " << lon << " E, facing " << camera.facing(geo::to_unit({lat, lon})) << ", off " << drawn->x - wanted->x << ", " << drawn->y - wanted->y);
                CHECK(glm::length(*drawn - *wanted) < 0.15);
                ++seen;
            }
        }
    CHECK(seen > 15);
    CHECK(hidden > 3);
}

TEST_CASE("nothing of a world of lines smears across the map", "[gl][map]") {
    Stage stage;
    for (const double meridian : {11.0, 0.0, 20.0}) {
        const Camera camera({0.0, meridian, fit_map_distance_km(800, 450), 0.0, 0.0, 1.0, meridian}, 800, 450);
        Scene scene = even_scene();
        scene.earth.show = 0.0f;
        const auto bare = stage.draw(scene, camera, {.quality = Quality::Low});
        scene.graticule = world_lines();
        const auto pixels = stage.draw(scene, camera, {.quality = Quality::Low});
        // Between the equator and the next parallel only meridians are crossed: a smear would brighten a whole row.
        const auto row_px = static_cast<std::size_t>(camera.project(geo::to_unit({10.0, meridian}))->y);
        int lit = 0;
        for (std::size_t x = 0; x < 800; ++x) lit += pixels[(row_px * 800 + x) * 4] > bare[(row_px * 800 + x) * 4] + 40;
        CHECK(lit >= 18);
        CHECK(lit < 18 * 4);
    }
}

TEST_CASE("a picture in parts is the picture", "[gl][tiles]") {
    Stage stage;
    for (const double flat : {0.0, 1.0}) {
        const CameraView view{20.0, 60.0, 15000.0, flat == 0.0 ? 10.0 : 0.0, 0.0, flat, 11.0};
        const Camera camera(view, 700, 500);
        Scene scene = even_scene();
        scene.graticule = world_lines();
        scene.surface_points = {red_mark(geo::to_unit({20, 60})), red_mark(geo::to_unit({40, 80})), red_mark(geo::to_unit({0, 30}))};
        const auto whole = stage.draw(scene, camera, {.quality = Quality::Still}, 4);
        std::vector<std::uint8_t> joined(whole.size());
        constexpr int kTile = 256;
        for (int y = 0; y < 500; y += kTile)
            for (int x = 0; x < 700; x += kTile) {
                const auto part = stage.draw(scene, camera.windowed({x, y, kTile, kTile}), {.quality = Quality::Still}, 4);
                for (int r = 0; r < std::min(kTile, 500 - y); ++r)
                    std::copy_n(part.begin() + r * kTile * 4, std::min(kTile, 700 - x) * 4, joined.begin() + ((y + r) * 700 + x) * 4);
            }
        for (std::size_t i = 0; i < whole.size(); ++i)
            if (std::abs(int{whole[i]} - int{joined[i]}) > 1) UNSCOPED_INFO("x " << i / 4 % 700 << " y " << i / 4 / 700 << ": " << int{whole[i]} << " or " << int{joined[i]});
        const Difference d = difference(whole, joined);
        INFO("flat " << flat << ": most " << d.most << ", share " << d.share);
        CHECK(d.most <= 1);
        CHECK(d.share < 1e-3);
    }
}

TEST_CASE("what is skipped for being unseen does not change the picture", "[gl][cull]") {
    Stage stage;
    for (const CameraView view : {CameraView{20, 60, 17500, 0, 0}, {-10, 170, 3000, 30, 50}, {88, 0, 900, 200, 75}, {0, 0, 60, 0, 0}}) {
        const Camera camera(view, 640, 360);
        Scene scene = even_scene();
        scene.graticule = world_lines();
        scene.arcs = world_lines();
        for (double lat = -80; lat <= 80; lat += 10)
            for (double lon = -180; lon < 180; lon += 10) scene.surface_points.push_back(red_mark(geo::to_unit({lat, lon})));
        CHECK(stage.draw(scene, camera, {.cull = true}) == stage.draw(scene, camera, {.cull = false}));
    }
}
