#include "render/layers/unseen.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

namespace linchpin::render {

Unseen::Unseen(const FrameContext& frame, float margin_px) : always_seen_{frame.flat > 0.0f}, eye_direction_{glm::normalize(frame.eye)}, eye_{frame.eye} {
    horizon_rad_ = std::acos(std::min(1.0f / glm::length(frame.eye), 1.0f));
    const glm::mat4& m = frame.clip_from_eye;
    const auto row = [&](int i) { return glm::vec4{m[0][i], m[1][i], m[2][i], m[3][i]}; };
    // A margin in pixels widens each side: -1 becomes -(1 + margin / half the size).
    const float wx = 1.0f + 2.0f * margin_px / frame.size_px.x, wy = 1.0f + 2.0f * margin_px / frame.size_px.y;
    planes_ = {row(3) * wx + row(0), row(3) * wx - row(0), row(3) * wy + row(1), row(3) * wy - row(1)};
    for (glm::vec4& plane : planes_) plane /= std::max(glm::length(glm::vec3(plane)), 1e-20f);
}

bool Unseen::cap(const glm::vec3& axis, float radius_rad, float reach) const noexcept {
    if (always_seen_ || radius_rad > 1.5f) return false;
    const float away = std::acos(std::clamp(glm::dot(axis, eye_direction_), -1.0f, 1.0f));
    const float above = reach > 1.0f ? std::acos(1.0f / reach) : 0.0f;
    if (away - radius_rad > horizon_rad_ + above + 1e-3f) return true;
    // A ball around the part: around the middle of its axis, wide enough for its nearest rim and its farthest point.
    const float low = std::cos(radius_rad), middle = 0.5f * (low + reach);
    const glm::vec3 centre = axis * middle - eye_;
    const float side = reach * std::sin(radius_rad), ball = std::sqrt(side * side + (reach - middle) * (reach - middle)) + 1e-5f;
    return std::any_of(planes_.begin(), planes_.end(), [&](const glm::vec4& plane) { return glm::dot(glm::vec3(plane), centre) + plane.w < -ball; });
}

}  // namespace linchpin::render
