#include "app/ui/layout.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {

Layout make_layout(ImVec2 window_px, float scale, float text_scale, bool timeline) {
    const auto px = [scale](float at_1x) { return std::round(at_1x * scale); };
    const float margin = px(16.0f), gap = px(8.0f);
    const float bar_height = timeline ? std::min(px(280.0f), std::round(window_px.y * 0.5f)) : px(56.0f);
    Layout l;
    const float panel_width = std::min(px(304.0f), window_px.x - 2 * margin);
    const float record_width = std::min(px(336.0f), window_px.x - 2 * margin);
    l.one_panel = text_scale > 1.5f || window_px.x < panel_width + record_width + 4 * margin + px(240.0f);

    // The bar goes beside the layers where it fits, else under them.
    const float beside = window_px.x - panel_width - 3 * margin;
    const bool bar_beside = !timeline && !l.one_panel && beside >= px(600.0f);
    l.bar_size = {std::min(bar_beside ? beside : window_px.x - 2 * margin, px(760.0f)), bar_height};
    const float bar_left = bar_beside ? panel_width + 2 * margin : margin;
    const float bar_room = window_px.x - bar_left - margin;
    l.bar_pos = {std::round(bar_left + std::max(0.0f, (bar_room - l.bar_size.x) / 2)), window_px.y - margin - bar_height};

    if (timeline) {
        l.bar_size.x = window_px.x - 2 * margin;
        l.bar_pos.x = margin;
    }

    const float above_bar = window_px.y - 3 * margin - bar_height;
    l.layers_pos = {margin, margin};
    l.layers_size = {panel_width, bar_beside ? window_px.y - 2 * margin : above_bar};
    l.record_pos = {l.one_panel ? margin : window_px.x - margin - record_width, margin};
    l.record_size = {record_width, above_bar};

    // Between the two panels, so that it need not move when a record opens.
    const float left = l.one_panel ? margin + panel_width : panel_width + margin, right = l.one_panel ? window_px.x : window_px.x - margin - record_width;
    l.search_size = {std::min(px(240.0f), std::max(0.0f, right - left - 2 * gap)), px(36.0f)};
    l.search_pos = {std::round((left + right - l.search_size.x) / 2), margin};
    if (timeline || l.search_size.x < px(120.0f)) l.search_size.x = 0.0f;  // no room: Ctrl+K still works
    return l;
}

}  // namespace linchpin::app
