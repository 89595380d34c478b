#pragma once
#include <glm/vec3.hpp>
#include <utility>
#include <vector>

namespace linchpin::app {

/// Ways on the ground for flows between places (unit vectors), such that flows that go the same way share it: each great circle is
/// drawn toward the middle of what runs along it nearby, first widely, then narrowly (kernel density bundling: Hurter, Ersoy and
/// Telea 2012, here on the sphere and by direction). Ends stay. Each way has kBundlePoints places in equal steps. The same input gives
/// the same ways; opposite directions share a way.
[[nodiscard]] std::vector<std::vector<glm::dvec3>> bundled_ways(const std::vector<std::pair<glm::dvec3, glm::dvec3>>& ends);
inline constexpr int kBundlePoints = 33;

}  // namespace linchpin::app
