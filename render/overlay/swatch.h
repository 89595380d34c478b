#pragma once
#include "render/overlay/legend.h"

namespace linchpin::render {

/// Draws the sign of an entry centred in `cell`; scales and ramps are not drawn here.
void draw_swatch(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, const Rect& cell);

/// Rows that are a scale of their own instead of a swatch beside a text.
[[nodiscard]] constexpr bool is_scale(SwatchKind kind) noexcept {
    return kind == SwatchKind::Ramp || kind == SwatchKind::Steps || kind == SwatchKind::Grid || kind == SwatchKind::DiscScale || kind == SwatchKind::WidthScale;
}
/// Height of a scale's row of symbols and values for the given width; draws it when `draw` is set.
float scale_row(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const LegendEntry& entry, float x, float y, float width,
                bool draw);

/// The badge "SIMULATED" with its left edge at x, centred on the line of small capitals; returns its width.
float draw_badge(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, float x, float centre_y, std::string_view text, bool draw);

}  // namespace linchpin::render
