#pragma once
// How far a verdict on dependence rests on the definition chosen, and on single inputs.
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "data/metrics/concentration.h"

namespace linchpin::report {

/// What one definition of dependence says.
struct DefinitionVerdict {
    std::string id;                           ///< "top_share", "ec", "geodep", "traced", "interval"
    std::string name;                         ///< "top supplier above 50 % (M01)"
    std::optional<metrics::Verdict> verdict;  ///< empty: the definition does not apply, or its inputs are missing
    std::string basis;                        ///< the value behind it, or why there is none
};

struct Badge {
    std::size_t applicable = 0;               ///< definitions with a verdict
    std::size_t agree = 0;                    ///< of them, with the most frequent verdict
    std::optional<metrics::Verdict> verdict;  ///< that verdict; empty when two are equally frequent, or none applies
    bool operator==(const Badge&) const = default;
};
[[nodiscard]] Badge badge(std::span<const DefinitionVerdict> definitions) noexcept;
/// "3 of 4 agree: dependent", "2 of 4 agree: divided", "no definition applies".
[[nodiscard]] std::string badge_text(const Badge& badge);

/// An input, and what the definitions say without it (or with it otherwise).
struct LeftOut {
    std::string what;                            ///< "without the GeoDep definition", "without China"
    std::vector<DefinitionVerdict> definitions;  ///< all of them, as they then stand
};
/// A left-out input that changes the badge's verdict.
struct Flip {
    std::string what;
    Badge badge;
};
/// Each definition left out in turn, then the given inputs; those that change the verdict, in that order.
[[nodiscard]] std::vector<Flip> flips(std::span<const DefinitionVerdict> definitions, std::span<const LeftOut> inputs);

}  // namespace linchpin::report
