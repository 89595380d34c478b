// Bottom: the open project's timeline. Transport and buttons; ruler and tracks are in files of their own.
#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/ui/layout.h"
#include "app/ui/timeline_parts.h"
#include "app/ui/widgets.h"

namespace linchpin::app {
namespace {

void place(PanelContext& c, float x, float y, float height_at_1x, float row_at_1x) { ImGui::SetCursorPos({x, y + c.px((row_at_1x - height_at_1x) / 2)}); }

/// To the key before or after the playhead.
void jump(TimelineDesk& desk, int direction) {
    double best = direction < 0 ? 0.0 : desk.last_frame_s();
    for (const KeyRef& ref : all_keys(desk.project())) {
        const double t = desk.on_frame(time_of(desk.project(), ref));
        if (direction < 0 && t < desk.playhead_s - 1e-6) best = std::max(best, t);
        if (direction > 0 && t > desk.playhead_s + 1e-6) best = std::min(best, t);
    }
    desk.go_to(best);
}

/// Play, keys before and after, time. @return  where it ends
float transport(PanelContext& c, float x, float y) {
    TimelineDesk& desk = *c.timeline;
    const ThemeColours& k = c.colours();
    place(c, x, y, 24, 32);
    if (icon_button(c, "timeline/before", Icon::Before, 24.0f)) jump(desk, -1);
    explain(c, "Key before", "The playhead goes to the key or marker before it.");
    place(c, x + c.px(26), y, 32, 32);
    if (icon_button(c, "timeline/play", desk.rate != 0.0 ? Icon::Pause : Icon::Play)) c.ask(Action::PlayPause);
    explain(c, desk.rate != 0.0 ? "Pause" : "Play", "Space. J, K and L play backwards, stop and play forwards; again is faster.");
    place(c, x + c.px(60), y, 24, 32);
    if (icon_button(c, "timeline/after", Icon::After, 24.0f)) jump(desk, 1);
    explain(c, "Key after", "The playhead goes to the key or marker after it.");
    const std::string now = time_text(desk.playhead_s), length = " / " + time_text(desk.project().length_s);
    const float at = x + c.px(96);
    ImGui::SetCursorPos({at, y});
    text(c.fonts.strong, k.text, now);
    ImGui::SetCursorPos({at + text_width(c.fonts.strong, now), y});
    text(c.fonts.body, k.text_dim, length);
    std::string second = fmt::format("frame {} of {}", desk.frame(), desk.project().frame_count());
    if (desk.rate != 0.0 && desk.rate != 1.0) second += fmt::format(" \u00b7 {}\u00d7", desk.rate);
    ImGui::SetCursorPos({at, y + c.px(18)});
    text(c.fonts.small, k.text_dim, second);
    c.probe.say("timeline/time", fmt::format("{:.6f}", desk.playhead_s));
    c.probe.say("timeline/frame", fmt::format("{}", desk.frame()));
    return at + std::max(text_width(c.fonts.strong, now) + text_width(c.fonts.body, length), c.px(140)) + c.px(16);
}

/// A button that ends at `right`. @return  where it begins
float button_before(PanelContext& c, std::string_view probe, std::string_view name, float right, float y, bool strong, bool& clicked) {
    const float width = text_width(c.fonts.body, name) + c.px(20);
    place(c, right - width, y, 28, 32);
    clicked = text_button(c, probe, name, strong);
    return right - width - c.px(8);
}

void head(PanelContext& c, float width) {
    TimelineDesk& desk = *c.timeline;
    const float y = c.px(8), padding = c.px(12);
    const float left = transport(c, padding, y);
    float right = width - padding;
    place(c, right - c.px(28), y, 28, 32);
    if (icon_button(c, "timeline/close", Icon::Close, 28.0f)) c.ask(Action::Timeline);
    explain(c, "Close the panel", "The project stays open; T shows it again.");
    right -= c.px(36);
    bool clicked = false;
    right = button_before(c, "timeline/record", "Record", right, y, true, clicked);
    if (clicked) c.ask(Action::Record);
    right = button_before(c, "timeline/fit", "Fit", right, y, false, clicked);
    if (clicked) desk.fit();
    explain(c, "Fit", "Shows the whole length. The wheel zooms, with Shift it moves along.");
    right = button_before(c, "timeline/ripple", "Ripple", right, y, desk.ripple, clicked);
    if (clicked) desk.ripple = !desk.ripple;
    explain(c, "Ripple", "While it is on, moving a key moves everything after it along. Alt does the same for one drag.");
    if (desk.view_differs && desk.rate == 0.0 && right - left > c.px(200)) {
        right = button_before(c, "timeline/revert", "Back", right, y, false, clicked);
        if (clicked) desk.wants_revert = true;
        explain(c, "Back to the frame", "Forgets what was turned or changed since the playhead came here.");
        right = button_before(c, "timeline/keep", "Key this view", right, y, true, clicked);
        if (clicked) {
            if (!(c.state.camera == desk.moment_state.camera)) desk.capture_camera(c.state);
            if (!desk.project().dates.empty() && c.state.filter.date && c.state.filter.date != desk.moment_state.filter.date) desk.capture_date(c.state);
            (void)desk.capture_change(c.state);
        }
        explain(c, "Key this view", "Where you look from becomes a camera key here, what you changed becomes a change.");
    }
    // Name of the project, and what is wrong with it.
    if (right - left < c.px(80)) return;
    std::string name = desk.project().title;
    if (name.empty()) name = desk.file.empty() ? "New project" : desk.file.substr(desk.file.rfind('/') + 1);
    if (desk.dirty()) name += " \u2022";
    ImGui::SetCursorPos({left, y});
    const ImVec2 at = ImGui::GetCursorScreenPos();
    if (ImGui::InvisibleButton("##project", {std::min(text_width(c.fonts.body, name) + c.px(8), right - left), c.px(32)})) {
        desk.selected.clear();
        c.ui.right = RightView::Key;
    }
    c.probe.mark_item("timeline/project");
    c.probe.say("timeline/project", name);
    explain(c, "Project", "Title, length, frame rate and size. A dot: not saved yet (Ctrl+S).");
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const std::string shown = fitted(c.fonts.body, name, right - left);
    const std::string second = fitted(c.fonts.small, desk.problem.empty() ? fmt::format("{}\u00d7{}, {:.4g} frames/s", desk.project().width_px, desk.project().height_px, desk.project().frames_per_s()) : desk.problem, right - left);
    list.AddText(c.fonts.body, c.fonts.body->FontSize, at, im(c.colours().text), shown.c_str());
    list.AddText(c.fonts.small, c.fonts.small->FontSize, {at.x, at.y + c.px(18)}, im(desk.problem.empty() ? c.colours().text_dim : c.colours().warning), second.c_str());
    c.probe.say("timeline/problem", desk.problem);
}

}  // namespace

bool PanelContext::timeline_shown() const { return timeline != nullptr && timeline->open() && timeline->open_panel; }

std::string time_text(double time_s, int decimals) {
    const double unit = std::pow(10.0, decimals);
    const double rounded = std::floor(std::max(0.0, time_s) * unit + 0.5) / unit;
    const auto minutes = static_cast<int>(rounded / 60.0);
    return fmt::format("{}:{:0{}.{}f}", minutes, rounded - minutes * 60.0, decimals > 0 ? decimals + 3 : 2, decimals);
}

void capture(PanelContext& c, Track track) {
    TimelineDesk& desk = *c.timeline;
    switch (track) {
        case Track::Camera: desk.capture_camera(c.state); break;
        case Track::Dates:
            if (c.state.filter.date) desk.capture_date(c.state);
            else c.ui.say("No date is shown: choose one in the layers, or with \u201cAll dates\u201d in the time bar", true);
            break;
        case Track::Sky: desk.capture_sky(c.moment.sky_time_unix_s); break;
        case Track::Changes:
            if (!desk.capture_change(c.state)) c.ui.say("Nothing differs from this frame: change layers, filters or the scenario first", true);
            break;
        case Track::Markers: desk.add_marker(); break;
        case Track::Numbers:
        case Track::Elements:
        case Track::Fades: break;  // they ask which
    }
    if (!desk.selected.empty()) c.ui.right = RightView::Key;
}

void wheel_zooms(PanelContext& c, const TimeScale& scale) {
    const ImGuiIO& io = ImGui::GetIO();
    const float wheel = io.MouseWheel;
    if (wheel == 0.0f && io.MouseWheelH == 0.0f) return;
    TimelineDesk& desk = *c.timeline;
    if (io.KeyShift || io.MouseWheelH != 0.0f) {
        const double span = desk.view_to_s - desk.view_from_s;
        const double by = -static_cast<double>(wheel + io.MouseWheelH) * span * 0.1;
        const double from = std::clamp(desk.view_from_s + by, 0.0, std::max(0.0, desk.project().length_s * 1.05 - span));
        desk.view_from_s = from;
        desk.view_to_s = from + span;
    } else if (!io.KeyCtrl) {
        desk.zoom(scale.time_at(io.MousePos.x), std::pow(0.8, static_cast<double>(wheel)));
    }
}

void draw_timeline_panel(PanelContext& c) {
    TimelineDesk& desk = *c.timeline;
    // A step ends when the hand lets go, wherever that was.
    if (desk.dragging() && !ImGui::IsAnyItemActive()) desk.end_drag();
    const Layout layout = make_layout(ImGui::GetIO().DisplaySize, c.scale, static_cast<float>(c.state.text_scale), true);
    begin_panel(c, "##timeline", layout.bar_pos, layout.bar_size, false);
    const float padding = c.px(12), names = std::min(c.px(112), layout.bar_size.x * 0.25f);
    head(c, layout.bar_size.x);
    const ImVec2 corner = ImGui::GetWindowPos();
    // Room at both ends so that the first and the last key can be grabbed.
    const TimeScale scale{corner.x + padding + names + c.px(8), corner.x + layout.bar_size.x - padding - c.px(16), desk.view_from_s, desk.view_to_s};
    const float top = c.px(48), ruler = c.px(32);
    timeline_ruler(c, scale, {corner.x + padding + names, corner.y + top}, {corner.x + layout.bar_size.x - padding, corner.y + top + ruler});
    ImGui::SetCursorPos({padding, top + ruler});
    if (ImGui::BeginChild("##tracks", {layout.bar_size.x - 2 * padding, layout.bar_size.y - top - ruler - c.px(8)}, ImGuiChildFlags_None,
                          ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoScrollWithMouse))
        timeline_tracks(c, scale, names);
    ImGui::EndChild();
    end_panel(c, "panel/timeline");
}

}  // namespace linchpin::app
