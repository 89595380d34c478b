#pragma once
// The shore as geometry: what is land, what a straight line at sea would hit, and how far the shore is. Built once from the
// rings of a base map; pure and immutable afterwards, so several threads may ask one instance.
#include <cstdint>
#include <glm/vec3.hpp>
#include <span>
#include <utility>
#include <vector>

#include "data/geo/sphere.h"

namespace linchpin::route {

/// Outlines of land. Where two outlines share an edge (a border between countries), the edge is inland.
struct LandRings {
    std::vector<geo::LatLon> points;
    std::vector<std::pair<std::uint32_t, std::uint32_t>> rings;  ///< [begin, end) into points; outlines and holes alike
};

class Coast {
public:
    /// @param land  Rings of polygons that do not overlap; any orientation; closed or not. A ring may cross the 180 degree
    ///              meridian (then neighbours differ by more than 180 degrees of longitude) or be cut along it, and may go around
    ///              a pole. Edges are straight in latitude and longitude.
    explicit Coast(const LandRings& land);

    /// Exact on the rings' own lines.
    [[nodiscard]] bool is_land(geo::LatLon place) const;
    /// True if the great circle from a to b (unit vectors, less than half a turn apart) meets a shore line.
    [[nodiscard]] bool crosses_shore(const glm::dvec3& a, const glm::dvec3& b) const;
    /// Kilometres of the great circle from a to b that lie on land, in steps of `step_km`.
    [[nodiscard]] double land_km(const glm::dvec3& a, const glm::dvec3& b, double step_km = 0.25) const;

    struct Nearest {
        double distance_km = 0.0;
        glm::dvec3 shore{0.0};
    };  ///< shore: unit vector
    /// Nearest shore, on land and at sea alike: to half a kilometre within 7 km of it, to about 5 km further out; half of the
    /// Earth's circumference when there is no land at all.
    [[nodiscard]] Nearest nearest_shore(const glm::dvec3& place) const;
    [[nodiscard]] bool has_shore_in(double lat_min_deg, double lon_min_deg, double size_deg) const;

    static constexpr int kCellsPerDeg = 8;  ///< cells of the edge index
    static constexpr int kDistanceCellsPerDeg = 16;

private:
    struct Edge {
        double lat0, lon0, lat1, lon1;
    };  ///< lon1 may lie outside [-180, 180] so that the edge stays short

    void index_edges();
    void fill_cell_centres(std::span<const Edge> parity_edges);
    void spread_distance();
    [[nodiscard]] std::span<const std::uint32_t> edges_in(int row, int col) const;
    [[nodiscard]] bool short_piece_crosses(geo::LatLon a, geo::LatLon b) const;
    [[nodiscard]] bool piece_crosses(const glm::dvec3& a, const glm::dvec3& b, int depth) const;

    std::vector<Edge> edges_;                ///< shore only
    std::vector<std::uint32_t> cell_begin_;  ///< CSR over cells
    std::vector<std::uint32_t> cell_edges_;
    std::vector<bool> centre_is_land_;        ///< state of each cell's centre
    std::vector<glm::vec3> shore_points_;     ///< at most 1 km apart along the shore, sorted by distance cell
    std::vector<std::uint32_t> shore_begin_;  ///< CSR over distance cells
    std::vector<std::uint32_t> nearest_;      ///< per distance cell: into shore_points_
};

}  // namespace linchpin::route
