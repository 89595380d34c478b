#include "data/metrics/ownership.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

#include "data/metrics/concentration.h"

namespace linchpin::metrics {
namespace {

std::optional<Error> input_error(std::span<const Holding> holdings, std::uint32_t nodes, std::uint32_t start) {
    if (start >= nodes) return Error{fmt::format("expected a company below {}, found {}", nodes, start)};
    std::vector<double> held(nodes, 0.0);
    for (const Holding& holding : holdings) {
        if (holding.held >= nodes || holding.holder >= nodes) {
            return Error{fmt::format("expected companies below {}, found {} held by {}", nodes, holding.held, holding.holder)};
        }
        if (!(holding.share > 0.0 && holding.share <= 1.0)) {
            return Error{fmt::format("expected a share above 0 and at most 1, found {}", holding.share)};
        }
        held[holding.held] += holding.share;
    }
    for (std::uint32_t i = 0; i < nodes; ++i) {
        if (exceeds(held[i], 1.0))
            return Error{fmt::format("expected at most all of company {} to be held, found {:.6g}", i, held[i])};
    }
    return std::nullopt;
}

/// Share of each company that is documented as held.
std::vector<double> documented(std::span<const Holding> holdings, std::uint32_t nodes) {
    std::vector<double> sum(nodes, 0.0);
    for (const Holding& holding : holdings) sum[holding.held] += holding.share;
    return sum;
}

/// Companies whose chains of holders end somewhere: at a terminal holder or in an undocumented remainder.
std::vector<std::uint8_t> with_an_end(std::span<const Holding> holdings, const std::vector<double>& held) {
    std::vector<std::uint8_t> ends(held.size(), 0);
    for (std::size_t i = 0; i < held.size(); ++i) ends[i] = held[i] < 1.0 - kThresholdGuard ? 1 : 0;
    for (bool changed = true; changed;) {
        changed = false;
        for (const Holding& holding : holdings) {
            if (ends[holding.held] || !ends[holding.holder]) continue;
            ends[holding.held] = 1;
            changed = true;
        }
    }
    return ends;
}

}  // namespace

Result<Controller> controller_of(std::span<const Holding> holdings, std::uint32_t nodes, std::uint32_t start) {
    if (auto error = input_error(holdings, nodes, start)) return *error;
    std::vector<std::uint8_t> seen(nodes, 0);
    for (std::uint32_t node = start;;) {
        if (seen[node]) return Controller{Controller::Kind::Circular, node};
        seen[node] = 1;
        std::optional<std::uint32_t> next;
        int halves = 0;
        for (const Holding& holding : holdings) {
            if (holding.held != node) continue;
            if (exceeds(holding.share, 0.5)) next = holding.holder;
            halves += std::abs(holding.share - 0.5) <= kThresholdGuard ? 1 : 0;
        }
        if (!next) return Controller{halves == 2 ? Controller::Kind::Joint : Controller::Kind::Owner, node};
        node = *next;
    }
}

Result<UltimateHolders> ultimate_holders(std::span<const Holding> holdings, std::uint32_t nodes, std::uint32_t start) {
    if (auto error = input_error(holdings, nodes, start)) return *error;
    const std::vector<double> held = documented(holdings, nodes);
    const std::vector<std::uint8_t> ends = with_an_end(holdings, held);
    UltimateHolders result;
    result.weight.assign(nodes, 0.0);
    // Weight that arrives at each company from the start: t = e_start + W^T t. Circles without an end would make it singular; what
    // flows into them is nobody's, so they are taken out.
    Eigen::MatrixXd system = Eigen::MatrixXd::Identity(nodes, nodes);
    for (const Holding& holding : holdings) {
        if (ends[holding.held] && ends[holding.holder]) system(holding.holder, holding.held) -= holding.share;
    }
    Eigen::VectorXd first = Eigen::VectorXd::Zero(nodes);
    if (ends[start]) first(start) = 1.0;
    const Eigen::VectorXd arriving = system.partialPivLu().solve(first);
    double known = 0.0;
    for (std::uint32_t i = 0; i < nodes; ++i) {
        if (held[i] > 0.0) continue;
        result.weight[i] = std::max(0.0, arriving(i));
        known += result.weight[i];
    }
    result.unknown = std::max(0.0, 1.0 - known);
    return result;
}

}  // namespace linchpin::metrics
