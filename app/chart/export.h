#pragma once
// A chart as a file: SVG for print and the web, CSV for tables.
#include "app/chart/drawing.h"

namespace linchpin::chart {

/// The colours that each role has.
struct Palette {
    render::Rgba8 text, dim, line, ground, accent, warning;
    render::Rgba8 background;     ///< alpha 0 = none
    render::Rgba8 outline{0, 0, 0, 0};  ///< of light fixed colours on white paper; alpha 0 = none
};
/// For white paper.
[[nodiscard]] const Palette& paper_palette() noexcept;
[[nodiscard]] render::Rgba8 colour_of(const Paint& paint, const Palette& palette) noexcept;

struct SvgOptions {
    bool standalone = true;       ///< with XML head, title, notes and sources under the chart; false: a fragment for HTML
    std::string id = "chart";     ///< prefix of ids inside, so that several fit in one page
    std::string font = "Inter, sans-serif";
};
/// Well-formed SVG 1.1; texts stay texts.
[[nodiscard]] std::string to_svg(const Drawing& drawing, const Palette& palette, const SvgOptions& options);

/// RFC 4180: series,label,code,year,as_of,value,low,high,unit,state,note,source. A missing value is an empty field.
[[nodiscard]] std::string to_csv(const Drawing& drawing);
/// Text as XML wants it; characters that XML 1.0 does not have are left out.
[[nodiscard]] std::string xml_escaped(std::string_view utf8);
/// RFC 4180.
[[nodiscard]] std::string csv_field(std::string_view utf8);

}  // namespace linchpin::chart
