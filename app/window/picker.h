#pragma once
#include <glm/vec2.hpp>
#include <memory>

#include "app/scene/scene_builder.h"
#include "data/basemap/basemap.h"

namespace linchpin::app {

/// What stands under a pixel. Works on the very arrays that are drawn, on the CPU: exact, and the same without a GPU.
class Picker {
public:
    /// @param scale  picture pixels a pixel of the 1080-line design, as for drawing
    /// @return  the topmost of: data centre, landing, satellite, cable, flow, country; None over space or sea
    [[nodiscard]] Selection at(const SceneBuilder& builder, const AppState& state, const Snapshot& snapshot, const render::Camera& camera, glm::dvec2 pixel,
                               float scale);

private:
    [[nodiscard]] Selection country_at(const SceneBuilder& builder, const render::Camera& camera, glm::dvec2 pixel);
    std::shared_ptr<const basemap::Countries> countries_;   ///< what the locator was built for
    std::unique_ptr<basemap::CountryLocator> locator_;
};

}  // namespace linchpin::app
