#pragma once
// Which k of many losses together take away most, when losses overlap: exact, and the same set on every machine.
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace linchpin::scenario {

/// One thing that may be lost, and what goes with it: positions into the weights, ascending, each once.
struct Losable {
    std::vector<std::uint32_t> items;
};

struct WorstCover {
    std::vector<std::uint32_t> chosen;  ///< positions of the candidates: what hurts more alone first, then by position
    std::int64_t lost = 0;              ///< weight of everything that goes with any of them, each item once
};

/// Candidates by what each takes away alone, largest first, ties by position: the order in which ties between sets are settled.
[[nodiscard]] std::vector<std::uint32_t> by_own_loss(std::span<const std::int64_t> weights, std::span<const Losable> candidates);

/// The worst set of at most 1, 2, ... `most` candidates. Each entry takes away strictly more than the one before it, so that no set
/// holds a candidate that adds nothing; the list ends early when nothing is left to take. Of several sets that take away the same, the
/// fewest candidates, then the first in the order of by_own_loss().
/// @param weights  of the items, >= 0, their sum below 2^63. Integers: sums are exact, and ties are ties.
[[nodiscard]] std::vector<WorstCover> worst_covers(std::span<const std::int64_t> weights, std::span<const Losable> candidates,
                                                   std::size_t most);

}  // namespace linchpin::scenario
