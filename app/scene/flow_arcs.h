#pragma once
#include <memory>
#include <vector>

#include "app/scene/fading.h"
#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// An arc's path over the globe: over a great circle or a given way on the ground, rising with the distance, never below the ground.
class ArcPath {
public:
    ArcPath(geo::LatLon from, geo::LatLon to) : ArcPath(geo::to_unit(from), geo::to_unit(to)) {}
    /// @param from, to  unit vectors
    ArcPath(const glm::dvec3& from, const glm::dvec3& to);
    /// Leads the path over these places on the ground (unit vectors, at least two, ends as before) in equal steps of t.
    void lead_over(std::vector<glm::dvec3> ground) { ground_ = std::move(ground); }
    /// @param t  0 at the exporter, 1 at the importer
    [[nodiscard]] glm::dvec3 at(double t) const;
    [[nodiscard]] double angle_rad() const noexcept { return angle_rad_; }

private:
    glm::dvec3 from_, to_;
    double angle_rad_, height_;
    std::vector<glm::dvec3> ground_;  ///< empty: the great circle
};

/// Width of an arc, px at scale 1. The legend uses the same function, so its scale is true.
/// @param largest_usd  value of the largest arc shown
[[nodiscard]] double arc_width_px(double value_usd, double largest_usd) noexcept;

/// One arc as drawn: a declared flow, or the part of one that a modelled origin made.
struct FlowArc {
    glm::dvec3 from{0.0}, to{0.0};  ///< unit vectors
    double tail = 0.0;              ///< t from which it is drawn; of what has no known origin only the end is left
    Index origin = kNone;           ///< whose colour it has; kNone: of unknown origin, grey
    std::uint32_t arc = 0;          ///< into Snapshot::arcs
    double value_usd = 0.0;         ///< what it stands for
    double width_usd = 0.0;         ///< the value that its width shows: parts that have come together are as wide as their sum
    double share = 1.0;             ///< of what lies on the same path; together they are as strong as one
    bool operator==(const FlowArc&) const = default;
};

/// The arcs to draw, in drawing order. With Filter::flow_origin = p > 0 each declared arc is split by modelled origin (M06): the start of
/// every part glides along the great circle from the declared exporter (p = 0) to who made the goods (p = 1), and its width is that of
/// the model's value at p. So p = 0 is exactly the declared picture, and nothing jumps on the way to the other end. Arcs whose countries have
/// no place are left out.
[[nodiscard]] std::vector<FlowArc> flow_arcs(const Dataset& dataset, const Snapshot& snapshot);

inline constexpr render::Rgba8 kUnknownOriginColour = render::rgb("#a3abb5");

/// Keeps geometry and paths of the arcs while they stay the same.
class FlowLines {
public:
    /// @param bundle  arcs that go the same way are drawn together
    /// @param fading  arcs of the moments before still stand beside these while they go
    void update(const Dataset& dataset, const Snapshot& snapshot, bool bundle, const Fading& fading = {});
    void clear();
    /// Line i = arcs()[i], exporter to importer. Lines after these are on their way out.
    [[nodiscard]] const std::shared_ptr<const render::LineGeometry>& geometry() const noexcept { return geometry_; }
    [[nodiscard]] const std::vector<FlowArc>& arcs() const noexcept { return arcs_; }
    [[nodiscard]] const std::vector<ArcPath>& paths() const noexcept { return paths_; }
    [[nodiscard]] std::vector<render::RibbonStyle> styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                        const Selection& selection, const Selection& hover) const;
    /// Particles on their way from exporter to importer at `time_s`; more for larger values. Pure function of its arguments.
    void add_particles(const NationGroups& nations, double time_s, std::vector<render::PointMark>& out) const;

private:
    /// How far an arc is there, and how wide it is on its way from the width that it had.
    struct Stage {
        float presence = 1.0f, width_px = 0.0f;
        float own_px = 0.0f;  ///< width by its own value: parts that lie on one another are as wide as their sum, but each has its own particles
    };
    [[nodiscard]] bool drawn_of(const Snapshot& snapshot) const noexcept;
    void mix(const Dataset& dataset, const Fading& fading);
    [[nodiscard]] Stage stage(std::size_t i) const;
    [[nodiscard]] render::RibbonStyle style_of(const Dataset& dataset, const NationGroups& nations, const FlowArc& flow, const Arc& arc, const Stage& stage,
                                               const Selection& selection, const Selection& hover) const;
    void particles_of(const NationGroups& nations, double time_s, std::size_t order, const FlowArc& flow, const ArcPath& path, const Stage& stage,
                      std::vector<render::PointMark>& out) const;
    std::vector<Arc> shown_;          ///< what the lines were made from
    std::vector<TracedArc> traced_;
    double flow_origin_ = 0.0;
    std::vector<FlowArc> arcs_;
    std::vector<ArcPath> paths_;
    std::vector<Stage> stages_;       ///< of arcs_; empty while nothing fades
    struct Leaving {
        FlowArc flow;
        Arc arc;
        std::size_t order;            ///< in the picture that it is of
        Stage stage;
    };
    std::vector<Leaving> leaving_;    ///< drawn after arcs_
    std::vector<ArcPath> leaving_paths_;
    double largest_usd_ = 0.0;
    bool bundled_ = false;
    std::shared_ptr<const render::LineGeometry> geometry_;
};

}  // namespace linchpin::app
