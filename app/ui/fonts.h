#pragma once
#include <imgui.h>

#include "data/core/result.h"

namespace linchpin::app {

/// The type of the panels: Inter, sizes of the scale 12 14 16 20 at 1x. Owned by ImGui's atlas.
struct UiFonts {
    ImFont* small = nullptr;       ///< 12 regular
    ImFont* body = nullptr;        ///< 14 regular
    ImFont* strong = nullptr;      ///< 14 semi-bold
    ImFont* title = nullptr;       ///< 16 semi-bold
    ImFont* large = nullptr;       ///< 20 semi-bold
    // While presenting; else null.
    ImFont* clock = nullptr;       ///< 28 semi-bold
    ImFont* note = nullptr;        ///< the speaker's notes: regular, semi-bold, headings
    ImFont* note_strong = nullptr;
    ImFont* note_heading = nullptr;
};

/// Rasterises the fonts at their real size in pixels (scale = content scale times text scale). Digits get one width, so that
/// numbers stand still while they change. The atlas of the current ImGui context is cleared first.
/// @return an error when the machine has no usable font at all
/// @param note_px  size of the notes at 1x; 0 = none are shown
[[nodiscard]] Result<UiFonts> load_ui_fonts(float scale, float note_px = 0.0f);

}  // namespace linchpin::app
