#pragma once
#include <memory>

#include "data/basemap/basemap.h"
#include "render/scene.h"

namespace linchpin::app {

/// One level of the base map, ready to draw. Area i of `land` is shape i of `countries`; line i of `borders` is LineKind i.
struct BaseGeometry {
    std::shared_ptr<const basemap::Countries> countries;
    std::shared_ptr<const render::AreaMesh> land, lakes;
    std::shared_ptr<const render::LineGeometry> borders;
};

/// The fills of one level for a flat map: triangles that pass its edge are parted there, and those at the poles, which are lines on
/// the map, keep the longitudes of their corners. Patterns are laid out as on the globe.
struct FlatAreas {
    std::shared_ptr<const render::AreaMesh> land, lakes;
};
[[nodiscard]] FlatAreas make_flat_areas(const BaseGeometry& level, double meridian_deg);

[[nodiscard]] BaseGeometry make_base_geometry(std::shared_ptr<const basemap::Countries> countries);
/// Meridians and parallels every `step_deg`; the equator and the prime meridian are line 1, the others line 0.
[[nodiscard]] std::shared_ptr<const render::LineGeometry> make_graticule(double step_deg);
[[nodiscard]] std::shared_ptr<const std::vector<render::StarMark>> make_stars(const std::vector<basemap::Star>& stars);
/// How each LineKind looks, in the order of the enum.
[[nodiscard]] std::vector<render::RibbonStyle> border_styles();

}  // namespace linchpin::app
