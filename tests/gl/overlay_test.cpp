// Text and flat shapes as pixels: drawn offscreen, read back, and compared with what the measures promise.
#include "render/overlay/overlay_painter.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <functional>
#include <random>

#include "render/gl/debug.h"
#include "render/overlay/furniture.h"
#include "render/overlay/legend.h"
#include "render/overlay/utf8.h"
#include "render/target/egl_context.h"
#include "render/target/frame_target.h"

using namespace linchpin;
using namespace linchpin::render;

namespace {

constexpr Rgba8 kWhite{255, 255, 255, 255}, kBlack{0, 0, 0, 255}, kRed{255, 0, 0, 255}, kNothing{0, 0, 0, 0};

/// One context for the whole program: making one takes long, and the tests share nothing else in it.
struct Stage {
    std::vector<std::string> messages;
    std::function<void(const std::string&)> report = [this](const std::string& m) { messages.push_back(m); };
    std::shared_ptr<TextEngine> engine;
    Stage() {
        static Result<EglContext> context = EglContext::create();
        if (!context) FAIL(context.error().text());
        install_gl_debug(&report);
        auto fonts = TextEngine::create();
        if (!fonts) FAIL(fonts.error().text());
        engine = *fonts;
    }
    static Stage& get() {
        static Stage stage;
        return stage;
    }
};

struct Picture {
    int width, height;
    std::vector<std::uint8_t> rgba;
    [[nodiscard]] Rgba8 at(int x, int y) const {
        const auto i = (static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)) * 4;
        return {rgba[i], rgba[i + 1], rgba[i + 2], rgba[i + 3]};
    }
    /// Bounding box of the pixels for which `test` holds; empty when there are none.
    template <class Test> [[nodiscard]] Rect box_of(Test test) const {
        int l = width, t = height, r = -1, b = -1;
        for (int y = 0; y < height; ++y) {
            for (int x = 0; x < width; ++x) {
                if (!test(at(x, y))) continue;
                l = std::min(l, x), t = std::min(t, y), r = std::max(r, x), b = std::max(b, y);
            }
        }
        if (r < 0) return {};
        return {static_cast<float>(l), static_cast<float>(t), static_cast<float>(r - l + 1), static_cast<float>(b - t + 1)};
    }
    [[nodiscard]] Rect ink() const { return box_of([](Rgba8 c) { return c.r > 24 || c.g > 24 || c.b > 24; }); }
    [[nodiscard]] long sum() const {
        long total = 0;
        for (std::size_t i = 0; i < rgba.size(); i += 4) total += rgba[i] + rgba[i + 1] + rgba[i + 2];
        return total;
    }
};

OverlayPainter make_painter() {
    Stage::get();
    auto painter = OverlayPainter::create(std::filesystem::path{LINCHPIN_ROOT} / "shaders");
    if (!painter) FAIL(painter.error().text());
    return *std::move(painter);
}

Picture draw(OverlayPainter& painter, const Canvas& canvas, int width, int height, Rgba8 ground = kBlack, float origin_x = 0, float origin_y = 0) {
    Stage& stage = Stage::get();
    stage.messages.clear();
    auto target = FrameTarget::create(width, height, 0);
    REQUIRE(target);
    target->bind();
    glClearColor(linear_of(ground.r), linear_of(ground.g), linear_of(ground.b), static_cast<float>(ground.a) / 255.0f);
    glClear(GL_COLOR_BUFFER_BIT);
    painter.draw(canvas, width, height, origin_x, origin_y);
    target->resolve();
    Picture picture{width, height, target->read_rgba()};
    CHECK(glGetError() == static_cast<GLenum>(GL_NO_ERROR));
    for (const std::string& message : stage.messages) FAIL_CHECK(message);
    return picture;
}

Canvas make_canvas() { return Canvas{Stage::get().engine}; }

TextStyle style_of(float size_px, Rgba8 colour = kWhite) {
    TextStyle style;
    style.size_px = size_px;
    style.colour = colour;
    return style;
}

bool near(std::uint8_t a, int b, int by = 2) { return std::abs(static_cast<int>(a) - b) <= by; }

}  // namespace

TEST_CASE("text lies where it was measured, at every size") {
    auto painter = make_painter();
    for (float size : {9.0f, 13.0f, 20.0f, 40.0f, 96.0f, 200.0f}) {
        Canvas canvas = make_canvas();
        const float x = 50.0f, baseline = 260.0f;
        const TextExtent extent = canvas.text(x, baseline, "HIE", style_of(size));
        const Picture picture = draw(painter, canvas, 640, 320);
        const Rect ink = picture.ink();
        INFO("size " << size);
        REQUIRE_FALSE(ink.empty());
        CHECK(ink.x >= x - 1.0f);
        CHECK(ink.right() <= x + extent.width_px + 1.0f);
        CHECK(ink.w > extent.width_px * 0.75f);                              // only the side bearings are missing
        CHECK(std::abs(ink.bottom() - baseline) <= 1.0f);                    // capitals stand on the baseline
        CHECK(std::abs(ink.h - extent.cap_height_px) <= 1.5f);
        const Rgba8 brightest = picture.at(static_cast<int>(ink.x + size * 0.05f), static_cast<int>(baseline - extent.cap_height_px * 0.5f));
        if (size >= 40.0f) CHECK(brightest.r == 255);                        // inside the stem of the H
    }
}

TEST_CASE("alignment moves text by its measured width") {
    auto painter = make_painter();
    for (Align align : {Align::Left, Align::Centre, Align::Right}) {
        Canvas canvas = make_canvas();
        TextStyle style = style_of(40.0f);
        style.align = align;
        const float width = canvas.text(300.0f, 100.0f, "HHHH", style).width_px;
        const Rect ink = draw(painter, canvas, 600, 150).ink();
        const float left = align == Align::Left ? 300.0f : align == Align::Centre ? 300.0f - width / 2 : 300.0f - width;
        CHECK(std::abs(ink.x + ink.w * 0.5f - (left + width * 0.5f)) <= 1.0f);
    }
}

TEST_CASE("quarter pixels: a text moved by half a pixel is drawn between its neighbours, a whole pixel is the same picture moved") {
    auto painter = make_painter();
    const auto at = [&](float x) {
        Canvas canvas = make_canvas();
        canvas.text(x, 30.0f, "lil", style_of(17.0f));
        return draw(painter, canvas, 64, 40);
    };
    const Picture whole = at(10.0f), half = at(10.5f), next = at(11.0f);
    CHECK(whole.rgba != half.rgba);
    bool same = true;
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 63; ++x) same = same && whole.at(x, y) == next.at(x + 1, y);
    }
    CHECK(same);
}

TEST_CASE("a halo reaches exactly as far as asked, and the letters lie on it unchanged") {
    auto painter = make_painter();
    Canvas plain = make_canvas(), haloed = make_canvas();
    TextStyle style = style_of(120.0f);
    plain.text(100.0f, 170.0f, "I", style);
    style.halo = kRed;
    style.halo_px = 6.0f;
    haloed.text(100.0f, 170.0f, "I", style);
    const Picture a = draw(painter, plain, 300, 220), b = draw(painter, haloed, 300, 220);
    const Rect bare = a.ink(), with_halo = b.ink();
    CHECK(std::abs(bare.x - with_halo.x - 6.0f) <= 1.0f);
    CHECK(std::abs(with_halo.right() - bare.right() - 6.0f) <= 1.0f);
    CHECK(std::abs(bare.y - with_halo.y - 6.0f) <= 1.0f);
    const int middle = static_cast<int>(bare.y + bare.h * 0.5f);
    CHECK(b.at(static_cast<int>(bare.x) - 3, middle) == kRed);
    CHECK(b.at(static_cast<int>(bare.x + bare.w * 0.5f), middle) == kWhite);
}

TEST_CASE("nothing is drawn outside the clip, and clips nest") {
    auto painter = make_painter();
    Canvas canvas = make_canvas();
    canvas.push_clip({40, 10, 80, 80});
    canvas.push_clip({60, 0, 200, 60});
    canvas.text(0.0f, 55.0f, "MMMMMMMM", style_of(60.0f));
    canvas.box({0, 0, 300, 100}, {.fill = kRed});
    canvas.pop_clip();
    canvas.pop_clip();
    CHECK(draw(painter, canvas, 300, 100).ink() == Rect{60, 10, 60, 50});
}

TEST_CASE("blending is in linear light, and a transparent ground gets colour premultiplied by alpha") {
    auto painter = make_painter();
    Canvas canvas = make_canvas();
    canvas.box({0, 0, 32, 32}, {.fill = with_alpha(kWhite, 0.5f)});
    CHECK(near(draw(painter, canvas, 32, 32).at(16, 16).r, 188));  // half the light is 188, not 128
    auto target = FrameTarget::create(32, 32, 0);
    REQUIRE(target);
    target->bind();
    glClearColor(0, 0, 0, 0);
    glClear(GL_COLOR_BUFFER_BIT);
    painter.draw(canvas, 32, 32);
    target->resolve();
    Rgba8 stored;
    glBindFramebuffer(GL_READ_FRAMEBUFFER, target->resolved_framebuffer());
    glReadPixels(16, 16, 1, 1, GL_RGBA, GL_UNSIGNED_BYTE, &stored);
    CHECK(near(stored.a, 128));
    CHECK(near(stored.r, 188));
    Canvas group = make_canvas();
    group.push_opacity(0.5f);
    group.push_opacity(0.5f);
    group.box({0, 0, 32, 32}, {.fill = kWhite});
    group.pop_opacity();
    group.pop_opacity();
    CHECK(near(draw(painter, group, 32, 32).at(16, 16).r, 137));
    for (Rgba8 colour : {rgb("#E69F00"), rgb("#56B4E9"), rgb("#0b1018")}) {
        Canvas exact = make_canvas();
        exact.box({0, 0, 8, 8}, {.fill = colour});
        const Rgba8 got = draw(painter, exact, 8, 8).at(4, 4);
        CHECK((near(got.r, colour.r, 1) && near(got.g, colour.g, 1) && near(got.b, colour.b, 1)));
    }
}

TEST_CASE("shapes cover what their geometry says") {
    auto painter = make_painter();
    // Sum of light over the picture = area, when everything is white on black and measured linearly.
    const auto area = [&](const std::function<void(Canvas&)>& shape) {
        Canvas canvas = make_canvas();
        shape(canvas);
        const Picture picture = draw(painter, canvas, 200, 200);
        double total = 0.0;
        for (std::size_t i = 0; i < picture.rgba.size(); i += 4) total += static_cast<double>(linear_of(picture.rgba[i]));
        return total;
    };
    constexpr double kPi = 3.14159265358979;
    const auto about = [](double a, double b) { return std::abs(a - b) <= 0.02 * b + 1.0; };
    CHECK(about(area([](Canvas& c) { c.box({20, 30, 100, 50}, {.fill = kWhite}); }), 5000));
    CHECK(about(area([](Canvas& c) { c.box({20.25f, 30.5f, 100.5f, 50}, {.fill = kWhite}); }), 5025));
    CHECK(about(area([](Canvas& c) { c.box({20, 30, 100, 50}, {.fill = kWhite, .radius_px = 20}); }), 5000 - (4 - kPi) * 400));
    CHECK(about(area([](Canvas& c) { c.disc(100.3f, 99.1f, 40, kWhite); }), kPi * 1600));
    CHECK(about(area([](Canvas& c) { c.ring(100, 100, 40, 5, kWhite); }), kPi * (1600 - 1225)));
    CHECK(about(area([](Canvas& c) { c.line(20, 20, 170, 140, {.colour = kWhite, .width_px = 6}); }), 6 * std::hypot(150.0, 120.0)));
    CHECK(about(area([](Canvas& c) { c.line(20, 20, 170, 140, {.colour = kWhite, .width_px = 0.5f}); }), 0.5 * std::hypot(150.0, 120.0)));
    CHECK(about(area([](Canvas& c) { c.line(20, 100, 180, 100, {.colour = kWhite, .width_px = 4, .dash_px = 10, .gap_px = 10}); }), 320));
    CHECK(about(area([](Canvas& c) { c.triangle({20, 20, 120, 20, 20, 120}, kWhite); }), 5000));
    CHECK(about(area([](Canvas& c) { c.triangle({20, 20, 20, 120, 120, 20}, kWhite); }), 5000));  // the other way round
    CHECK(about(area([](Canvas& c) { c.hatch({0, 0, 200, 200}, kNothing, kWhite, 10, 2); }), 8000));
    CHECK(about(area([](Canvas& c) { c.hatch({0, 0, 200, 200}, kNothing, kWhite, 16, 8, Pattern::Dots); }), 40000 * kPi * 16 / 256));
}

TEST_CASE("a ring is hollow, a dashed line has gaps, the patterns differ, a gradient ends in its colours") {
    auto painter = make_painter();
    Canvas canvas = make_canvas();
    canvas.ring(50, 50, 30, 4, kRed);
    canvas.line(100, 50, 180, 50, {.colour = kRed, .width_px = 4, .dash_px = 10, .gap_px = 10});
    canvas.gradient_bar({10, 100, 100, 10}, std::array{kBlack, kRed, kWhite});
    canvas.stepped_bar({10, 120, 99, 10}, std::array{kRed, kWhite, kRed});
    const Picture picture = draw(painter, canvas, 200, 150);
    CHECK(picture.at(50, 50) == kBlack);
    CHECK(picture.at(50, 22) == kRed);
    CHECK(picture.at(105, 50) == kRed);
    CHECK(picture.at(115, 50) == kBlack);
    CHECK(picture.at(11, 105).r < 60);
    CHECK(near(picture.at(60, 105).r, 255, 4));
    CHECK(picture.at(60, 105).g < 40);
    CHECK(picture.at(108, 105).g > 245);
    CHECK(picture.at(42, 125) == kRed);
    CHECK(picture.at(43, 125) == kWhite);
    Canvas lines = make_canvas(), cross = make_canvas(), dots = make_canvas();
    lines.hatch({0, 0, 60, 60}, kBlack, kWhite, 8, 2, Pattern::Diagonal);
    cross.hatch({0, 0, 60, 60}, kBlack, kWhite, 8, 2, Pattern::Cross);
    dots.hatch({0, 0, 60, 60}, kBlack, kWhite, 8, 2, Pattern::Dots);
    const auto a = draw(painter, lines, 60, 60), b = draw(painter, cross, 60, 60), c = draw(painter, dots, 60, 60);
    CHECK((a.rgba != b.rgba && b.rgba != c.rgba && a.rgba != c.rgba));
    CHECK((a.sum() > 0 && c.sum() > 0 && b.sum() > a.sum()));
}

TEST_CASE("the same canvas gives the same bytes, whatever the atlas held before, also when it runs full") {
    Canvas sheet = make_canvas();
    for (int i = 0; i < 12; ++i) sheet.text(5.0f, 30.0f + 34.0f * static_cast<float>(i), "Sphinx of black quartz 0123", style_of(9.0f + 2.0f * static_cast<float>(i)));
    auto fresh = make_painter(), used = make_painter();
    const Picture first = draw(fresh, sheet, 500, 430);
    CHECK(draw(fresh, sheet, 500, 430).rgba == first.rgba);
    bool shrank = false;
    std::size_t before = 0;
    for (int i = 0; i < 90 && !shrank; ++i) {
        Canvas big = make_canvas();
        for (int line = 0; line < 4; ++line)
            big.text(0.0f, 150.0f, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz", style_of(120.0f + static_cast<float>(i) + 0.25f * static_cast<float>(line)));
        (void)draw(used, big, 64, 64);
        shrank = used.atlas().size() < before;
        before = used.atlas().size();
        CHECK(used.atlas().pages() <= GlyphAtlas::kMaxPages);
    }
    CHECK(shrank);
    CHECK(used.atlas().pages() > 1);
    CHECK(draw(used, sheet, 500, 430).rgba == first.rgba);
}

TEST_CASE("grouping items by program does not change what lies over what") {
    auto painter = make_painter();
    std::mt19937 random{7};
    const auto at = [&](float high) { return static_cast<float>(random() % 1000u) / 1000.0f * high; };
    for (int round = 0; round < 10; ++round) {
        std::vector<std::function<void(Canvas&)>> steps;
        for (int i = 0; i < 60; ++i) {
            const float x = at(180), y = at(180), w = 10 + at(80);
            const Rgba8 colour{static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random()), static_cast<std::uint8_t>(random()),
                               static_cast<std::uint8_t>(128u + random() % 128u)};
            switch (random() % 6u) {
                case 0: steps.emplace_back([=](Canvas& c) { c.box({x, y, w, w * 0.6f}, {.fill = colour, .border = kRed, .border_px = 2, .radius_px = 6}); }); break;
                case 1: steps.emplace_back([=](Canvas& c) { c.line(x, y, x + w, y + 20, {.colour = colour, .width_px = 5}); }); break;
                case 2: steps.emplace_back([=](Canvas& c) { c.hatch({x, y, w, 20}, colour, kWhite, 6, 2); }); break;
                case 3: steps.emplace_back([=](Canvas& c) { c.shadow({x, y, w, 20}, 4, 5, colour); }); break;
                default: steps.emplace_back([=](Canvas& c) { c.text(x, y, "Order", style_of(24.0f, colour)); }); break;
            }
        }
        Canvas together = make_canvas();
        for (const auto& step : steps) step(together);
        auto target = FrameTarget::create(200, 200, 0);
        REQUIRE(target);
        target->bind();
        glClearColor(0, 0, 0, 1);
        glClear(GL_COLOR_BUFFER_BIT);
        for (const auto& step : steps) {
            Canvas alone = make_canvas();
            step(alone);
            painter.draw(alone, 200, 200);
        }
        target->resolve();
        CHECK(draw(painter, together, 200, 200).rgba == target->read_rgba());
    }
}

TEST_CASE("a picture drawn in tiles equals the picture drawn at once") {
    auto painter = make_painter();
    Canvas canvas = make_canvas();
    canvas.box({10, 10, 180, 90}, {.fill = rgb("#123456"), .border = kWhite, .border_px = 2, .radius_px = 12});
    canvas.text(20, 60, "Across the seam", style_of(22.0f));
    canvas.hatch({20, 70, 150, 20}, kBlack, kWhite, 6, 1.2f);
    const Picture whole = draw(painter, canvas, 200, 110), right = draw(painter, canvas, 103, 60, kBlack, 97, 50);
    int differing = 0;
    for (int y = 0; y < 60; ++y) {
        for (int x = 0; x < 103; ++x) {
            const Rgba8 a = whole.at(x + 97, y + 50), b = right.at(x, y);
            differing += !(near(a.r, b.r, 1) && near(a.g, b.g, 1) && near(a.b, b.b, 1));
        }
    }
    CHECK(differing == 0);
}

TEST_CASE("shaping: tabular figures, kerning, letter spacing") {
    TextEngine& engine = *Stage::get().engine;
    FontSpec plain{.size_px = 20.0f}, tabular{.size_px = 20.0f, .tabular = true}, spaced{.size_px = 20.0f, .letter_spacing_px = 3.0f};
    CHECK(engine.measure("111", tabular).width_px == engine.measure("888", tabular).width_px);
    if (engine.warning().empty()) {  // of Inter, not of a substitute
        CHECK(engine.measure("111", plain).width_px < engine.measure("888", plain).width_px);
        CHECK(engine.measure("AV", plain).width_px < engine.measure("A", plain).width_px + engine.measure("V", plain).width_px);
    }
    CHECK(std::abs(engine.measure("HHH", spaced).width_px - engine.measure("HHH", plain).width_px - 6.0f) < 0.01f);
    CHECK(engine.measure("", plain).width_px == 0.0f);
    // Sizes scale smoothly: no steps from hinting.
    for (float size = 9.0f; size < 60.0f; size += 0.5f) {
        if (size < 29.0f || size >= 31.0f)
            CHECK(std::abs(engine.measure("Linchpin", {.size_px = size}).width_px / engine.measure("Linchpin", {.size_px = size + 0.25f}).width_px -
                           size / (size + 0.25f)) < 0.02f);
    }
}

TEST_CASE("any bytes are taken as text without harm, and malformed ones show as the replacement character") {
    TextEngine& engine = *Stage::get().engine;
    CHECK(decode_utf8("a\xC3\xA9\xE4\xB8\x8A\xF0\x9F\x8C\x8D") == std::u32string{U'a', 0xE9, 0x4E0A, 0x1F30D});
    CHECK(decode_utf8("\x80") == std::u32string{0xFFFD});
    CHECK(decode_utf8("\xC3") == std::u32string{0xFFFD});
    CHECK(decode_utf8("\xC0\xAF") == std::u32string{0xFFFD, 0xFFFD});
    CHECK(decode_utf8("\xED\xA0\x80").front() == 0xFFFD);
    CHECK(decode_utf8("\xE4\xB8") == std::u32string{0xFFFD, 0xFFFD});
    std::mt19937 random{99};
    for (int i = 0; i < 300; ++i) {
        std::string bytes(random() % 40u, '\0');
        for (char& c : bytes) c = static_cast<char>(random() & 0xFFu);
        CHECK(std::isfinite(engine.measure(bytes, {.size_px = 14.0f}).width_px));
        for (const std::string& line : wrap_text(engine, bytes, {.size_px = 14.0f}, 50.0f)) CHECK(line.size() <= bytes.size());
    }
}

TEST_CASE("wrapping keeps every word and every line within the width") {
    TextEngine& engine = *Stage::get().engine;
    const FontSpec spec{.size_px = 14.0f};
    const std::string text = "Half of the importing countries buy most of their transformers from one supplier Donaudampfschifffahrtsgesellschaft";
    for (float width : {60.0f, 120.0f, 300.0f, 2000.0f}) {
        std::string joined;
        for (const std::string& line : wrap_text(engine, text, spec, width)) {
            CHECK(engine.measure(line, spec).width_px <= width);
            joined += line;
        }
        const auto without_spaces = [](std::string s) { std::erase(s, ' '); return s; };
        CHECK(without_spaces(joined) == without_spaces(text));
        CHECK(wrap_balanced(engine, text, spec, width).size() == wrap_text(engine, text, spec, width).size());
    }
    CHECK(wrap_text(engine, "a\nb\n\nc", spec, 100.0f).size() >= 3);
    const auto two = wrap_text(engine, text, spec, 120.0f, 2);
    REQUIRE(two.size() == 2);
    CHECK(two.back().ends_with("\u2026"));
    CHECK(engine.measure(two.back(), spec).width_px <= 120.0f);
    CHECK(elide_text(engine, "short", spec, 500.0f) == "short");
}

TEST_CASE("a script that the family lacks comes from another font, or is reported as missing") {
    TextEngine& engine = *Stage::get().engine;
    const ShapedText latin = engine.shape("A", {.size_px = 20.0f});
    const ShapedText mixed = engine.shape("A\u0627", {.size_px = 20.0f});
    REQUIRE(mixed.glyphs.size() == 2);
    const bool missing = std::count(engine.missing_code_points().begin(), engine.missing_code_points().end(), U'\u0627') > 0;
    const bool other_font = mixed.glyphs[0].font != mixed.glyphs[1].font;
    CHECK(missing != other_font);
    CHECK(mixed.glyphs[0].font == latin.glyphs[0].font);
    (void)engine.shape("\U0010FFFD", {.size_px = 20.0f});
    CHECK(std::count(engine.missing_code_points().begin(), engine.missing_code_points().end(), U'\U0010FFFD') == 1);
}

TEST_CASE("right-to-left words stand right to left, numbers and Latin words keep their own order") {
    TextEngine& engine = *Stage::get().engine;
    const FontSpec spec{.size_px = 20.0f};
    const auto glyph = [&](std::string_view one) { return engine.shape(one, spec).glyphs.at(0).glyph; };
    const ShapedText hebrew = engine.shape("\u05d0\u05d1 12", spec);  // alef, bet, then a number: on the line it reads 12, bet, alef
    REQUIRE(hebrew.glyphs.size() == 5);
    CHECK(hebrew.glyphs[0].glyph == glyph("1"));
    CHECK(hebrew.glyphs[1].glyph == glyph("2"));
    for (std::size_t i = 1; i < hebrew.glyphs.size(); ++i) CHECK(hebrew.glyphs[i].x_px > hebrew.glyphs[i - 1].x_px);
    const ShapedText latin = engine.shape("ab \u05d0", spec);
    CHECK(latin.glyphs[0].glyph == glyph("a"));
}

TEST_CASE("without a font there is a sentence, and a family other than Inter gives a warning") {
    namespace fs = std::filesystem;
    const auto none = TextEngine::create(FontFiles{});
    REQUIRE_FALSE(none);
    CHECK(none.error().text().find("expected a sans serif font") != std::string::npos);
    const fs::path folder = fs::temp_directory_path() / "linchpin_font_test";
    fs::remove_all(folder);
    fs::create_directories(folder / "sub");
    const auto touch = [](const fs::path& p) { std::ofstream{p} << "no font"; };
    CHECK(find_font_files({folder}).empty());
    touch(folder / "DejaVuSans.ttf");
    touch(folder / "DejaVuSans-Bold.ttf");
    FontFiles files = find_font_files({folder});
    CHECK(files.upright[0].filename() == "DejaVuSans.ttf");
    CHECK(files.upright[1].filename() == "DejaVuSans.ttf");
    CHECK(files.upright[2].filename() == "DejaVuSans-Bold.ttf");
    CHECK(files.warning.find("expected the Inter family") != std::string::npos);
    const auto broken = TextEngine::create(files);
    REQUIRE_FALSE(broken);
    CHECK(broken.error().text().find("DejaVuSans.ttf") != std::string::npos);
    touch(folder / "sub" / "Inter-Regular.otf");
    touch(folder / "sub" / "Inter-Bold.otf");
    files = find_font_files({folder});
    CHECK(files.upright[0].filename() == "Inter-Regular.otf");
    CHECK(files.upright[2].filename() == "Inter-Bold.otf");
    CHECK(files.warning.empty());
    fs::remove_all(folder);
}

TEST_CASE("every theme keeps the contrast of WCAG 2.1 AA, the high-contrast one AAA") {
    for (ThemeKind kind : {ThemeKind::Dark, ThemeKind::Light, ThemeKind::Contrast}) {
        const OverlayTheme& theme = overlay_theme(kind);
        const float least = kind == ThemeKind::Contrast ? 7.0f : 4.5f;
        // A panel over anything the globe can show: from black to white.
        for (Rgba8 under : {kBlack, kWhite, rgb("#ffea46"), theme.backdrop}) {
            const Rgba8 panel = over(theme.panel, under);
            for (Rgba8 ink : {theme.text, theme.text_muted, theme.accent, theme.simulated}) {
                INFO("theme " << static_cast<int>(kind) << " under " << static_cast<int>(under.r) << " ink " << static_cast<int>(ink.r) << ' '
                              << static_cast<int>(ink.g) << ' ' << static_cast<int>(ink.b));
                CHECK(contrast_ratio(ink, panel) >= least);
            }
        }
        Rgba8 halo = theme.label_halo;
        halo.a = 255;
        for (Rgba8 ink : {theme.label_country, theme.label_city, theme.label_sea, theme.label_thing, theme.text, theme.text_muted})
            CHECK(contrast_ratio(ink, halo) >= least);
    }
    CHECK(std::abs(contrast_ratio(kBlack, kWhite) - 21.0f) < 0.01f);
    CHECK(std::abs(contrast_ratio(rgb("#777777"), kWhite) - 4.48f) < 0.01f);  // the well-known near miss
}

TEST_CASE("the legend draws inside the rectangle that it reports, at every size of picture, and sheds detail when low") {
    auto painter = make_painter();
    LegendModel model;
    model.title = "A title that is much longer than the panel can be wide, so that it has to wrap";
    for (int s = 0; s < 4; ++s) {
        LegendSection section{"Section " + std::to_string(s), "unit, 2024", {}};
        LegendEntry ramp{.kind = SwatchKind::Ramp, .text = "", .note = "", .stops = {kBlack, kRed, kWhite}};
        ramp.marks = {{"0 %", 0, 0}, {"50 %", 0, 0.5f}, {"100 %", 0, 1}};
        LegendEntry discs{.kind = SwatchKind::DiscScale, .text = "Power", .note = "", .colour = kRed};
        discs.marks = {{"10 MW", 3, 0}, {"1 GW", 20, 0}};
        section.entries = {ramp, discs};
        for (SwatchKind kind : {SwatchKind::Fill, SwatchKind::Hatch, SwatchKind::CrossHatch, SwatchKind::Disc, SwatchKind::Ring, SwatchKind::Point,
                                SwatchKind::Line, SwatchKind::DashedLine, SwatchKind::Arc, SwatchKind::Simulated})
            section.entries.push_back({.kind = kind, .text = "An entry with a rather long explanation of what it shows", .note = "and a note", .colour = kRed,
                                       .colour2 = kWhite, .value = "1 648"});
        model.sections.push_back(section);
    }
    for (const auto& [w, h] : {std::pair{1920, 1080}, {480, 270}, {1080, 1920}, {320, 180}, {2560, 1440}}) {
        const OverlayFrame frame = make_overlay_frame(static_cast<float>(w), static_cast<float>(h));
        Canvas canvas = make_canvas();
        const OverlayTheme& theme = overlay_theme(ThemeKind::Contrast);  // no shadow, so that the panel ends where it ends
        const Rect rect = draw_legend(canvas, frame, theme, model, frame.safe);
        INFO(w << " x " << h);
        CHECK(rect == measure_legend(canvas, frame, theme, model, frame.safe));
        CHECK(rect.w < 0.5f * static_cast<float>(w));
        CHECK(rect.bottom() <= frame.safe.bottom() + 1.0f);
        const Picture picture = draw(painter, canvas, w, h, rgb("#303030"));
        const Rect changed = picture.box_of([](Rgba8 c) { return !near(c.r, 0x30, 1) || !near(c.g, 0x30, 1); });
        CHECK(rect.grown(0.01f).holds(changed));
        CHECK(changed.w >= rect.w - 1.0f);
    }
    // What says SIMULATED is not lost before the rest.
    LegendModel warned = model;
    warned.sections = {model.sections[0], model.sections[1], {"Planned shells", "", {{.kind = SwatchKind::Simulated, .text = "Shell", .note = ""}}}};
    warned.sections[0].entries.resize(9);
    warned.sections[1].entries.resize(9);
    const auto amber = [&](const LegendModel& shown) {
        const OverlayFrame low = make_overlay_frame(640, 360);
        Canvas canvas = make_canvas();
        draw_legend(canvas, low, overlay_theme(ThemeKind::Dark), shown, low.safe);
        return draw(painter, canvas, 640, 360).box_of([](Rgba8 c) { return c.r > 150 && c.g > 100 && c.b + 50 < c.g; });
    };
    CHECK_FALSE(amber(warned).empty());
    warned.sections.pop_back();
    CHECK(amber(warned).empty());
    // More room shows more, down to one section in a low picture.
    const OverlayFrame frame = make_overlay_frame(1920, 1080);
    Canvas canvas = make_canvas();
    const OverlayTheme& theme = overlay_theme(ThemeKind::Dark);
    float last = 1e9f;
    for (float height : {5000.0f, 2400.0f, 1400.0f, 900.0f}) {
        const Rect rect = measure_legend(canvas, frame, theme, model, {0, 0, 1920, height});
        CHECK(rect.h <= height);
        CHECK(rect.h < last);
        last = rect.h;
    }
    CHECK(draw_legend(canvas, frame, theme, LegendModel{}, frame.safe).empty());
    CHECK(canvas.empty());
}

TEST_CASE("credits, stamp, caption and scale bar stay within their area and report what they take") {
    auto painter = make_painter();
    const OverlayTheme& theme = overlay_theme(ThemeKind::Dark);
    for (const auto& [w, h] : {std::pair{1920, 1080}, {480, 270}, {1080, 1080}}) {
        const OverlayFrame frame = make_overlay_frame(static_cast<float>(w), static_cast<float>(h));
        const std::string credits = "Trade: one source. Sites: another source with a long name. Cables: a third. Elements: a fourth. Imagery: a fifth. Map: a sixth.";
        const std::vector<std::function<Rect(Canvas&)>> blocks{
            [&](Canvas& c) { return draw_credits(c, frame, theme, credits, frame.safe, 0.6f); },
            [&](Canvas& c) { return draw_stamp(c, frame, theme, {"August 2026", "Satellites at 09:49 UTC", "simulated"}, frame.safe); },
            [&](Canvas& c) { return draw_caption(c, frame, theme, {"A title over the globe", "and a line", "and a longer text below it"}, frame.safe); },
            [&](Canvas& c) { return draw_scale_bar(c, frame, theme, 14.0, frame.safe); }};
        for (const auto& block : blocks) {
            Canvas canvas = make_canvas();
            const Rect rect = block(canvas);
            INFO(w << " x " << h << ", block at " << rect.x << ' ' << rect.y);
            CHECK(frame.safe.grown(1.0f).holds(rect));
            const Rect ink = draw(painter, canvas, w, h).ink();
            REQUIRE_FALSE(ink.empty());
            CHECK(rect.grown(frame.type(40.0f) * 0.12f + 2.0f).holds(ink));
            CHECK(ink.w > rect.w * 0.8f);
        }
    }
    CHECK(scale_bar_km(2239.0) == 2000.0);
    CHECK(scale_bar_km(5000.0) == 5000.0);
    CHECK(scale_bar_km(0.7) == 0.5);
    CHECK(scale_bar_km(-3.0) == 0.0);
    CHECK(scale_bar_km(std::nan("")) == 0.0);
}
