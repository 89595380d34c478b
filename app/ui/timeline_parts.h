#pragma once
// What the parts of the timeline panel share.
#include "app/ui/panel_context.h"
#include "app/ui/timeline_desk.h"

namespace linchpin::app {

/// Where times stand in the panel, in framebuffer pixels.
struct TimeScale {
    float left = 0.0f, right = 1.0f;
    double from_s = 0.0, to_s = 1.0;
    [[nodiscard]] float x_of(double time_s) const { return left + static_cast<float>((time_s - from_s) / (to_s - from_s)) * (right - left); }
    [[nodiscard]] double time_at(float x) const { return from_s + static_cast<double>((x - left) / (right - left)) * (to_s - from_s); }
    [[nodiscard]] double seconds(float px) const { return static_cast<double>(px / (right - left)) * (to_s - from_s); }
};

/// "1:05.40"
[[nodiscard]] std::string time_text(double time_s, int decimals = 2);
/// What a capture has to say when it could not: no date is shown, nothing differs.
void capture(PanelContext& c, Track track);
/// The wheel over any part of the timeline.
void wheel_zooms(PanelContext& c, const TimeScale& scale);

/// Ticks, loop, and how many things happen in the year that each moment shows.
void timeline_ruler(PanelContext& c, const TimeScale& scale, ImVec2 from, ImVec2 to);
/// Names at the left, keys at the right; scrolls.
void timeline_tracks(PanelContext& c, const TimeScale& scale, float names_px);

}  // namespace linchpin::app
