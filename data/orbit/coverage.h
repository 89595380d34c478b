#pragma once
#include <cstdint>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "data/geo/sphere.h"
#include "data/orbit/constellation.h"

namespace linchpin::orbit {

/// A place that stands for a part of a country.
struct SamplePoint {
    geo::LatLon place;
    double weight = 1.0;  ///< area, in any unit; >= 0
};

/// METRICS.md M25.
struct Coverage {
    double share_covered = 0.0;    ///< share of the weight that has at least one satellite above the mask, [0, 1]
    double mean_satellites = 0.0;  ///< weighted mean number of satellites above the mask
};

/// Coverage at one instant.
/// @param satellites_ecef_km  Earth-fixed positions; the zero vector means "no position" and is skipped.
/// @param selected            Shape as satellites, 0 = does not count; or empty for all.
/// @return  zeros when there is no sample point with weight.
[[nodiscard]] Coverage coverage(std::span<const glm::dvec3> satellites_ecef_km, std::span<const std::uint8_t> selected,
                                std::span<const SamplePoint> points, double min_elevation_deg);
/// The same over several lists of satellites taken together.
[[nodiscard]] Coverage coverage(std::span<const std::span<const glm::dvec3>> lists, std::span<const SamplePoint> points,
                                double min_elevation_deg);
/// Mean over the 24 hours from `from_unix_s`, `steps` instants evenly apart (the same numbers for the same arguments).
[[nodiscard]] Coverage coverage_over_day(const Constellation& satellites, std::span<const std::uint8_t> selected,
                                         std::span<const SamplePoint> points, double min_elevation_deg, double from_unix_s,
                                         int steps = 96, int threads = 1);

}  // namespace linchpin::orbit
