#pragma once
#include "render/colour.h"
#include "render/overlay/canvas.h"
#include "render/overlay/rect.h"

namespace linchpin::render {

enum class ThemeKind { Dark, Light, Contrast };

/// Colours of what is drawn over the globe. Text on `panel` over any picture, and labels on their halo, keep the contrast that
/// WCAG 2.1 AA asks for (4.5 to 1); Contrast keeps 7 to 1.
struct OverlayTheme {
    Rgba8 panel, panel_border, panel_shadow;
    Rgba8 text, text_muted, accent;
    Rgba8 backdrop;                ///< what lies under panels in the worst case for contrast is bounded by it: space, or paper
    Rgba8 hatch_ground, hatch_ink; ///< "no data"
    Rgba8 label_country, label_city, label_sea, label_thing, label_halo;
    Rgba8 simulated;               ///< badge of what is not real
};
[[nodiscard]] const OverlayTheme& overlay_theme(ThemeKind kind) noexcept;

/// Measures of the picture that overlays are laid out for. All sizes in the design are for 1920 x 1080.
struct OverlayFrame {
    float width_px = 1920.0f, height_px = 1080.0f;
    float scale = 1.0f;  ///< picture pixels a design pixel
    Rect safe;           ///< where text may stand
    /// A length of the design, in picture pixels.
    [[nodiscard]] float px(float design) const noexcept { return design * scale; }
    /// A type size of the design (12 14 16 20 28 40), in picture pixels; never below what can be read.
    [[nodiscard]] float type(float design) const noexcept { return design * scale < kMinTypePx ? kMinTypePx : design * scale; }
    static constexpr float kMinTypePx = 9.0f;
};
/// @param text_scale  the person's wish, 1 = as designed ("stage" text is about 1.5)
[[nodiscard]] OverlayFrame make_overlay_frame(float width_px, float height_px, float text_scale = 1.0f);

enum class Corner { TopLeft, TopRight, BottomLeft, BottomRight };
/// A box of w x h in a corner of `area`, on whole pixels.
[[nodiscard]] Rect in_corner(const Rect& area, Corner corner, float w, float h);
/// `area` without the band that `used` takes from its top or bottom (whichever edge it lies at), and `gap_px` more.
[[nodiscard]] Rect without_band(const Rect& area, const Rect& used, float gap_px);

/// The panel that every block stands on: soft shadow, fill, hairline, 12 px corners.
void draw_panel(Canvas& canvas, const OverlayFrame& frame, const OverlayTheme& theme, const Rect& rect);

}  // namespace linchpin::render
