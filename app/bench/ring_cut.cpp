#include "app/bench/ring_cut.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace linchpin::app::bench {
namespace {

bool on_pole(const Ring& ring) {
    return std::all_of(ring.begin(), ring.end(), [](const geo::LatLon& p) { return std::abs(p.lat_deg) > 89.99; });
}

/// Longitudes that never jump; may leave -180 to 180.
Ring unrolled(const Ring& ring) {
    Ring out;
    out.reserve(ring.size() + 2);
    for (const geo::LatLon& p : ring) {
        double lon = p.lon_deg;
        if (!out.empty()) {
            while (lon - out.back().lon_deg > 180.0) lon -= 360.0;
            while (lon - out.back().lon_deg < -180.0) lon += 360.0;
        }
        out.push_back({p.lat_deg, lon});
    }
    double last = out.front().lon_deg;
    while (last - out.back().lon_deg > 180.0) last -= 360.0;
    while (last - out.back().lon_deg < -180.0) last += 360.0;
    if (std::abs(last - out.front().lon_deg) > 180.0) {  // once around a pole
        double sum = 0.0;
        for (const geo::LatLon& p : out) sum += p.lat_deg;
        const geo::LatLon first = out.front();
        const double pole = sum < 0.0 ? -90.0 : 90.0;
        out.push_back({first.lat_deg, last});
        out.push_back({pole, last});
        out.push_back({pole, first.lon_deg});
    }
    return out;
}

/// What lies on the side of a meridian where sign * (lon - meridian) >= 0.
Ring clipped(const Ring& ring, double meridian_deg, double sign) {
    Ring out;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const geo::LatLon &a = ring[i], &b = ring[(i + 1) % ring.size()];
        const double da = sign * (a.lon_deg - meridian_deg), db = sign * (b.lon_deg - meridian_deg);
        if (da >= 0.0) out.push_back(a);
        if ((da < 0.0) != (db < 0.0) && da != 0.0 && db != 0.0) out.push_back({a.lat_deg + (b.lat_deg - a.lat_deg) * da / (da - db), meridian_deg});
    }
    return out;
}

}  // namespace

std::vector<Polygon> cut_at_map_edge(const Polygon& polygon) {
    std::map<int, Polygon> strips;  // by the turn of the globe that the piece lies in
    for (std::size_t r = 0; r < polygon.size(); ++r) {
        if (polygon[r].size() < 3 || on_pole(polygon[r])) continue;
        const Ring ring = unrolled(polygon[r]);
        const auto [low, high] = std::minmax_element(ring.begin(), ring.end(), [](const auto& a, const auto& b) { return a.lon_deg < b.lon_deg; });
        const int first = static_cast<int>(std::floor((low->lon_deg + 180.0) / 360.0)), last = static_cast<int>(std::ceil((high->lon_deg - 180.0) / 360.0));
        for (int turn = first; turn <= last; ++turn) {
            Ring piece = ring;
            if (first != last) piece = clipped(clipped(ring, 360.0 * turn - 180.0, 1.0), 360.0 * turn + 180.0, -1.0);
            if (piece.size() < 3) continue;
            for (geo::LatLon& p : piece) p.lon_deg = std::clamp(p.lon_deg - 360.0 * turn, -180.0, 180.0);
            if (r == 0 || strips.contains(turn) || on_pole(polygon.front())) strips[turn].push_back(std::move(piece));
        }
    }
    std::vector<Polygon> pieces;
    for (auto& [turn, piece] : strips) pieces.push_back(std::move(piece));
    return pieces;
}

}  // namespace linchpin::app::bench
