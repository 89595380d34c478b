#include "app/scene/simulated_shells.h"

#include <algorithm>
#include <cmath>

#include "data/orbit/frames.h"

namespace linchpin::app {
namespace {

constexpr double kEarthGmKm3S2 = 398600.8;   // WGS72, as SGP4 uses
constexpr double kEquatorialRadiusKm = 6378.135;

bool drawable(const PlannedShell& shell) {
    return shell.altitude_km && shell.inclination_deg && shell.planes && shell.sats_per_plane && *shell.planes > 0 && *shell.sats_per_plane > 0;
}

void add_shell(const PlannedShell& shell, double elapsed_s, double gmst, std::vector<render::PointMark>& out) {
    const double radius_km = kEquatorialRadiusKm + *shell.altitude_km;
    const double rate_rad_s = std::sqrt(kEarthGmKm3S2 / (radius_km * radius_km * radius_km));
    const double incl = *shell.inclination_deg * geo::kRadPerDeg;
    const double total = static_cast<double>(*shell.planes) * *shell.sats_per_plane;
    for (int p = 0; p < *shell.planes; ++p) {
        const double node = 2.0 * geo::kPi * p / *shell.planes;
        for (int s = 0; s < *shell.sats_per_plane; ++s) {
            const double u = 2.0 * geo::kPi * (static_cast<double>(s) / *shell.sats_per_plane + p / total) + rate_rad_s * elapsed_s;
            const glm::dvec3 teme = radius_km * glm::dvec3{std::cos(node) * std::cos(u) - std::sin(node) * std::sin(u) * std::cos(incl),
                                                           std::sin(node) * std::cos(u) + std::cos(node) * std::sin(u) * std::cos(incl),
                                                           std::sin(u) * std::sin(incl)};
            render::PointMark mark;
            mark.position = glm::vec3(orbit::teme_to_ecef_at(teme, gmst) / geo::kEarthRadiusKm);
            mark.radius_px = 1.8f;
            mark.fill = render::with_alpha(kSimulatedColour, 0.40f);
            mark.shape = render::PointShape::Cross;
            mark.id = kNone;
            out.push_back(mark);
        }
    }
}

}  // namespace

std::size_t drawable_shells(const Dataset& dataset) noexcept {
    return static_cast<std::size_t>(std::count_if(dataset.planned_shells.begin(), dataset.planned_shells.end(), drawable));
}

void add_simulated_shells(const Dataset& dataset, double sky_time_unix_s, double epoch_unix_s, std::vector<render::PointMark>& out) {
    const double gmst = orbit::gmst_rad(sky_time_unix_s);
    for (const PlannedShell& shell : dataset.planned_shells)
        if (drawable(shell)) add_shell(shell, sky_time_unix_s - epoch_unix_s, gmst, out);
}

}  // namespace linchpin::app
