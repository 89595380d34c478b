#include "app/window/window_furniture.h"

#include "app/state/scenario_text.h"
#include "app/scene/legend_builder.h"
#include "app/scene/scenario_mark.h"

namespace linchpin::app {
namespace {

constexpr float kLowestLegend_px = 120.0f;   // below that not one section fits

render::ThemeKind theme_kind(Theme theme) {
    switch (theme) {
        case Theme::Light: return render::ThemeKind::Light;
        case Theme::Contrast: return render::ThemeKind::Contrast;
        case Theme::Dark: break;
    }
    return render::ThemeKind::Dark;
}

}  // namespace

Result<std::unique_ptr<WindowFurniture>> WindowFurniture::create(const std::filesystem::path& shader_folder) {
    auto painter = render::OverlayPainter::create(shader_folder);
    if (!painter) return painter.error();
    auto text = render::TextEngine::create();
    if (!text) return text.error();
    return std::unique_ptr<WindowFurniture>(new WindowFurniture(std::move(*painter), *text));
}

void WindowFurniture::draw(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot, const render::FrameTarget& target,
                           const render::Rect& legend_area, render::Corner legend_corner, const render::Rect& credits_area, const render::Rect& scenario_area) {
    const render::OverlayTheme& theme = render::overlay_theme(theme_kind(state.theme));
    const auto width = static_cast<float>(target.width_px()), height = static_cast<float>(target.height_px());
    const render::OverlayFrame frame = render::make_overlay_frame(width, height, static_cast<float>(state.text_scale));
    canvas_.clear();
    (void)draw_scenario_mark(canvas_, frame, theme, scenario_line(builder.dataset(), state.scenario), scenario_area);
    if (state.layers.credits && !credits_area.empty()) render::draw_credits(canvas_, frame, theme, make_credits(builder.dataset(), state, snapshot), credits_area);
    if (state.layers.legend && legend_area.h >= kLowestLegend_px * frame.scale) {
        const float scale = builder.scene().pixel_scale;
        const render::Camera camera = make_camera(state, target.width_px(), target.height_px());
        const render::LegendModel legend = make_legend(builder, state, snapshot, camera.globe_radius_px() / scale, scale);
        render::draw_legend(canvas_, frame, theme, legend, legend_area, legend_corner);
    }
    if (canvas_.empty()) return;
    glBindFramebuffer(GL_FRAMEBUFFER, target.resolved_framebuffer());
    glEnable(GL_FRAMEBUFFER_SRGB);
    painter_.draw(canvas_, target.width_px(), target.height_px());
}

}  // namespace linchpin::app
