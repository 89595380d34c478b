#pragma once
#include <imgui.h>

#include "app/state/app_state.h"
#include "render/colour.h"

namespace linchpin::app {

/// Colours of the panels. Every text colour keeps WCAG AA (4.5:1) on `panel`; tests/unit/ui_test.cpp checks it.
struct ThemeColours {
    render::Rgba8 panel;          ///< 92 % opaque; contrast theme: opaque
    render::Rgba8 panel_border;
    render::Rgba8 raised;         ///< fields, hovered rows
    render::Rgba8 raised_hover;
    render::Rgba8 text;
    render::Rgba8 text_dim;       ///< second line, units, sources
    render::Rgba8 line;           ///< separators, tracks of sliders
    render::Rgba8 accent;         ///< switched on, chosen
    render::Rgba8 on_accent;      ///< drawn on `accent`
    render::Rgba8 warning;        ///< announced, planned, unverified
};
[[nodiscard]] const ThemeColours& colours_of(Theme theme) noexcept;

[[nodiscard]] constexpr ImU32 im(render::Rgba8 c) noexcept { return IM_COL32(c.r, c.g, c.b, c.a); }
[[nodiscard]] constexpr ImVec4 im4(render::Rgba8 c) noexcept {
    return {static_cast<float>(c.r) / 255.0f, static_cast<float>(c.g) / 255.0f, static_cast<float>(c.b) / 255.0f, static_cast<float>(c.a) / 255.0f};
}

/// Sets ImGui's whole style for a theme at `scale` (content scale times text scale).
void apply_style(Theme theme, float scale);

}  // namespace linchpin::app
