#pragma once
// A chart as plain marks: laid out once, drawn by the panels, by the SVG writer and by the PDF writer, so that all three agree.
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "render/colour.h"

namespace linchpin::chart {

struct Point {
    float x = 0.0f, y = 0.0f;  ///< pixels of the drawing, origin top left, y down
    bool operator==(const Point&) const = default;
};
struct Box {
    float x = 0.0f, y = 0.0f, w = 0.0f, h = 0.0f;
    [[nodiscard]] float right() const noexcept { return x + w; }
    [[nodiscard]] float bottom() const noexcept { return y + h; }
    [[nodiscard]] bool overlaps(const Box& o) const noexcept { return x < o.right() && o.x < right() && y < o.bottom() && o.y < bottom(); }
    bool operator==(const Box&) const = default;
};

/// What a mark is drawn with: a role that each theme fills in, or a fixed colour (nationalities have the same one everywhere).
enum class Ink : std::uint8_t { Text, Dim, Line, Ground, Accent, Warning, Fixed };
struct Paint {
    Ink ink = Ink::Text;
    render::Rgba8 fixed{};
    float alpha = 1.0f;  ///< [0, 1], multiplies the colour's own
};
[[nodiscard]] constexpr Paint fixed(render::Rgba8 colour, float alpha = 1.0f) noexcept { return {Ink::Fixed, colour, alpha}; }
[[nodiscard]] constexpr Paint role(Ink ink, float alpha = 1.0f) noexcept { return {ink, {}, alpha}; }

enum class Weight : std::uint8_t { Regular, Strong };
enum class Anchor : std::uint8_t { Start, Middle, End };

enum class MarkKind : std::uint8_t {
    Line,    ///< `points` joined, `stroke_px` wide
    Rect,    ///< `box` filled, corners rounded by `radius_px`
    Hatch,   ///< diagonal lines inside `box`: something is not known
    Disc,    ///< filled circle about points[0] of `radius_px`
    Ring,    ///< its outline, `stroke_px` wide
    Band,    ///< filled between the first half of `points` (left to right) and the second half (left to right, below)
    Triangle,///< filled, three points
    Text     ///< `text` with its box; the baseline stands at box.y + kAscent * size_px
};
struct Mark {
    MarkKind kind = MarkKind::Line;
    Paint paint;
    std::vector<Point> points{};
    Box box{};
    float stroke_px = 1.0f, radius_px = 0.0f;
    std::string text{};
    float size_px = 0.0f;
    Weight weight = Weight::Regular;
};
/// Inter's line box: ascent and height in units of the size.
inline constexpr float kAscent = 0.97f, kLineHeight = 1.21f;

/// Where the pointer finds something to say, or to choose.
struct Spot {
    Box box{};
    std::string id{};     ///< what a click chooses: ISO3, "2024"; empty = nothing
    std::string title{}, body{};
};

/// One number of the chart, as a table keeps it.
struct Row {
    std::string series{}, label{}, code{};
    int year = 0;                ///< 0 = where a date applies; `as_of` says which
    std::optional<double> value{}, low{}, high{};
    std::string unit{};            ///< "share", "US$", "MW": as `linchpin metrics --format csv` has it
    std::string state{};           ///< "value", "no_data", ...
    std::string as_of{}, note{}, source{};
};

struct Drawing {
    std::string title{};           ///< for a reader who cannot see it, and for file names
    float width_px = 0.0f, height_px = 0.0f;
    std::vector<Mark> marks{};     ///< first is lowest
    std::vector<Spot> spots{};     ///< last is uppermost
    std::vector<Row> rows{};
    std::vector<std::string> notes{};  ///< what has to stand under it: model assumptions, what is left out, sources
    [[nodiscard]] bool empty() const noexcept { return marks.empty(); }
};

/// How wide a text is. Implemented by whoever will draw it, so that what is laid out fits.
class TextMeter {
public:
    virtual ~TextMeter() = default;
    /// @return  pixels
    [[nodiscard]] virtual float width(std::string_view utf8, float size_px, Weight weight) const = 0;
};

}  // namespace linchpin::chart
