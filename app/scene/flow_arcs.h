#pragma once
#include <memory>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// An arc's path over the globe: great circle, rising with its length, never below the ground.
class ArcPath {
public:
    ArcPath(geo::LatLon from, geo::LatLon to);
    /// @param t  0 at the exporter, 1 at the importer
    [[nodiscard]] glm::dvec3 at(double t) const;
    [[nodiscard]] double angle_rad() const noexcept { return angle_rad_; }

private:
    glm::dvec3 from_, to_;
    double angle_rad_, height_;
};

/// Width of an arc, px at scale 1. The legend uses the same function, so its scale is true.
/// @param largest_usd  value of the largest arc shown
[[nodiscard]] double arc_width_px(double value_usd, double largest_usd) noexcept;

/// Geometry of the shown arcs, line i = snapshot.arcs[i], exporter to importer. Arcs whose country has no place are left out.
[[nodiscard]] std::shared_ptr<const render::LineGeometry> make_arc_geometry(const Dataset& dataset, const std::vector<Arc>& arcs);
[[nodiscard]] std::vector<render::RibbonStyle> arc_styles(const Dataset& dataset, const NationGroups& nations, const std::vector<Arc>& arcs,
                                                        const Selection& selection, const Selection& hover);
/// Particles on their way from exporter to importer at `time_s`; more for larger values. Pure function of its arguments.
void add_arc_particles(const Dataset& dataset, const NationGroups& nations, const std::vector<Arc>& arcs, double time_s,
                       std::vector<render::PointMark>& out);

}  // namespace linchpin::app
