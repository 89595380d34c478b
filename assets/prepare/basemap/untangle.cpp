#include <algorithm>
#include <cmath>

#include "assets/prepare/basemap/map_builder.h"
#include "data/geo/grid_point.h"

namespace linchpin::prepare {
namespace {

/// Loops of up to this many points are grid noise; longer ones are drawn on purpose.
constexpr std::size_t kLongestLoop = 60;

geo::GridPoint grid(Fixed p) { return {p.lon, p.lat}; }

/// Whether the line turns back on itself at the middle point.
bool folds(Fixed a, Fixed b, Fixed c) {
    if (geo::turn(grid(a), grid(b), grid(c)) != 0) return false;
    const auto dot = (static_cast<std::int64_t>(b.lon) - a.lon) * (static_cast<std::int64_t>(c.lon) - b.lon) +
                     (static_cast<std::int64_t>(b.lat) - a.lat) * (static_cast<std::int64_t>(c.lat) - b.lat);
    return dot <= 0;
}

double length(const std::vector<Fixed>& line, std::size_t from, std::size_t to) {
    double sum = 0.0;
    for (std::size_t i = from; i < to; ++i) sum += std::hypot(line[i + 1].lon - line[i].lon, line[i + 1].lat - line[i].lat);
    return sum;
}

/// Removes the first spike or small loop at or after `at`; false when there is none.
bool remove_next(std::vector<Fixed>& line, std::size_t& at) {
    const bool closed = line.front() == line.back();
    const double whole = length(line, 0, line.size() - 1);
    for (; at + 2 < line.size(); ++at) {
        const std::size_t least = closed ? 4 : 3;
        if (line.size() > least && folds(line[at], line[at + 1], line[at + 2])) {
            line.erase(line.begin() + static_cast<std::ptrdiff_t>(at) + 1);
            if (line[at] == line[at + 1])
                line.erase(line.begin() + static_cast<std::ptrdiff_t>(at) + (at + 2 == line.size() ? 0 : 1));
            return true;
        }
        for (std::size_t j = at + 2; j + 1 < line.size() && j <= at + kLongestLoop; ++j) {
            if (closed && at == 0 && j + 2 == line.size()) continue;  // the two ends of an island's ring are the same place
            if (!geo::segments_meet(grid(line[at]), grid(line[at + 1]), grid(line[j]), grid(line[j + 1]))) continue;
            if (length(line, at + 1, j) > whole / 2.0) {
                if (!closed || j - at < 3) continue;  // an island's loop is its larger part: what is around it goes
                line = {line.begin() + static_cast<std::ptrdiff_t>(at) + 1, line.begin() + static_cast<std::ptrdiff_t>(j) + 1};
                if (line.front() != line.back()) line.push_back(line.front());
                at = 0;
                return true;
            }
            if (line.size() - (j - at) < least) continue;
            line.erase(line.begin() + static_cast<std::ptrdiff_t>(at) + 1, line.begin() + static_cast<std::ptrdiff_t>(j) + 1);
            if (line[at] == line[at + 1] && line.size() > least)
                line.erase(line.begin() + static_cast<std::ptrdiff_t>(at) + (at + 2 == line.size() ? 0 : 1));
            return true;
        }
    }
    return false;
}

}  // namespace

std::size_t untangle_arcs(std::vector<CutMap::Arc>& arcs) {
    std::size_t removed = 0;
    for (CutMap::Arc& arc : arcs) {
        if (arc.hidden) continue;
        for (std::size_t at = 0; remove_next(arc.points, at); ++removed) at = at > kLongestLoop ? at - kLongestLoop : 0;
    }
    return removed;
}

}  // namespace linchpin::prepare
