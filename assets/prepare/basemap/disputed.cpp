#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "assets/prepare/basemap/map_builder.h"

namespace linchpin::prepare {
namespace {

using basemap::ArcKind;

/// Distance from p to the segment a-b in degrees of arc, flat at p's latitude: good for the fractions of a degree asked here.
double distance_deg(Fixed p, Fixed a, Fixed b) {
    const double shrink = std::cos(p.lat / 1e5 * geo::kRadPerDeg);
    const double ax = (a.lon - p.lon) * shrink, ay = a.lat - p.lat, bx = (b.lon - p.lon) * shrink, by = b.lat - p.lat;
    const double dx = bx - ax, dy = by - ay, length2 = dx * dx + dy * dy;
    const double t = length2 > 0.0 ? std::clamp(-(ax * dx + ay * dy) / length2, 0.0, 1.0) : 0.0;
    return std::hypot(ax + t * dx, ay + t * dy) / 1e5;
}

/// Segments sorted into cells of one degree, for "is any within r of p".
class NearLines {
public:
    explicit NearLines(double near_deg) : near_deg_{near_deg}, cells_(360 * 180) {}
    void add(const std::vector<Fixed>& line) {
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            const double pad_lon =
                near_deg_ /
                std::max(0.1, std::cos(std::max(std::abs(line[i].lat), std::abs(line[i + 1].lat)) / 1e5 * geo::kRadPerDeg));
            const auto [x0, x1] = std::minmax(line[i].lon, line[i + 1].lon);
            const auto [y0, y1] = std::minmax(line[i].lat, line[i + 1].lat);
            for (int x = cell(x0 / 1e5 - pad_lon + 180.0, 360); x <= cell(x1 / 1e5 + pad_lon + 180.0, 360); ++x) {
                for (int y = cell(y0 / 1e5 - near_deg_ + 90.0, 180); y <= cell(y1 / 1e5 + near_deg_ + 90.0, 180); ++y) {
                    cells_[static_cast<std::size_t>(y * 360 + x)].push_back({line[i], line[i + 1]});
                }
            }
        }
    }
    [[nodiscard]] bool is_near(Fixed p) const {
        const auto& segments =
            cells_[static_cast<std::size_t>(cell(p.lat / 1e5 + 90.0, 180) * 360 + cell(p.lon / 1e5 + 180.0, 360))];
        return std::ranges::any_of(segments, [&](const auto& s) { return distance_deg(p, s[0], s[1]) <= near_deg_; });
    }

private:
    static int cell(double at, int count) { return std::clamp(static_cast<int>(std::floor(at)), 0, count - 1); }
    double near_deg_;
    std::vector<std::vector<std::array<Fixed, 2>>> cells_;
};

double length_deg(Fixed a, Fixed b) {
    return std::hypot((a.lon - b.lon) / 1e5 * std::cos((a.lat + b.lat) / 2e5 * geo::kRadPerDeg), (a.lat - b.lat) / 1e5);
}

/// Turns runs of `value` shorter than `least_deg` over, so that a line does not flicker between two kinds. Runs at the line's ends
/// stay when `keep_ends`.
void drop_short_runs(const std::vector<Fixed>& line, std::vector<char>& flags, char value, double least_deg, bool keep_ends) {
    for (std::size_t i = 0; i < flags.size();) {
        std::size_t end = i;
        double length = 0.0;
        for (; end < flags.size() && flags[end] == flags[i]; ++end) length += length_deg(line[end], line[end + 1]);
        const bool at_end = i == 0 || end == flags.size();
        if (flags[i] == value && length < least_deg && !(keep_ends && at_end))
            std::fill(flags.begin() + static_cast<std::ptrdiff_t>(i), flags.begin() + static_cast<std::ptrdiff_t>(end),
                      static_cast<char>(!value));
        i = end;
    }
}

std::vector<Fixed> with_short_steps(const std::vector<Fixed>& line, double step_deg) {
    std::vector<Fixed> out;
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
        const int parts = std::max(1, static_cast<int>(std::ceil(length_deg(line[i], line[i + 1]) / step_deg)));
        for (int k = 0; k < parts; ++k) {
            const double t = static_cast<double>(k) / parts;
            out.push_back({static_cast<std::int32_t>(std::lround(line[i].lon + t * (line[i + 1].lon - line[i].lon))),
                           static_cast<std::int32_t>(std::lround(line[i].lat + t * (line[i + 1].lat - line[i].lat)))});
        }
    }
    out.push_back(line.back());
    return out;
}

Fixed middle(Fixed a, Fixed b) { return {a.lon + (b.lon - a.lon) / 2, a.lat + (b.lat - a.lat) / 2}; }

/// Splits the arc where its flags change; the pieces in order.
std::vector<std::uint32_t> split(AreaMap& map, std::uint32_t arc, const std::vector<char>& flags) {
    std::vector<std::uint32_t> pieces;
    const std::vector<Fixed> points = map.arcs[arc].points;
    for (std::size_t i = 0; i < flags.size();) {
        std::size_t end = i;
        while (end < flags.size() && flags[end] == flags[i]) ++end;
        const auto from = points.begin() + static_cast<std::ptrdiff_t>(i),
                   to = points.begin() + static_cast<std::ptrdiff_t>(end) + 1;
        std::uint32_t piece = arc;
        if (i == 0) {
            map.arcs[arc].points.assign(from, to);
        } else {
            piece = static_cast<std::uint32_t>(map.arcs.size());
            map.arcs.push_back({{from, to}, false});
            map.kinds.push_back(ArcKind::LandBorder);
        }
        map.kinds[piece] = flags[i] ? ArcKind::Disputed : ArcKind::LandBorder;
        pieces.push_back(piece);
        i = end;
    }
    return pieces;
}

}  // namespace

void classify_arcs(AreaMap& map) {
    constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();
    std::vector<std::uint32_t> owner(map.arcs.size(), kNobody);
    for (std::uint32_t a = 0; a < map.areas.size(); ++a) {
        for (const auto& polygon : map.areas[a].polygons) {
            for (const auto& ring : polygon) {
                for (const std::uint32_t ref : ring) {
                    const std::uint32_t arc = ref / 2;
                    if (map.arcs[arc].hidden) continue;
                    map.kinds[arc] = owner[arc] == kNobody ? ArcKind::Coast
                                     : owner[arc] == a     ? ArcKind::Hidden
                                                           : ArcKind::LandBorder;
                    owner[arc] = a;
                }
            }
        }
    }
}

void mark_disputed(AreaMap& map, const std::vector<std::vector<Fixed>>& disputed, double near_deg) {
    NearLines near_disputed(near_deg);
    for (const auto& line : disputed) near_disputed.add(line);
    std::vector<std::vector<std::uint32_t>> pieces_of(map.arcs.size());
    NearLines near_border(near_deg);
    const std::size_t count = map.arcs.size();
    for (std::uint32_t arc = 0; arc < count; ++arc) {
        if (map.kinds[arc] != ArcKind::LandBorder && map.kinds[arc] != ArcKind::Coast) continue;
        const std::vector<Fixed> points = map.arcs[arc].points;
        near_border.add(points);
        if (map.kinds[arc] == ArcKind::Coast) continue;
        std::vector<char> flags;
        for (std::size_t i = 0; i + 1 < points.size(); ++i)
            flags.push_back(near_disputed.is_near(middle(points[i], points[i + 1])) ? 1 : 0);
        drop_short_runs(points, flags, 0, 3.0 * near_deg, false);
        drop_short_runs(points, flags, 1, 3.0 * near_deg, false);
        if (std::ranges::find(flags, 1) != flags.end()) pieces_of[arc] = split(map, arc, flags);
    }
    for (Area& area : map.areas) {
        for (auto& polygon : area.polygons) {
            for (auto& ring : polygon) {
                CutMap::Ring out;
                for (const std::uint32_t ref : ring) {
                    const auto& pieces = pieces_of[ref / 2];
                    if (pieces.empty())
                        out.push_back(ref);
                    else if (ref % 2 == 0)
                        for (const std::uint32_t p : pieces) out.push_back(2 * p);
                    else
                        for (auto p = pieces.rbegin(); p != pieces.rend(); ++p) out.push_back(2 * *p + 1);
                }
                ring = std::move(out);
            }
        }
    }
    for (const auto& source : disputed) {
        const std::vector<Fixed> line = with_short_steps(source, near_deg / 2.0);
        std::vector<char> flags;
        for (std::size_t i = 0; i + 1 < line.size(); ++i)
            flags.push_back(near_border.is_near(middle(line[i], line[i + 1])) ? 1 : 0);
        drop_short_runs(line, flags, 0, 3.0 * near_deg, false);
        for (std::size_t i = 0; i < flags.size();) {
            std::size_t end = i;
            while (end < flags.size() && flags[end] == flags[i]) ++end;
            if (!flags[i]) {
                map.arcs.push_back(
                    {{line.begin() + static_cast<std::ptrdiff_t>(i), line.begin() + static_cast<std::ptrdiff_t>(end) + 1}, false});
                map.kinds.push_back(ArcKind::Disputed);
            }
            i = end;
        }
    }
}

}  // namespace linchpin::prepare
