#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/ui/draw_parts.h"
#include "app/ui/timeline_parts.h"
#include "app/ui/widgets.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr const char* kHappens[] = {"data centre", "cable", "satellite"};

/// Seconds between ticks whose labels keep apart.
double tick_step(const TimeScale& scale, float apart_px, double frame_s) {
    for (const double step : {0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0, 15.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1800.0, 3600.0})
        if (step >= frame_s && scale.seconds(apart_px) <= step) return step;
    return 7200.0;
}

const std::array<int, 3>* happens_at(const TimelineDesk& desk, double time_s, int& year) {
    if (!desk.date_at) return nullptr;
    const std::optional<Date> date = desk.date_at(time_s);
    if (!date) return nullptr;
    year = date->year();
    const int row = year - desk.histogram_from;
    return row >= 0 && row < static_cast<int>(desk.histogram.size()) ? &desk.histogram[static_cast<std::size_t>(row)] : nullptr;
}

/// Three bands, one upon the other; each in shares of its own best year, so that thousands of satellites do not hide the cables.
void draw_histogram(PanelContext& c, const TimeScale& scale, ImVec2 from, ImVec2 to) {
    const TimelineDesk& desk = *c.timeline;
    std::array<int, 3> most{1, 1, 1};
    for (const auto& year : desk.histogram)
        for (std::size_t kind = 0; kind < 3; ++kind) most[kind] = std::max(most[kind], year[kind]);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float column = std::max(2.0f, c.px(2)), third = (to.y - from.y) / 3.0f;
    const render::Rgba8 ink = c.colours().text_dim;
    const std::array<ImU32, 3> colours{im(render::with_alpha(ink, 0.55f)), im(render::with_alpha(ink, 0.38f)), im(render::with_alpha(ink, 0.22f))};
    for (float x = scale.left; x < scale.right; x += column) {
        const double time_s = scale.time_at(x);
        if (time_s > desk.project().length_s) break;
        int year = 0;
        const auto* const counts = happens_at(desk, time_s, year);
        if (counts == nullptr) continue;
        float y = to.y;
        for (std::size_t kind = 0; kind < 3; ++kind) {
            const float height = third * std::sqrt(static_cast<float>((*counts)[kind]) / static_cast<float>(most[kind]));
            list.AddRectFilled({x, y - height}, {std::min(x + column, scale.right), y}, colours[kind]);
            y -= height;
        }
    }
}

void draw_loop(PanelContext& c, const TimeScale& scale, ImVec2 from, ImVec2 to) {
    const Project& project = c.timeline->project();
    if (!project.loop_start_s && !project.loop_end_s) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float a = scale.x_of(project.loop_start_s.value_or(0.0)), b = scale.x_of(project.loop_end_s.value_or(project.length_s)), w = std::max(1.0f, 2.0f * c.scale);
    list.AddRectFilled({a, from.y}, {b, from.y + c.px(4)}, im(c.colours().accent), c.px(2));
    for (const auto& [x, inward] : {std::pair{a, c.px(5)}, std::pair{b, -c.px(5)}}) {
        list.AddLine({x, from.y}, {x, to.y}, im(c.colours().accent), w);
        list.AddLine({x, to.y}, {x + inward, to.y}, im(c.colours().accent), w);
    }
    c.probe.say("timeline/loop", fmt::format("{:.3f} {:.3f}", project.loop_start_s.value_or(0.0), project.loop_end_s.value_or(project.length_s)));
}

void tell_year(PanelContext& c, double time_s) {
    int year = 0;
    const auto* const counts = happens_at(*c.timeline, time_s, year);
    std::string body = "Drag to move through the project. [ and ] set a loop.";
    if (counts != nullptr) {
        body = "In " + std::to_string(year) + " in this pack: ";
        for (std::size_t kind = 0; kind < 3; ++kind)
            body += (kind > 0 ? ", " : "") + format_count((*counts)[kind]) + " " + kHappens[kind] + ((*counts)[kind] == 1 ? "" : "s");
        body += " (opened, landed, launched). The bands show their share of the best year.";
    }
    explain(c, time_text(time_s), body);
}

}  // namespace

void timeline_ruler(PanelContext& c, const TimeScale& scale, ImVec2 from, ImVec2 to) {
    TimelineDesk& desk = *c.timeline;
    const ThemeColours& k = c.colours();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImGui::SetCursorScreenPos(from);
    ImGui::InvisibleButton("##ruler", {to.x - from.x, to.y - from.y});
    c.probe.mark_item("timeline/ruler");
    c.probe.mark("timeline/span", scale.x_of(0.0), from.y, scale.x_of(desk.project().length_s), to.y);
    const bool held = ImGui::IsItemActive();
    desk.scrubbing = held;
    if (held) {
        double wanted = scale.time_at(ImGui::GetIO().MousePos.x);
        if (!ImGui::GetIO().KeyShift) wanted = desk.snapped(wanted, scale.seconds(c.px(4)), {}, false);
        desk.rate = 0.0;
        desk.go_to(wanted);
    } else if (ImGui::IsItemHovered()) {
        tell_year(c, scale.time_at(ImGui::GetIO().MousePos.x));
        wheel_zooms(c, scale);
    }
    list.PushClipRect(from, to, true);
    list.AddRectFilled({scale.x_of(0.0), from.y}, {scale.x_of(desk.project().length_s), to.y}, im(k.raised), c.px(4));
    draw_histogram(c, scale, from, {to.x, to.y});
    draw_loop(c, scale, from, to);
    const double step = tick_step(scale, c.px(72), 1.0 / desk.project().frames_per_s());
    for (double t = std::ceil(scale.from_s / step) * step; t <= std::min(scale.to_s, desk.project().length_s + 1e-9); t += step) {
        const float x = std::round(scale.x_of(t));
        list.AddLine({x, to.y - c.px(8)}, {x, to.y}, im(k.text_dim), 1.0f);
        const std::string text = time_text(t, step < 1.0 ? 1 : 0);
        // The last one has no room when it stands at the end.
        if (x + c.px(4) + c.fonts.small->CalcTextSizeA(c.fonts.small->FontSize, 1e9f, 0.0f, text.c_str()).x > to.x) continue;
        put_text(c.fonts.small, {x + c.px(4), from.y + c.px(4)}, k.text, text);
    }
    const float now = scale.x_of(desk.playhead_s), r = c.px(6);
    list.AddTriangleFilled({now - r, from.y}, {now + r, from.y}, {now, from.y + r * 1.3f}, im(k.warning));
    list.AddLine({now, from.y}, {now, to.y}, im(k.warning), std::max(1.0f, 1.5f * c.scale));
    list.PopClipRect();
}

}  // namespace linchpin::app
