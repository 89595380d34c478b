#include "data/route/lane_strands.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <unordered_map>

namespace linchpin::route {
namespace {

constexpr double kParallel = 0.85;  ///< least cosine between two directions that count as one way

double km(const glm::dvec3& a, const glm::dvec3& b) { return geo::angle_rad(a, b) * geo::kEarthRadiusKm; }

/// Samples by cell of space.
class Cells {
public:
    struct Entry { std::uint32_t strand, sample; };
    Cells(const std::vector<Strand>& strands, double cell_km) : cell_{cell_km / geo::kEarthRadiusKm} {
        for (std::uint32_t s = 0; s < strands.size(); ++s)
            for (std::uint32_t i = 0; i < strands[s].size(); ++i) cells_[key(strands[s].original[i], 0, 0, 0)].push_back({s, i});
    }
    template <class Visit> void around(const glm::dvec3& p, Visit visit) const {
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                for (int dz = -1; dz <= 1; ++dz) {
                    const auto found = cells_.find(key(p, dx, dy, dz));
                    if (found == cells_.end()) continue;
                    for (const Entry& entry : found->second) visit(entry);
                }
    }

private:
    [[nodiscard]] std::uint64_t key(const glm::dvec3& p, int dx, int dy, int dz) const {
        const auto part = [this](double x, int d) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(x / cell_)) + d + (1 << 20)); };
        return (part(p.x, dx) << 42) | (part(p.y, dy) << 21) | part(p.z, dz);
    }
    double cell_;
    std::unordered_map<std::uint64_t, std::vector<Entry>> cells_;  // looked up by key only: its order decides nothing
};

}  // namespace

Strand make_strand(const std::vector<geo::LatLon>& route, const ShoreDistance& shore_km, const LaneOptions& options) {
    Strand strand;
    for (std::size_t i = 0; i < route.size(); ++i) {
        const glm::dvec3 to = geo::to_unit(route[i]);
        if (!strand.original.empty()) {
            const glm::dvec3 from = strand.original.back();
            const int pieces = std::max(1, static_cast<int>(std::ceil(km(from, to) / options.step_km)));
            for (int k = 1; k < pieces; ++k) {
                strand.original.push_back(geo::slerp(from, to, static_cast<double>(k) / pieces));
                strand.corner.push_back(0);
            }
        }
        strand.original.push_back(to);
        strand.corner.push_back(1);
    }
    for (const glm::dvec3& place : strand.original) {
        strand.shore_km.push_back(shore_km(place));
        strand.reach_km.push_back(std::min(options.reach_km, 0.8 * strand.shore_km.back()));
    }
    strand.at = strand.original;
    return strand;
}

glm::dvec3 direction_at(std::span<const glm::dvec3> line, std::size_t sample) {
    const glm::dvec3 along = line[std::min(sample + 1, line.size() - 1)] - line[sample > 0 ? sample - 1 : 0];
    const glm::dvec3 flat = along - line[sample] * glm::dot(along, line[sample]);
    const double size = glm::length(flat);
    return size > 1e-12 ? flat / size : glm::dvec3{0.0};
}

std::vector<std::vector<std::vector<Beside>>> all_beside(const std::vector<Strand>& strands, double radius_km, double step_km) {
    const Cells cells{strands, radius_km + step_km};
    std::vector<std::vector<std::vector<Beside>>> out(strands.size());
    std::vector<double> nearest(strands.size(), 1e9);
    std::vector<std::uint32_t> nearest_sample(strands.size(), 0), met;
    for (std::uint32_t s = 0; s < strands.size(); ++s) {
        out[s].resize(strands[s].size());
        for (std::size_t i = 0; i < strands[s].size(); ++i) {
            const glm::dvec3& here = strands[s].original[i];
            met.clear();
            cells.around(here, [&](const Cells::Entry& entry) {
                if (entry.strand == s) return;
                const double apart = glm::length(strands[entry.strand].original[entry.sample] - here);
                if (nearest[entry.strand] > 1e8) met.push_back(entry.strand);
                if (apart >= nearest[entry.strand]) return;
                nearest[entry.strand] = apart;
                nearest_sample[entry.strand] = entry.sample;
            });
            std::sort(met.begin(), met.end());
            const glm::dvec3 along = direction_at(strands[s].original, i), left = glm::cross(here, along);
            for (const std::uint32_t other : met) {
                const std::uint32_t sample = nearest_sample[other];
                nearest[other] = 1e9;
                const glm::dvec3 apart = (strands[other].original[sample] - here) * geo::kEarthRadiusKm;
                const double left_km = glm::dot(apart, left), ahead_km = glm::dot(apart, along);
                const double same = glm::dot(along, direction_at(strands[other].original, sample));
                // Beside, not beyond the other's end.
                if (std::abs(left_km) > radius_km || std::abs(ahead_km) > step_km || std::abs(same) < kParallel) continue;
                out[s][i].push_back({other, sample, left_km, same > 0.0});
            }
        }
    }
    return out;
}

double togetherness(double apart_km, double reach_km) noexcept {
    if (reach_km <= 0.0) return 0.0;
    const double x = std::clamp((apart_km / reach_km - 0.5) / 0.5, 0.0, 1.0);
    return 1.0 - x * x * (3.0 - 2.0 * x);
}

}  // namespace linchpin::route
