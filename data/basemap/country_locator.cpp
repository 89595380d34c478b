#include <algorithm>
#include <cmath>

#include "data/basemap/basemap.h"

namespace linchpin::basemap {
namespace {

constexpr double kBandsPerDeg = 4.0;  // at 10m a band then holds some 1000 edges, which a query walks in microseconds
constexpr std::size_t kBands = 180 * 4;

std::size_t band_of(double lat_deg) {
    return std::min(kBands - 1, static_cast<std::size_t>(std::max(0.0, std::floor((lat_deg + 90.0) * kBandsPerDeg))));
}

}  // namespace

CountryLocator::CountryLocator(const Countries& countries) : countries_{&countries} {
    std::vector<Edge> all;
    all.reserve(countries.ring_points.size());
    for (std::size_t s = 0; s < countries.shapes.size(); ++s) {
        for (const Shape::Polygon& polygon : countries.shapes[s].polygons) {
            const auto id = static_cast<std::uint32_t>(shape_of_polygon_.size());
            shape_of_polygon_.push_back(static_cast<std::uint32_t>(s));
            for (const auto& [begin, end] : polygon.rings) {
                for (std::uint32_t i = begin; i < end; ++i) all.push_back({i, i + 1 < end ? i + 1 : begin, id});
            }
        }
    }
    const auto bands = [&](const Edge& e) {
        const auto [low, high] = std::minmax(countries.ring_points[e.from].lat_deg, countries.ring_points[e.to].lat_deg);
        return std::pair{band_of(low), band_of(high)};
    };
    band_begin_.assign(kBands + 1, 0);
    for (const Edge& e : all) {
        const auto [low, high] = bands(e);
        for (std::size_t b = low; b <= high; ++b) ++band_begin_[b + 1];
    }
    for (std::size_t b = 0; b < kBands; ++b) band_begin_[b + 1] += band_begin_[b];
    edges_.resize(band_begin_.back());
    std::vector<std::uint32_t> fill(band_begin_.begin(), band_begin_.end() - 1);
    for (const Edge& e : all) {
        const auto [low, high] = bands(e);
        for (std::size_t b = low; b <= high; ++b) edges_[fill[b]++] = e;
    }
}

int CountryLocator::shape_at(geo::LatLon place) const {
    if (!std::isfinite(place.lat_deg) || !std::isfinite(place.lon_deg) || std::abs(place.lat_deg) > 90.0) return -1;
    const double lon = geo::wrap_lon_deg(place.lon_deg), lat = place.lat_deg;
    const std::size_t band = band_of(lat);
    // A ray to the east crosses the rings of a polygon an odd number of times iff it starts inside.
    std::uint32_t i = band_begin_[band];
    const std::uint32_t end = band_begin_[band + 1];
    while (i < end) {
        const std::uint32_t polygon = edges_[i].polygon;
        bool inside = false;
        for (; i < end && edges_[i].polygon == polygon; ++i) {
            const geo::LatLon a = countries_->ring_points[edges_[i].from], b = countries_->ring_points[edges_[i].to];
            if ((a.lat_deg <= lat) == (b.lat_deg <= lat)) continue;
            if (lon < a.lon_deg + (lat - a.lat_deg) / (b.lat_deg - a.lat_deg) * (b.lon_deg - a.lon_deg)) inside = !inside;
        }
        if (inside) return static_cast<int>(shape_of_polygon_[polygon]);
    }
    return -1;
}

}  // namespace linchpin::basemap
