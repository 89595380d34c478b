#include "assets/prepare/basemap/map_cutter.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>

namespace linchpin::prepare {
namespace {

constexpr std::int32_t kHalfTurn = 18000000;
constexpr std::int32_t kPole = 9000000;

bool along_rim(Fixed a, Fixed b) {
    return (a.lon == b.lon && std::abs(a.lon) == kHalfTurn) || (a.lat == b.lat && std::abs(a.lat) == kPole);
}

/// Latitude where the short way from a to b meets the 180 degree meridian.
std::int32_t crossing_lat(Fixed a, Fixed b) {
    if (std::abs(a.lon) == kHalfTurn) return a.lat;
    if (std::abs(b.lon) == kHalfTurn) return b.lat;
    if (a.lon < b.lon) std::swap(a, b);  // a on the eastern hemisphere's end, so that both directions round alike
    const double before = kHalfTurn - a.lon, after = static_cast<double>(b.lon) + kHalfTurn;
    return static_cast<std::int32_t>(std::lround(a.lat + (b.lat - a.lat) * before / (before + after)));
}

class Cutter {
public:
    explicit Cutter(const RawMap& raw) : raw_{raw} {
        for (const auto& arc : raw.arcs) cut_arc(arc);
    }

    CutMap run() {
        for (const RawShape& from : raw_.shapes) {
            CutMap::Shape shape{from.id, from.name, from.a3, {}};
            for (const auto& polygon : from.polygons) add_polygon(polygon, shape.polygons);
            map_.shapes.push_back(std::move(shape));
        }
        return std::move(map_);
    }

private:
    using Chain = std::vector<std::uint32_t>;

    std::uint32_t add_arc(std::vector<Fixed> points, bool hidden) {
        map_.arcs.push_back({std::move(points), hidden});
        return static_cast<std::uint32_t>(map_.arcs.size() - 1);
    }

    void cut_arc(const std::vector<Fixed>& points) {
        std::vector<std::uint32_t>& pieces = pieces_.emplace_back();
        std::vector<Fixed> piece;
        bool on_rim = false;
        const auto close = [&] {
            if (piece.size() >= 2) pieces.push_back(add_arc(piece, on_rim));
            piece.clear();
        };
        for (const Fixed p : points) {
            if (piece.empty()) {
                piece.push_back(p);
                continue;
            }
            const Fixed last = piece.back();
            if (p == last) continue;
            if (std::abs(static_cast<std::int64_t>(p.lon) - last.lon) > kHalfTurn && std::abs(p.lat) != kPole) {
                const std::int32_t lat = crossing_lat(last, p);
                const std::int32_t side = last.lon > 0 ? kHalfTurn : -kHalfTurn;
                if (last != Fixed{side, lat}) step(piece, on_rim, {side, lat}, close);
                close();
                piece = {{-side, lat}};
                if (p == piece.back()) continue;
            }
            step(piece, on_rim, p, close);
        }
        close();
    }

    /// Appends p; begins a new piece where the line enters or leaves the rim.
    template <class Close>
    static void step(std::vector<Fixed>& piece, bool& on_rim, Fixed p, const Close& close) {
        const Fixed last = piece.back();
        const bool rim = along_rim(last, p);
        if (piece.size() > 1 && rim != on_rim) {
            close();
            piece = {last};
        }
        on_rim = rim;
        piece.push_back(p);
    }

    [[nodiscard]] Fixed first(std::uint32_t ref) const {
        const auto& points = map_.arcs[ref / 2].points;
        return ref % 2 == 0 ? points.front() : points.back();
    }
    [[nodiscard]] Fixed last(std::uint32_t ref) const { return first(ref ^ 1u); }

    Chain pieces_of_ring(const std::vector<int>& ring) const {
        Chain refs;
        for (const int arc : ring) {
            const auto& pieces = pieces_[static_cast<std::size_t>(arc >= 0 ? arc : ~arc)];
            if (arc >= 0) {
                for (const std::uint32_t p : pieces) refs.push_back(2 * p);
            } else {
                for (auto p = pieces.rbegin(); p != pieces.rend(); ++p) refs.push_back(2 * *p + 1);
            }
        }
        return refs;
    }

    /// Chains between jumps over the meridian; one closed chain when there is no jump.
    std::vector<Chain> chains_of(const Chain& refs) const {
        std::size_t start = 0;
        while (start < refs.size() && last(refs[(start + refs.size() - 1) % refs.size()]) == first(refs[start])) ++start;
        if (start == refs.size()) return {refs};
        std::vector<Chain> chains;
        for (std::size_t i = 0; i < refs.size(); ++i) {
            const std::uint32_t ref = refs[(start + i) % refs.size()];
            if (chains.empty() || last(chains.back().back()) != first(ref)) chains.emplace_back();
            chains.back().push_back(ref);
        }
        return chains;
    }

    void add_polygon(const std::vector<std::vector<int>>& rings, std::vector<std::vector<CutMap::Ring>>& out) {
        std::vector<CutMap::Ring> whole;
        std::vector<Chain> open;
        for (const auto& ring : rings) {
            const Chain refs = pieces_of_ring(ring);
            if (refs.empty()) continue;
            for (Chain& chain : chains_of(refs)) {
                (last(chain.back()) == first(chain.front()) ? whole : open).push_back(std::move(chain));
            }
        }
        if (open.empty()) {
            if (!whole.empty()) out.push_back(whole);
            return;
        }
        const std::size_t begin = out.size();
        for (CutMap::Ring& ring : join(open)) out.push_back({std::move(ring)});
        for (CutMap::Ring& hole : whole) {  // each hole goes to the piece around it
            const Fixed p = first(hole.front());
            for (std::size_t i = begin; i < out.size(); ++i) {
                if (ring_holds(ring_points(map_.arcs, out[i].front()), p.lon / 1e5, p.lat / 1e5)) {
                    out[i].push_back(std::move(hole));
                    break;
                }
            }
        }
    }

    /// Joins chains that end on the meridian into rings: along each side the ends are paired from south to north, since inside and
    /// outside alternate. An odd number of ends on a side means that the polygon holds the south pole.
    std::vector<CutMap::Ring> join(const std::vector<Chain>& chains) {
        struct End {
            std::int32_t lat;
            std::size_t chain;
            bool is_last;
        };
        std::array<std::vector<End>, 2> sides;
        for (std::size_t i = 0; i < chains.size(); ++i) {
            const Fixed a = first(chains[i].front()), b = last(chains[i].back());
            sides[a.lon > 0].push_back({a.lat, i, false});
            sides[b.lon > 0].push_back({b.lat, i, true});
        }
        std::map<std::size_t, std::pair<std::uint32_t, std::size_t>> next;  // chain -> (joining arc, chain that follows)
        const auto connect = [&](const End& x, const End& y, const std::vector<Fixed>& path) {  // path runs from x to y
            const std::uint32_t arc = add_arc(path, true);
            if (x.is_last) next[x.chain] = {2 * arc, y.chain};
            if (y.is_last) next[y.chain] = {2 * arc + 1, x.chain};
        };
        for (auto& side : sides)
            std::stable_sort(side.begin(), side.end(), [](const End& x, const End& y) { return x.lat < y.lat; });
        const std::size_t odd = sides[0].size() % 2;
        if (odd == 1 && sides[1].size() % 2 == 1) {
            const End& west = sides[0][0];
            const End& east = sides[1][0];
            connect(west, east, {{-kHalfTurn, west.lat}, {-kHalfTurn, -kPole}, {kHalfTurn, -kPole}, {kHalfTurn, east.lat}});
        }
        for (std::size_t s = 0; s < 2; ++s) {
            const std::int32_t lon = s == 1 ? kHalfTurn : -kHalfTurn;
            for (std::size_t i = odd; i + 1 < sides[s].size(); i += 2) {
                connect(sides[s][i], sides[s][i + 1], {{lon, sides[s][i].lat}, {lon, sides[s][i + 1].lat}});
            }
        }
        std::vector<CutMap::Ring> rings;
        std::vector<bool> used(chains.size(), false);
        for (std::size_t i = 0; i < chains.size(); ++i) {
            CutMap::Ring ring;
            for (std::size_t c = i; !used[c];) {
                used[c] = true;
                ring.insert(ring.end(), chains[c].begin(), chains[c].end());
                const auto it = next.find(c);
                if (it == next.end()) break;
                ring.push_back(it->second.first);
                c = it->second.second;
            }
            if (!ring.empty()) rings.push_back(std::move(ring));
        }
        return rings;
    }

    const RawMap& raw_;
    CutMap map_;
    std::vector<std::vector<std::uint32_t>> pieces_;  ///< arcs that an arc of the source became
};

}  // namespace

CutMap cut_map(const RawMap& raw) { return Cutter(raw).run(); }

std::vector<Fixed> ring_points(const std::vector<CutMap::Arc>& arcs, const CutMap::Ring& ring) {
    std::vector<Fixed> points;
    for (const std::uint32_t ref : ring) {
        const auto& arc = arcs[ref / 2].points;
        if (ref % 2 == 0)
            points.insert(points.end(), arc.begin(), arc.end() - 1);
        else
            points.insert(points.end(), arc.rbegin(), arc.rend() - 1);
    }
    return points;
}

bool ring_holds(const std::vector<Fixed>& ring, double lon_deg, double lat_deg) {
    bool inside = false;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Fixed a = ring[i], b = ring[(i + 1) % ring.size()];
        const double ay = a.lat / 1e5, by = b.lat / 1e5;
        if ((ay <= lat_deg) == (by <= lat_deg)) continue;
        if (lon_deg < a.lon / 1e5 + (lat_deg - ay) / (by - ay) * (b.lon - a.lon) / 1e5) inside = !inside;
    }
    return inside;
}

void densify(std::vector<Fixed>& line) {
    std::vector<Fixed> out;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const Fixed a = line[i], b = line[i + 1];
        const double lat_rad = (a.lat + b.lat) / 2e5 * geo::kRadPerDeg;
        const double dx = std::abs(static_cast<double>(a.lon) - b.lon) / 1e5, dy = std::abs(a.lat - b.lat) / 1e5;
        const int parts =
            std::max(1, static_cast<int>(std::ceil(std::max(std::hypot(dx * std::cos(lat_rad), dy), dx / 5.0) - 1e-9)));
        out.push_back(a);
        const bool forward = a.lon != b.lon ? a.lon < b.lon : a.lat < b.lat;
        const Fixed low = forward ? a : b, high = forward ? b : a;
        for (int k = 1; k < parts; ++k) {
            const double t = static_cast<double>(forward ? k : parts - k) / parts;
            out.push_back({static_cast<std::int32_t>(std::lround(low.lon + t * (static_cast<double>(high.lon) - low.lon))),
                           static_cast<std::int32_t>(std::lround(low.lat + t * (static_cast<double>(high.lat) - low.lat)))});
        }
    }
    out.push_back(line.back());
    line = std::move(out);
}

}  // namespace linchpin::prepare
