#pragma once
// Routes as rows of samples, and which of them run along one another where.
#include <cstdint>
#include <glm/vec3.hpp>
#include <span>
#include <vector>

#include "data/route/lanes.h"

namespace linchpin::route {

/// One route in even steps.
struct Strand {
    std::vector<glm::dvec3> original;  ///< unit vectors
    std::vector<glm::dvec3> at;        ///< as moved to the middle of what it runs along
    std::vector<double> shore_km, reach_km;
    std::vector<std::uint8_t> corner;  ///< a point of the route itself
    [[nodiscard]] std::size_t size() const noexcept { return at.size(); }
};

/// Another strand beside a sample.
struct Beside {
    std::uint32_t strand = 0, sample = 0;  ///< the sample there that is nearest
    double left_km = 0.0;                  ///< how far to the left it runs, seen along this strand
    bool same_way = true;                  ///< runs in the same direction
};

[[nodiscard]] Strand make_strand(const std::vector<geo::LatLon>& route, const ShoreDistance& shore_km, const LaneOptions& options);
/// Direction of a strand at a sample: unit vector, tangent to the globe.
[[nodiscard]] glm::dvec3 direction_at(std::span<const glm::dvec3> line, std::size_t sample);

/// For every sample of every strand, by strand number, those that run along it within `radius_km`.
[[nodiscard]] std::vector<std::vector<std::vector<Beside>>> all_beside(const std::vector<Strand>& strands, double radius_km, double step_km);

/// 1 where two strands are together, falling smoothly to 0 where they are `reach_km` apart.
[[nodiscard]] double togetherness(double apart_km, double reach_km) noexcept;

}  // namespace linchpin::route
