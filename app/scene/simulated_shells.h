#pragma once
#include <vector>

#include "data/orbit/constellation.h"
#include "data/pack/dataset.h"
#include "render/scene.h"

namespace linchpin::app {

inline constexpr render::Rgba8 kSimulatedColour = render::rgb("#e6a0c8");

/// Planned satellites that have NOT flown: even Walker patterns of the published shells. They look unlike real satellites (small
/// crosses) and the legend says SIMULATED. A shell whose altitude, inclination or number of planes is not published is not drawn:
/// nothing is made up for it.
class SimulatedShells {
public:
    /// @param epoch_unix_s  where the patterns start, so that they share the real satellites' clock
    SimulatedShells(const Dataset& dataset, double epoch_unix_s);
    /// Shells that are drawn, of all in the pack.
    [[nodiscard]] std::size_t shells_drawn() const noexcept { return shells_drawn_; }
    [[nodiscard]] std::size_t satellites() const noexcept { return constellation_.size(); }
    void add_marks(double sky_time_unix_s, std::vector<render::PointMark>& out) const;

private:
    struct Patterns;
    explicit SimulatedShells(Patterns patterns);
    std::size_t shells_drawn_ = 0;
    orbit::Constellation constellation_;
};

}  // namespace linchpin::app
