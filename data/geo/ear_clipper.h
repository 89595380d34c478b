#pragma once
#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "data/geo/grid_point.h"

namespace linchpin::geo {

/// Ear clipping of one polygon with holes, exact on the grid. Each hole is joined to the outline by a bridge, then ears are cut
/// until nothing is left; a grid of buckets finds the few vertices that could lie in an ear.
class EarClipper {
public:
    /// @param points  every ring point; @param rings  [begin, end) of the outline, then of the holes; each has at least 3 points
    EarClipper(std::span<const GridPoint> points, std::span<const std::array<std::uint32_t, 2>> rings);
    void run();
    [[nodiscard]] const std::vector<std::uint32_t>& indices() const noexcept { return indices_; }
    [[nodiscard]] std::size_t forced() const noexcept { return forced_; }

private:
    struct Node {
        GridPoint at;
        std::uint32_t point = 0;  ///< index into the points given
        std::uint32_t prev = 0, next = 0;
        bool alive = true;
    };
    enum class Ear { Yes, No, Flat };

    std::uint32_t add_ring(std::array<std::uint32_t, 2> ring, bool counter_clockwise);
    void bridge_hole(std::uint32_t outline, std::uint32_t hole, std::span<const std::uint32_t> other_holes);
    [[nodiscard]] bool looks_inside(std::uint32_t corner, GridPoint target) const;
    [[nodiscard]] bool sees(GridPoint from, GridPoint to, std::uint32_t loop) const;
    void build_buckets();
    [[nodiscard]] std::array<std::size_t, 2> bucket_of(GridPoint p) const;
    [[nodiscard]] Ear judge(std::uint32_t node) const;
    [[nodiscard]] bool blocks(std::uint32_t other, const Node& before, const Node& tip, const Node& after) const;
    void cut(std::uint32_t node, bool emit);
    [[nodiscard]] std::uint32_t force_cut(std::uint32_t start);

    std::span<const GridPoint> points_;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> indices_;
    std::size_t forced_ = 0;
    std::uint32_t start_ = 0;
    // Buckets: nodes of a cell are bucket_nodes_[bucket_begin_[c] .. bucket_begin_[c + 1]).
    std::size_t columns_ = 1, rows_ = 1;
    GridPoint low_;
    double cells_per_x_ = 0.0, cells_per_y_ = 0.0;
    std::vector<std::uint32_t> bucket_begin_, bucket_nodes_;
};

}  // namespace linchpin::geo
