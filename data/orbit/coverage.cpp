#include "data/orbit/coverage.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "data/orbit/frames.h"

namespace linchpin::orbit {

Coverage coverage(std::span<const glm::dvec3> satellites, std::span<const std::uint8_t> selected,
                  std::span<const SamplePoint> points, double min_elevation_deg) {
    const double sin_mask = std::sin(min_elevation_deg * geo::kRadPerDeg);
    double total = 0.0, covered = 0.0, seen = 0.0;
    for (const SamplePoint& point : points) {
        const Geodetic ground{point.place.lat_deg, point.place.lon_deg, 0.0};
        const glm::dvec3 here = geodetic_to_ecef(ground);
        const glm::dvec3 up = geo::to_unit(point.place);  // the ellipsoid's normal, since the latitude is geodetic
        int count = 0;
        for (std::size_t i = 0; i < satellites.size(); ++i) {
            if (!selected.empty() && selected[i] == 0) continue;
            const glm::dvec3 d = satellites[i] - here;
            const double height = glm::dot(d, up);
            if (height <= 0.0 && sin_mask >= 0.0) continue;
            if (satellites[i] == glm::dvec3(0.0)) continue;
            if (height >= sin_mask * glm::length(d)) ++count;
        }
        total += point.weight;
        if (count > 0) covered += point.weight;
        seen += point.weight * count;
    }
    if (!(total > 0.0)) return {};
    return {covered / total, seen / total};
}

Coverage coverage_over_day(const Constellation& satellites, std::span<const std::uint8_t> selected,
                           std::span<const SamplePoint> points, double min_elevation_deg, double from_unix_s, int steps,
                           int threads) {
    Coverage mean;
    if (steps < 1) return mean;
    std::vector<glm::dvec3> km(satellites.size());
    std::vector<std::uint8_t> error(satellites.size());
    for (int k = 0; k < steps; ++k) {
        const double t = from_unix_s + 86400.0 * k / steps;
        satellites.propagate(t, km, {}, error, threads);
        const double gmst = gmst_rad(t);
        for (glm::dvec3& p : km) p = teme_to_ecef_at(p, gmst);
        const Coverage now = coverage(km, selected, points, min_elevation_deg);
        mean.share_covered += now.share_covered / steps;
        mean.mean_satellites += now.mean_satellites / steps;
    }
    return mean;
}

}  // namespace linchpin::orbit
