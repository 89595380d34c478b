// The light pipeline: data keeps its colours, qualities agree, glow lies under data, alpha, eyes, shaders that break, handles.
#include <algorithm>
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include "data/geo/sphere.h"
#include "render/gl/debug.h"
#include "render/renderer.h"
#include "render/target/egl_context.h"

using namespace linchpin;
using namespace linchpin::render;

namespace {

const std::filesystem::path kShaders = std::filesystem::path(LINCHPIN_ROOT) / "shaders";
const std::filesystem::path kBase = std::filesystem::path(LINCHPIN_ROOT) / "assets/base";
using Pixels = std::vector<std::uint8_t>;

struct Stage {
    explicit Stage(const std::filesystem::path& base = kBase) : context{EglContext::create()} {
        REQUIRE(context);
        install_gl_debug(&report);
        auto made = Renderer::create({kShaders, base});
        INFO((made ? std::string() : made.error().text()));
        REQUIRE(made);
        renderer = std::move(*made);
    }
    Pixels draw(const Scene& scene, const Camera& camera, DrawOptions options = {}, int samples = 0, Vision vision = Vision::Usual) {
        auto target = FrameTarget::create(camera.width_px(), camera.height_px(), samples);
        REQUIRE(target);
        renderer->draw(scene, camera, *target, options);
        renderer->show_as_seen(*target, vision);
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

const Camera kCamera({10, 20, 17500, 0, 0}, 320, 240);

Rgba8 pixel(const Pixels& pixels, glm::dvec2 at) {
    const auto i = (static_cast<std::size_t>(at.y) * static_cast<std::size_t>(kCamera.width_px()) + static_cast<std::size_t>(at.x)) * 4;
    return {pixels[i], pixels[i + 1], pixels[i + 2], pixels[i + 3]};
}
int apart(Rgba8 a, Rgba8 b) { return std::max({std::abs(a.r - b.r), std::abs(a.g - b.g), std::abs(a.b - b.b)}); }
int brightness(Rgba8 c) { return c.r + c.g + c.b; }

Scene with_disc(Rgba8 colour, geo::LatLon place = {10, 20}, float radius_px = 8.0f) {
    Scene scene;
    scene.sun_direction = glm::vec3(geo::to_unit({0, 0}));
    PointMark mark;
    mark.position = glm::vec3(geo::to_unit(place));
    mark.radius_px = radius_px;
    mark.fill = colour;
    scene.surface_points = {mark};
    return scene;
}
glm::dvec2 where(geo::LatLon place) { return *kCamera.project(geo::to_unit(place)); }

}  // namespace

TEST_CASE("a disc of a legend colour reads back as that colour at every quality", "[gl][light]") {
    Stage stage;
    for (const Rgba8 colour : {rgb("#e69f00"), rgb("#56b4e9"), rgb("#009e73"), rgb("#ffffff"), rgb("#202428")})
        for (const Quality quality : {Quality::Low, Quality::High, Quality::Still})
            for (const int samples : {0, 4}) {
                const auto pixels = stage.draw(with_disc(colour), kCamera, {.quality = quality}, samples);
                CHECK(apart(pixel(pixels, where({10, 20})), colour) <= 2);
            }
}

TEST_CASE("the ground looks the same at low and high quality", "[gl][light]") {
    Stage stage;
    Scene scene;
    for (const bool imagery : {false, true}) {
        scene.earth.imagery = imagery ? 1.0f : 0.0f;
        scene.sun_direction = glm::vec3(geo::to_unit({10, 60}));
        const auto low = stage.draw(scene, kCamera, {.quality = Quality::Low}), high = stage.draw(scene, kCamera, {.quality = Quality::High});
        int over = 0, most = 0;
        for (std::size_t i = 0; i < low.size(); ++i) {
            const int d = std::abs(int{low[i]} - int{high[i]});
            most = std::max(most, d);
            over += d > 4;
        }
        INFO("largest difference " << most);
        CHECK(over * 100 < static_cast<int>(low.size()));  // below one in a hundred: the coarser texture filter
    }
}

TEST_CASE("glow is a halo around data, under it, only at high quality, and none without data", "[gl][light]") {
    Stage stage;
    const auto scene = with_disc(rgb("#ffffff"));
    Scene bare = scene;
    bare.surface_points.clear();
    const glm::dvec2 beside = where({10, 20}) + glm::dvec2{14.0, 0.0};   // the disc ends at 8 px
    const auto lifted = [&](DrawOptions options) {
        return brightness(pixel(stage.draw(scene, kCamera, options), beside)) - brightness(pixel(stage.draw(bare, kCamera, options), beside));
    };
    CHECK(lifted({.quality = Quality::High}) > 3);
    CHECK(lifted({.quality = Quality::Low}) == 0);
    CHECK(lifted({.quality = Quality::High, .passes = kAllPasses & ~static_cast<PassMask>(Pass::Glow)}) == 0);
    const auto far = where({10, 50});
    CHECK(apart(pixel(stage.draw(scene, kCamera), far), pixel(stage.draw(bare, kCamera), far)) <= 1);
}

TEST_CASE("without a background, space is clear and the globe is opaque, also in float light", "[gl][light]") {
    Stage stage;
    for (const Quality quality : {Quality::Low, Quality::Still}) {
        const auto pixels = stage.draw(with_disc(rgb("#e69f00")), kCamera, {.transparent = true, .quality = quality}, 4);
        CHECK(pixel(pixels, {2, 2}).a == 0);
        CHECK(pixel(pixels, where({10, 20})).a == 255);
        CHECK(apart(pixel(pixels, where({10, 20})), rgb("#e69f00")) <= 2);
    }
}

TEST_CASE("eyes without one kind of cone: the picture is what the published matrix makes of it", "[gl][light]") {
    Stage stage;
    for (const Vision vision : {Vision::Protanopia, Vision::Deuteranopia, Vision::Tritanopia}) {
        const auto pixels = stage.draw(with_disc(rgb("#e69f00")), kCamera, {}, 0, vision);
        CHECK(apart(pixel(pixels, where({10, 20})), as_seen(vision, rgb("#e69f00"))) <= 3);
        CHECK(apart(pixel(pixels, where({10, 20})), rgb("#e69f00")) > 8);
        CHECK(apart(as_seen(vision, rgb("#808080")), rgb("#808080")) <= 1);  // grey stays grey
    }
    CHECK(apart(as_seen(Vision::Deuteranopia, rgb("#c05020")), as_seen(Vision::Deuteranopia, rgb("#707020"))) < apart(rgb("#c05020"), rgb("#707020")) / 2);
}

TEST_CASE("air shines around the sunlit limb, is red at the terminator and dark behind it", "[gl][light]") {
    Stage stage;
    Scene scene;
    scene.sun_direction = glm::vec3(kCamera.right());
    const double r = kCamera.globe_radius_px();
    const glm::dvec2 middle{160, 120};
    const auto pixels = stage.draw(scene, kCamera);
    const auto beside = [&](double angle) { return pixel(pixels, middle + glm::dvec2{std::cos(angle), std::sin(angle)} * (r + 1.2)); };
    const Rgba8 day = beside(0.0), night = beside(3.14159265), dusk = beside(1.57);
    CHECK(brightness(day) > brightness(night) + 60);
    CHECK(day.b > day.r);
    CHECK(brightness(night) < 60);
    CHECK(dusk.r * day.b > dusk.b * day.r);  // redder than by day
    CHECK(apart(pixel(pixels, middle + glm::dvec2{r + 12.0, 0.0}), scene.earth.space) <= 2);  // a thin ring, no halo in space
    scene.earth.air = 0.0f;
    CHECK(brightness(pixel(stage.draw(scene, kCamera), middle + glm::dvec2{r + 1.2, 0.0})) < brightness(day) / 2);
}

TEST_CASE("the Moon: at its place, with its phase, and switched off", "[gl][light]") {
    Stage stage;
    const Camera narrow({0, 0, 60000, 0, 0}, 800, 600);
    Scene scene;
    const glm::vec3 place = glm::vec3(narrow.forward() * 1.0 + narrow.right() * 0.25) * 60.3f;
    scene.moon_position = place;
    scene.moon = 1.0f;
    scene.sun_direction = glm::vec3(narrow.right());
    const auto at = *narrow.project_unhidden(glm::dvec3(place));
    const auto count = [&](bool right_half) {
        const auto pixels = stage.draw(scene, narrow);
        int lit = 0;
        for (int dy = -8; dy <= 8; ++dy)
            for (int dx = right_half ? 1 : -8; dx <= (right_half ? 8 : -1); ++dx) {
                const auto i = (static_cast<std::size_t>(at.y + dy) * 800 + static_cast<std::size_t>(at.x + dx)) * 4;
                lit += pixels[i] > 120;
            }
        return lit;
    };
    CHECK(count(true) > 10);
    CHECK(count(false) < 4);
    scene.sun_direction = -scene.sun_direction;
    CHECK(count(true) < 4);
    CHECK(count(false) > 10);
    scene.moon = 0.0f;
    CHECK(count(true) + count(false) == 0);
}

TEST_CASE("a shader that no longer compiles is a sentence, and what is in use goes on", "[gl][light]") {
    Stage stage;
    const auto before = stage.draw(with_disc(rgb("#e69f00")), kCamera);
    const auto folder = std::filesystem::temp_directory_path() / "linchpin-broken-shaders";
    std::filesystem::remove_all(folder);
    std::filesystem::copy(kShaders, folder, std::filesystem::copy_options::recursive);
    CHECK(Renderer::create({folder, kBase}));
    std::ofstream(folder / "earth.frag") << "#version 330 core\nvoid main() { this is no GLSL }\n";
    const auto broken = Renderer::create({folder, kBase});
    REQUIRE_FALSE(broken);
    CHECK(broken.error().text().find("earth.frag") != std::string::npos);
    CHECK(broken.error().text().find("does not compile") != std::string::npos);
    stage.messages.clear();  // the driver reports the mistake as well
    CHECK(stage.draw(with_disc(rgb("#e69f00")), kCamera) == before);
    std::filesystem::remove_all(folder);
}

TEST_CASE("missing images are one sentence each, and the globe is drawn without them", "[gl][light]") {
    Stage stage{std::filesystem::path(LINCHPIN_ROOT) / "shaders"};  // a folder without images
    CHECK(stage.renderer->warnings().size() == 4);
    for (const std::string& warning : stage.renderer->warnings()) CHECK(warning.find("expected a JPEG or PNG image") != std::string::npos);
    const auto pixels = stage.draw(Scene{}, kCamera);
    CHECK(apart(pixel(pixels, {160, 120}), pixel(pixels, {2, 2})) > 4);
}

namespace {

// Every GL object is made and given back through these pointers of the loader.
long alive = 0;
template <auto Pointer> struct Counted {
    inline static std::remove_reference_t<decltype(*Pointer)> original = nullptr;
    static void GLAD_API_PTR made(GLsizei n, GLuint* ids) { original(n, ids); alive += n; }
};
template <auto Pointer> struct Freed {
    inline static std::remove_reference_t<decltype(*Pointer)> original = nullptr;
    static void GLAD_API_PTR gone(GLsizei n, const GLuint* ids) { original(n, ids); alive -= n; }
};
template <auto Gen, auto Delete> struct Swap {
    Swap() {
        Counted<Gen>::original = *Gen;
        *Gen = &Counted<Gen>::made;
        Freed<Delete>::original = *Delete;
        *Delete = &Freed<Delete>::gone;
    }
    ~Swap() {
        *Gen = Counted<Gen>::original;
        *Delete = Freed<Delete>::original;
    }
};

}  // namespace

TEST_CASE("every GL object is given back", "[gl][light]") {
    auto context = EglContext::create();
    REQUIRE(context);
    const Swap<&glad_glGenTextures, &glad_glDeleteTextures> textures;
    const Swap<&glad_glGenBuffers, &glad_glDeleteBuffers> buffers;
    const Swap<&glad_glGenVertexArrays, &glad_glDeleteVertexArrays> arrays;
    const Swap<&glad_glGenFramebuffers, &glad_glDeleteFramebuffers> framebuffers;
    const Swap<&glad_glGenRenderbuffers, &glad_glDeleteRenderbuffers> renderbuffers;
    alive = 0;
    {
        auto renderer = Renderer::create({kShaders, kBase});
        REQUIRE(renderer);
        auto target = FrameTarget::create(kCamera.width_px(), kCamera.height_px(), 4);
        REQUIRE(target);
        const auto scene = with_disc(rgb("#e69f00"));
        for (const Quality quality : {Quality::Low, Quality::High}) (*renderer)->draw(scene, kCamera, *target, {.quality = quality});
        (*renderer)->show_as_seen(*target, Vision::Tritanopia);
        CHECK(alive > 10);
    }
    CHECK(alive == 0);
}
