#include "app/ui/widgets.h"

#include <algorithm>
#include <cmath>

#include "app/ui/popup_place.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

const char* begin_of(std::string_view s) { return s.data(); }
const char* end_of(std::string_view s) { return s.data() + s.size(); }

void put_text(ImFont* font, ImVec2 at, ImU32 colour, std::string_view s) {
    if (!s.empty()) ImGui::GetWindowDrawList()->AddText(font, font->FontSize, at, colour, begin_of(s), end_of(s));
}

/// An invisible item that is clicked, hovered and focused like a button.
struct Hit { bool clicked, hovered, focused; ImVec2 min, max; };
Hit hit_area(PanelContext& c, std::string_view probe_name, ImVec2 size) {
    ImGui::PushID(begin_of(probe_name), end_of(probe_name));
    const bool clicked = ImGui::InvisibleButton("##hit", size);
    ImGui::PopID();
    c.probe.mark_item(probe_name);
    return {clicked, ImGui::IsItemHovered(), ImGui::IsItemFocused() && ImGui::GetIO().NavVisible, ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
}

void draw_switch(PanelContext& c, ImVec2 at, bool on) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ThemeColours& k = c.colours();
    const float w = c.px(28), h = c.px(16), r = h / 2;
    list.AddRectFilled(at, {at.x + w, at.y + h}, im(on ? k.accent : k.line), r);
    const float knob = r - c.px(3);
    list.AddCircleFilled({on ? at.x + w - r : at.x + r, at.y + r}, knob, im(on ? k.on_accent : k.text_dim), 20);
}

void draw_check(PanelContext& c, ImVec2 at, bool on) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ThemeColours& k = c.colours();
    const float s = c.px(14);
    if (!on) return list.AddRect(at, {at.x + s, at.y + s}, im(k.text_dim), c.px(4), 0, std::max(1.0f, c.scale));
    list.AddRectFilled(at, {at.x + s, at.y + s}, im(k.accent), c.px(4));
    const ImVec2 tick[] = {{at.x + s * 0.25f, at.y + s * 0.53f}, {at.x + s * 0.43f, at.y + s * 0.71f}, {at.x + s * 0.77f, at.y + s * 0.31f}};
    list.AddPolyline(tick, 3, im(k.on_accent), 0, 1.7f * c.scale);
}

void draw_chevron(PanelContext& c, ImVec2 centre, bool open, ImU32 colour) {
    const float r = 3.5f * c.scale;
    const ImVec2 right[] = {{centre.x - r * 0.5f, centre.y - r}, {centre.x + r * 0.5f, centre.y}, {centre.x - r * 0.5f, centre.y + r}};
    const ImVec2 down[] = {{centre.x - r, centre.y - r * 0.5f}, {centre.x, centre.y + r * 0.5f}, {centre.x + r, centre.y - r * 0.5f}};
    ImGui::GetWindowDrawList()->AddPolyline(open ? down : right, 3, colour, 0, 1.6f * c.scale);
}

void highlight(PanelContext& c, const Hit& hit, float grow_at_1x = 8.0f) {
    if (!hit.hovered && !hit.focused) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float g = c.px(grow_at_1x);
    const ImVec2 a{hit.min.x - g, hit.min.y}, b{hit.max.x + g, hit.max.y};
    if (hit.hovered) list.AddRectFilled(a, b, im(c.colours().raised), c.px(8));
    if (hit.focused) list.AddRect(a, b, im(c.colours().accent), c.px(8), 0, 1.5f * c.scale);
}

/// Beside the panel where there is room, else over it, clear of the item; in the lower half it grows upwards. Always inside the window.
void place_beside_panel(const PanelContext& c, float width_px) {
    const ImVec2 from = ImGui::GetItemRectMin(), to = ImGui::GetItemRectMax(), window = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float margin = c.px(8), needed = width_px + 2 * margin;
    const bool upwards = (from.y + to.y) / 2 > screen.y / 2;
    const bool right = screen.x - window.x - size.x >= needed, left = window.x >= needed;
    const float pivot_y = upwards ? 1.0f : 0.0f;
    if (right || left) {
        ImGui::SetNextWindowPos({right ? window.x + size.x + margin : window.x - margin, upwards ? to.y : from.y}, ImGuiCond_Always, {right ? 0.0f : 1.0f, pivot_y});
    } else {
        ImGui::SetNextWindowPos({std::max(margin, screen.x - margin), upwards ? from.y - margin : to.y + margin}, ImGuiCond_Always, {1.0f, pivot_y});
    }
}

float middle_y(const Hit& hit, float height) { return std::floor(hit.min.y + (hit.max.y - hit.min.y - height) / 2); }

}  // namespace

// Empty views may hold a null pointer, for which ImGui would look for a terminator.
float text_width(ImFont* font, std::string_view s) { return s.empty() ? 0.0f : font->CalcTextSizeA(font->FontSize, 1e9f, 0.0f, begin_of(s), end_of(s)).x; }

bool begin_panel(PanelContext& c, const char* id, ImVec2 pos, ImVec2 most, bool fit_height) {
    ImGui::SetNextWindowPos(pos, ImGuiCond_Always);
    ImGui::SetNextWindowSizeConstraints({most.x, fit_height ? 0.0f : most.y}, most);
    ImGuiWindowFlags flags = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus;
    if (fit_height) flags = (flags & ~ImGuiWindowFlags_NoScrollbar) | ImGuiWindowFlags_AlwaysAutoResize;
    else flags |= ImGuiWindowFlags_NoScrollWithMouse;
    if (!fit_height) ImGui::SetNextWindowSize(most);
    ImGui::PushFont(c.fonts.body);
    return ImGui::Begin(id, nullptr, flags);
}

void end_panel(PanelContext& c, std::string_view probe_name) {
    const ImVec2 a = ImGui::GetWindowPos(), s = ImGui::GetWindowSize();
    c.probe.mark(probe_name, a.x, a.y, a.x + s.x, a.y + s.y);
    ImGui::End();
    ImGui::PopFont();
}

void text(ImFont* font, render::Rgba8 colour, std::string_view utf8) {
    if (utf8.empty()) utf8 = "";
    ImGui::PushFont(font);
    ImGui::PushStyleColor(ImGuiCol_Text, im(colour));
    ImGui::TextUnformatted(begin_of(utf8), end_of(utf8));
    ImGui::PopStyleColor();
    ImGui::PopFont();
}

void text_wrapped(ImFont* font, render::Rgba8 colour, std::string_view utf8) {
    ImGui::PushTextWrapPos(0.0f);
    text(font, colour, utf8);
    ImGui::PopTextWrapPos();
}

void text_right(PanelContext&, ImFont* font, render::Rgba8 colour, std::string_view utf8) {
    const float right = ImGui::GetWindowContentRegionMax().x;
    ImGui::SameLine(right - text_width(font, utf8));
    text(font, colour, utf8);
}

std::string fitted(ImFont* font, std::string_view utf8, float width_px) {
    if (text_width(font, utf8) <= width_px) return std::string{utf8};
    const float room = width_px - text_width(font, "\u2026");
    const char* rest = nullptr;
    font->CalcTextSizeA(font->FontSize, std::max(room, 0.0f), 0.0f, begin_of(utf8), end_of(utf8), &rest);
    std::string cut{begin_of(utf8), rest != nullptr ? rest : begin_of(utf8)};
    while (!cut.empty() && cut.back() == ' ') cut.pop_back();
    return cut + "\u2026";
}

float field_room() { return ImGui::GetContentRegionAvail().x - 2.0f * ImGui::GetStyle().FramePadding.x; }

const char* first_that_fits(ImFont* font, std::initializer_list<const char*> texts, float width_px) {
    const char* last = "";
    for (const char* const candidate : texts) {
        last = candidate;
        if (text_width(font, candidate) <= width_px) break;
    }
    return last;
}

void caption(PanelContext& c, std::string_view utf8) { text(c.fonts.small, c.colours().text_dim, utf8); }
void gap(PanelContext& c, float at_1x) { ImGui::Dummy({0.0f, std::max(0.0f, c.px(at_1x) - ImGui::GetStyle().ItemSpacing.y)}); }

void divider(PanelContext& c) {
    gap(c, 8);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::GetWindowDrawList()->AddLine(at, {at.x + ImGui::GetContentRegionAvail().x, at.y}, im(c.colours().line), 1.0f);
    gap(c, 16);
}

bool layer_row(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view count, std::string_view second_line, bool& on, bool* open) {
    const ThemeColours& k = c.colours();
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(second_line.empty() ? 32 : 44), arrow = open != nullptr ? c.px(28) : 0.0f;
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float split = width - arrow;
    const Hit hit = hit_area(c, probe_name, {split, height});
    c.probe.say(probe_name, count);
    Hit more{};
    if (open != nullptr) {
        ImGui::SameLine(0, 0);
        more = hit_area(c, std::string{probe_name} + "/open", {arrow, height});
        if (more.clicked) *open = !*open;
    }
    if (hit.clicked) on = !on;
    const Hit whole{false, hit.hovered || more.hovered, hit.focused, start, {start.x + width, start.y + height}};
    highlight(c, whole);
    const float line = c.fonts.body->FontSize, small = c.fonts.small->FontSize;
    const float block = second_line.empty() ? line : line + small + c.px(3);
    const float y = middle_y(whole, block);
    draw_switch(c, {start.x, std::floor(y + (line - c.px(16)) / 2)}, on);
    const float x = start.x + c.px(40), right = start.x + width - arrow + c.px(open != nullptr ? 4 : 0);
    const float count_width = text_width(c.fonts.small, count);
    put_text(c.fonts.body, {x, y}, im(on ? k.text : k.text_dim), fitted(c.fonts.body, name, right - x - count_width - c.px(8)));
    if (on) put_text(c.fonts.small, {right - count_width, y + (line - small)}, im(k.text_dim), count);
    if (!second_line.empty()) put_text(c.fonts.small, {x, y + line + c.px(3)}, im(k.text_dim), fitted(c.fonts.small, second_line, right - x));
    if (open != nullptr) draw_chevron(c, {start.x + width - c.px(5), y + line / 2}, *open, im(more.hovered ? k.text : k.text_dim));
    return hit.clicked;
}

bool switch_row(PanelContext& c, std::string_view probe_name, std::string_view name, bool& on) { return layer_row(c, probe_name, name, "", "", on, nullptr); }

bool check_row(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view count, render::Rgba8 swatch, bool& on) {
    const ThemeColours& k = c.colours();
    const Hit hit = hit_area(c, probe_name, {ImGui::GetContentRegionAvail().x, c.px(26)});
    if (hit.clicked) on = !on;
    highlight(c, hit, 4.0f);
    draw_check(c, {hit.min.x, middle_y(hit, c.px(14))}, on);
    float x = hit.min.x + c.px(24);
    if (swatch.a > 0) {
        ImGui::GetWindowDrawList()->AddCircleFilled({x + c.px(4), (hit.min.y + hit.max.y) / 2}, 4.0f * c.scale, im(swatch), 16);
        x += c.px(16);
    }
    const float count_width = text_width(c.fonts.small, count);
    put_text(c.fonts.body, {x, middle_y(hit, c.fonts.body->FontSize)}, im(on ? k.text : k.text_dim),
             fitted(c.fonts.body, name, hit.max.x - x - count_width - c.px(8)));
    put_text(c.fonts.small, {hit.max.x - count_width, middle_y(hit, c.fonts.small->FontSize) + 1}, im(k.text_dim), count);
    return hit.clicked;
}

bool segments(PanelContext& c, std::string_view probe_name, const std::vector<std::string>& names, int& chosen) {
    const ThemeColours& k = c.colours();
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(30), each = width / static_cast<float>(names.size());
    const ImVec2 start = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(start, {start.x + width, start.y + height}, im(k.raised), c.px(8));
    bool changed = false;
    for (int i = 0; i < static_cast<int>(names.size()); ++i) {
        if (i > 0) ImGui::SameLine(0, 0);
        const std::string& name = names[static_cast<std::size_t>(i)];
        const Hit hit = hit_area(c, std::string{probe_name} + "/" + name, {each, height});
        if (hit.clicked && chosen != i) {
            chosen = i;
            changed = true;
        }
        const bool is = chosen == i;
        if (is) list.AddRectFilled({hit.min.x + 2, hit.min.y + 2}, {hit.max.x - 2, hit.max.y - 2}, im(k.accent), c.px(6));
        else if (hit.hovered) list.AddRectFilled({hit.min.x + 2, hit.min.y + 2}, {hit.max.x - 2, hit.max.y - 2}, im(k.raised), c.px(6));
        put_text(c.fonts.body, {std::floor((hit.min.x + hit.max.x - text_width(c.fonts.body, name)) / 2), middle_y(hit, c.fonts.body->FontSize)},
                 im(is ? k.on_accent : k.text), name);
    }
    return changed;
}

bool slider(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view value, float& t) {
    const ThemeColours& k = c.colours();
    text(c.fonts.body, k.text, name);
    text_right(c, c.fonts.body, k.text, value);
    ImGui::SetCursorPosY(ImGui::GetCursorPosY() - c.px(6));
    const float width = ImGui::GetContentRegionAvail().x, height = c.px(20);
    const Hit hit = hit_area(c, probe_name, {width, height});
    const float inset = c.px(7), track = std::max(1.0f, width - 2 * inset);
    bool changed = false;
    if (ImGui::IsItemActive()) {
        const float wanted = std::clamp((ImGui::GetIO().MousePos.x - hit.min.x - inset) / track, 0.0f, 1.0f);
        changed = wanted != t;
        t = wanted;
    }
    if (hit.focused) {
        const float step = (ImGui::IsKeyPressed(ImGuiKey_RightArrow) ? 0.02f : 0.0f) - (ImGui::IsKeyPressed(ImGuiKey_LeftArrow) ? 0.02f : 0.0f);
        if (step != 0.0f) {
            t = std::clamp(t + step, 0.0f, 1.0f);
            changed = true;
        }
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = (hit.min.y + hit.max.y) / 2, x = hit.min.x + inset + t * track, half = 1.5f * c.scale;
    list.AddRectFilled({hit.min.x, y - half}, {hit.max.x, y + half}, im(k.line), half);
    list.AddRectFilled({hit.min.x, y - half}, {x, y + half}, im(k.accent), half);
    list.AddCircleFilled({x, y}, (hit.hovered || ImGui::IsItemActive() ? 7.0f : 6.0f) * c.scale, im(k.accent), 24);
    if (hit.focused) list.AddCircle({x, y}, 9.0f * c.scale, im(k.accent), 24, 1.5f * c.scale);
    return changed;
}

bool chooser(PanelContext& c, std::string_view probe_name, const std::vector<std::string>& names, const std::vector<std::string>& notes, int& chosen) {
    const ThemeColours& k = c.colours();
    const float width = ImGui::GetContentRegionAvail().x;
    const Hit hit = hit_area(c, probe_name, {width, c.px(34)});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(hit.min, hit.max, im(hit.hovered ? k.raised_hover : k.raised), c.px(8));
    if (hit.focused) list.AddRect(hit.min, hit.max, im(k.accent), c.px(8), 0, 1.5f * c.scale);
    const bool valid = chosen >= 0 && chosen < static_cast<int>(names.size());
    const std::string_view shown = valid ? std::string_view{names[static_cast<std::size_t>(chosen)]} : std::string_view{kMissingText};
    put_text(c.fonts.body, {hit.min.x + c.px(12), middle_y(hit, c.fonts.body->FontSize)}, im(k.text), fitted(c.fonts.body, shown, width - c.px(40)));
    draw_chevron(c, {hit.max.x - c.px(16), (hit.min.y + hit.max.y) / 2}, true, im(k.text_dim));

    ImGui::PushID(begin_of(probe_name), end_of(probe_name));
    if (hit.clicked) ImGui::OpenPopup("##choices");
    bool changed = false;
    ImGui::SetNextWindowSizeConstraints({width, 0}, {width, place_popup(c, hit.min, hit.max, c.px(420))});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{c.px(8), c.px(8)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{0, c.px(2)});
    if (ImGui::BeginPopup("##choices")) {
        for (int i = 0; i < static_cast<int>(names.size()); ++i) {
            const auto row = static_cast<std::size_t>(i);
            const std::string_view note = row < notes.size() ? std::string_view{notes[row]} : std::string_view{};
            const Hit item = hit_area(c, std::string{probe_name} + "/" + std::to_string(i), {ImGui::GetContentRegionAvail().x, c.px(note.empty() ? 30 : 44)});
            if (i == chosen || item.hovered || item.focused)
                ImGui::GetWindowDrawList()->AddRectFilled(item.min, item.max, im(item.hovered || item.focused ? k.raised_hover : k.raised), c.px(6));
            const float block = c.fonts.body->FontSize + (note.empty() ? 0 : c.fonts.small->FontSize + c.px(2)), y = middle_y(item, block);
            const float room = item.max.x - item.min.x - c.px(16);
            put_text(c.fonts.body, {item.min.x + c.px(8), y}, im(k.text), fitted(c.fonts.body, names[row], room));
            if (!note.empty())
                put_text(c.fonts.small, {item.min.x + c.px(8), y + c.fonts.body->FontSize + c.px(2)}, im(k.text_dim), fitted(c.fonts.small, note, room));
            if (item.clicked) {
                changed = i != chosen;
                chosen = i;
                ImGui::CloseCurrentPopup();
            }
        }
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar(2);
    ImGui::PopID();
    return changed;
}

void progress_bar(PanelContext& c, float share) {
    const ThemeColours& k = c.colours();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x, high = c.px(8);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(at, {at.x + width, at.y + high}, im(k.line), high / 2);
    if (share > 0.0f) list.AddRectFilled(at, {at.x + std::max(width * share, high), at.y + high}, im(k.accent), high / 2);
    ImGui::Dummy({width, high});
}

bool text_button(PanelContext& c, std::string_view probe_name, std::string_view name, bool strong) {
    const ThemeColours& k = c.colours();
    const Hit hit = hit_area(c, probe_name, {text_width(c.fonts.body, name) + c.px(20), c.px(28)});
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(hit.min, hit.max, im(strong ? k.accent : hit.hovered ? k.raised_hover : k.raised), c.px(8));
    if (hit.focused) list.AddRect(hit.min, hit.max, im(k.accent), c.px(8), 0, 1.5f * c.scale);
    put_text(c.fonts.body, {hit.min.x + c.px(10), middle_y(hit, c.fonts.body->FontSize)}, im(strong ? k.on_accent : k.text), name);
    return hit.clicked;
}

bool link_row(PanelContext& c, std::string_view probe_name, std::string_view name, std::string_view value, render::Rgba8 swatch) {
    const ThemeColours& k = c.colours();
    const Hit hit = hit_area(c, probe_name, {ImGui::GetContentRegionAvail().x, c.px(26)});
    highlight(c, hit, 6.0f);
    float x = hit.min.x;
    if (swatch.a > 0) {
        ImGui::GetWindowDrawList()->AddCircleFilled({x + c.px(4), (hit.min.y + hit.max.y) / 2}, 4.0f * c.scale, im(swatch), 16);
        x += c.px(16);
    }
    const float value_width = text_width(c.fonts.body, value);
    put_text(c.fonts.body, {x, middle_y(hit, c.fonts.body->FontSize)}, im(k.text), fitted(c.fonts.body, name, hit.max.x - x - value_width - c.px(12)));
    put_text(c.fonts.body, {hit.max.x - value_width, middle_y(hit, c.fonts.body->FontSize)}, im(k.text_dim), value);
    return hit.clicked;
}

void draw_icon(ImDrawList& list, Icon icon, ImVec2 o, float r, ImU32 colour) {
    const float w = r * 0.22f;
    const auto line = [&](float x0, float y0, float x1, float y1) { list.AddLine({o.x + x0 * r, o.y + y0 * r}, {o.x + x1 * r, o.y + y1 * r}, colour, w); };
    const auto wedge = [&](float x, float dir) {
        list.AddTriangleFilled({o.x + x * r, o.y - 0.6f * r}, {o.x + x * r, o.y + 0.6f * r}, {o.x + (x + dir * 0.75f) * r, o.y}, colour);
    };
    switch (icon) {
        case Icon::Play: list.AddTriangleFilled({o.x - 0.5f * r, o.y - 0.8f * r}, {o.x - 0.5f * r, o.y + 0.8f * r}, {o.x + 0.85f * r, o.y}, colour); break;
        case Icon::Pause:
            list.AddRectFilled({o.x - 0.6f * r, o.y - 0.75f * r}, {o.x - 0.18f * r, o.y + 0.75f * r}, colour, w * 0.5f);
            list.AddRectFilled({o.x + 0.18f * r, o.y - 0.75f * r}, {o.x + 0.6f * r, o.y + 0.75f * r}, colour, w * 0.5f);
            break;
        case Icon::Search:
            list.AddCircle({o.x - 0.15f * r, o.y - 0.15f * r}, 0.6f * r, colour, 24, w);
            line(0.3f, 0.3f, 0.8f, 0.8f);
            break;
        case Icon::Close:
            line(-0.55f, -0.55f, 0.55f, 0.55f);
            line(-0.55f, 0.55f, 0.55f, -0.55f);
            break;
        case Icon::Restart:
            list.PathArcTo(o, 0.65f * r, -0.3f, 4.6f, 24);
            list.PathStroke(colour, 0, w);
            list.AddTriangleFilled({o.x - 0.10f * r, o.y - 1.05f * r}, {o.x - 0.10f * r, o.y - 0.25f * r}, {o.x + 0.5f * r, o.y - 0.65f * r}, colour);
            break;
        case Icon::Faster:
            wedge(-0.75f, 1.0f);
            wedge(0.0f, 1.0f);
            break;
        case Icon::Slower:
            wedge(0.75f, -1.0f);
            wedge(0.0f, -1.0f);
            break;
        case Icon::Plus:
            line(-0.6f, 0, 0.6f, 0);
            line(0, -0.6f, 0, 0.6f);
            break;
        case Icon::Before:
            wedge(0.45f, -1.0f);
            line(-0.55f, -0.6f, -0.55f, 0.6f);
            break;
        case Icon::After:
            wedge(-0.45f, 1.0f);
            line(0.55f, -0.6f, 0.55f, 0.6f);
            break;
        case Icon::Target:
            list.AddCircle(o, 0.6f * r, colour, 24, w);
            line(0, -0.95f, 0, -0.35f);
            line(0, 0.35f, 0, 0.95f);
            line(-0.95f, 0, -0.35f, 0);
            line(0.35f, 0, 0.95f, 0);
            break;
    }
}

bool icon_button(PanelContext& c, std::string_view probe_name, Icon icon, float size_at_1x) {
    const float size = c.px(size_at_1x);
    const Hit hit = hit_area(c, probe_name, {size, size});
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const ImVec2 centre{(hit.min.x + hit.max.x) / 2, (hit.min.y + hit.max.y) / 2};
    if (hit.hovered) list.AddCircleFilled(centre, size / 2, im(k.raised_hover), 32);
    if (hit.focused) list.AddCircle(centre, size / 2, im(k.accent), 32, 1.5f * c.scale);
    draw_icon(list, icon, centre, 7.0f * c.scale, im(hit.hovered ? k.text : k.text_dim));
    return hit.clicked;
}

void explain(PanelContext& c, std::string_view title, std::string_view body) {
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_NoSharedDelay)) {
        // A window at rest draws no frame: without asking for one the time that the pointer has to rest would never pass.
        if (ImGui::IsItemHovered()) c.ask(Action::None);
        return;
    }
    const float width = c.px(280);
    place_beside_panel(c, width);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{c.px(14), c.px(12)});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2{c.px(4), c.px(4)});
    if (ImGui::BeginTooltip()) {
        ImGui::PushTextWrapPos(width - c.px(14));
        if (!title.empty()) text(c.fonts.strong, c.colours().text, title);
        text(c.fonts.small, c.colours().text_dim, body);
        c.probe.say("explain", title);
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
    ImGui::PopStyleVar(2);
}

}  // namespace linchpin::app
