#include "data/metrics/reexports.h"

#include <Eigen/Dense>
#include <algorithm>
#include <cmath>

namespace linchpin::metrics {
namespace {

using Matrix = Eigen::MatrixXd;
using Vector = Eigen::VectorXd;

/// Flows and totals that close on one another: row sums of `z` are imports, column sums exports.
struct Closed {
    Matrix z;  ///< importer x exporter, with the two closing nodes
    Vector imports, exports;
};

Closed close(std::span<const OriginNode> nodes, std::span<const OriginFlow> flows) {
    const auto n = static_cast<Eigen::Index>(nodes.size());
    Closed closed{Matrix::Zero(n + 2, n + 2), {}, {}};
    for (const OriginFlow& flow : flows) {
        if (flow.value_usd > 0 && flow.importer != flow.exporter)
            closed.z(flow.importer, flow.exporter) += static_cast<double>(flow.value_usd);
    }
    for (Eigen::Index i = 0; i < n; ++i) {
        const OriginNode& node = nodes[static_cast<std::size_t>(i)];
        // Named flows may exceed a total by the rounding of published shares: then they are the total.
        const double imports = closed.z.row(i).head(n).sum(), exports = closed.z.col(i).head(n).sum();
        closed.z(i, n) = node.imports_usd ? std::max(0.0, static_cast<double>(*node.imports_usd) - imports) : 0.0;
        closed.z(n + 1, i) = node.exports_usd ? std::max(0.0, static_cast<double>(*node.exports_usd) - exports) : 0.0;
    }
    closed.imports = closed.z.rowwise().sum();
    closed.exports = closed.z.colwise().sum().transpose();
    return closed;
}

/// Production of every node as the model uses it. The unknown source produces all it delivers.
Vector production(std::span<const OriginNode> nodes, const Closed& closed, double pass_through, std::vector<std::uint8_t>& raised) {
    const auto n = static_cast<Eigen::Index>(nodes.size());
    Vector p = Vector::Zero(n + 2);
    raised.assign(nodes.size(), 0);
    for (Eigen::Index i = 0; i < n; ++i) {
        const auto& known = nodes[static_cast<std::size_t>(i)].production_usd;
        const double own_part = (1.0 - pass_through) * closed.exports(i);
        const double least = own_part + std::max(0.0, pass_through * closed.exports(i) - closed.imports(i));
        const double given = known ? std::max(0.0, static_cast<double>(*known)) : 0.0;
        p(i) = std::max(given, least);
        raised[static_cast<std::size_t>(i)] = p(i) > given ? 1 : 0;
    }
    p(n) = closed.exports(n);
    return p;
}

/// Nodes that pass goods on to one another, in circles or in chains: only they need an equation system. A node whose buyers are all
/// outside (an importer that re-exports nothing, the unknown destination) follows from its suppliers alone.
struct Order {
    std::vector<Eigen::Index> core;    ///< ascending
    std::vector<Eigen::Index> follow;  ///< suppliers before buyers
};

Order order_of(const Matrix& z) {
    const Eigen::Index size = z.rows();
    std::vector<Eigen::Index> buyers(static_cast<std::size_t>(size), 0), peeled;
    std::vector<std::uint8_t> out(static_cast<std::size_t>(size), 0);
    for (Eigen::Index j = 0; j < size; ++j) {
        buyers[static_cast<std::size_t>(j)] = (z.col(j).array() > 0.0).count();
        if (buyers[static_cast<std::size_t>(j)] == 0) peeled.push_back(j);
    }
    for (std::size_t next = 0; next < peeled.size(); ++next) {
        const Eigen::Index buyer = peeled[next];
        out[static_cast<std::size_t>(buyer)] = 1;
        for (Eigen::Index j = 0; j < size; ++j) {
            if (z(buyer, j) > 0.0 && --buyers[static_cast<std::size_t>(j)] == 0) peeled.push_back(j);
        }
    }
    Order order;
    order.follow.assign(peeled.rbegin(), peeled.rend());
    for (Eigen::Index j = 0; j < size; ++j) {
        if (out[static_cast<std::size_t>(j)] == 0) order.core.push_back(j);
    }
    return order;
}

/// Rows of the core: left * mix = right, for those producers that reach it at all.
void solve_core(const Matrix& left, const Matrix& right, std::span<const Eigen::Index> core, Matrix& mix) {
    std::vector<Eigen::Index> producers;
    for (Eigen::Index j = 0; j < right.cols(); ++j) {
        if (std::any_of(core.begin(), core.end(), [&](Eigen::Index i) { return right(i, j) != 0.0; })) producers.push_back(j);
    }
    if (core.empty() || producers.empty()) return;
    const std::vector<Eigen::Index> rows{core.begin(), core.end()};
    const Matrix core_left = left(rows, rows), core_right = right(rows, producers);
    const Matrix solution = core_left.partialPivLu().solve(core_right);
    mix(rows, producers) = solution;
}

/// Composition of every node's supply pool by producer: rows sum to 1 where there is any supply.
/// Pool of i: own produce that is not exported directly, and imports, each of which arrives partly as the exporter's own produce
/// and partly in the mix of its pool: (X - l Z) M = P' + (1 - l) Z, with X the pools' sizes and l the pass-through.
Matrix pool_mix(const Closed& closed, const Vector& pool, const Vector& own, double pass_through) {
    Matrix left = -pass_through * closed.z;
    Matrix right = (1.0 - pass_through) * closed.z;
    for (Eigen::Index i = 0; i < pool.size(); ++i) {
        left(i, i) += pool(i) > 0.0 ? pool(i) : 1.0;
        right(i, i) += own(i);
    }
    const Order order = order_of(closed.z);
    Matrix mix = Matrix::Zero(pool.size(), pool.size());
    solve_core(left, right, order.core, mix);
    // One column a supplier, so that the sums run along memory.
    Matrix by_node = mix.transpose();
    for (const Eigen::Index i : order.follow) {
        Vector sum = right.row(i).transpose();
        for (Eigen::Index j = 0; j < left.cols(); ++j) {
            if (j != i && left(i, j) != 0.0) sum -= left(i, j) * by_node.col(j);
        }
        by_node.col(i) = sum / left(i, i);
    }
    return by_node.transpose();
}

bool sound(const Matrix& consumption, const Vector& p) {
    if (!consumption.allFinite()) return false;
    const double scale = std::max(1.0, p.sum());
    return (consumption.colwise().sum().transpose() - p).cwiseAbs().maxCoeff() <= 1e-6 * scale;
}

/// A pool's composition adds up to the whole; in a closed circle without a producer it cannot.
bool every_pool_has_producers(const Matrix& mix, const Vector& pool) {
    constexpr double kTolerance = 1e-4;  // far above rounding, far below a pool without an origin
    const Vector sums = mix.rowwise().sum();
    for (Eigen::Index i = 0; i < pool.size(); ++i) {
        if (pool(i) > 0.0 && !(std::abs(sums(i) - 1.0) <= kTolerance)) return false;
    }
    return true;
}

}  // namespace

Result<TracedOrigins> trace_origins(std::span<const OriginNode> nodes, std::span<const OriginFlow> flows, double pass_through) {
    const double part = std::clamp(pass_through, 0.0, 1.0);
    TracedOrigins result;
    result.nodes = nodes.size();
    result.pass_through = part;
    const Closed closed = close(nodes, flows);
    const Vector p = production(nodes, closed, part, result.production_raised);
    // The unknown source only passes on what it "produces": its own part covers all its exports.
    const Vector own = (p - (1.0 - part) * closed.exports).cwiseMax(0.0);
    const Vector pool = own + closed.imports;
    const Vector consumed = (pool - part * closed.exports).cwiseMax(0.0);
    const Matrix mix = pool_mix(closed, pool, own, part);
    const Matrix consumption = consumed.asDiagonal() * mix;
    if (!sound(consumption, p) || !every_pool_has_producers(mix, pool)) {
        return Error{
            "expected every traded good to have a producer, found countries that only pass goods on to one another in a circle"};
    }
    const auto size = static_cast<std::size_t>(consumption.rows());
    result.production_usd.assign(p.data(), p.data() + size);
    result.consumption_usd.resize(size * size);
    result.supply_mix.resize(size * size);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            result.consumption_usd[i * size + j] = consumption(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
            result.supply_mix[i * size + j] = mix(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
        }
    }
    return result;
}

std::optional<double> origin_share(const TracedOrigins& traced, std::size_t consumer, std::size_t producer,
                                   bool foreign_only) noexcept {
    double total = 0.0;
    for (std::size_t j = 0; j < traced.nodes + 2; ++j) {
        if (!(foreign_only && j == consumer)) total += traced.at(consumer, j);
    }
    if (!(total > 0.0) || (foreign_only && producer == consumer)) return std::nullopt;
    return traced.at(consumer, producer) / total;
}

}  // namespace linchpin::metrics
