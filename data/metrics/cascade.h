#pragma once
// M18: how a failure spreads over a graph of dependences.
#include <cstdint>
#include <span>
#include <vector>

#include "data/core/result.h"

namespace linchpin::metrics {

/// `to` depends on `from`.
struct DependencyEdge {
    std::uint32_t from = 0, to = 0;
    double strength = 0.0;  ///< [0, 1]
};
enum class CascadeClass : std::uint8_t { Low, Medium, High, Critical };  ///< <= 0.2, > 0.2, > 0.5, > 0.8
[[nodiscard]] CascadeClass cascade_class(double impact) noexcept;

struct CascadeNode {
    std::uint32_t node = 0;
    double impact = 0.0;  ///< (0, 1]
    int depth = 0;        ///< 0 = the failed asset itself
    CascadeClass cls = CascadeClass::Low;
};
inline constexpr int kCascadeDepth = 3;

/// Breadth-first from `failed`: impact = edge strength x impact of the node before (the disruption, at the start) x (1 - redundancy
/// of the receiving node), to depth 3. A node is settled at its shallowest depth with the largest impact that reaches it there;
/// paths do not add up. Impacts of 0 do not spread. Ordered by depth, then impact, then number.
/// @param redundancy  one per node, [0, 1]. @param disruption  [0, 1], the failed asset's own impact.
/// @return  an error for a node number or a value out of range.
/// Source: World Monitor's documented rule; the conventions in this comment settle what it leaves open.
[[nodiscard]] Result<std::vector<CascadeNode>> cascade(std::span<const DependencyEdge> edges, std::span<const double> redundancy,
                                                       std::uint32_t failed, double disruption);

}  // namespace linchpin::metrics
