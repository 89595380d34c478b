#include "app/ui/text_cuts.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <map>
#include <optional>

namespace linchpin::app {
namespace {

constexpr float kSlack_px = 1.5f;           // the anti-aliased rim of a letter may be lost without anybody seeing it
constexpr float kCutShare = 0.2f;           // of a letter's height: less is the air above and below

using Place = std::array<float, 4>;         // of a letter in the atlas

/// Letters are known by their place in the atlas. One that a control has cut has a place of its own that is in no font; when two
/// of its sides and its height still are, its left or right has gone.
class Letters {
public:
    enum class Seen { Whole, CutBeside, CutAboveOrBelow };
    struct Found { Seen seen = Seen::CutAboveOrBelow; std::optional<unsigned> code; };

    Letters() {
        for (const ImFont* font : ImGui::GetIO().Fonts->Fonts)
            for (const ImFontGlyph& g : font->Glyphs) {
                whole_[{g.U0, g.V0, g.U1, g.V1}] = g.Codepoint;
                beside_[{g.U0, g.V0, g.V1}] = beside_[{g.U1, g.V0, g.V1}] = g.Codepoint;
            }
    }
    [[nodiscard]] Found find(const Place& p) const {
        if (const auto found = whole_.find(p); found != whole_.end()) return {Seen::Whole, found->second};
        for (const float side : {p[0], p[2]})
            if (const auto found = beside_.find({side, p[1], p[3]}); found != beside_.end()) return {Seen::CutBeside, found->second};
        return {};
    }

private:
    std::map<Place, unsigned> whole_;
    std::map<std::array<float, 3>, unsigned> beside_;
};

void append(std::string& text, unsigned code) {
    char utf8[5];
    text += ImTextCharToUtf8(utf8, code);
}

struct Quad { ImVec2 a, b; Place place; };

/// The rectangle that starts at this index, when it is one with a picture of the atlas on it. Filled shapes have one place for all
/// their corners, anti-aliased lines a place without height.
std::optional<Quad> quad_at(const ImDrawList& list, const ImDrawCmd& command, unsigned at) {
    const ImDrawIdx* const i = list.IdxBuffer.Data + command.IdxOffset + at;
    if (at + 6 > command.ElemCount || i[3] != i[0] || i[4] != i[2] || i[2] != i[0] + 2) return std::nullopt;
    const ImDrawVert *const v = list.VtxBuffer.Data + command.VtxOffset, &first = v[i[0]], &last = v[i[2]];
    if (last.uv.x <= first.uv.x || last.uv.y <= first.uv.y) return std::nullopt;
    return Quad{first.pos, last.pos, {first.uv.x, first.uv.y, last.uv.x, last.uv.y}};
}

/// Where a panel, or one that it stands in, scrolls.
struct Scrolling { bool x = false, y = false; };

Scrolling scrolling(const ImGuiWindow& window) {
    Scrolling s;
    for (const ImGuiWindow* w = &window; w != nullptr; w = (w->Flags & ImGuiWindowFlags_ChildWindow) != 0 ? w->ParentWindow : nullptr) {
        s.x = s.x || w->ScrollMax.x > 0.0f;
        s.y = s.y || w->ScrollMax.y > 0.0f;
    }
    return s;
}

bool in_field(const Quad& q, std::span<const ImVec4> fields) {
    const ImVec2 middle{(q.a.x + q.b.x) / 2, (q.a.y + q.b.y) / 2};
    for (const ImVec4& f : fields)
        if (middle.x >= f.x && middle.x <= f.z && middle.y >= f.y && middle.y <= f.w) return true;
    return false;
}

bool is_cut(const Quad& q, const ImVec4& clip, const Scrolling& scrolls, Letters::Seen seen) {
    const float over_x = std::max(clip.x - q.a.x, q.b.x - clip.z), over_y = std::max(clip.y - q.a.y, q.b.y - clip.w);
    const float height = q.b.y - q.a.y;
    if (over_y >= height) return !scrolls.y;  // wholly above or below what is shown
    if (over_x > kSlack_px || seen == Letters::Seen::CutBeside) return !scrolls.x;
    return (seen != Letters::Seen::Whole || over_y > kCutShare * height + kSlack_px) && !scrolls.y;
}

/// The line being read: letters that follow each other at about the same height.
struct Line {
    std::string text;
    float x = 0, y = 0, height = 0;
    bool told = false;
    void add(const Quad& q, std::optional<unsigned> code) {
        const float size = std::max(height, q.b.y - q.a.y);
        if (std::abs(q.b.y - y) > size || q.a.x < x - size || q.a.x > x + 4 * size) *this = {};
        x = q.b.x, y = q.b.y, height = std::max(height, q.b.y - q.a.y);
        if (code) append(text, *code);
        else text += "\xe2\x80\xa6";
    }
};

void look_at(const ImGuiWindow& window, const Letters& letters, std::span<const ImVec4> fields, std::vector<TextCut>& cuts) {
    const ImDrawList& list = *window.DrawList;
    const Scrolling scrolls = scrolling(window);
    for (const ImDrawCmd& command : list.CmdBuffer) {
        Line line;
        for (unsigned at = 0; at + 3 <= command.ElemCount;) {
            const std::optional<Quad> quad = quad_at(list, command, at);
            at += quad ? 6 : 3;
            if (!quad) continue;
            const Letters::Found letter = letters.find(quad->place);
            line.add(*quad, letter.code);
            if (line.told || in_field(*quad, fields) || !is_cut(*quad, command.ClipRect, scrolls, letter.seen)) continue;
            line.told = true;
            cuts.push_back({window.Name, line.text, quad->a.x, quad->a.y});
        }
    }
}

}  // namespace

std::vector<TextCut> find_text_cuts(std::span<const ImVec4> fields) {
    std::vector<TextCut> cuts;
    const Letters letters;
    for (const ImGuiWindow* window : ImGui::GetCurrentContext()->Windows)
        if (window->Active && !window->Hidden) look_at(*window, letters, fields, cuts);
    return cuts;
}

}  // namespace linchpin::app
