#pragma once
#include <memory>

#include "app/scene/picture.h"
#include "render/overlay/overlay_painter.h"

namespace linchpin::app {

/// Legend and credits in the exploring window while its panels are open: the same models and drawings as in the picture, laid out in
/// the room that the panels leave. Without panels the picture draws them itself.
class WindowFurniture {
public:
    [[nodiscard]] static Result<std::unique_ptr<WindowFurniture>> create(const std::filesystem::path& shader_folder);
    /// @param legend_area   where the legend may stand; it keeps to the lower right (or left) corner
    /// @param credits_area  the credits stand at its lower edge
    /// @param scenario_area  the line that marks a scenario stands at its upper edge
    void draw(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot, const render::FrameTarget& target, const render::Rect& legend_area,
              render::Corner legend_corner, const render::Rect& credits_area, const render::Rect& scenario_area);

private:
    WindowFurniture(render::OverlayPainter painter, std::shared_ptr<render::TextEngine> text) : painter_{std::move(painter)}, canvas_{std::move(text)} {}
    render::OverlayPainter painter_;
    render::Canvas canvas_;
};

}  // namespace linchpin::app
