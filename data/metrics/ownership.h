#pragma once
// M23: the nationality of the ultimate owner, by two rules.
#include <cstdint>
#include <span>
#include <vector>

#include "data/core/result.h"

namespace linchpin::metrics {

/// `holder` holds `share` of `held`.
struct Holding {
    std::uint32_t held = 0, holder = 0;
    double share = 0.0;  ///< (0, 1]
};

struct Controller {
    enum class Kind : std::uint8_t {
        Owner,    ///< `node` holds control; nobody holds more than half of it
        Joint,    ///< `node` is held exactly half and half: the chain stops there
        Circular  ///< the chain of control runs in a circle
    } kind = Kind::Owner;
    std::uint32_t node = 0;  ///< where the chain stops; the start itself when nobody controls it
};
/// CONTROL: follow the holder of more than half until there is none.
/// @return  an error for shares outside (0, 1] or more than a company being held.
[[nodiscard]] Result<Controller> controller_of(std::span<const Holding> holdings, std::uint32_t nodes, std::uint32_t start);

/// PROPORTIONAL: what part of `start` each terminal holder (nobody holds it in the data) holds along all chains. Loops are legal.
struct UltimateHolders {
    std::vector<double> weight;  ///< one per node, terminal ones only; with `unknown` they sum to 1
    double unknown = 0.0;        ///< undocumented remainders along the way, and circles that nobody outside holds
};
[[nodiscard]] Result<UltimateHolders> ultimate_holders(std::span<const Holding> holdings, std::uint32_t nodes, std::uint32_t start);

}  // namespace linchpin::metrics
