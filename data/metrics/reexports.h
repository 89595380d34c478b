#pragma once
// M06: where the goods that a country consumes were produced, when re-exports are traced. A model, to be shown beside the declared
// share with its assumptions named; never "true origin".
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "data/core/result.h"

namespace linchpin::metrics {

struct OriginFlow {
    std::uint32_t importer = 0, exporter = 0;  ///< node numbers, both < nodes.size()
    std::int64_t value_usd = 0;                ///< rows <= 0 and self-flows are ignored
};
struct OriginNode {
    std::optional<std::int64_t> imports_usd, exports_usd;  ///< exact totals; empty = the named flows are all
    std::optional<std::int64_t> production_usd;            ///< empty = unknown
};

/// Traced origins of n nodes plus two that close the totals: *unknown source* (number n) supplies what imports exceed the named
/// flows by, *unknown destination* (number n + 1) takes what exports exceed them by.
struct TracedOrigins {
    std::size_t nodes = 0;                ///< n
    std::vector<double> consumption_usd;  ///< (n + 2) x (n + 2), row = consumer, column = producer
    std::vector<double> production_usd;   ///< as used, n + 2; columns of `consumption_usd` sum to it
    std::vector<std::uint8_t>
        production_raised;  ///< n: production was unknown or too small for the exports, and set to the least possible
    /// Composition of each node's supply by producer, (n + 2) x (n + 2): rows sum to 1 where there is any supply.
    std::vector<double> supply_mix;
    double pass_through = 1.0;            ///< as used
    [[nodiscard]] double at(std::size_t consumer, std::size_t producer) const noexcept {
        return consumption_usd[consumer * (nodes + 2) + producer];
    }
    /// Part of what `exporter` sells that `producer` made: its own produce, and its supply's mix as far as exports pass through.
    [[nodiscard]] double in_exports(std::size_t exporter, std::size_t producer) const noexcept {
        return pass_through * supply_mix[exporter * (nodes + 2) + producer] + (exporter == producer ? 1.0 - pass_through : 0.0);
    }
    [[nodiscard]] std::size_t unknown_source() const noexcept { return nodes; }
};

/// Traces all nodes.
/// @param pass_through  [0, 1]: the part of every country's exports that leaves in the mix of its supply; the rest is its own
/// produce.
///        1 is the published method; 0 keeps the declared origins.
/// Production that is unknown or below what the exports need is raised to the least that keeps consumption >= 0, and marked. With
/// trade data alone this is the least production, hence the largest possible pass-through.
/// @return  an error when the goods of a closed circle of traders have no producer (the system has no solution).
/// Source: Kastner, Kastner and Nonhebel 2011, Ecological Economics, DOI 10.1016/j.ecolecon.2011.01.012; the slider, the closing
/// nodes and the fallback are ours.
[[nodiscard]] Result<TracedOrigins> trace_origins(std::span<const OriginNode> nodes, std::span<const OriginFlow> flows,
                                                  double pass_through = 1.0);

/// Share of node `producer` in what `consumer` consumes; `foreign_only` leaves the consumer's own produce out of both sides.
/// Empty when nothing is consumed.
[[nodiscard]] std::optional<double> origin_share(const TracedOrigins& traced, std::size_t consumer, std::size_t producer,
                                                 bool foreign_only) noexcept;

}  // namespace linchpin::metrics
