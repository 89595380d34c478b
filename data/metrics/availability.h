#pragma once
// M16: what a country keeps on average, and how likely it is cut off, when cables share risks. Probabilities are scenario inputs,
// never presented as measured unless their source says so.
#include <cstdint>
#include <span>
#include <vector>

#include "data/core/result.h"

namespace linchpin::metrics {

struct RiskyCable {
    double capacity = 0.0;                 ///< any unit, >= 0
    double failure = 0.0;                  ///< own failure probability in the window, [0, 1]
    std::vector<std::uint32_t> corridors;  ///< positions in the corridor probabilities; repeats count once
};
struct Availability {
    double expected_retained = 0.0;        ///< expected share of capacity left, [0, 1]
    double isolated = 0.0;                 ///< probability that every cable is down, [0, 1]
    double isolated_standard_error = 0.0;  ///< 0 when enumerated exactly
    bool exact = true;                     ///< corridor states were enumerated, not sampled
};
/// Corridors up to this number (of those that the cables use) are enumerated, more are sampled.
inline constexpr std::size_t kExactCorridors = 20;
inline constexpr std::uint32_t kAvailabilitySamples = 200'000;

/// Corridors fail as a whole, each with its probability, and cables on their own; all independent.
/// @param corridor_failure  probability of each corridor, [0, 1].
/// @return  an error for no cable, no capacity, a probability outside [0, 1] or an unknown corridor. The same seed gives the same
/// bits. Our own definition.
[[nodiscard]] Result<Availability> availability(std::span<const RiskyCable> cables, std::span<const double> corridor_failure,
                                                std::uint64_t seed = 1);

}  // namespace linchpin::metrics
