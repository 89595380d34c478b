#include "data/route/sea_graph.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "data/route/place_grid.h"

namespace linchpin::route {
namespace {

constexpr std::int32_t kTile = SeaGraph::kCellsPerDeg;
constexpr std::int32_t kRows = 180 * kTile;
constexpr std::int32_t kCols = 360 * kTile;
constexpr double kFineDeg = 1.0 / kTile;
// What a tile or a quarter of a cell is: a node (>= 0), land (-1), or four smaller quarters (-2 - index into quads_).
constexpr std::int32_t kLand = -1;

std::int32_t wrap_col(std::int32_t col) { return (col % kCols + kCols) % kCols; }

}  // namespace

SeaGraph::SeaGraph(const Coast& coast) : coast_{&coast} {
    tiles_.reserve(180 * 360);
    for (std::int32_t row = 0; row < kRows; row += kTile) {
        for (std::int32_t col = 0; col < kCols; col += kTile) tiles_.push_back(build({row, col, kTile}));
    }
    link();
    number_waters();
    coast_ = nullptr;
}

std::int32_t SeaGraph::add_node(Cell cell, geo::LatLon place) {
    cells_.push_back(cell);
    places_.push_back(geo::to_unit(place));
    shore_km_.push_back(static_cast<float>(coast_->nearest_shore(places_.back()).distance_km));
    return static_cast<std::int32_t>(places_.size()) - 1;
}

std::int32_t SeaGraph::build(Cell cell) {
    const double lat = -90.0 + cell.row * kFineDeg, lon = -180.0 + cell.col * kFineDeg, size = cell.size * kFineDeg;
    const geo::LatLon centre = on_grid({lat + 0.5 * size, lon + 0.5 * size});
    if (!coast_->has_shore_in(lat, lon, size)) return coast_->is_land(centre) ? kLand : add_node(cell, centre);
    if (cell.size == 1) {
        // The centre first, then a ring around it.
        static constexpr std::array<std::pair<double, double>, 9> kTries{{{0.5, 0.5},
                                                                          {0.5, 0.17},
                                                                          {0.5, 0.83},
                                                                          {0.17, 0.5},
                                                                          {0.83, 0.5},
                                                                          {0.17, 0.17},
                                                                          {0.17, 0.83},
                                                                          {0.83, 0.17},
                                                                          {0.83, 0.83}}};
        for (const auto& [v, u] : kTries) {
            const geo::LatLon place = on_grid({lat + v * size, lon + u * size});
            if (!coast_->is_land(place)) return add_node(cell, place);
        }
        return kLand;
    }
    const std::int32_t half = cell.size / 2;
    std::array<std::int32_t, 4> quad{};
    for (std::int32_t i = 0; i < 4; ++i)
        quad[static_cast<std::size_t>(i)] = build({cell.row + half * (i / 2), cell.col + half * (i % 2), half});
    quads_.push_back(quad);
    return -2 - (static_cast<std::int32_t>(quads_.size()) - 1);
}

std::int32_t SeaGraph::node_at(std::int32_t row, std::int32_t col) const {
    if (row < 0 || row >= kRows) return -1;
    col = wrap_col(col);
    std::int32_t state = tiles_[static_cast<std::size_t>((row / kTile) * 360 + col / kTile)];
    for (std::int32_t half = kTile / 2; state <= -2; half /= 2) {
        const std::int32_t quarter = 2 * ((row / half) % 2) + (col / half) % 2;
        state = quads_[static_cast<std::size_t>(-2 - state)][static_cast<std::size_t>(quarter)];
    }
    return state;
}

void SeaGraph::link() {
    // Each node looks along its eastern and northern sides and at the three corners there; the other half follows by symmetry.
    std::vector<std::pair<NodeId, NodeId>> pairs;
    std::vector<std::int32_t> found;
    for (NodeId node = 0; node < places_.size(); ++node) {
        const Cell& c = cells_[node];
        found.clear();
        for (std::int32_t row = c.row - 1; row <= c.row + c.size;) {
            const std::int32_t other = node_at(row, c.col + c.size);
            if (other >= 0) found.push_back(other);
            row = other >= 0 && row >= c.row
                      ? cells_[static_cast<std::size_t>(other)].row + cells_[static_cast<std::size_t>(other)].size
                      : row + 1;
        }
        for (std::int32_t i = 0; i < c.size;) {
            const std::int32_t other = node_at(c.row + c.size, c.col + i);
            if (other >= 0) found.push_back(other);
            i = other >= 0 ? cells_[static_cast<std::size_t>(other)].col + cells_[static_cast<std::size_t>(other)].size - c.col
                           : i + 1;
        }
        std::sort(found.begin(), found.end());
        found.erase(std::unique(found.begin(), found.end()), found.end());
        for (const std::int32_t other : found) {
            const auto to = static_cast<NodeId>(other);
            if (to != node && !coast_->crosses_shore(places_[node], places_[to])) pairs.emplace_back(node, to);
        }
    }
    link_begin_.assign(places_.size() + 1, 0);
    for (const auto& [a, b] : pairs) {
        ++link_begin_[a + 1];
        ++link_begin_[b + 1];
    }
    std::partial_sum(link_begin_.begin(), link_begin_.end(), link_begin_.begin());
    links_.resize(link_begin_.back());
    std::vector<std::uint32_t> next(link_begin_.begin(), link_begin_.end() - 1);
    for (const auto& [a, b] : pairs) {
        links_[next[a]++] = b;
        links_[next[b]++] = a;
    }
}

void SeaGraph::number_waters() {
    constexpr std::uint32_t kNone = 0xffffffffu;
    water_.assign(places_.size(), kNone);
    std::vector<std::pair<std::size_t, std::uint32_t>> sizes;  // nodes in it, provisional number
    std::vector<NodeId> open;
    for (NodeId seed = 0; seed < places_.size(); ++seed) {
        if (water_[seed] != kNone) continue;
        const auto number = static_cast<std::uint32_t>(sizes.size());
        std::size_t count = 0;
        water_[seed] = number;
        open.push_back(seed);
        while (!open.empty()) {
            const NodeId node = open.back();
            open.pop_back();
            ++count;
            for (const NodeId other : neighbours(node)) {
                if (water_[other] != kNone) continue;
                water_[other] = number;
                open.push_back(other);
            }
        }
        sizes.emplace_back(count, number);
    }
    std::sort(sizes.begin(), sizes.end(),
              [](const auto& a, const auto& b) { return a.first != b.first ? a.first > b.first : a.second < b.second; });
    std::vector<std::uint32_t> rank(sizes.size());
    for (std::uint32_t i = 0; i < sizes.size(); ++i) rank[sizes[i].second] = i;
    for (std::uint32_t& water : water_) water = rank[water];
}

std::vector<SeaGraph::NodeId> SeaGraph::nodes_within(const glm::dvec3& centre, double radius_km) const {
    const geo::LatLon at = geo::to_lat_lon(centre);
    const double reach_deg = radius_km / geo::kEarthRadiusKm / geo::kRadPerDeg + kFineDeg;
    const double shrink = std::cos(std::min(89.0, std::abs(at.lat_deg) + reach_deg) * geo::kRadPerDeg);
    const double reach_lon_deg = std::min(180.0, reach_deg / shrink);
    const auto fine = [](double deg) { return static_cast<std::int32_t>(std::floor(deg / kFineDeg)); };
    std::vector<NodeId> found;
    for (std::int32_t row = fine(at.lat_deg + 90.0 - reach_deg); row <= fine(at.lat_deg + 90.0 + reach_deg); ++row) {
        for (std::int32_t col = fine(at.lon_deg + 180.0 - reach_lon_deg); col <= fine(at.lon_deg + 180.0 + reach_lon_deg); ++col) {
            const std::int32_t node = node_at(row, col);
            if (node >= 0) found.push_back(static_cast<NodeId>(node));
        }
    }
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    std::erase_if(found, [&](NodeId node) { return geo::angle_rad(centre, places_[node]) * geo::kEarthRadiusKm > radius_km; });
    return found;
}

}  // namespace linchpin::route
