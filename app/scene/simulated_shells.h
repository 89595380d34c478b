#pragma once
#include <memory>
#include <optional>
#include <vector>

#include "data/orbit/keyframes.h"
#include "data/orbit/walker.h"
#include "data/pack/dataset.h"
#include "render/scene.h"

namespace linchpin::app {

inline constexpr render::Rgba8 kSimulatedColour = render::rgb("#e6a0c8");

/// A shell within this of a right angle to the equator is a polar one.
inline constexpr double kPolarWithinDeg = 10.0;

/// The even pattern that stands for a planned shell: planes around the whole equator, or around half of it for polar shells. Filings
/// give no nodes; planes of a polar shell around the whole equator would lie on one another in pairs, flown in opposite directions.
/// @returns nothing when altitude, inclination, planes or satellites a plane are not published
[[nodiscard]] std::optional<orbit::WalkerShell> pattern_of(const PlannedShell& shell, double epoch_unix_s);

/// Planned satellites that have NOT flown: even Walker patterns of the published shells. They look unlike real satellites (small
/// crosses) and the legend says SIMULATED. A shell whose altitude, inclination or number of planes is not published is not drawn:
/// nothing is made up for it.
class SimulatedShells {
public:
    /// @param epoch_unix_s  where the patterns start, so that they share the real satellites' clock
    SimulatedShells(const Dataset& dataset, double epoch_unix_s);
    /// Shells that are drawn, of all in the pack.
    [[nodiscard]] std::size_t shells_drawn() const noexcept { return shells_drawn_; }
    [[nodiscard]] std::size_t satellites() const noexcept { return feed_->satellites().size(); }
    /// @param rate  as SatelliteField::move_to
    /// @param strength  [0, 1], while they come and go
    void fill(double sky_time_unix_s, double rate, render::SatelliteBatch& batch, float strength = 1.0f);

private:
    struct Patterns;
    explicit SimulatedShells(Patterns patterns);
    [[nodiscard]] std::shared_ptr<const std::vector<render::SatelliteStyle>> styles_at(float strength) const;
    std::size_t shells_drawn_ = 0;
    double epoch_unix_s_ = 0.0;
    std::unique_ptr<orbit::KeyframeFeed> feed_;
    std::shared_ptr<const std::vector<render::SatelliteStyle>> styles_, fading_;
    float fading_strength_ = 1.0f;
};

}  // namespace linchpin::app
