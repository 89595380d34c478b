// Right: the chosen key with all that can be said about it; the project's own settings when none is chosen.
#include <imgui.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <cmath>
#include <fmt/format.h>

#include "app/timeline/number_paths.h"
#include "app/timeline/project_ids.h"
#include "app/ui/right_panel.h"
#include "app/ui/text_field.h"
#include "app/ui/timeline_parts.h"

namespace linchpin::app {
namespace {

/// One step of undo while a field is held, however often it changes.
void apply(PanelContext& c, Project next) {
    if (ImGui::IsAnyItemActive() && !c.timeline->dragging()) c.timeline->begin_drag();
    c.timeline->edit(std::move(next));
}

/// Time of a key: its place in the track may change with it.
void time_field(PanelContext& c, const KeyRef& ref) {
    TimelineDesk& desk = *c.timeline;
    double time_s = time_of(desk.project(), ref);
    if (!number_field(c, "key/time", ref.track == Track::Elements ? "From, s" : "Time, s", time_s, 0.0, desk.project().length_s)) return;
    std::vector<KeyRef> keys{ref};
    Project next = with_moved(desk.project(), keys, time_s - time_of(desk.project(), ref), desk.ripple);
    apply(c, std::move(next));
    desk.selected = std::move(keys);
}

/// The sentence about a text whose bindings cannot be filled in.
void check(PanelContext& c, std::string_view probe, const std::string& words) {
    if (!c.timeline->check_text) return;
    const Status status = c.timeline->check_text(words);
    c.probe.say(probe, status ? "" : status.error().message);
    if (!status) text_wrapped(c.fonts.small, c.colours().warning, status.error().message);
}

void camera_fields(PanelContext& c, std::size_t i) {
    Project next = c.timeline->project();
    CameraKey& key = next.camera[i];
    bool changed = choose_word(c, "key/move", "How it goes on", kMoveNames, key.move);
    if (key.move != CameraMove::SteadySpline) changed |= choose_word(c, "key/ease", "Ease", kEaseNames, key.ease);
    if (key.move == CameraMove::Turn) changed |= number_field(c, "key/turn", "Turn, degrees east", key.turn_deg, -36000.0, 36000.0, "%.1f");
    gap(c, 8);
    changed |= number_field(c, "key/lat", "Latitude, degrees", key.pose.lat_deg, -90.0, 90.0);
    changed |= number_field(c, "key/lon", "Longitude, degrees", key.pose.lon_deg, -180.0, 180.0);
    changed |= number_field(c, "key/distance", "Distance, km", key.pose.distance_km, 1.0, 1e6, "%.1f");
    changed |= number_field(c, "key/bearing", "Bearing, degrees", key.pose.bearing_deg, -360.0, 360.0, "%.2f");
    changed |= number_field(c, "key/tilt", "Tilt, degrees", key.pose.tilt_deg, 0.0, 80.0, "%.2f");
    if (text_button(c, "key/look", "Take the present view")) key.pose = c.state.camera, changed = true;
    if (changed) apply(c, std::move(next));
}

void date_fields(PanelContext& c, std::size_t i) {
    Project next = c.timeline->project();
    DateKey& key = next.dates[i];
    static std::string typed;
    static Date typed_for;
    if (!(typed_for == key.date) || typed.empty()) typed = key.date.iso(), typed_for = key.date;
    caption(c, "Date");
    bool changed = false;
    if (text_field(c, "key/date", "2026-08-21", typed)) {
        if (const auto date = Date::parse(typed); date && typed.size() == 10) key.date = typed_for = *date, changed = true;
    }
    if (!Date::parse(typed)) text_wrapped(c.fonts.small, c.colours().warning, "Expected a day like 2026-08-21, found \u201c" + typed + "\u201d");
    changed |= choose_word(c, "key/ease", "Ease", kEaseNames, key.ease);
    if (changed) apply(c, std::move(next));
}

void number_fields(PanelContext& c, const KeyRef& ref) {
    Project next = c.timeline->project();
    NumberTrack& track = next.numbers[ref.row];
    NumberKey& key = track.keys[ref.key];
    const auto range = number_range(c.state, track.parameter);
    text_wrapped(c.fonts.small, c.colours().text_dim, track.parameter + (range ? fmt::format(", from {:g} to {:g}", range->low, range->high) : ""));
    bool changed = number_field(c, "key/value", "Value", key.value, range ? range->low : -1e15, range ? range->high : 1e15, "%.6g");
    changed |= choose_word(c, "key/ease", "Ease", kEaseNames, key.ease);
    if (changed) apply(c, std::move(next));
}

void change_fields(PanelContext& c, std::size_t i) {
    caption(c, "What changes, as in a state file");
    text_wrapped(c.fonts.small, c.colours().text, c.timeline->project().changes[i].set.dump(1));
    gap(c, 4);
    if (text_button(c, "key/again", "Add what differs now")) {
        c.timeline->go_to(c.timeline->project().changes[i].time_s);
        if (!c.timeline->capture_change(c.state)) c.ui.say("Nothing differs from this frame", true);
    }
    explain(c, "Add what differs", "What you have changed since the playhead came here becomes part of this change.");
}

void element_fields(PanelContext& c, std::size_t i) {
    Project next = c.timeline->project();
    Element& element = next.elements[i];
    bool changed = number_field(c, "key/end", "To, s", element.end_s, element.start_s + 1.0 / next.frames_per_s(), 1e5);
    changed |= number_field(c, "key/fade", "Fade, s", element.fade_s, 0.0, 60.0, "%.2f");
    changed |= choose_word(c, "key/kind", "What", kElementNames, element.kind);
    changed |= choose_word(c, "key/place", "Where", kPlaceNames, element.place);
    if (element.kind != ElementKind::DateStamp && element.kind != ElementKind::ScaleBar) {
        caption(c, element.kind == ElementKind::Counter ? "Number" : "Text");
        changed |= text_field(c, "key/text", "{country.KEN.share.CHN.telecom_equipment | percent}", element.text);
        check(c, "key/text-problem", element.text);
        caption(c, "Second line");
        changed |= text_field(c, "key/detail", "What is counted, unit, source", element.detail);
        check(c, "key/detail-problem", element.detail);
        gap(c, 4);
        text_wrapped(c.fonts.small, c.colours().text_dim,
                     "{...} is a number of the frame: {count.sites}, {year}, {country.KEN.share.CHN.telecom_equipment | percent}. All are listed in docs/timeline.md.");
    }
    if (changed) apply(c, std::move(next));
}

void fade_fields(PanelContext& c, std::size_t i) {
    Project next = c.timeline->project();
    FadeKey& key = next.fades[i];
    auto veil = static_cast<float>(key.veil);
    bool changed = false;
    if (slider(c, "key/veil", "Veil", fmt::format("{:.0f} %", key.veil * 100.0), veil)) key.veil = std::round(static_cast<double>(veil) * 100.0) / 100.0, changed = true;
    int colour = key.white ? 1 : 0;
    if (segments(c, "key/colour", {"Black", "White"}, colour)) key.white = colour == 1, changed = true;
    changed |= choose_word(c, "key/ease", "Ease", kEaseNames, key.ease);
    if (changed) apply(c, std::move(next));
}

void marker_fields(PanelContext& c, std::size_t i) {
    Project next = c.timeline->project();
    caption(c, "Name");
    bool changed = text_field(c, "key/name", "Name", next.markers[i].name);
    changed |= switch_row(c, "key/chapter", "Chapter of the video", next.markers[i].chapter);
    if (changed) apply(c, std::move(next));
}

void project_fields(PanelContext& c) {
    Project next = c.timeline->project();
    caption(c, "Title");
    bool changed = text_field(c, "project/title", "Title", next.title);
    gap(c, 4);
    double last = 0.0;  // nothing may stand after the end
    for (const KeyRef& ref : all_keys(next)) last = std::max(last, time_of(next, ref));
    changed |= number_field(c, "project/length", "Length, s", next.length_s, std::max(last, 1.0 / next.frames_per_s()), 1e5);
    double fps = next.frames_per_s();
    if (number_field(c, "project/fps", "Frames a second", fps, 1.0, 240.0, "%.6g")) {
        const double times = std::round(fps * 1.001);
        const bool ntsc = std::abs(fps - std::round(fps)) > 1e-3 && std::abs(fps - times / 1.001) < 0.01;  // 29.97 is 30000 / 1001
        next.fps = ntsc ? static_cast<int>(times) * 1000 : static_cast<int>(std::lround(fps * (std::abs(fps - std::round(fps)) > 1e-3 ? 1000.0 : 1.0)));
        next.fps_divisor = ntsc ? 1001 : std::abs(fps - std::round(fps)) > 1e-3 ? 1000 : 1;
        changed = true;
    }
    double width = next.width_px, height = next.height_px;
    if (number_field(c, "project/width", "Width, px", width, 16, 16384, "%.0f")) next.width_px = static_cast<int>(std::lround(width)), changed = true;
    if (number_field(c, "project/height", "Height, px", height, 16, 16384, "%.0f")) next.height_px = static_cast<int>(std::lround(height)), changed = true;
    if (changed) apply(c, std::move(next));
    gap(c, 8);
    if (text_button(c, "project/save", "Save")) c.ask(Action::SaveState);
    ImGui::SameLine(0, c.px(8));
    if (text_button(c, "project/save-as", "Save as")) c.ask(Action::SaveAs);
    if (!c.timeline->file.empty()) text_wrapped(c.fonts.small, c.colours().text_dim, c.timeline->file);
    if (!c.timeline->problem.empty()) text_wrapped(c.fonts.small, c.colours().warning, c.timeline->problem);
}

void fields_of(PanelContext& c, const KeyRef& ref) {
    time_field(c, ref);
    const KeyRef now = c.timeline->selected.empty() ? ref : c.timeline->selected.front();
    if (!has_key(c.timeline->project(), now)) return;
    switch (now.track) {
        case Track::Camera: return camera_fields(c, now.key);
        case Track::Dates: return date_fields(c, now.key);
        case Track::Sky: return text_wrapped(c.fonts.body, c.colours().text, format_instant(c.timeline->project().sky[now.key].unix_s));
        case Track::Numbers: return number_fields(c, now);
        case Track::Changes: return change_fields(c, now.key);
        case Track::Elements: return element_fields(c, now.key);
        case Track::Fades: return fade_fields(c, now.key);
        case Track::Markers: return marker_fields(c, now.key);
    }
}

/// All chosen keys at once: what they have in common is when they are.
void many_fields(PanelContext& c) {
    Project next = c.timeline->project();
    text_wrapped(c.fonts.body, c.colours().text_dim, "Drag one of them to move all. Alt moves everything after them too.");
    Ease ease = Ease::Smooth;
    if (!choose_word(c, "key/ease", "Ease of all", kEaseNames, ease)) return;
    for (const KeyRef& ref : c.timeline->selected) {
        if (ref.track == Track::Camera) next.camera[ref.key].ease = ease;
        if (ref.track == Track::Dates) next.dates[ref.key].ease = ease;
        if (ref.track == Track::Numbers) next.numbers[ref.row].keys[ref.key].ease = ease;
        if (ref.track == Track::Fades) next.fades[ref.key].ease = ease;
    }
    apply(c, std::move(next));
}

}  // namespace

void draw_key_panel(PanelContext& c) {
    if (c.timeline == nullptr || !c.timeline->open()) {
        c.ui.right = RightView::Record;
        return;
    }
    TimelineDesk& desk = *c.timeline;
    begin_right_panel(c, "##key");
    const std::size_t count = desk.selected.size();
    const float right = ImGui::GetWindowContentRegionMax().x, y = ImGui::GetCursorPosY();
    text(c.fonts.small, c.colours().text_dim, count == 0 ? "Project" : count == 1 ? "Key" : "Keys");
    ImGui::SetCursorPos({right - c.px(28), y - c.px(6)});
    if (icon_button(c, "key/close", Icon::Close, 28.0f)) c.ui.right = RightView::Record;
    ImGui::SetCursorPosY(y + c.px(24));
    text_wrapped(c.fonts.large, c.colours().text,
                 count == 0 ? (desk.project().title.empty() ? "New project" : desk.project().title)
                 : count == 1 ? (desk.selected.front().track == Track::Elements ? "Element" : std::string{track_name(desk.selected.front().track)})
                              : std::to_string(count) + " keys");
    gap(c, 8);
    if (count == 0) project_fields(c);
    else if (count == 1) fields_of(c, KeyRef{desk.selected.front()});
    else many_fields(c);
    if (!desk.selected.empty()) {
        gap(c, 12);
        if (text_button(c, "key/copy", "Copy")) c.ask(Action::CopyKeys);
        ImGui::SameLine(0, c.px(8));
        if (text_button(c, "key/delete", "Delete")) c.ask(Action::DeleteKeys);
    }
    end_panel(c, "panel/key");
}

}  // namespace linchpin::app
