#pragma once
#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>
#include <glm/gtc/matrix_access.hpp>

#include "render/layers/frame_context.h"

namespace linchpin::render {

/// Tells for balls around pieces of geometry whether they cannot be in the picture. Never says so of what can be seen.
class SightCull {
public:
    /// @param margin_px  how far what is drawn may reach beyond its geometry
    SightCull(const FrameContext& frame, float margin_px) : eye_{frame.eye}, distance_{glm::length(frame.eye)} {
        axis_ = eye_ / distance_;
        const glm::vec4 x = glm::row(frame.clip_from_eye, 0), y = glm::row(frame.clip_from_eye, 1), w = glm::row(frame.clip_from_eye, 3);
        const float wide = 1.0f + 2.0f * margin_px / frame.size_px.x, high = 1.0f + 2.0f * margin_px / frame.size_px.y;
        const std::array<glm::vec4, 4> planes{w * wide + x, w * wide - x, w * high + y, w * high - y};
        for (std::size_t i = 0; i < planes.size(); ++i) planes_[i] = planes[i] / glm::length(glm::vec3(planes[i]));
    }
    /// Wholly beside the picture.
    [[nodiscard]] bool outside(const glm::vec3& centre, float radius) const noexcept {
        const glm::vec4 from_eye{centre - eye_, 1.0f};
        return std::any_of(planes_.begin(), planes_.end(), [&](const glm::vec4& plane) { return glm::dot(plane, from_eye) < -radius; });
    }
    /// Wholly beyond the plane of the globe's outline and inside the cone behind it.
    [[nodiscard]] bool hidden(const glm::vec3& centre, float radius) const noexcept {
        if (glm::dot(centre, axis_) + radius > 1.0f / distance_) return false;
        const glm::vec3 d = centre - eye_;
        const float ed = glm::dot(eye_, d);
        const float to_axis = std::sqrt(std::max(0.0f, distance_ * distance_ - ed * ed / glm::dot(d, d)));
        // Seen from the eye the ball is no wider than its radius; behind the outline the cone only grows.
        return to_axis + radius < 1.0f;
    }

private:
    glm::vec3 eye_, axis_{};
    float distance_;
    std::array<glm::vec4, 4> planes_{};
};

}  // namespace linchpin::render
