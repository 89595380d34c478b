#pragma once
#include <array>
#include <glm/vec3.hpp>
#include <glm/vec4.hpp>

#include "render/layers/frame_context.h"

namespace linchpin::render {

/// Says of parts of the ground and of the space above it that no pixel can show them: behind the globe, or outside the picture.
/// Never wrong in that direction; it may miss some.
class Unseen {
public:
    /// @param margin_px  how far a mark reaches from its place
    Unseen(const FrameContext& frame, float margin_px);
    /// @param axis        unit; the part lies within `radius_rad` of it as seen from the Earth's centre
    /// @param reach       distance from the Earth's centre of its farthest point, >= 1; its nearest is at 1
    [[nodiscard]] bool cap(const glm::vec3& axis, float radius_rad, float reach) const noexcept;

private:
    bool always_seen_ = false;              ///< the view is no globe
    glm::vec3 eye_direction_, eye_;
    float horizon_rad_ = 0.0f;              ///< from the point below the eye to the outline
    std::array<glm::vec4, 4> planes_;       ///< of the picture's sides, normals inward, unit; relative to the eye
};

}  // namespace linchpin::render
