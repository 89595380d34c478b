// Distance to the shore: a vector distance transform on the sphere. Every cell learns its nearest shore point from its
// neighbours in four sweeps (Danielsson's method with true distances on the sphere in place of raster steps).
#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <numeric>

#include "data/route/coast.h"

namespace linchpin::route {
namespace {

constexpr int kPerDeg = Coast::kDistanceCellsPerDeg;
constexpr int kRows = 180 * kPerDeg;
constexpr int kCols = 360 * kPerDeg;
constexpr std::uint32_t kUnset = 0xffffffffu;
constexpr double kShoreStepKm = 1.0;

int wrap_col(int col) { return (col % kCols + kCols) % kCols; }
std::size_t cell_of(int row, int col) { return static_cast<std::size_t>(row) * kCols + static_cast<std::size_t>(wrap_col(col)); }
double centre_lat(int row) { return -90.0 + (row + 0.5) / kPerDeg; }
double centre_lon(int col) { return -180.0 + (col + 0.5) / kPerDeg; }

float squared_distance(const glm::vec3& a, const glm::vec3& b) {
    const glm::vec3 d = a - b;
    return glm::dot(d, d);
}

/// Sweeps over all cells; holds the trigonometry of the grid.
class Sweeper {
public:
    Sweeper(const std::vector<glm::vec3>& shore, std::vector<std::uint32_t>& nearest) : shore_{shore}, nearest_{nearest} {
        for (int col = 0; col < kCols; ++col) {
            const double lon = centre_lon(col) * geo::kRadPerDeg;
            cos_sin_.emplace_back(static_cast<float>(std::cos(lon)), static_cast<float>(std::sin(lon)));
        }
    }

    void sweep_rows(int from_row, int to_row, int step) {
        for (int row = from_row; row != to_row; row += step) {
            const int before = row - step;
            start_row(row);
            for (int col = 0; col < kCols; ++col) {
                if (before >= 0 && before < kRows) {
                    for (int d = -1; d <= 1; ++d) offer(row, col, before, col + d);
                }
                offer(row, col, row, col - 1);
            }
            // Twice around the seam: a shore just west of 180 degrees must reach the cells just east of it.
            for (int col = 2 * kCols - 1; col >= 0; --col) offer(row, col % kCols, row, col + 1);
            for (int col = 0; col < kCols / 4; ++col) offer(row, col, row, col - 1);
        }
    }

    [[nodiscard]] glm::vec3 centre(int row, int col) {
        start_row(row);
        return here(col);
    }

private:
    void start_row(int row) {
        const double lat = centre_lat(row) * geo::kRadPerDeg;
        cos_lat_ = static_cast<float>(std::cos(lat));
        sin_lat_ = static_cast<float>(std::sin(lat));
    }
    [[nodiscard]] glm::vec3 here(int col) const {
        const auto& [c, s] = cos_sin_[static_cast<std::size_t>(col)];
        return {cos_lat_ * c, cos_lat_ * s, sin_lat_};
    }
    void offer(int row, int col, int other_row, int other_col) {
        const std::uint32_t candidate = nearest_[cell_of(other_row, other_col)];
        std::uint32_t& mine = nearest_[cell_of(row, col)];
        if (candidate == kUnset || candidate == mine) return;
        if (mine == kUnset || squared_distance(here(col), shore_[candidate]) < squared_distance(here(col), shore_[mine]))
            mine = candidate;
    }

    const std::vector<glm::vec3>& shore_;
    std::vector<std::uint32_t>& nearest_;
    std::vector<std::pair<float, float>> cos_sin_;
    float cos_lat_ = 0.0f, sin_lat_ = 0.0f;
};

}  // namespace

void Coast::spread_distance() {
    nearest_.assign(static_cast<std::size_t>(kRows) * kCols, kUnset);
    if (edges_.empty()) return;
    std::vector<std::pair<std::size_t, glm::vec3>> found;  // cell, point
    for (const Edge& e : edges_) {
        const glm::dvec3 a = geo::to_unit({e.lat0, e.lon0}), b = geo::to_unit({e.lat1, e.lon1});
        const int pieces = std::max(1, static_cast<int>(std::ceil(geo::angle_rad(a, b) * geo::kEarthRadiusKm / kShoreStepKm)));
        for (int i = 0; i < pieces; ++i) {
            const double t = static_cast<double>(i) / pieces;
            const double lat = e.lat0 + t * (e.lat1 - e.lat0), lon = geo::wrap_lon_deg(e.lon0 + t * (e.lon1 - e.lon0));
            const int row = std::clamp(static_cast<int>((lat + 90.0) * kPerDeg), 0, kRows - 1);
            const int col = std::clamp(static_cast<int>((lon + 180.0) * kPerDeg), 0, kCols - 1);
            found.emplace_back(cell_of(row, col), glm::vec3{geo::to_unit({lat, lon})});
        }
    }
    std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    shore_begin_.assign(nearest_.size() + 1, 0);
    for (const auto& [cell, point] : found) {
        ++shore_begin_[cell + 1];
        shore_points_.push_back(point);
    }
    std::partial_sum(shore_begin_.begin(), shore_begin_.end(), shore_begin_.begin());
    Sweeper sweeper{shore_points_, nearest_};
    for (std::uint32_t id = 0; id < found.size(); ++id) {
        const std::size_t cell = found[id].first;
        const glm::vec3 centre = sweeper.centre(static_cast<int>(cell / kCols), static_cast<int>(cell % kCols));
        std::uint32_t& best = nearest_[cell];
        if (best == kUnset || squared_distance(centre, shore_points_[id]) < squared_distance(centre, shore_points_[best]))
            best = id;
    }
    sweeper.sweep_rows(0, kRows, 1);
    sweeper.sweep_rows(kRows - 1, -1, -1);
}

Coast::Nearest Coast::nearest_shore(const glm::dvec3& place) const {
    if (shore_points_.empty()) return {geo::kPi * geo::kEarthRadiusKm, -place};
    const geo::LatLon at = geo::to_lat_lon(place);
    const double row_f = (at.lat_deg + 90.0) * kPerDeg, col_f = (at.lon_deg + 180.0) * kPerDeg;
    double best = 8.0;
    glm::dvec3 shore{0.0};
    const auto offer = [&](std::uint32_t id) {
        const glm::dvec3 candidate{shore_points_[id]};
        const glm::dvec3 d = candidate - place;
        const double squared = glm::dot(d, d);
        if (squared < best) {
            best = squared;
            shore = candidate;
        }
    };
    // What the four cells around know of the shore ...
    const int row = static_cast<int>(std::floor(row_f - 0.5)), col = static_cast<int>(std::floor(col_f - 0.5));
    for (int r = std::max(0, row); r <= std::min(kRows - 1, row + 1); ++r) {
        for (int c = col; c <= col + 1; ++c) offer(nearest_[cell_of(r, c)]);
    }
    // ... and, where that may be near, every shore point of the cells around: a cell remembers one shore, a strait has two.
    constexpr double kNearSquared = (18.0 / geo::kEarthRadiusKm) * (18.0 / geo::kEarthRadiusKm);
    if (best < kNearSquared) {
        const int r0 = static_cast<int>(row_f), c0 = static_cast<int>(col_f);
        for (int r = std::max(0, r0 - 1); r <= std::min(kRows - 1, r0 + 1); ++r) {
            for (int c = c0 - 1; c <= c0 + 1; ++c) {
                const std::size_t cell = cell_of(r, c);
                for (std::uint32_t id = shore_begin_[cell]; id < shore_begin_[cell + 1]; ++id) offer(id);
            }
        }
    }
    return {2.0 * std::asin(std::min(1.0, 0.5 * std::sqrt(best))) * geo::kEarthRadiusKm, shore};
}

}  // namespace linchpin::route
