#include "app/scene/flow_bundles.h"

#include <array>
#include <cmath>
#include <cstdint>
#include <glm/geometric.hpp>
#include <unordered_map>

#include "data/geo/sphere.h"

namespace linchpin::app {
namespace {

using Way = std::vector<glm::dvec3>;
constexpr int kDirections = 6;       ///< of 180 degrees
constexpr double kStrength = 0.75;   ///< part of the way to the local middle in one round

/// What runs through one cell of space, by direction.
struct Cell {
    std::array<glm::dvec3, kDirections> sum{};
    std::array<double, kDirections> weight{};
};

class Density {
public:
    explicit Density(double cell) : cell_{cell} {}
    [[nodiscard]] std::uint64_t key(const glm::dvec3& p, int dx, int dy, int dz) const {
        const auto part = [this](double x, int d) { return static_cast<std::uint64_t>(static_cast<std::int64_t>(std::floor(x / cell_)) + d + 4096) & 0x1fffffu; };
        return part(p.x, dx) | (part(p.y, dy) << 21) | (part(p.z, dz) << 42);
    }
    void add(const glm::dvec3& p, double direction) {
        Cell& cell = cells_[key(p, 0, 0, 0)];
        const int below = static_cast<int>(std::floor(direction));
        const double part = direction - below;
        for (int k = 0; k < 2; ++k) {
            const auto bin = static_cast<std::size_t>((below + k) % kDirections);
            const double weight = k == 0 ? 1.0 - part : part;
            cell.sum[bin] += p * weight;
            cell.weight[bin] += weight;
        }
    }
    /// Middle of what runs in this direction within a cell's width or so.
    [[nodiscard]] glm::dvec3 middle(const glm::dvec3& p, double direction) const {
        glm::dvec3 sum{0.0};
        double weight = 0.0;
        const int below = static_cast<int>(std::floor(direction));
        const double part = direction - below;
        for (int dx = -1; dx <= 1; ++dx)
            for (int dy = -1; dy <= 1; ++dy)
                for (int dz = -1; dz <= 1; ++dz) {
                    const auto found = cells_.find(key(p, dx, dy, dz));
                    if (found == cells_.end()) continue;
                    for (int k = 0; k < 2; ++k) {
                        const auto bin = static_cast<std::size_t>((below + k) % kDirections);
                        const double count = found->second.weight[bin] * (k == 0 ? 1.0 - part : part);
                        if (count <= 0.0) continue;
                        const glm::dvec3 mean = found->second.sum[bin] / found->second.weight[bin];
                        const double off = glm::length(mean - p) / cell_;
                        const double near = count * std::exp(-1.5 * off * off);
                        sum += mean * near;
                        weight += near;
                    }
                }
        return weight > 0.0 ? sum / weight : p;
    }

private:
    double cell_;
    std::unordered_map<std::uint64_t, Cell> cells_;  // looked up by key only: its order decides nothing
};

/// Direction of a way at a point, 0 .. kDirections for 0 .. 180 degrees from east: there and back are one.
double direction_at(const glm::dvec3& p, const glm::dvec3& along) {
    const glm::dvec3 pole{0.0, 0.0, 1.0};
    glm::dvec3 east = glm::cross(pole, p);
    const double size = glm::length(east);
    if (size < 1e-9) return 0.0;
    east /= size;
    double angle = std::atan2(glm::dot(along, glm::cross(p, east)), glm::dot(along, east));
    if (angle < 0.0) angle += geo::kPi;
    return std::min(angle / geo::kPi * kDirections, kDirections - 1e-9);
}

void draw_together(std::vector<Way>& ways, double cell) {
    Density density{cell};
    const auto along = [](const Way& way, std::size_t i) { return way[i + 1] - way[i - 1]; };
    for (const Way& way : ways)
        for (std::size_t i = 1; i + 1 < way.size(); ++i) density.add(way[i], direction_at(way[i], along(way, i)));
    for (Way& way : ways) {
        Way moved = way;
        for (std::size_t i = 1; i + 1 < way.size(); ++i) {
            const double t = static_cast<double>(i) / static_cast<double>(way.size() - 1);
            const glm::dvec3 step = along(way, i);
            glm::dvec3 pull = density.middle(way[i], direction_at(way[i], step)) - way[i];
            const double step2 = glm::dot(step, step);
            if (step2 > 0.0) pull -= step * (glm::dot(pull, step) / step2);  // only sideways
            moved[i] = glm::normalize(way[i] + pull * (kStrength * std::min(1.0, 6.0 * t * (1.0 - t))));
        }
        // What was pulled apart is smoothed; the ends hold.
        for (int round = 0; round < 3; ++round) {
            const Way before = moved;
            for (std::size_t i = 1; i + 1 < moved.size(); ++i) moved[i] = glm::normalize(before[i - 1] + 2.0 * before[i] + before[i + 1]);
        }
        way = std::move(moved);
    }
}

}  // namespace

std::vector<Way> bundled_ways(const std::vector<std::pair<glm::dvec3, glm::dvec3>>& ends) {
    std::vector<Way> ways;
    ways.reserve(ends.size());
    for (const auto& [from, to] : ends) {
        Way& way = ways.emplace_back();
        for (int i = 0; i < kBundlePoints; ++i) way.push_back(geo::slerp(from, to, static_cast<double>(i) / (kBundlePoints - 1)));
        way.front() = from;
        way.back() = to;
    }
    for (const double cell : {0.26, 0.20, 0.15, 0.11, 0.08, 0.06}) draw_together(ways, cell);
    return ways;
}

}  // namespace linchpin::app
