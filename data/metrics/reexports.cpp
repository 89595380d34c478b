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
    return left.partialPivLu().solve(right);
}

bool sound(const Matrix& consumption, const Vector& p) {
    if (!consumption.allFinite()) return false;
    const double scale = std::max(1.0, p.sum());
    return (consumption.colwise().sum().transpose() - p).cwiseAbs().maxCoeff() <= 1e-6 * scale;
}

}  // namespace

Result<TracedOrigins> trace_origins(std::span<const OriginNode> nodes, std::span<const OriginFlow> flows, double pass_through) {
    const double part = std::clamp(pass_through, 0.0, 1.0);
    TracedOrigins result;
    result.nodes = nodes.size();
    const Closed closed = close(nodes, flows);
    const Vector p = production(nodes, closed, part, result.production_raised);
    // The unknown source only passes on what it "produces": its own part covers all its exports.
    const Vector own = (p - (1.0 - part) * closed.exports).cwiseMax(0.0);
    const Vector pool = own + closed.imports;
    const Vector consumed = (pool - part * closed.exports).cwiseMax(0.0);
    const Matrix consumption = consumed.asDiagonal() * pool_mix(closed, pool, own, part);
    if (!sound(consumption, p)) {
        return Error{
            "expected every traded good to have a producer, found countries that only pass goods on to one another in a circle"};
    }
    const auto size = static_cast<std::size_t>(consumption.rows());
    result.production_usd.assign(p.data(), p.data() + size);
    result.consumption_usd.resize(size * size);
    for (std::size_t i = 0; i < size; ++i) {
        for (std::size_t j = 0; j < size; ++j) {
            result.consumption_usd[i * size + j] = consumption(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j));
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
