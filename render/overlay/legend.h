#pragma once
#include <string>
#include <vector>

#include "render/overlay/overlay_theme.h"
#include "render/scene.h"

namespace linchpin::render {

enum class SwatchKind {
    Fill,        ///< a patch of colour
    Hatch,       ///< diagonal lines in colour2 on colour: "no data"
    CrossHatch,  ///< dots in colour2 on colour: "not available"
    Disc,        ///< filled disc: operating
    Ring,        ///< outlined disc: planned
    Point,       ///< small dot: a satellite, a site of unknown size
    Cross,       ///< small upright cross: taken away
    Count,       ///< filled disc with a number in it: several joined
    Halo,        ///< soft ring: somewhere within
    DashedRing,  ///< outlined disc, dashed: not known
    LensInner, LensMiddle, LensOuter,  ///< one of three rings around each other
    Line,        ///< solid line
    DashedLine,  ///< planned line
    Arc,         ///< a rising curve with a particle: a flow
    Simulated,   ///< text carries the badge SIMULATED
    Ramp,        ///< a smooth colour bar through `stops`; marks stand at their positions
    Steps,       ///< a bar of classes, one a stop; marks stand at their positions
    Grid,        ///< a square of classes of two numbers: `stops` row by row from the bottom, `columns` a row. Marks of size_px 0 stand
                 ///< below it, others beside it, at their positions left to right and bottom to top
    DiscScale,   ///< discs of the sizes in marks, with their values
    WidthScale,  ///< lines of the widths in marks, with their values
};

struct LegendMark {
    std::string text;         ///< "100 MW"
    float size_px = 0.0f;     ///< DiscScale: radius, WidthScale: width; in pixels of the picture, as drawn on the globe
    float position = 0.0f;    ///< Ramp, Steps: 0 left .. 1 right
};

struct LegendEntry {
    SwatchKind kind = SwatchKind::Fill;
    std::string text;         ///< may be empty for scales
    std::string note;         ///< small second line; may be empty
    Rgba8 colour{};
    Rgba8 colour2{};
    std::string value{};      ///< stands at the right edge in tabular figures, such as a count; may be empty
    std::vector<Rgba8> stops{};
    std::vector<LegendMark> marks{};
    std::size_t columns = 0;  ///< Grid
    std::vector<AreaPattern> patterns{};  ///< Fill, Steps, Grid: lines in the colours (class_lines); empty = none
};

struct LegendSection {
    std::string title;        ///< "Top supplier's share of transformer imports"
    std::string subtitle;     ///< unit and year: "share of value, 2024"
    std::vector<LegendEntry> entries;
};

/// What the picture shows, as plain data. Empty sections are left out.
struct LegendModel {
    std::string title;        ///< may be empty
    std::vector<LegendSection> sections;
    [[nodiscard]] bool empty() const noexcept;
};

/// Draws the legend as a panel in a corner of `area` and returns the rectangle that it takes (empty when there is nothing to
/// show). Long texts wrap. When the area is too low, notes go first, then subtitles, then sections from the end ("and 2 more"), those
/// with something simulated last of all.
Rect draw_legend(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendModel& model, const Rect& area,
                 Corner corner = Corner::BottomLeft);
/// The rectangle that draw_legend would take.
[[nodiscard]] Rect measure_legend(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendModel& model,
                                  const Rect& area, Corner corner = Corner::BottomLeft);

}  // namespace linchpin::render
