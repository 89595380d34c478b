#include "data/metrics/concentration.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace linchpin::metrics {
namespace {

double sum_of_squares(std::span<const double> shares) noexcept {
    double sum = 0.0;
    for (const double share : shares) sum += share * share;
    return sum;
}

/// Squares of `unallocated` split into as few parts of at most `part` as possible: the most concentrated that a list allows.
double densest_split(double unallocated, double part) noexcept {
    // A quotient a hair below a whole number would lose a full part to rounding: the bound must not come out too low.
    const double parts = std::floor(unallocated / part + kThresholdGuard);
    const double rest = std::max(0.0, unallocated - parts * part);
    return parts * part * part + rest * rest;
}

}  // namespace

std::optional<double> herfindahl(std::span<const double> shares) noexcept {
    if (shares.empty()) return std::nullopt;
    return sum_of_squares(shares);
}

std::optional<double> normalised_herfindahl(double hhi, std::size_t n) noexcept {
    if (n == 0) return std::nullopt;
    if (n == 1) return 1.0;
    const double even = 1.0 / static_cast<double>(n);
    return (hhi - even) / (1.0 - even);
}

std::optional<double> effective_number(double hhi) noexcept {
    if (!(hhi > 0.0)) return std::nullopt;
    return 1.0 / hhi;
}

Interval herfindahl_interval(std::span<const double> known, double unallocated, std::optional<double> unlisted_at_most) noexcept {
    if (known.empty()) return {0.0, 1.0};
    const double low = sum_of_squares(known);
    const double rest = std::max(0.0, unallocated);
    if (rest == 0.0) return {low, low};
    const double largest = *std::max_element(known.begin(), known.end());
    const double all_to_largest = low + rest * (2.0 * largest + rest);  // (s + u)^2 - s^2
    const double listed =
        unlisted_at_most && *unlisted_at_most > 0.0 ? low + densest_split(rest, *unlisted_at_most) : all_to_largest;
    return {low, std::min({1.0, listed, all_to_largest})};
}

std::optional<ImportConcentration> import_concentration(const ImportShares& shares) {
    if (shares.state != ImportState::Available) return std::nullopt;
    std::vector<double> known;
    known.reserve(shares.suppliers.size());
    for (const SupplierShare& supplier : shares.suppliers) known.push_back(supplier.share);
    ImportConcentration result;
    result.interval = herfindahl_interval(known, shares.unallocated_share, shares.unlisted_at_most);
    result.value = result.interval.low;
    result.show_interval = exceeds(shares.unallocated_share, kIntervalShownAbove);
    result.suppliers = known.size();
    return result;
}

Verdict threshold_verdict(Interval interval, double threshold) noexcept {
    if (exceeds(interval.low, threshold)) return Verdict::Certain;
    return exceeds(interval.high, threshold) ? Verdict::Possible : Verdict::No;
}

}  // namespace linchpin::metrics
