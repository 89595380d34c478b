#include "data/metrics/availability.h"

#include <algorithm>
#include <cmath>
#include <fmt/format.h>
#include <optional>

namespace linchpin::metrics {
namespace {

bool is_probability(double p) { return p >= 0.0 && p <= 1.0; }

std::optional<Error> input_error(std::span<const RiskyCable> cables, std::span<const double> corridors) {
    double capacity = 0.0;
    for (const double q : corridors) {
        if (!is_probability(q)) return Error{fmt::format("expected corridor probabilities between 0 and 1, found {}", q)};
    }
    for (const RiskyCable& cable : cables) {
        if (!is_probability(cable.failure))
            return Error{fmt::format("expected cable probabilities between 0 and 1, found {}", cable.failure)};
        if (!std::isfinite(cable.capacity) || cable.capacity < 0.0)
            return Error{fmt::format("expected capacities >= 0, found {}", cable.capacity)};
        for (const std::uint32_t g : cable.corridors) {
            if (g >= corridors.size()) return Error{fmt::format("expected corridors below {}, found {}", corridors.size(), g)};
        }
        capacity += cable.capacity;
    }
    if (!(capacity > 0.0)) return Error{"expected at least one cable with capacity, found none"};
    return std::nullopt;
}

/// Distinct corridors that any cable uses, and each cable's corridors as positions among them.
struct UsedCorridors {
    std::vector<double> failure;
    std::vector<std::vector<std::uint32_t>> of_cable;
};

UsedCorridors used_corridors(std::span<const RiskyCable> cables, std::span<const double> corridor_failure) {
    std::vector<std::uint32_t> used;
    for (const RiskyCable& cable : cables) used.insert(used.end(), cable.corridors.begin(), cable.corridors.end());
    std::sort(used.begin(), used.end());
    used.erase(std::unique(used.begin(), used.end()), used.end());
    UsedCorridors result;
    for (const std::uint32_t g : used) result.failure.push_back(corridor_failure[g]);
    for (const RiskyCable& cable : cables) {
        std::vector<std::uint32_t> positions;
        for (const std::uint32_t g : cable.corridors) {
            positions.push_back(static_cast<std::uint32_t>(std::lower_bound(used.begin(), used.end(), g) - used.begin()));
        }
        std::sort(positions.begin(), positions.end());
        positions.erase(std::unique(positions.begin(), positions.end()), positions.end());
        result.of_cable.push_back(std::move(positions));
    }
    return result;
}

/// Probability that every cable is down, given which corridors are.
template <class Down>
double all_down(std::span<const RiskyCable> cables, const UsedCorridors& corridors, Down down) {
    double product = 1.0;
    for (std::size_t c = 0; c < cables.size() && product > 0.0; ++c) {
        const auto& mine = corridors.of_cable[c];
        if (!std::any_of(mine.begin(), mine.end(), down)) product *= cables[c].failure;
    }
    return product;
}

double enumerate(std::span<const RiskyCable> cables, const UsedCorridors& corridors) {
    double sum = 0.0;
    for (std::uint32_t state = 0; state < (1u << corridors.failure.size()); ++state) {
        double probability = 1.0;
        for (std::size_t g = 0; g < corridors.failure.size(); ++g) {
            probability *= (state >> g & 1u) ? corridors.failure[g] : 1.0 - corridors.failure[g];
        }
        if (probability > 0.0)
            sum += probability * all_down(cables, corridors, [&](std::uint32_t g) { return (state >> g & 1u) != 0; });
    }
    return std::min(1.0, sum);
}

/// SplitMix64: the same numbers on every machine, which the distributions of the standard library do not promise.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_{seed} {}
    double uniform() {
        state_ += 0x9e3779b97f4a7c15u;
        std::uint64_t z = state_;
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9u;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebu;
        return static_cast<double>((z ^ (z >> 31U)) >> 11U) * 0x1.0p-53;
    }

private:
    std::uint64_t state_;
};

/// Samples corridor states only; the cables' own failures are averaged exactly, which keeps the error small.
void sample(std::span<const RiskyCable> cables, const UsedCorridors& corridors, std::uint64_t seed, Availability& result) {
    Random random{seed};
    std::vector<std::uint8_t> down(corridors.failure.size());
    double sum = 0.0, squares = 0.0;
    for (std::uint32_t i = 0; i < kAvailabilitySamples; ++i) {
        for (std::size_t g = 0; g < down.size(); ++g) down[g] = random.uniform() < corridors.failure[g] ? 1 : 0;
        const double p = all_down(cables, corridors, [&](std::uint32_t g) { return down[g] != 0; });
        sum += p;
        squares += p * p;
    }
    const double n = kAvailabilitySamples, mean = sum / n;
    result.exact = false;
    result.isolated = mean;
    result.isolated_standard_error = std::sqrt(std::max(0.0, squares / n - mean * mean) / (n - 1.0));
}

}  // namespace

Result<Availability> availability(std::span<const RiskyCable> cables, std::span<const double> corridor_failure,
                                  std::uint64_t seed) {
    if (auto error = input_error(cables, corridor_failure)) return *error;
    const UsedCorridors corridors = used_corridors(cables, corridor_failure);
    Availability result;
    double capacity = 0.0, kept = 0.0;
    for (std::size_t c = 0; c < cables.size(); ++c) {
        double survives = 1.0 - cables[c].failure;
        for (const std::uint32_t g : corridors.of_cable[c]) survives *= 1.0 - corridors.failure[g];
        capacity += cables[c].capacity;
        kept += cables[c].capacity * survives;
    }
    result.expected_retained = kept / capacity;
    if (corridors.failure.size() <= kExactCorridors) {
        result.isolated = enumerate(cables, corridors);
    } else {
        sample(cables, corridors, seed, result);
    }
    return result;
}

}  // namespace linchpin::metrics
