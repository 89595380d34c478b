#pragma once
#include <string>

#include "render/overlay/overlay_theme.h"

namespace linchpin::render {

/// The credit line along the bottom of `area`, left-aligned, wrapped at `share_of_width` of it. Returns what it takes.
Rect draw_credits(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, std::string_view credits, const Rect& area,
                  float share_of_width = 1.0f);

struct StampModel {
    std::string date;       ///< large, tabular: "June 2026"
    std::string sky_time;   ///< small: "Satellites at 2026-08-21 09:49 UTC"; may be empty
    std::string note;       ///< small, accented: "satellites stand at their epoch"; may be empty
};
Rect draw_stamp(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const StampModel& model, const Rect& area,
                Corner corner = Corner::BottomRight);

struct CaptionModel {
    std::string title;      ///< 40 px
    std::string subtitle;   ///< 20 px
    std::string body;       ///< 16 px
};
/// Title block straight on the picture, with a halo; wraps at `share_of_width` of the area.
Rect draw_caption(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const CaptionModel& model, const Rect& area,
                  Corner corner = Corner::TopLeft, float share_of_width = 0.5f);

/// The largest of 1, 2, 5 x 10^n that is not above `max_km`; 0 for less than a metre or no finite number.
[[nodiscard]] double scale_bar_km(double max_km);
/// Scale bar for the middle of the picture. @param km_per_px  ground kilometres a pixel. Empty when that is not positive.
Rect draw_scale_bar(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, double km_per_px, const Rect& area,
                    Corner corner = Corner::BottomRight);

}  // namespace linchpin::render
