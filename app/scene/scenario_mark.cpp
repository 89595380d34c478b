#include "app/scene/scenario_mark.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {

render::Rect draw_scenario_mark(render::Canvas& canvas, const render::OverlayFrame& frame, const render::OverlayTheme& theme, std::string_view line,
                                const render::Rect& area) {
    if (line.empty() || area.empty()) return {};
    render::TextStyle style;
    style.size_px = frame.type(16.0f);
    style.weight = render::FontWeight::SemiBold;
    style.colour = theme.simulated;
    const float pad_x = frame.px(14.0f), pad_y = frame.px(8.0f), leading = std::round(style.size_px * 1.35f);
    const auto lines = render::wrap_balanced(canvas.engine(), line, style, std::max(1.0f, area.w - 2 * pad_x));
    float width = 0.0f;
    for (const auto& each : lines) width = std::max(width, canvas.measure(each, style).width_px);
    const render::Rect plate{std::round(area.x + (area.w - width) / 2 - pad_x), area.y, std::round(width + 2 * pad_x),
                             std::round(leading * static_cast<float>(lines.size()) + 2 * pad_y)};
    render::BoxStyle box;
    box.fill = render::with_alpha(theme.label_halo, 0.88f);
    box.border = theme.simulated;
    box.border_px = std::max(1.0f, frame.px(1.0f));
    box.radius_px = frame.px(8.0f);
    canvas.box(plate, box);
    style.align = render::Align::Centre;
    const float cap = canvas.measure("H", style).cap_height_px;
    float y = plate.y + pad_y;
    for (const auto& each : lines) {
        canvas.text(plate.x + plate.w / 2, std::round(y + (leading + cap) * 0.5f), each, style);
        y += leading;
    }
    return plate;
}

}  // namespace linchpin::app
