#pragma once
#include <array>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "render/colour.h"
#include "render/overlay/rect.h"
#include "render/overlay/text_engine.h"

namespace linchpin::render {

enum class Align { Left, Centre, Right };

struct TextStyle : FontSpec {
    Rgba8 colour{255, 255, 255, 255};
    Rgba8 halo{0, 0, 0, 0};
    float halo_px = 0.0f;     ///< outline around the letters, in pixels; 0 = none
    Align align = Align::Left;
    bool moving = false;      ///< quarter-pixel steps in y as well: smooth while it moves, a little softer at rest
};

enum class Pattern { Diagonal, Cross, Dots, Rising, Falling };  ///< Rising is Diagonal, Falling the other way; both fit their ink

struct BoxStyle {
    Rgba8 fill{0, 0, 0, 0};
    Rgba8 border{0, 0, 0, 0};
    float border_px = 0.0f;   ///< inside the edge
    float radius_px = 0.0f;
};

struct LineStyle {
    Rgba8 colour{255, 255, 255, 255};
    float width_px = 1.0f;
    bool round_caps = false;
    float dash_px = 0.0f, gap_px = 0.0f;  ///< dash 0 = solid
};

/// What the fragment shader makes of an item. The numbers are shared with shaders/overlay*.frag.
enum class ItemKind : int { Nothing = 0, Glyph = 1, Box = 2, Shadow = 3, Line = 4, Hatch = 5, Triangle = 6, Gradient = 7 };

/// One quad, as it lies in the vertex buffer (80 bytes). Meaning of p0 and p1 by kind: see shaders/overlay*.frag.
struct CanvasItem {
    Rect quad;                       ///< what the rasteriser covers
    std::array<float, 4> p0{}, p1{};
    Rect clip;
    Rgba8 colour0, colour1;
    float kind = 0.0f;
    float opacity = 1.0f;
};
static_assert(sizeof(CanvasItem) == 80);

/// A list of flat drawings in pixels of the picture (origin top left, y downwards), drawn in the order of the calls by an
/// OverlayPainter. No GL. Cheap to refill every frame: clear() keeps its memory.
class Canvas {
public:
    explicit Canvas(std::shared_ptr<TextEngine> engine) : engine_{std::move(engine)} {}

    void clear();
    [[nodiscard]] bool empty() const noexcept { return items_.empty(); }
    [[nodiscard]] TextEngine& engine() const noexcept { return *engine_; }

    /// @param x_px  left end, centre or right end, by style.align   @param baseline_px  the line the letters stand on
    /// @return what the text takes up, as measure() does
    TextExtent text(float x_px, float baseline_px, std::string_view utf8, const TextStyle& style);
    [[nodiscard]] TextExtent measure(std::string_view utf8, const FontSpec& spec) const { return engine_->measure(utf8, spec); }

    void box(const Rect& rect, const BoxStyle& style);
    /// Soft shadow of a rounded box. @param blur_px  standard deviation of the edge   @param hidden  what is covered anyway and need
    /// not be drawn; may be empty
    void shadow(const Rect& rect, float radius_px, float blur_px, Rgba8 colour, const Rect& hidden = {});
    void line(float x0, float y0, float x1, float y1, const LineStyle& style);
    /// Connected segments with round joins. @param xy  x and y in turn. Dashes start anew at each point.
    void polyline(std::span<const float> xy, LineStyle style);
    void disc(float cx, float cy, float radius_px, Rgba8 fill);
    /// @param radius_px  outer radius; the stroke lies inside it
    void ring(float cx, float cy, float radius_px, float stroke_px, Rgba8 colour, Rgba8 fill = {0, 0, 0, 0});
    void triangle(std::array<float, 6> xy, Rgba8 fill);
    void hatch(const Rect& rect, Rgba8 ground, Rgba8 ink, float spacing_px, float ink_px, Pattern pattern = Pattern::Diagonal,
               float radius_px = 0.0f);
    /// Smooth from left to right through `stops` (two or more, evenly spaced).
    void gradient_bar(const Rect& rect, std::span<const Rgba8> stops);
    /// Equal steps of one colour each, edges on whole pixels.
    void stepped_bar(const Rect& rect, std::span<const Rgba8> colours);

    /// Until the matching pop, only what lies in `rect` (and in the clips around it) shows.
    void push_clip(const Rect& rect);
    void pop_clip();
    /// Until the matching pop, multiplies the opacity of every item on its own: overlapping items show through each other.
    void push_opacity(float opacity);
    void pop_opacity();

    struct GlyphItem { std::size_t item = 0; GlyphKey key; };
    [[nodiscard]] std::span<const CanvasItem> items() const noexcept { return items_; }
    /// Items whose quad the painter completes once it knows where the glyph lies in its atlas: quad.x, quad.y are the pen's pixel.
    [[nodiscard]] std::span<const GlyphItem> glyphs() const noexcept { return glyphs_; }

private:
    CanvasItem& add(ItemKind kind, const Rect& quad);
    void add_glyphs(const ShapedText& shaped, float x_px, float baseline_px, const TextStyle& style, float halo_px, Rgba8 colour);

    std::shared_ptr<TextEngine> engine_;
    std::vector<CanvasItem> items_;
    std::vector<GlyphItem> glyphs_;
    std::vector<Rect> clips_;
    std::vector<float> opacities_;
};

}  // namespace linchpin::render
