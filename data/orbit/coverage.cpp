#include "data/orbit/coverage.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "data/orbit/frames.h"

namespace linchpin::orbit {

namespace {

/// A sample point and what is counted over it.
struct Watcher {
    glm::dvec3 here, up;  ///< up: the ellipsoid's normal, since the latitude is geodetic
    double sin_mask;

    Watcher(const SamplePoint& point, double min_elevation_deg)
        : here{geodetic_to_ecef({point.place.lat_deg, point.place.lon_deg, 0.0})},
          up{geo::to_unit(point.place)},
          sin_mask{std::sin(min_elevation_deg * geo::kRadPerDeg)} {}
    [[nodiscard]] bool sees(const glm::dvec3& satellite) const {
        const glm::dvec3 d = satellite - here;
        const double height = glm::dot(d, up);
        if (height <= 0.0 && sin_mask >= 0.0) return false;
        if (satellite == glm::dvec3(0.0)) return false;
        return height >= sin_mask * glm::length(d);
    }
};

/// @param count_of  satellites over a watcher
template <class CountOf>
Coverage mean_over(std::span<const SamplePoint> points, double min_elevation_deg, CountOf count_of) {
    double total = 0.0, covered = 0.0, seen = 0.0;
    for (const SamplePoint& point : points) {
        const int count = count_of(Watcher(point, min_elevation_deg));
        total += point.weight;
        if (count > 0) covered += point.weight;
        seen += point.weight * count;
    }
    if (!(total > 0.0)) return {};
    return {covered / total, seen / total};
}

}  // namespace

Coverage coverage(std::span<const glm::dvec3> satellites, std::span<const std::uint8_t> selected,
                  std::span<const SamplePoint> points, double min_elevation_deg) {
    return mean_over(points, min_elevation_deg, [&](const Watcher& watcher) {
        int count = 0;
        for (std::size_t i = 0; i < satellites.size(); ++i)
            if ((selected.empty() || selected[i] != 0) && watcher.sees(satellites[i])) ++count;
        return count;
    });
}

Coverage coverage(std::span<const std::span<const glm::dvec3>> lists, std::span<const SamplePoint> points,
                  double min_elevation_deg) {
    return mean_over(points, min_elevation_deg, [&](const Watcher& watcher) {
        int count = 0;
        for (const std::span<const glm::dvec3>& list : lists)
            for (const glm::dvec3& satellite : list) count += watcher.sees(satellite) ? 1 : 0;
        return count;
    });
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
