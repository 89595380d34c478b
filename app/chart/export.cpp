#include "app/chart/export.h"

#include <cmath>
#include <fmt/format.h>

namespace linchpin::chart {
namespace {

std::string hex(render::Rgba8 c) { return fmt::format("#{:02x}{:02x}{:02x}", c.r, c.g, c.b); }
/// Hundredths of a pixel: enough for print, and the same on every machine.
std::string num(float value) {
    const double rounded = std::round(static_cast<double>(value) * 100.0) / 100.0;
    return fmt::format("{}", rounded == 0.0 ? 0.0 : rounded);
}

class Svg {
public:
    Svg(const Palette& palette, const SvgOptions& options) : palette_{palette}, options_{options} {}

    void mark(const Mark& m) {
        switch (m.kind) {
            case MarkKind::Line: return polyline(m);
            case MarkKind::Rect:
                out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"{}\"{}/>\n", num(m.box.x), num(m.box.y), num(m.box.w), num(m.box.h), num(m.radius_px), fill(m.paint));
                return;
            case MarkKind::Hatch: return hatch(m);
            case MarkKind::Disc:
                out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\"{}/>\n", num(m.points[0].x), num(m.points[0].y), num(m.radius_px), fill(m.paint));
                return;
            case MarkKind::Ring:
                out_ += fmt::format("<circle cx=\"{}\" cy=\"{}\" r=\"{}\" fill=\"none\"{}/>\n", num(m.points[0].x), num(m.points[0].y), num(m.radius_px), stroke(m));
                return;
            case MarkKind::Band: return band(m);
            case MarkKind::Triangle: return polygon(m.points, m.paint);
            case MarkKind::Text:
                out_ += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"{}\"{}{}>{}</text>\n", num(m.box.x), num(m.box.y + kAscent * m.size_px), num(m.size_px),
                                    m.weight == Weight::Strong ? " font-weight=\"600\"" : "", fill(m.paint), xml_escaped(m.text));
                return;
        }
    }
    void spot(const Spot& s) {
        out_ += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" fill=\"transparent\"><title>{}</title></rect>\n", num(s.box.x), num(s.box.y), num(s.box.w), num(s.box.h),
                            xml_escaped(s.body.empty() ? s.title : s.title + "\n" + s.body));
    }
    [[nodiscard]] std::string take() { return std::move(out_); }

private:
    [[nodiscard]] std::string fill(const Paint& paint) const {
        const render::Rgba8 c = colour_of(paint, palette_);
        std::string text = fmt::format(" fill=\"{}\"", hex(c));
        if (c.a != 255) text += fmt::format(" fill-opacity=\"{}\"", num(static_cast<float>(c.a) / 255.0f));
        return text;
    }
    [[nodiscard]] std::string stroke(const Mark& m) const {
        const render::Rgba8 c = colour_of(m.paint, palette_);
        std::string text = fmt::format(" stroke=\"{}\" stroke-width=\"{}\"", hex(c), num(m.stroke_px));
        if (c.a != 255) text += fmt::format(" stroke-opacity=\"{}\"", num(static_cast<float>(c.a) / 255.0f));
        return text;
    }
    void polyline(const Mark& m) {
        out_ += "<polyline points=\"";
        for (const Point& p : m.points) out_ += num(p.x) + "," + num(p.y) + " ";
        out_.back() = '"';
        out_ += " fill=\"none\" stroke-linejoin=\"round\"" + stroke(m) + "/>\n";
    }
    void polygon(const std::vector<Point>& points, const Paint& paint) {
        out_ += "<polygon points=\"";
        for (const Point& p : points) out_ += num(p.x) + "," + num(p.y) + " ";
        out_.back() = '"';
        out_ += fill(paint) + "/>\n";
    }
    void band(const Mark& m) {
        std::vector<Point> round(m.points.begin(), m.points.begin() + static_cast<std::ptrdiff_t>(m.points.size() / 2));
        round.insert(round.end(), m.points.rbegin(), m.points.rbegin() + static_cast<std::ptrdiff_t>(m.points.size() / 2));
        polygon(round, m.paint);
    }
    void hatch(const Mark& m) {
        const std::string id = fmt::format("{}-hatch{}", options_.id, ++hatches_);
        out_ += fmt::format("<clipPath id=\"{}\"><rect x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/></clipPath><g clip-path=\"url(#{})\">", id, num(m.box.x), num(m.box.y), num(m.box.w), num(m.box.h), id);
        Mark line{.kind = MarkKind::Line, .paint = m.paint};
        for (float x = m.box.x - m.box.h; x < m.box.right(); x += 5.0f)
            out_ += fmt::format("<path d=\"M{} {}L{} {}\"{}/>", num(x), num(m.box.bottom()), num(x + m.box.h), num(m.box.y), stroke(line));
        out_ += "</g>\n";
    }

    const Palette& palette_;
    const SvgOptions& options_;
    std::string out_;
    int hatches_ = 0;
};

std::string plain(const std::optional<double>& value) { return value ? fmt::format("{}", *value) : std::string{}; }

}  // namespace

const Palette& paper_palette() noexcept {
    static const Palette paper{render::rgb("#14181f"), render::rgb("#59626f"), render::rgb("#dfe3e8"), render::rgb("#eef0f3"), render::rgb("#0b6bb0"), render::rgb("#b35c00"),
                               render::Rgba8{255, 255, 255, 255}, render::rgb("#9aa3af")};
    return paper;
}

render::Rgba8 colour_of(const Paint& paint, const Palette& palette) noexcept {
    render::Rgba8 colour = paint.fixed;
    switch (paint.ink) {
        case Ink::Text: colour = palette.text; break;
        case Ink::Dim: colour = palette.dim; break;
        case Ink::Line: colour = palette.line; break;
        case Ink::Ground: colour = palette.ground; break;
        case Ink::Accent: colour = palette.accent; break;
        case Ink::Warning: colour = palette.warning; break;
        case Ink::Fixed: break;
    }
    colour.a = static_cast<std::uint8_t>(std::lround(static_cast<float>(colour.a) * paint.alpha));
    return colour;
}

std::string xml_escaped(std::string_view utf8) {
    std::string out;
    for (const char c : utf8) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n':
            case '\t': out += c; break;
            default:
                if (static_cast<unsigned char>(c) >= 0x20U) out += c;
        }
    }
    return out;
}

std::string csv_field(std::string_view utf8) {
    if (utf8.find_first_of(",\"\r\n") == std::string_view::npos) return std::string{utf8};
    std::string quoted = "\"";
    for (const char c : utf8) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + '"';
}

std::string to_svg(const Drawing& drawing, const Palette& palette, const SvgOptions& options) {
    constexpr float kMargin = 16.0f, kNoteLine = 16.0f, kTitle = 30.0f;
    const bool whole = options.standalone;
    const float x0 = whole ? kMargin : 0.0f, y0 = whole ? kMargin + kTitle : 0.0f;
    const float width = drawing.width_px + 2 * x0;
    const float height = whole ? y0 + drawing.height_px + kMargin + kNoteLine * static_cast<float>(drawing.notes.size()) : drawing.height_px;
    std::string out = whole ? "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" : "";
    out += fmt::format("<svg{4} viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" role=\"img\" font-family=\"{2}\">\n<title>{3}</title>\n", num(width), num(height),
                       xml_escaped(options.font), xml_escaped(drawing.title), whole ? " xmlns=\"http://www.w3.org/2000/svg\"" : "");
    if (whole && palette.background.a > 0) out += fmt::format("<rect width=\"{}\" height=\"{}\" fill=\"{}\"/>\n", num(width), num(height), hex(palette.background));
    if (whole) out += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"16\" font-weight=\"600\" fill=\"{}\">{}</text>\n", num(x0), num(kMargin + 14.0f), hex(palette.text), xml_escaped(drawing.title));
    if (whole) out += fmt::format("<g transform=\"translate({} {})\">\n", num(x0), num(y0));
    Svg svg{palette, options};
    for (const Mark& mark : drawing.marks) svg.mark(mark);
    for (const Spot& spot : drawing.spots) svg.spot(spot);
    out += svg.take();
    if (whole) out += "</g>\n";
    if (whole)
        for (std::size_t i = 0; i < drawing.notes.size(); ++i)
            out += fmt::format("<text x=\"{}\" y=\"{}\" font-size=\"11\" fill=\"{}\">{}</text>\n", num(x0), num(y0 + drawing.height_px + kNoteLine * static_cast<float>(i + 1)), hex(palette.dim), xml_escaped(drawing.notes[i]));
    return out + "</svg>\n";
}

std::string to_csv(const Drawing& drawing) {
    std::string out = "series,label,code,year,as_of,value,low,high,unit,state,note,source\n";
    for (const Row& row : drawing.rows)
        out += fmt::format("{},{},{},{},{},{},{},{},{},{},{},{}\n", csv_field(row.series), csv_field(row.label), csv_field(row.code), row.year != 0 ? std::to_string(row.year) : std::string{}, csv_field(row.as_of),
                           plain(row.value), plain(row.low), plain(row.high), csv_field(row.unit), row.state, csv_field(row.note), csv_field(row.source));
    return out;
}

}  // namespace linchpin::chart
