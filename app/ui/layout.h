#pragma once
#include <imgui.h>

namespace linchpin::app {

/// Where the panels stand in a window of that size. They never overlap each other.
struct Layout {
    ImVec2 layers_pos, layers_size;      ///< left; the size is the most it may take
    ImVec2 record_pos, record_size;      ///< right; likewise
    ImVec2 bar_pos, bar_size;            ///< bottom
    ImVec2 search_pos, search_size;      ///< top, the pill
    bool one_panel = false;              ///< above 150 % text, or in a narrow window: the record takes the place of the layers
};
/// @param scale     content scale times text scale; @param text_scale  the latter alone
/// @param timeline  the timeline stands at the bottom, over the whole width
[[nodiscard]] Layout make_layout(ImVec2 window_px, float scale, float text_scale, bool timeline = false);

}  // namespace linchpin::app
