#pragma once
#include <cstdint>
#include <vector>

#include "data/geo/grid_point.h"
#include "data/geo/triangulate.h"

namespace linchpin::geo {

/// Splits long edges of a mesh and turns edges until the triangles are as round on the globe as the outline allows
/// (constrained Delaunay: no edge inside can be turned to see the sphere's surface from further outside).
class MeshRefiner {
public:
    MeshRefiner(std::vector<GridPoint>& points, std::vector<std::uint32_t>& indices, const TriangulateOptions& options)
        : points_{points}, indices_{indices}, options_{options} {}
    void run();

private:
    [[nodiscard]] bool too_long(std::uint32_t a, std::uint32_t b) const;
    bool split_long_edges();
    void link_twins();
    void turn_edges();
    [[nodiscard]] bool wants_turn(std::uint32_t half_edge) const;
    void turn_edge(std::uint32_t half_edge);
    void add_point(GridPoint p);

    std::vector<GridPoint>& points_;
    std::vector<std::uint32_t>& indices_;
    TriangulateOptions options_;
    std::vector<glm::dvec3> units_;
    std::vector<std::uint32_t> twins_;  ///< the same edge seen from the other side, per half edge; kNone on the rim
};

}  // namespace linchpin::geo
