#include "data/orbit/walker.h"

#include <cmath>

#include "data/geo/sphere.h"
#include "data/orbit/wgs72.h"

namespace linchpin::orbit {

bool is_simulated(const MeanElements& elements) noexcept {
    return elements.norad_cat_id >= kSimulatedCatalogNumber && elements.object_name.starts_with("SIMULATED ");
}

Result<std::vector<MeanElements>> walker_elements(const WalkerShell& shell, std::uint32_t first_number) {
    const auto refuse = [&](const char* expected, double found) {
        return Error{shell.name + ": expected " + expected + ", found " + std::to_string(found)};
    };
    if (shell.planes < 1 || shell.planes > 100000) return refuse("1 to 100000 planes", shell.planes);
    if (shell.satellites_per_plane < 1) return refuse("at least 1 satellite a plane", shell.satellites_per_plane);
    const std::int64_t total = std::int64_t{shell.planes} * shell.satellites_per_plane;
    if (total > 100000) return refuse("at most 100000 satellites", static_cast<double>(total));
    if (!(shell.altitude_km >= 100.0 && shell.altitude_km <= 100000.0))
        return refuse("an altitude of 100 to 100000 km", shell.altitude_km);
    if (!(shell.inclination_deg >= 0.0 && shell.inclination_deg <= 180.0))
        return refuse("an inclination of 0 to 180 degrees", shell.inclination_deg);
    if (first_number < kSimulatedCatalogNumber) return refuse("a catalogue number for simulated satellites", first_number);

    // The mean motion whose semi-major axis, after SGP4 has taken J2 out again, is the wanted one.
    const double a = (6378.137 + shell.altitude_km) / wgs72::kRadiusKm;
    const double cos_i = std::cos(shell.inclination_deg * geo::kRadPerDeg);
    const double n = wgs72::kXke / std::pow(a, 1.5) * (1.0 + 0.75 * wgs72::kJ2 * (3.0 * cos_i * cos_i - 1.0) / (a * a));

    std::vector<MeanElements> all;
    all.reserve(static_cast<std::size_t>(total));
    for (int plane = 0; plane < shell.planes; ++plane) {
        for (int k = 0; k < shell.satellites_per_plane; ++k) {
            MeanElements e;
            e.norad_cat_id = first_number + static_cast<std::uint32_t>(all.size());
            e.object_name = "SIMULATED " + shell.name + " " + std::to_string(plane + 1) + "/" + std::to_string(k + 1);
            e.epoch_unix_s = shell.epoch_unix_s;
            e.mean_motion_rev_day = n * 1440.0 / (2.0 * geo::kPi);
            e.inclination_deg = shell.inclination_deg;
            e.ra_of_asc_node_deg = std::fmod(shell.node_span_deg * plane / shell.planes, 360.0);
            const double anomaly =
                360.0 * k / shell.satellites_per_plane + 360.0 * shell.phasing * plane / static_cast<double>(total);
            e.mean_anomaly_deg = std::fmod(std::fmod(anomaly, 360.0) + 360.0, 360.0);
            all.push_back(std::move(e));
        }
    }
    return all;
}

}  // namespace linchpin::orbit
