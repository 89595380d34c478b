#pragma once
// The sea as a graph on the sphere: large cells on the open ocean, cells of 1/64 degree along the shore, joined where a ship could
// go straight from one to the other.
#include <array>
#include <cstdint>
#include <span>
#include <vector>

#include "data/route/coast.h"

namespace linchpin::route {

/// A quadtree over latitude and longitude in tiles of one degree. A cell is a node when it is free of shore and wet; of a cell of
/// the finest size that holds shore, one wet point is a node, so channels narrower than a cell stay open. Two nodes are joined
/// when their cells touch (corners count) and the line between them does not meet the shore.
class SeaGraph {
public:
    using NodeId = std::uint32_t;
    static constexpr int kCellsPerDeg = 64;  ///< finest cells, 1.7 km in latitude

    explicit SeaGraph(const Coast& coast);

    [[nodiscard]] std::size_t size() const noexcept { return places_.size(); }
    [[nodiscard]] const glm::dvec3& place(NodeId node) const { return places_[node]; }  ///< unit vector, at sea
    [[nodiscard]] float shore_km(NodeId node) const { return shore_km_[node]; }         ///< distance to the nearest shore
    /// Nodes of one number can be reached from each other. 0 is the water with most nodes: the world ocean.
    [[nodiscard]] std::uint32_t water(NodeId node) const { return water_[node]; }
    [[nodiscard]] std::span<const NodeId> neighbours(NodeId node) const {
        return {links_.data() + link_begin_[node], link_begin_[node + 1] - link_begin_[node]};
    }
    /// Nodes whose place is within `radius_km` (up to about 200 km) of `centre`, ascending.
    [[nodiscard]] std::vector<NodeId> nodes_within(const glm::dvec3& centre, double radius_km) const;

private:
    struct Cell {
        std::int32_t row, col, size;
    };  ///< in finest cells, from 90S 180W
    std::int32_t build(Cell cell);
    std::int32_t add_node(Cell cell, geo::LatLon place);
    [[nodiscard]] std::int32_t node_at(std::int32_t row, std::int32_t col) const;  ///< -1: no node there
    void link();
    void number_waters();

    const Coast* coast_;
    std::vector<std::int32_t> tiles_;  ///< per degree: see kLand and encode in the source file
    std::vector<std::array<std::int32_t, 4>> quads_;
    std::vector<Cell> cells_;  ///< per node
    std::vector<glm::dvec3> places_;
    std::vector<float> shore_km_;
    std::vector<std::uint32_t> water_;
    std::vector<std::uint32_t> link_begin_;
    std::vector<NodeId> links_;
};

}  // namespace linchpin::route
