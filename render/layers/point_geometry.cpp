#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "render/scene.h"

namespace linchpin::render {
namespace {

// Cells of about 5 degrees: small enough that a view of one country skips nearly all, few enough to look at each in every frame.
constexpr int kBands = 36;
constexpr float kHalfTurn = 3.14159265f;

int cells_of_band(int band) noexcept {
    const float latitude = (static_cast<float>(band) + 0.5f) / static_cast<float>(kBands) * kHalfTurn - 0.5f * kHalfTurn;
    return std::max(static_cast<int>(2.0f * static_cast<float>(kBands) * std::cos(latitude)), 3);
}

/// Numbers of the first cell of each band, and of all cells at the end.
std::vector<int> band_starts() {
    std::vector<int> starts{0};
    for (int band = 0; band < kBands; ++band) starts.push_back(starts.back() + cells_of_band(band));
    return starts;
}

int cell_of(const std::vector<int>& starts, const glm::vec3& position) noexcept {
    const glm::vec3 n = glm::normalize(position);
    const float latitude = std::asin(std::clamp(n.z, -1.0f, 1.0f)), longitude = std::atan2(n.y, n.x);
    const int band = std::clamp(static_cast<int>((latitude / kHalfTurn + 0.5f) * static_cast<float>(kBands)), 0, kBands - 1);
    const int count = starts[static_cast<std::size_t>(band) + 1] - starts[static_cast<std::size_t>(band)];
    return starts[static_cast<std::size_t>(band)] + std::clamp(static_cast<int>((longitude / kHalfTurn + 1.0f) * 0.5f * static_cast<float>(count)), 0, count - 1);
}

PointGeometry::Cell bounds(std::span<const glm::vec3> positions, std::uint32_t begin, std::uint32_t end) {
    PointGeometry::Cell cell{begin, end, {0, 0, 0}, 0.0f, 1.0f};
    for (std::uint32_t i = begin; i < end; ++i) cell.axis += glm::normalize(positions[i]);
    cell.axis = glm::length(cell.axis) > 1e-6f ? glm::normalize(cell.axis) : glm::vec3{0, 0, 1};
    float least = 1.0f;
    for (std::uint32_t i = begin; i < end; ++i) {
        least = std::min(least, glm::dot(cell.axis, glm::normalize(positions[i])));
        cell.reach = std::max(cell.reach, glm::length(positions[i]));
    }
    cell.radius_rad = std::acos(std::clamp(least, -1.0f, 1.0f)) + 1e-3f;  // the cosine of a small angle says little in single precision
    return cell;
}

}  // namespace

std::shared_ptr<const PointGeometry> make_point_geometry(std::span<const glm::vec3> positions) {
    PointGeometry geometry;
    const std::vector<int> starts = band_starts();
    std::vector<int> cell(positions.size());
    std::vector<std::uint32_t> next(static_cast<std::size_t>(starts.back()) + 1, 0);
    for (std::size_t i = 0; i < positions.size(); ++i) ++next[static_cast<std::size_t>(cell[i] = cell_of(starts, positions[i])) + 1];
    for (std::size_t c = 1; c < next.size(); ++c) next[c] += next[c - 1];
    const std::vector<std::uint32_t> begins = next;
    geometry.positions.resize(positions.size());
    geometry.ids.resize(positions.size());
    for (std::size_t i = 0; i < positions.size(); ++i) {
        const std::uint32_t at = next[static_cast<std::size_t>(cell[i])]++;
        geometry.positions[at] = positions[i];
        geometry.ids[at] = static_cast<std::uint32_t>(i);
    }
    for (std::size_t c = 0; c + 1 < begins.size(); ++c)
        if (begins[c] < begins[c + 1]) geometry.cells.push_back(bounds(geometry.positions, begins[c], begins[c + 1]));
    return std::make_shared<const PointGeometry>(std::move(geometry));
}

}  // namespace linchpin::render
