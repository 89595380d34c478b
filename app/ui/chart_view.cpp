#include "app/ui/chart_view.h"

#include <algorithm>
#include <cmath>

#include "app/ui/draw_parts.h"
#include "app/ui/widgets.h"

namespace linchpin::app {
namespace {

using chart::Mark;
using chart::MarkKind;
using chart::Weight;

ImFont* font_of(const PanelContext& c, Weight weight, float size_px) {
    return weight == Weight::Strong ? c.fonts.strong : size_px > 13.0f ? c.fonts.body : c.fonts.small;
}

class Painter {
public:
    Painter(PanelContext& c, ImVec2 origin) : c_{c}, origin_{origin}, palette_{panel_palette(c)}, list_{*ImGui::GetWindowDrawList()} {}

    void mark(const Mark& m) {
        const ImU32 ink = im(chart::colour_of(m.paint, palette_));
        const float stroke = std::max(1.0f, m.stroke_px * c_.scale), radius = m.radius_px * c_.scale;
        switch (m.kind) {
            case MarkKind::Line: return line(m, ink, stroke);
            case MarkKind::Rect: return list_.AddRectFilled(at(m.box.x, m.box.y), at(m.box.right(), m.box.bottom()), ink, radius);
            case MarkKind::Hatch: return hatch(c_, at(m.box.x, m.box.y), at(m.box.right(), m.box.bottom()), chart::colour_of(m.paint, palette_));
            case MarkKind::Disc: return list_.AddCircleFilled(at(m.points[0]), radius, ink);
            case MarkKind::Ring: return list_.AddCircle(at(m.points[0]), radius, ink, 0, stroke);
            case MarkKind::Band: return band(m, ink);
            case MarkKind::Triangle: return list_.AddTriangleFilled(at(m.points[0]), at(m.points[1]), at(m.points[2]), ink);
            case MarkKind::Text: {
                ImFont* const font = font_of(c_, m.weight, m.size_px);
                return list_.AddText(font, m.size_px * c_.scale, at(m.box.x, m.box.y), ink, m.text.c_str());
            }
        }
    }

    [[nodiscard]] ImVec2 at(float x, float y) const { return {origin_.x + x * c_.scale, origin_.y + y * c_.scale}; }
    [[nodiscard]] ImVec2 at(chart::Point p) const { return at(p.x, p.y); }

private:
    void line(const Mark& m, ImU32 ink, float stroke) {
        std::vector<ImVec2> points;
        for (const chart::Point& p : m.points) points.push_back(at(p));
        // Straight hairlines stand on whole pixels, or they would be two pixels wide and half as dark.
        if (points.size() == 2 && (points[0].x == points[1].x || points[0].y == points[1].y) && m.stroke_px <= 1.0f)
            for (ImVec2& p : points) p = {std::floor(p.x) + 0.5f, std::floor(p.y) + 0.5f};
        list_.AddPolyline(points.data(), static_cast<int>(points.size()), ink, 0, stroke);
    }

    /// Strips without smoothed seams between them; the long edges are smoothed by lines of the same colour.
    void band(const Mark& m, ImU32 ink) {
        const std::size_t n = m.points.size() / 2;
        float highest = 0.0f;
        for (std::size_t i = 0; i < n; ++i) highest = std::max(highest, (m.points[n + i].y - m.points[i].y) * c_.scale);
        if (highest < 1.5f) return hair(m, ink, highest);
        const ImDrawListFlags kept = list_.Flags;
        list_.Flags &= ~ImDrawListFlags_AntiAliasedFill;
        for (std::size_t i = 0; i + 1 < n; ++i) list_.AddQuadFilled(at(m.points[i]), at(m.points[i + 1]), at(m.points[n + i + 1]), at(m.points[n + i]), ink);
        list_.Flags = kept;
        for (const std::size_t from : {std::size_t{0}, n}) {
            std::vector<ImVec2> edge;
            for (std::size_t i = 0; i < n; ++i) edge.push_back(at(m.points[from + i]));
            list_.AddPolyline(edge.data(), static_cast<int>(n), ink, 0, 1.0f);
        }
    }

    /// A band that is thinner than a pixel: a line that is as much fainter as it should be thinner.
    void hair(const Mark& m, ImU32 ink, float height_px) {
        std::vector<ImVec2> middle;
        const std::size_t n = m.points.size() / 2;
        for (std::size_t i = 0; i < n; ++i) middle.push_back(at(m.points[i].x, (m.points[i].y + m.points[n + i].y) / 2));
        ImVec4 faint = ImGui::ColorConvertU32ToFloat4(ink);
        faint.w *= std::clamp(height_px, 0.15f, 1.0f);
        list_.AddPolyline(middle.data(), static_cast<int>(n), ImGui::ColorConvertFloat4ToU32(faint), 0, 1.0f);
    }

    PanelContext& c_;
    ImVec2 origin_;
    chart::Palette palette_;
    ImDrawList& list_;
};

}  // namespace

float PanelMeter::width(std::string_view utf8, float size_px, Weight weight) const {
    ImFont* const font = font_of(c_, weight, size_px);
    return utf8.empty() ? 0.0f : font->CalcTextSizeA(size_px * c_.scale, 1e9f, 0.0f, utf8.data(), utf8.data() + utf8.size()).x / c_.scale;
}

chart::Palette panel_palette(const PanelContext& c) {
    const ThemeColours& k = c.colours();
    return {k.text, k.text_dim, k.line, k.raised, k.accent, k.warning, k.panel};
}

std::string draw_chart(PanelContext& c, std::string_view probe_name, const chart::Drawing& drawing) {
    const ImVec2 size{std::max(1.0f, drawing.width_px * c.scale), std::max(1.0f, drawing.height_px * c.scale)};
    ImGui::PushID(probe_name.data(), probe_name.data() + probe_name.size());
    const bool clicked = ImGui::InvisibleButton("##chart", size);
    ImGui::PopID();
    c.probe.mark_item(probe_name);
    const ImVec2 origin = ImGui::GetItemRectMin();
    Painter painter{c, origin};
    for (const Mark& mark : drawing.marks) painter.mark(mark);
    for (const chart::Spot& spot : drawing.spots) {
        if (spot.id.empty()) continue;
        const ImVec2 a = painter.at(spot.box.x, spot.box.y), b = painter.at(spot.box.right(), spot.box.bottom());
        c.probe.mark(std::string{probe_name} + "/" + spot.id, a.x, a.y, b.x, b.y);
    }
    if (!ImGui::IsItemHovered()) return {};
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const float x = (pointer.x - origin.x) / c.scale, y = (pointer.y - origin.y) / c.scale;
    const auto spot = std::find_if(drawing.spots.rbegin(), drawing.spots.rend(), [x, y](const chart::Spot& s) { return x >= s.box.x && x <= s.box.right() && y >= s.box.y && y <= s.box.bottom(); });
    if (spot == drawing.spots.rend()) return {};
    explain(c, spot->title, spot->body);
    c.probe.say(std::string{probe_name} + "/hover", spot->title + ": " + spot->body);
    return clicked ? spot->id : std::string{};
}

}  // namespace linchpin::app
