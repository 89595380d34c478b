#include "app/scene/simulated_shells.h"

#include "data/orbit/frames.h"
#include "data/orbit/walker.h"

namespace linchpin::app {

struct SimulatedShells::Patterns {
    std::vector<orbit::MeanElements> elements;
    std::size_t shells = 0;
};

namespace {

std::optional<orbit::WalkerShell> published_shell(const PlannedShell& shell, double epoch_unix_s) {
    if (!shell.altitude_km || !shell.inclination_deg || !shell.planes || !shell.sats_per_plane) return std::nullopt;
    orbit::WalkerShell pattern;
    pattern.name = shell.system;
    pattern.altitude_km = *shell.altitude_km;
    pattern.inclination_deg = *shell.inclination_deg;
    pattern.planes = *shell.planes;
    pattern.satellites_per_plane = *shell.sats_per_plane;
    pattern.phasing = 1;
    pattern.epoch_unix_s = epoch_unix_s;
    return pattern;
}

}  // namespace

SimulatedShells::SimulatedShells(const Dataset& dataset, double epoch_unix_s)
    : SimulatedShells([&] {
          Patterns patterns;
          for (const PlannedShell& shell : dataset.planned_shells) {
              const auto pattern = published_shell(shell, epoch_unix_s);
              if (!pattern) continue;
              const auto elements =
                  orbit::walker_elements(*pattern, orbit::kSimulatedCatalogNumber + static_cast<std::uint32_t>(patterns.elements.size()));
              if (!elements) continue;
              patterns.elements.insert(patterns.elements.end(), elements->begin(), elements->end());
              ++patterns.shells;
          }
          return patterns;
      }()) {}

SimulatedShells::SimulatedShells(Patterns patterns) : shells_drawn_{patterns.shells}, constellation_{patterns.elements} {}

void SimulatedShells::add_marks(double sky_time_unix_s, std::vector<render::PointMark>& out) const {
    std::vector<glm::dvec3> teme_km(constellation_.size());
    std::vector<std::uint8_t> errors(constellation_.size());
    constellation_.propagate(sky_time_unix_s, teme_km, {}, errors, 2);
    const double gmst = orbit::gmst_rad(sky_time_unix_s);
    for (std::size_t i = 0; i < teme_km.size(); ++i) {
        if (errors[i] != 0) continue;
        render::PointMark mark;
        mark.position = glm::vec3(orbit::teme_to_ecef_at(teme_km[i], gmst) / geo::kEarthRadiusKm);
        mark.radius_px = 1.8f;
        mark.fill = render::with_alpha(kSimulatedColour, 0.40f);
        mark.shape = render::PointShape::Cross;
        mark.id = kNone;
        out.push_back(mark);
    }
}

}  // namespace linchpin::app
