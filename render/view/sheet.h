#pragma once
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>
#include <optional>

#include "data/geo/sphere.h"

namespace linchpin::render {

/// Northward shift of an arc on the flat map, per height: a gentle bend instead of the third dimension.
inline constexpr double kArcLift = 0.35;

/// The surface that the world lies on between globe and flat map, the twin of include/view.glsl in double precision.
///
/// At `flat` = f it is a piece of a sphere of radius 1 / k, k = 1 - f, that touches the globe where the central meridian meets the
/// equator: the globe itself at f = 0, a plane at f = 1. A place has sheet coordinates U (east) and V (north) in Earth radii that go
/// from longitude and latitude (f = 0) to Equal Earth x and y (f = 1); on the sphere they are arcs, so its angles are k U and k V.
/// Such a surface is convex at every f: what faces the eye is seen, what faces away is hidden by the rest, and no depth is needed.
///
/// The frame: x east, y north, z up at the touching point, which is the origin; one unit = Earth radius.
class Sheet {
public:
    Sheet(double flat, double meridian_deg) noexcept;

    struct Place {
        glm::dvec3 point, up, east, north;   ///< on the surface; unit vectors
    };
    [[nodiscard]] double flat() const noexcept { return flat_; }
    [[nodiscard]] double curvature() const noexcept { return curvature_; }
    [[nodiscard]] double meridian_deg() const noexcept { return meridian_deg_; }

    /// Sheet coordinates U, V of a place.
    [[nodiscard]] glm::dvec2 coordinates(geo::LatLon place) const noexcept;
    [[nodiscard]] Place at(geo::LatLon place) const noexcept;
    /// Where an Earth-fixed position stands. Heights above the ground shrink to nothing as the map becomes flat; there they become
    /// `lift` times their size northwards (less toward the poles, so that nothing leaves the map), so that arcs keep a bend.
    [[nodiscard]] glm::dvec3 stand(const glm::dvec3& position, double lift = 0.0) const noexcept;
    /// The place at sheet coordinates; nothing beside the map.
    [[nodiscard]] std::optional<geo::LatLon> place_at(glm::dvec2 coordinates) const noexcept;
    /// The place at sheet coordinates, or the nearest along its parallel (beyond a pole: of the pole) when they are beside the map.
    [[nodiscard]] geo::LatLon nearest_place(glm::dvec2 coordinates) const noexcept;
    /// The place where a ray from `eye` meets the surface; nothing beside it. @param direction  unit vector
    [[nodiscard]] std::optional<geo::LatLon> hit(const glm::dvec3& eye, const glm::dvec3& direction) const noexcept;
    /// True when a point of the sheet frame, on the surface or above it, is hidden from `eye`.
    [[nodiscard]] bool hidden(const glm::dvec3& point, const glm::dvec3& eye) const noexcept;

private:
    double flat_, curvature_, meridian_deg_;
};

}  // namespace linchpin::render
