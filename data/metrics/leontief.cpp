#include "data/metrics/leontief.h"

#include <Eigen/Dense>
#include <cmath>
#include <fmt/format.h>

namespace linchpin::metrics {
namespace {

constexpr double kSlack = 1e-9;  // inputs may exceed output by this part of it: rounding of published tables

std::optional<Error> shape_error(const InputOutputTable& table) {
    if (table.deliveries.size() != table.n * table.n || table.output.size() != table.n || table.country.size() != table.n) {
        return Error{fmt::format("expected {0} x {0} deliveries, {0} outputs and {0} countries, found {1}, {2} and {3}", table.n,
                                 table.deliveries.size(), table.output.size(), table.country.size())};
    }
    for (const double value : table.deliveries) {
        if (!std::isfinite(value) || value < 0.0) return Error{fmt::format("expected deliveries >= 0, found {}", value)};
    }
    for (const double value : table.output) {
        if (!std::isfinite(value) || value < 0.0) return Error{fmt::format("expected outputs >= 0, found {}", value)};
    }
    return std::nullopt;
}

/// Column j of Z divided by x_j; 0 without output.
Eigen::MatrixXd coefficients(const InputOutputTable& table) {
    const auto n = static_cast<Eigen::Index>(table.n);
    Eigen::MatrixXd a = Eigen::MatrixXd::Zero(n, n);
    for (std::size_t i = 0; i < table.n; ++i) {
        for (std::size_t j = 0; j < table.n; ++j) {
            if (table.output[j] > 0.0) {
                a(static_cast<Eigen::Index>(i), static_cast<Eigen::Index>(j)) = table.deliveries[i * table.n + j] / table.output[j];
            }
        }
    }
    return a;
}

}  // namespace

Result<ValueAddedOrigin> value_added_origin(const InputOutputTable& table) {
    if (auto error = shape_error(table)) return *error;
    const auto n = static_cast<Eigen::Index>(table.n);
    const Eigen::MatrixXd a = coefficients(table);
    const Eigen::VectorXd inputs = a.colwise().sum().transpose();
    for (Eigen::Index j = 0; j < n; ++j) {
        if (inputs(j) > 1.0 + kSlack) {
            return Error{fmt::format("expected inputs of industry {} to be at most its output, found {:.6g} times its output", j,
                                     inputs(j))};
        }
    }
    const Eigen::VectorXd v = (Eigen::VectorXd::Ones(n) - inputs).cwiseMax(0.0);
    const Eigen::MatrixXd inverse = (Eigen::MatrixXd::Identity(n, n) - a).partialPivLu().inverse();
    if (!inverse.allFinite() || (n > 0 && inverse.cwiseAbs().maxCoeff() > 1e12)) {
        return Error{"expected value added in every circle of industries, found one that only consumes its own output"};
    }
    ValueAddedOrigin result;
    result.n = table.n;
    result.share.resize(table.n * table.n);
    for (std::size_t i = 0; i < table.n; ++i) {
        for (std::size_t j = 0; j < table.n; ++j) {
            const auto row = static_cast<Eigen::Index>(i), column = static_cast<Eigen::Index>(j);
            result.share[i * table.n + j] = v(row) * inverse(row, column);
        }
        result.has_output.push_back(table.output[i] > 0.0 ? 1 : 0);
    }
    return result;
}

std::optional<double> foreign_value_share(const ValueAddedOrigin& origin, const InputOutputTable& table, std::size_t j) {
    if (j >= origin.n || !origin.has_output[j]) return std::nullopt;
    double sum = 0.0;
    for (std::size_t i = 0; i < origin.n; ++i) sum += table.country[i] != table.country[j] ? origin.at(i, j) : 0.0;
    return sum;
}

std::optional<double> foreign_input_share(const InputOutputTable& table, std::size_t j) {
    if (j >= table.n || !(table.output[j] > 0.0)) return std::nullopt;
    double sum = 0.0;
    for (std::size_t i = 0; i < table.n; ++i) sum += table.country[i] != table.country[j] ? table.deliveries[i * table.n + j] : 0.0;
    return sum / table.output[j];
}

}  // namespace linchpin::metrics
