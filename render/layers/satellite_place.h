#pragma once
#include <glm/vec3.hpp>

#include "data/geo/sphere.h"
#include "data/orbit/frames.h"

namespace linchpin::render {

/// Where an Earth-fixed place in km stands in the scene, whose unit is geo::kEarthRadiusKm. The globe drawn is a sphere that carries
/// geodetic latitudes, so a satellite stands above the place where it is overhead on WGS84, at its height over the ellipsoid.
/// Twin of shaders/include/globe_place.glsl, which agrees within 10 m.
[[nodiscard]] inline glm::dvec3 globe_place(const glm::dvec3& ecef_km) noexcept {
    const orbit::Geodetic g = orbit::ecef_to_geodetic(ecef_km);
    return geo::to_unit({g.lat_deg, g.lon_deg}) * (1.0 + g.height_km / geo::kEarthRadiusKm);
}

/// The same by the arithmetic of the vertex stage: one step of Bowring's formula, in single precision.
[[nodiscard]] glm::vec3 globe_place_single(const glm::vec3& ecef_km) noexcept;

}  // namespace linchpin::render
