// The renderer's pixels, offscreen: shaders, places, visibility, determinism.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>

#include "data/geo/sphere.h"
#include "render/gl/debug.h"
#include "render/gl/program.h"
#include "render/renderer.h"
#include "render/target/egl_context.h"

using namespace linchpin;
using namespace linchpin::render;

namespace {

const std::filesystem::path kShaders = std::filesystem::path(LINCHPIN_ROOT) / "shaders";
const std::filesystem::path kBase = std::filesystem::path(LINCHPIN_ROOT) / "assets/base";

struct Stage {
    Stage() : context{EglContext::create()} {
        REQUIRE(context);
        install_gl_debug(&report);
        auto made = Renderer::create({kShaders, kBase});
        INFO((made ? std::string() : made.error().text()));
        REQUIRE(made);
        renderer = std::move(*made);
    }
    std::vector<std::uint8_t> draw(const Scene& scene, const Camera& camera, int samples = 0) {
        auto target = FrameTarget::create(camera.width_px(), camera.height_px(), samples);
        REQUIRE(target);
        renderer->draw(scene, camera, *target);
        target->resolve();
        auto pixels = target->read_rgba();
        CHECK(glGetError() == GL_NO_ERROR);
        CHECK(messages.empty());
        return pixels;
    }
    std::vector<std::string> messages;
    std::function<void(const std::string&)> report = [this](const std::string& message) { messages.push_back(message); };
    Result<EglContext> context;
    std::unique_ptr<Renderer> renderer;
};

using Pixel = std::array<int, 3>;
Pixel at(const std::vector<std::uint8_t>& pixels, const Camera& camera, glm::dvec2 place) {
    const auto i = (static_cast<std::size_t>(place.y) * static_cast<std::size_t>(camera.width_px()) + static_cast<std::size_t>(place.x)) * 4;
    return {pixels[i], pixels[i + 1], pixels[i + 2]};
}
Pixel at(const std::vector<std::uint8_t>& pixels, const Camera& camera, geo::LatLon place) {
    return at(pixels, camera, *camera.project(geo::to_unit(place)));
}

Scene dark_scene() {
    Scene scene;
    scene.earth.even_light = 1.0f;
    return scene;
}

std::shared_ptr<const LineGeometry> line(std::vector<geo::LatLon> places, double height = 0.0) {
    LineGeometry geometry;
    for (const auto& place : places) geometry.vertices.push_back({glm::vec3(geo::to_unit(place) * (1.0 + height)), 0.0f, 0.0f, 0});
    geometry.polylines.push_back({0, static_cast<std::uint32_t>(places.size())});
    geometry.line_count = 1;
    return std::make_shared<const LineGeometry>(geometry);
}

}  // namespace

TEST_CASE("every shader compiles and links", "[gl]") {
    auto context = EglContext::create();
    REQUIRE(context);
    int programs = 0;
    for (const auto& entry : std::filesystem::directory_iterator(kShaders)) {
        if (entry.path().extension() != ".vert") continue;
        const std::string name = entry.path().stem().string();
        const auto program = Program::load(kShaders, name);
        INFO(name << ": " << (program ? std::string() : program.error().text()));
        CHECK(program);
        ++programs;
    }
    CHECK(programs >= 6);
}

TEST_CASE("a shader that is missing or wrong is a sentence with its file", "[gl]") {
    auto context = EglContext::create();
    REQUIRE(context);
    const auto missing = Program::load(kShaders, "no_such");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().text().find("no_such.vert") != std::string::npos);
}

TEST_CASE("sizes that no driver can draw are refused with both numbers", "[gl]") {
    auto context = EglContext::create();
    REQUIRE(context);
    const auto target = FrameTarget::create(100000, 5, 0);
    REQUIRE_FALSE(target);
    CHECK(target.error().message.find("100000x5") != std::string::npos);
    CHECK_FALSE(FrameTarget::create(0, 100, 0));
}

TEST_CASE("the globe is where the camera says, space is space", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 17500, 0, 0}, 320, 240);
    const auto pixels = stage.draw(dark_scene(), camera);
    const Pixel middle = at(pixels, camera, glm::dvec2{160, 120});
    const Pixel corner = at(pixels, camera, glm::dvec2{2, 2});
    CHECK(middle[2] > corner[2] + 10);
    CHECK(std::abs(corner[0] - 5) <= 2);
    CHECK(std::abs(corner[2] - 13) <= 6);
}

TEST_CASE("night is darker than day, and even light has no night", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 17500, 0, 0}, 320, 240);
    Scene scene;
    scene.sun_direction = glm::vec3(geo::to_unit({0, 80}));
    auto pixels = stage.draw(scene, camera);
    const auto sum = [](Pixel p) { return p[0] + p[1] + p[2]; };
    CHECK(sum(at(pixels, camera, geo::LatLon{0, 50})) > sum(at(pixels, camera, geo::LatLon{0, -50})) + 15);
    scene.earth.even_light = 1.0f;
    pixels = stage.draw(scene, camera);
    scene.sun_direction = -scene.sun_direction;
    CHECK(stage.draw(scene, camera) == pixels);
}

TEST_CASE("a mark is drawn at its place in its colour, and not when the globe hides it", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 17500, 0, 0}, 320, 240);
    Scene scene = dark_scene();
    PointMark mark;
    mark.radius_px = 5.0f;
    mark.fill = rgb("#ff0000");
    mark.position = glm::vec3(geo::to_unit({20, 30}));
    scene.surface_points = {mark};
    CHECK(at(stage.draw(scene, camera), camera, geo::LatLon{20, 30})[0] > 240);
    scene.surface_points[0].position = glm::vec3(geo::to_unit({20, 210}));
    const auto pixels = stage.draw(scene, camera);
    int red = 0;
    for (std::size_t i = 0; i < pixels.size(); i += 4) red += pixels[i] > 200 && pixels[i + 1] < 60;
    CHECK(red == 0);
}

TEST_CASE("a line keeps its width in pixels at any zoom, and lies where its places are", "[gl]") {
    Stage stage;
    for (const double distance_km : {17500.0, 2000.0, 200.0}) {
        const Camera camera({0, 0, distance_km, 0, 0}, 320, 240);
        Scene scene = dark_scene();
        const double span = std::min(40.0, distance_km / 200.0);
        std::vector<geo::LatLon> places;
        for (int i = -20; i <= 20; ++i) places.push_back({0.0, span * i / 20.0});
        scene.borders = {line(places), {{rgb("#00ff00"), 4.0f}}, 1.0f};
        const auto pixels = stage.draw(scene, camera);
        int across = 0;
        for (int y = 0; y < 240; ++y) across += at(pixels, camera, glm::dvec2{160, y})[1] > 188;  // half covered, in linear light
        CHECK(across >= 3);
        CHECK(across <= 5);
        CHECK(at(pixels, camera, geo::LatLon{0, span * 0.5})[1] > 200);
    }
}

TEST_CASE("a translucent line does not darken where its segments meet", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 17500, 0, 0}, 320, 240);
    Scene scene = dark_scene();
    std::vector<geo::LatLon> places;
    for (int i = -20; i <= 20; ++i) places.push_back({0.0, 2.0 * i});
    scene.borders = {line(places), {{rgb("#ffffff80"), 5.0f}}, 1.0f};
    const auto pixels = stage.draw(scene, camera);
    int low = 255, high = 0;
    for (int x = 110; x < 210; ++x) {
        const int value = at(pixels, camera, glm::dvec2{x, 120})[0];
        low = std::min(low, value);
        high = std::max(high, value);
    }
    CHECK(high - low <= 8);
}

TEST_CASE("lines behind the globe are hidden; of a chosen one the hidden part shows faintly", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 17500, 0, 0}, 320, 240);
    Scene scene = dark_scene();
    std::vector<geo::LatLon> places;
    for (int i = -10; i <= 10; ++i) places.push_back({0.0, 180.0 + 4.0 * i});
    const auto bare = stage.draw(scene, camera);
    scene.tracks = {line(places), {{rgb("#ffffff"), 4.0f}}, 1.0f};
    CHECK(stage.draw(scene, camera) == bare);
    scene.tracks.styles[0].ghost_behind = true;
    const auto ghost = stage.draw(scene, camera);
    const int change = at(ghost, camera, glm::dvec2{160, 120})[0] - at(bare, camera, glm::dvec2{160, 120})[0];
    CHECK(change > 5);
    CHECK(change < 90);
}

TEST_CASE("an arc high above the ground is seen beside the globe, and hidden behind it", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 17500, 0, 0}, 320, 240);
    Scene scene = dark_scene();
    // A ring around the Earth at 0.5 radii over the poles: its far half passes behind the globe.
    std::vector<geo::LatLon> places;
    for (int i = 0; i <= 90; ++i) places.push_back({0.0, 4.0 * i - 180.0});
    scene.arcs = {line(places, 0.5), {{rgb("#ff0000"), 3.0f}}, 1.0f};
    const auto pixels = stage.draw(scene, camera);
    const auto beside = camera.project(geo::to_unit({0, 90}) * 1.5);
    REQUIRE(beside);
    CHECK(at(pixels, camera, *beside)[0] > 150);
    CHECK_FALSE(camera.project(geo::to_unit({0, 180}) * 1.5));
}

TEST_CASE("areas: a value's colour, and patterns that are neither bare land nor a colour", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 3000, 0, 0}, 320, 240);
    AreaMesh mesh;
    mesh.area_count = 1;
    for (const auto& corner : {geo::LatLon{-2, -2}, geo::LatLon{-2, 2}, geo::LatLon{2, 2}, geo::LatLon{2, -2}}) {
        mesh.positions.push_back(glm::vec3(geo::to_unit(corner)));
        mesh.area_of_vertex.push_back(0);
    }
    mesh.indices = {0, 1, 2, 0, 2, 3};
    Scene scene = dark_scene();
    scene.land = std::make_shared<const AreaMesh>(mesh);
    const auto count_different = [&](AreaStyle style, const std::vector<std::uint8_t>& from) {
        scene.areas = {style};
        const auto pixels = stage.draw(scene, camera);
        int different = 0, inside = 0;
        for (int y = 100; y < 140; ++y)
            for (int x = 140; x < 180; ++x) {
                ++inside;
                const auto i = (static_cast<std::size_t>(y) * 320 + static_cast<std::size_t>(x)) * 4;
                different += std::abs(int{pixels[i]} - int{from[i]}) > 40;
            }
        return static_cast<double>(different) / inside;
    };
    scene.areas = {{{0, 0, 0, 0}, AreaPattern::Plain}};
    const auto bare = stage.draw(scene, camera);
    CHECK(count_different({rgb("#ff8000"), AreaPattern::Plain}, bare) > 0.99);
    const double hatched = count_different({rgb("#ff8000"), AreaPattern::Hatch}, bare);
    CHECK(hatched > 0.05);
    CHECK(hatched < 0.8);
    const double dotted = count_different({rgb("#ff8000"), AreaPattern::Dots}, bare);
    CHECK(dotted > 0.03);
    CHECK(dotted < 0.8);
}

TEST_CASE("areas: two details of one map laid over each other look like one at any weight", "[gl]") {
    Stage stage;
    const Camera camera({0, 0, 3000, 0, 0}, 320, 240);
    AreaMesh mesh;
    mesh.area_count = 1;
    for (const auto& corner : {geo::LatLon{-4, -4}, geo::LatLon{-4, 4}, geo::LatLon{4, 4}, geo::LatLon{4, -4}}) {
        mesh.positions.push_back(glm::vec3(geo::to_unit(corner)));
        mesh.area_of_vertex.push_back(0);
    }
    mesh.indices = {0, 1, 2, 0, 2, 3};
    Scene scene = dark_scene();
    scene.land = std::make_shared<const AreaMesh>(mesh);
    const auto other = std::make_shared<const AreaMesh>(mesh);
    for (const bool imagery : {false, true}) {
        scene.earth.imagery = imagery ? 1.0f : 0.0f;
        for (const Rgba8 colour : {rgb("#ff8000b0"), rgb("#ff8000"), Rgba8{0, 0, 0, 0}}) {
            scene.areas = scene.areas_before = {{colour, AreaPattern::Plain}};
            scene.land_before = nullptr;
            const auto alone = stage.draw(scene, camera);
            scene.land_before = other;
            for (const float weight : {0.02f, 0.3f, 0.5f, 0.7f, 0.99f}) {
                scene.level_weight = weight;
                const auto both = stage.draw(scene, camera);
                int worst = 0;
                for (int y = 90; y < 150; ++y)
                    for (int x = 130; x < 190; ++x)
                        for (std::size_t k = 0; k < 3; ++k)
                            worst = std::max(worst, std::abs(at(both, camera, glm::dvec2(x, y))[k] - at(alone, camera, glm::dvec2(x, y))[k]));
                INFO("imagery " << imagery << ", alpha " << int{colour.a} << ", weight " << weight);
                CHECK(worst <= 1);
            }
        }
    }
    // And the colour that goes is gone at the end, that which comes is not there at the beginning.
    scene.earth.imagery = 0.0f;
    scene.areas_before = {{rgb("#0000ff"), AreaPattern::Plain}};
    scene.areas = {{rgb("#ff0000"), AreaPattern::Plain}};
    scene.level_weight = 0.001f;
    CHECK(at(stage.draw(scene, camera), camera, geo::LatLon{0, 0})[2] > 200);
    scene.level_weight = 0.999f;
    const Pixel end = at(stage.draw(scene, camera), camera, geo::LatLon{0, 0});
    scene.land_before = nullptr;
    const Pixel alone = at(stage.draw(scene, camera), camera, geo::LatLon{0, 0});
    for (std::size_t k = 0; k < 3; ++k) CHECK(std::abs(end[k] - alone[k]) <= 1);
}

TEST_CASE("earth, photographs, even light and Moon go over into each other: half the way lies between the ends", "[gl][fade]") {
    Stage stage;
    const Camera globe({20, 30, 9000, 15, 30}, 320, 240);
    struct Change { const char* what; float Scene::*of_scene; float EarthLook::*of_earth; };
    for (const Change& change : {Change{"earth", nullptr, &EarthLook::show}, Change{"photographs", nullptr, &EarthLook::imagery}, Change{"light", nullptr, &EarthLook::even_light},
                                 Change{"Moon", &Scene::moon, nullptr}}) {
        INFO(change.what);
        Scene scene;
        scene.sun_direction = glm::vec3(geo::to_unit({10, 90}));
        const Camera moonward({0, 0, 60000, 0, 0}, 800, 600);
        const bool moon = change.of_scene != nullptr;
        if (moon) scene.moon_position = glm::vec3(moonward.forward() + moonward.right() * 0.25) * 60.3f;
        const auto drawn = [&](float share) {
            if (moon) scene.*change.of_scene = share;
            else scene.earth.*change.of_earth = share;
            return stage.draw(scene, moon ? moonward : globe);
        };
        const auto none = drawn(0.0f), half = drawn(0.5f), all = drawn(1.0f);
        int changed = 0, outside = 0;
        for (std::size_t i = 0; i < half.size(); ++i) {
            const int low = std::min(none[i], all[i]), high = std::max(none[i], all[i]);
            changed += high - low > 12 && half[i] > low + 1 && half[i] < high - 1;
            outside += half[i] < low - 2 || half[i] > high + 2;
        }
        CHECK(changed > (moon ? 8 : 2000));
        CHECK(outside == 0);
        CHECK(none != all);
    }
}

TEST_CASE("the same scene gives the same bytes, with and without multisampling", "[gl]") {
    Stage stage;
    const Camera camera({20, 30, 9000, 15, 30}, 320, 240);
    Scene scene = dark_scene();
    std::vector<StarMark> stars{{glm::vec3{0, 1, 0}, 1.0f, rgb("#ffffff")}};
    scene.stars = std::make_shared<const std::vector<StarMark>>(stars);
    for (const int samples : {0, 4}) CHECK(stage.draw(scene, camera, samples) == stage.draw(scene, camera, samples));
}
