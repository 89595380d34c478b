#include "data/route/coast.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <glm/geometric.hpp>

namespace linchpin::route {
namespace {

constexpr int kRows = 180 * Coast::kCellsPerDeg;
constexpr int kCols = 360 * Coast::kCellsPerDeg;
constexpr double kCellDeg = 1.0 / Coast::kCellsPerDeg;
/// Where rows are entered when land is told from sea: a meridian through open water that holds no vertex of any map.
constexpr double kEntryLonDeg = -169.987654321;
/// A chord of this length strays less than a metre from its great circle below 80 degrees of latitude.
constexpr double kShortPieceRad = 4.0 / geo::kEarthRadiusKm;
/// Error bound of nearest_shore (two half diagonals of a distance cell).
constexpr double kDistanceErrorRad = 10.5 / geo::kEarthRadiusKm;

double near_lon(double lon, double reference) {
    while (lon - reference > 180.0) lon -= 360.0;
    while (lon - reference < -180.0) lon += 360.0;
    return lon;
}

int row_of(double lat_deg) {
    return std::clamp(static_cast<int>(std::floor((lat_deg + 90.0) * Coast::kCellsPerDeg)), 0, kRows - 1);
}
int wrap_col(int col) { return ((col % kCols) + kCols) % kCols; }
int col_of(double lon_deg) { return static_cast<int>(std::floor((lon_deg + 180.0) * Coast::kCellsPerDeg)); }
std::size_t cell_of(int row, int col) { return static_cast<std::size_t>(row) * kCols + static_cast<std::size_t>(wrap_col(col)); }

double side(double ax, double ay, double bx, double by, double px, double py) {
    return (bx - ax) * (py - ay) - (by - ay) * (px - ax);
}

/// Touching counts as meeting: a line may not graze the shore.
bool segments_meet(double ax, double ay, double bx, double by, double cx, double cy, double dx, double dy) {
    if (std::max(ax, bx) < std::min(cx, dx) || std::max(cx, dx) < std::min(ax, bx)) return false;
    if (std::max(ay, by) < std::min(cy, dy) || std::max(cy, dy) < std::min(ay, by)) return false;
    return side(ax, ay, bx, by, cx, cy) * side(ax, ay, bx, by, dx, dy) <= 0.0 &&
           side(cx, cy, dx, dy, ax, ay) * side(cx, cy, dx, dy, bx, by) <= 0.0;
}

/// Half-open crossing of the horizontal line through `lat`: a vertex on it is counted once.
bool spans(double lat0, double lat1, double lat) { return (lat0 > lat) != (lat1 > lat); }

}  // namespace

Coast::Coast(const LandRings& land) {
    struct Keyed {
        std::array<std::int32_t, 4> key;
        Edge edge;
    };
    std::vector<Keyed> all;
    all.reserve(land.points.size());
    const auto add = [&all](geo::LatLon a, geo::LatLon b) {
        const auto q = [](double deg) { return static_cast<std::int32_t>(std::lround(deg * 1e5)); };
        const double lon1 = near_lon(b.lon_deg, a.lon_deg);
        const auto fold = [&q](double lon) { return q(lon) == 18'000'000 ? -18'000'000 : q(lon); };
        std::array<std::int32_t, 2> from{q(a.lat_deg), fold(a.lon_deg)}, to{q(b.lat_deg), fold(geo::wrap_lon_deg(b.lon_deg))};
        if (from == to) return;
        if (to < from) std::swap(from, to);
        all.push_back({{from[0], from[1], to[0], to[1]}, {a.lat_deg, a.lon_deg, b.lat_deg, lon1}});
    };
    for (const auto& [begin, end] : land.rings) {
        for (std::uint32_t i = begin; i < end; ++i) add(land.points[i], land.points[i + 1 < end ? i + 1 : begin]);
    }
    std::stable_sort(all.begin(), all.end(), [](const Keyed& a, const Keyed& b) { return a.key < b.key; });
    std::vector<Edge> parity_edges;
    for (std::size_t i = 0; i < all.size();) {
        std::size_t j = i;
        while (j < all.size() && all[j].key == all[i].key) ++j;
        if ((j - i) % 2 == 1) parity_edges.push_back(all[i].edge);  // an even number: a border, land on both sides
        i = j;
    }
    for (const Edge& e : parity_edges) {
        const bool cut = std::abs(std::abs(e.lon0) - 180.0) < 1e-6 && std::abs(std::abs(e.lon1) - 180.0) < 1e-6;
        if (!cut && !(e.lat0 < -89.9 && e.lat1 < -89.9)) edges_.push_back(e);
    }
    index_edges();
    fill_cell_centres(parity_edges);
    spread_distance();
}

void Coast::index_edges() {
    // Visits every cell that an edge may touch: row by row, the columns between where it enters and leaves the row.
    const auto visit = [this](auto&& each) {
        for (std::uint32_t id = 0; id < edges_.size(); ++id) {
            const Edge& e = edges_[id];
            const double lat_lo = std::min(e.lat0, e.lat1), lat_hi = std::max(e.lat0, e.lat1);
            for (int row = row_of(lat_lo); row <= row_of(lat_hi); ++row) {
                double lon_lo = std::min(e.lon0, e.lon1), lon_hi = std::max(e.lon0, e.lon1);
                if (lat_hi - lat_lo > kCellDeg) {
                    const double bottom = std::max(lat_lo, -90.0 + row * kCellDeg),
                                 top = std::min(lat_hi, -90.0 + (row + 1) * kCellDeg);
                    const double slope = (e.lon1 - e.lon0) / (e.lat1 - e.lat0);
                    const double at_bottom = e.lon0 + (bottom - e.lat0) * slope, at_top = e.lon0 + (top - e.lat0) * slope;
                    lon_lo = std::min(at_bottom, at_top) - 1e-9;
                    lon_hi = std::max(at_bottom, at_top) + 1e-9;
                }
                for (int col = col_of(lon_lo); col <= col_of(lon_hi); ++col) each(cell_of(row, col), id);
            }
        }
    };
    cell_begin_.assign(static_cast<std::size_t>(kRows) * kCols + 1, 0);
    visit([this](std::size_t cell, std::uint32_t) { ++cell_begin_[cell + 1]; });
    for (std::size_t i = 1; i < cell_begin_.size(); ++i) cell_begin_[i] += cell_begin_[i - 1];
    cell_edges_.resize(cell_begin_.back());
    std::vector<std::uint32_t> next(cell_begin_.begin(), cell_begin_.end() - 1);
    visit([&](std::size_t cell, std::uint32_t id) { cell_edges_[next[cell]++] = id; });
}

void Coast::fill_cell_centres(std::span<const Edge> parity_edges) {
    // Every row starts on the entry meridian; the state there follows from the edges that cross the meridian north of the row.
    std::vector<double> meridian;  // latitudes of those crossings
    std::vector<std::vector<double>> crossings(kRows);
    for (const Edge& e : parity_edges) {
        for (const double shift : {-360.0, 0.0, 360.0}) {
            if (!spans(e.lon0 + shift, e.lon1 + shift, kEntryLonDeg)) continue;
            meridian.push_back(e.lat0 + (kEntryLonDeg - e.lon0 - shift) * (e.lat1 - e.lat0) / (e.lon1 - e.lon0));
        }
        const double lo = std::min(e.lat0, e.lat1), hi = std::max(e.lat0, e.lat1);
        for (int row = std::max(0, row_of(lo) - 1); row <= std::min(kRows - 1, row_of(hi) + 1); ++row) {
            const double lat = -90.0 + (row + 0.5) * kCellDeg;
            if (!spans(e.lat0, e.lat1, lat)) continue;
            double lon = e.lon0 + (lat - e.lat0) * (e.lon1 - e.lon0) / (e.lat1 - e.lat0);
            while (lon < kEntryLonDeg) lon += 360.0;
            while (lon >= kEntryLonDeg + 360.0) lon -= 360.0;
            crossings[static_cast<std::size_t>(row)].push_back(lon);
        }
    }
    centre_is_land_.assign(static_cast<std::size_t>(kRows) * kCols, false);
    for (int row = 0; row < kRows; ++row) {
        const double lat = -90.0 + (row + 0.5) * kCellDeg;
        bool land = std::count_if(meridian.begin(), meridian.end(), [lat](double m) { return m > lat; }) % 2 == 1;
        auto& row_crossings = crossings[static_cast<std::size_t>(row)];
        std::sort(row_crossings.begin(), row_crossings.end());
        std::size_t next = 0;
        const int first = col_of(kEntryLonDeg) + 1;
        for (int i = 0; i < kCols; ++i) {
            const double lon = -180.0 + (first + i + 0.5) * kCellDeg;
            while (next < row_crossings.size() && row_crossings[next] <= lon) {
                land = !land;
                ++next;
            }
            centre_is_land_[cell_of(row, first + i)] = land;
        }
    }
}

std::span<const std::uint32_t> Coast::edges_in(int row, int col) const {
    const std::size_t cell = cell_of(row, col);
    return {cell_edges_.data() + cell_begin_[cell], cell_begin_[cell + 1] - cell_begin_[cell]};
}

bool Coast::is_land(geo::LatLon place) const {
    const double lon = geo::wrap_lon_deg(place.lon_deg);
    const int row = row_of(place.lat_deg), col = col_of(lon);
    // From the cell's centre, whose state is known, along the row and then along the column: two axis-parallel steps make the
    // crossings countable with the half-open rule, so a vertex on the way is never counted twice.
    const double lat_c = -90.0 + (row + 0.5) * kCellDeg, lon_c = -180.0 + (col + 0.5) * kCellDeg;
    bool land = centre_is_land_[cell_of(row, col)];
    for (const std::uint32_t id : edges_in(row, col)) {
        const Edge& e = edges_[id];
        const double shift = near_lon(e.lon0, lon_c) - e.lon0;
        const double lon0 = e.lon0 + shift, lon1 = e.lon1 + shift;
        if (spans(e.lat0, e.lat1, lat_c)) {
            const double x = lon0 + (lat_c - e.lat0) * (lon1 - lon0) / (e.lat1 - e.lat0);
            if ((x > lon_c) != (x > lon)) land = !land;
        }
        if (spans(lon0, lon1, lon)) {
            const double y = e.lat0 + (lon - lon0) * (e.lat1 - e.lat0) / (lon1 - lon0);
            if ((y > lat_c) != (y > place.lat_deg)) land = !land;
        }
    }
    return land;
}

bool Coast::has_shore_in(double lat_min_deg, double lon_min_deg, double size_deg) const {
    for (int row = row_of(lat_min_deg); row <= row_of(lat_min_deg + size_deg - 1e-9); ++row) {
        for (int col = col_of(lon_min_deg); col <= col_of(lon_min_deg + size_deg - 1e-9); ++col) {
            for (const std::uint32_t id : edges_in(row, col)) {
                const Edge& e = edges_[id];
                const double shift = near_lon(e.lon0, lon_min_deg) - e.lon0;
                if (std::max(e.lat0, e.lat1) < lat_min_deg || std::min(e.lat0, e.lat1) > lat_min_deg + size_deg) continue;
                if (std::max(e.lon0, e.lon1) + shift < lon_min_deg) continue;
                if (std::min(e.lon0, e.lon1) + shift > lon_min_deg + size_deg) continue;
                return true;
            }
        }
    }
    return false;
}

bool Coast::short_piece_crosses(geo::LatLon a, geo::LatLon b) const {
    const double lon_b = near_lon(b.lon_deg, a.lon_deg);
    const int row0 = row_of(std::min(a.lat_deg, b.lat_deg)), row1 = row_of(std::max(a.lat_deg, b.lat_deg));
    const int col0 = col_of(std::min(a.lon_deg, lon_b)), col1 = col_of(std::max(a.lon_deg, lon_b));
    for (int row = row0; row <= row1; ++row) {
        for (int col = col0; col <= col1; ++col) {
            for (const std::uint32_t id : edges_in(row, col)) {
                const Edge& e = edges_[id];
                const double shift = near_lon(e.lon0, a.lon_deg) - e.lon0;
                if (segments_meet(a.lon_deg, a.lat_deg, lon_b, b.lat_deg, e.lon0 + shift, e.lat0, e.lon1 + shift, e.lat1))
                    return true;
            }
        }
    }
    return false;
}

bool Coast::piece_crosses(const glm::dvec3& a, const glm::dvec3& b, int depth) const {
    const double length = glm::length(b - a);  // chord: below the arc by less than 0.1 % for what matters here
    if (length <= kShortPieceRad || depth == 0) return short_piece_crosses(geo::to_lat_lon(a), geo::to_lat_lon(b));
    const glm::dvec3 middle = glm::normalize(a + b);
    const double half_rad = 0.5 * geo::angle_rad(a, b);
    if (nearest_shore(middle).distance_km / geo::kEarthRadiusKm > half_rad + kDistanceErrorRad) return false;
    return piece_crosses(a, middle, depth - 1) || piece_crosses(middle, b, depth - 1);
}

bool Coast::crosses_shore(const glm::dvec3& a, const glm::dvec3& b) const { return piece_crosses(a, b, 24); }

double Coast::land_km(const glm::dvec3& a, const glm::dvec3& b, double step_km) const {
    const double length_km = geo::angle_rad(a, b) * geo::kEarthRadiusKm;
    if (length_km <= 0.0) return 0.0;
    const int steps = std::max(4, static_cast<int>(std::ceil(length_km / step_km)));
    int on_land = 0;
    for (int i = 0; i < steps; ++i) on_land += is_land(geo::to_lat_lon(geo::slerp(a, b, (i + 0.5) / steps))) ? 1 : 0;
    return length_km * on_land / steps;
}

}  // namespace linchpin::route
