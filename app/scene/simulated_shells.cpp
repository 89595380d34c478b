#include "app/scene/simulated_shells.h"

#include <cmath>

namespace linchpin::app {

struct SimulatedShells::Patterns {
    std::vector<orbit::MeanElements> elements;
    std::size_t shells = 0;
    double epoch_unix_s = 0.0;
};

std::optional<orbit::WalkerShell> pattern_of(const PlannedShell& shell, double epoch_unix_s) {
    if (!shell.altitude_km || !shell.inclination_deg || !shell.planes || !shell.sats_per_plane) return std::nullopt;
    orbit::WalkerShell pattern;
    pattern.name = shell.system;
    pattern.altitude_km = *shell.altitude_km;
    pattern.inclination_deg = *shell.inclination_deg;
    pattern.planes = *shell.planes;
    pattern.satellites_per_plane = *shell.sats_per_plane;
    pattern.phasing = 1;
    if (std::abs(pattern.inclination_deg - 90.0) <= kPolarWithinDeg) pattern.node_span_deg = 180.0;
    pattern.epoch_unix_s = epoch_unix_s;
    return pattern;
}

SimulatedShells::SimulatedShells(const Dataset& dataset, double epoch_unix_s)
    : SimulatedShells([&] {
          Patterns patterns;
          patterns.epoch_unix_s = epoch_unix_s;
          for (const PlannedShell& shell : dataset.planned_shells) {
              const auto pattern = pattern_of(shell, epoch_unix_s);
              if (!pattern) continue;
              const auto elements =
                  orbit::walker_elements(*pattern, orbit::kSimulatedCatalogNumber + static_cast<std::uint32_t>(patterns.elements.size()));
              if (!elements) continue;
              patterns.elements.insert(patterns.elements.end(), elements->begin(), elements->end());
              ++patterns.shells;
          }
          return patterns;
      }()) {}

SimulatedShells::SimulatedShells(Patterns patterns) : shells_drawn_{patterns.shells}, epoch_unix_s_{patterns.epoch_unix_s} {
    orbit::KeyframeOptions options;
    options.memory_bytes = std::size_t{16} << 20;
    feed_ = std::make_unique<orbit::KeyframeFeed>(std::make_shared<const orbit::Constellation>(patterns.elements), options);
    styles_ = styles_at(1.0f);
}

std::shared_ptr<const std::vector<render::SatelliteStyle>> SimulatedShells::styles_at(float strength) const {
    render::SatelliteStyle style;
    style.fill = render::with_alpha(kSimulatedColour, 0.40f * strength);
    style.radius_16th = 29;
    style.shape = render::PointShape::Cross;
    return std::make_shared<const std::vector<render::SatelliteStyle>>(feed_->satellites().size(), style);
}

void SimulatedShells::fill(double sky_time_unix_s, double rate, render::SatelliteBatch& batch, float strength) {
    if (strength < 1.0f && (!fading_ || strength != fading_strength_)) {
        fading_ = styles_at(strength);
        fading_strength_ = strength;
    }
    batch.styles = strength < 1.0f ? fading_ : styles_;
    batch.reference_unix_s = epoch_unix_s_;
    batch.eclipse = batch.fade_old = false;  // they have neither a shadow nor an age
    if (rate == 0.0 || !batch.pair) {
        batch.pair = feed_->at(sky_time_unix_s);
        batch.unix_s = sky_time_unix_s;
    } else if (const orbit::ShownKeyframes shown = feed_->current(sky_time_unix_s, rate)) {
        batch.pair = shown.pair;
        batch.unix_s = shown.drawn_unix_s;
    }
}

}  // namespace linchpin::app
