#include "data/route/lanes.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>
#include <numeric>

#include "data/route/lane_strands.h"
#include "data/route/place_grid.h"

namespace linchpin::route {
namespace {

using Besides = std::vector<std::vector<std::vector<Beside>>>;
constexpr double kPartingReach = 2.5;   ///< times the reach: within it, where two ways part tells who is left
constexpr int kMiddleRounds = 12;
constexpr double kSmooth_km = 12.0;     ///< over which lanes and moves are evened out

/// What two strands are to one another.
struct Pair {
    double together = 0.0;  ///< samples that they share
    double left = 0.0;      ///< > 0: the second parts to the left of the first, seen along the first
    double same_way = 0.0;  ///< > 0: both run in one direction
};
using Pairs = std::map<std::pair<std::uint32_t, std::uint32_t>, Pair>;  ///< first < second

double shared_reach(const std::vector<Strand>& strands, std::uint32_t s, std::size_t i, const Beside& other) {
    return std::min(strands[s].reach_km[i], strands[other.strand].reach_km[other.sample]);
}

Pairs pairs_of(const std::vector<Strand>& strands, const Besides& besides) {
    Pairs pairs;
    for (std::uint32_t s = 0; s < strands.size(); ++s)
        for (std::size_t i = 0; i < strands[s].size(); ++i)
            for (const Beside& other : besides[s][i]) {
                if (other.strand < s) continue;
                const double reach = shared_reach(strands, s, i, other);
                const double together = togetherness(std::abs(other.left_km), reach);
                Pair& pair = pairs[{s, other.strand}];
                pair.together += together;
                pair.same_way += other.same_way ? together : -together;
                // Close together it is noise of the routes; far apart it is no longer their parting.
                if (together < 0.9 && reach > 0.0) pair.left += (1.0 - together) * (other.left_km > 0.0 ? 1.0 : -1.0);
            }
    std::erase_if(pairs, [](const auto& entry) { return entry.second.together < 2.0; });
    return pairs;
}

/// A direction for every strand such that those that share most agree: union of strands, the strongest pair first.
std::vector<int> directions(std::size_t strands, const Pairs& pairs) {
    std::vector<std::uint32_t> parent(strands);
    std::iota(parent.begin(), parent.end(), 0u);
    std::vector<int> sign(strands, 1);  ///< relative to the parent
    const auto root = [&](std::uint32_t s) {
        int to_root = 1;
        while (parent[s] != s) {
            to_root *= sign[s];
            s = parent[s];
        }
        return std::pair{s, to_root};
    };
    std::vector<std::pair<std::pair<std::uint32_t, std::uint32_t>, Pair>> sorted(pairs.begin(), pairs.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return std::abs(a.second.same_way) > std::abs(b.second.same_way); });
    for (const auto& [ids, pair] : sorted) {
        const auto [a, sign_a] = root(ids.first);
        const auto [b, sign_b] = root(ids.second);
        if (a == b) continue;
        parent[b] = a;
        sign[b] = (pair.same_way > 0.0 ? 1 : -1) * sign_a * sign_b;
    }
    std::vector<int> out(strands);
    for (std::uint32_t s = 0; s < strands; ++s) out[s] = root(s).second;
    return out;
}

/// Places of the strands from left to right, such that few pairs stand against how they part: by the mean of what the pairs say, then
/// neighbours change places while that puts right more than it breaks.
std::vector<std::uint32_t> order_of(std::size_t strands, const Pairs& pairs, const std::vector<int>& direction) {
    std::vector<double> rightness(strands, 0.0), weight(strands, 0.0);
    std::map<std::pair<std::uint32_t, std::uint32_t>, double> says;  ///< > 0: the first stands left of the second
    for (const auto& [ids, pair] : pairs) {
        const double first_left = -std::clamp(pair.left, -20.0, 20.0) * direction[ids.first];
        says[ids] = first_left;
        says[{ids.second, ids.first}] = -first_left;
        const double size = std::min(pair.together, 40.0);
        rightness[ids.first] -= first_left * size;
        rightness[ids.second] += first_left * size;
        weight[ids.first] += size;
        weight[ids.second] += size;
    }
    std::vector<std::uint32_t> order(strands);
    std::iota(order.begin(), order.end(), 0u);
    const auto mean = [&](std::uint32_t s) { return weight[s] > 0.0 ? rightness[s] / weight[s] : 0.0; };
    std::stable_sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return mean(a) < mean(b); });
    for (std::size_t round = 0; round < strands; ++round) {
        bool changed = false;
        for (std::size_t i = 0; i + 1 < strands; ++i) {
            const auto found = says.find({order[i], order[i + 1]});
            if (found == says.end() || found->second >= 0.0) continue;
            std::swap(order[i], order[i + 1]);
            changed = true;
        }
        if (!changed) break;
    }
    std::vector<std::uint32_t> place(strands);
    for (std::uint32_t i = 0; i < strands; ++i) place[order[i]] = i;
    return place;
}

/// How far to the left of `here` a strand runs, in globe radii: where it passes abeam, between its samples.
double abeam(const std::vector<glm::dvec3>& line, std::size_t sample, const glm::dvec3& here, const glm::dvec3& along, const glm::dvec3& left) {
    const double ahead = glm::dot(line[sample] - here, along);
    for (const std::size_t next : {sample > 0 ? sample - 1 : sample, std::min(sample + 1, line.size() - 1)}) {
        const double ahead_next = glm::dot(line[next] - here, along);
        if (next == sample || ahead * ahead_next > 0.0 || ahead == ahead_next) continue;
        const double t = ahead / (ahead - ahead_next);
        return glm::dot(line[sample] + (line[next] - line[sample]) * t - here, left);
    }
    return glm::dot(line[sample] - here, left);
}

/// Moves strands to the middle of what they share, sideways only.
void gather(std::vector<Strand>& strands, const Besides& besides) {
    for (int round = 0; round < kMiddleRounds; ++round) {
        std::vector<std::vector<glm::dvec3>> moved(strands.size());
        for (std::uint32_t s = 0; s < strands.size(); ++s) {
            moved[s] = strands[s].at;
            for (std::size_t i = 1; i + 1 < strands[s].size(); ++i) {
                const glm::dvec3 here = strands[s].at[i], along = direction_at(strands[s].at, i), left = glm::cross(here, along);
                double shift = 0.0, weight = 1.0;
                for (const Beside& other : besides[s][i]) {
                    const double w = togetherness(std::abs(other.left_km), shared_reach(strands, s, i, other));
                    shift += w * abeam(strands[other.strand].at, other.sample, here, along, left);
                    weight += w;
                }
                moved[s][i] = glm::normalize(here + left * (shift / weight));
            }
        }
        for (std::uint32_t s = 0; s < strands.size(); ++s) strands[s].at = std::move(moved[s]);
    }
}

/// Evens a row of numbers out over some kilometres; ends included.
std::vector<double> evened(const std::vector<double>& row, double step_km) {
    const int half = std::max(1, static_cast<int>(std::lround(2.0 * kSmooth_km / step_km)));
    std::vector<double> out(row.size(), 0.0);
    for (int i = 0; i < static_cast<int>(row.size()); ++i) {
        double weight = 0.0;
        for (int k = -half; k <= half; ++k) {
            const double w = std::exp(-0.5 * std::pow(k * step_km / kSmooth_km, 2.0));
            out[static_cast<std::size_t>(i)] += w * row[static_cast<std::size_t>(std::clamp(i + k, 0, static_cast<int>(row.size()) - 1))];
            weight += w;
        }
        out[static_cast<std::size_t>(i)] /= weight;
    }
    return out;
}

/// Rounds the bends where strands come together and part, and nothing else.
void round_joins(std::vector<Strand>& strands, const Besides& besides, double step_km) {
    constexpr int kRounds = 40;
    constexpr double kFromShore_km = 4.0;
    for (std::uint32_t s = 0; s < strands.size(); ++s) {
        Strand& strand = strands[s];
        std::vector<double> loose(strand.size(), 0.0);
        bool any = false;
        for (std::size_t i = 0; i < strand.size(); ++i) {
            double company = 0.0;  // who is in a bundle already is not moved by who joins it
            for (const Beside& other : besides[s][i]) {
                const double w = togetherness(std::abs(other.left_km), shared_reach(strands, s, i, other));
                loose[i] = std::max(loose[i], 4.0 * w * (1.0 - w));
                company += w > 0.9 ? 1.0 : 0.0;
            }
            loose[i] = company > 1.0 ? 0.0 : loose[i] / (1.0 + company);
            any = any || loose[i] > 0.0;
        }
        if (!any) continue;
        loose = evened(loose, step_km);
        for (int round = 0; round < kRounds; ++round) {
            const std::vector<glm::dvec3> before = strand.at;
            for (std::size_t i = 1; i + 1 < strand.size(); ++i) {
                const double give = (loose[i] < 0.05 ? 0.0 : std::min(1.0, 1.5 * loose[i])) * std::clamp(strand.shore_km[i] / kFromShore_km - 1.0, 0.0, 1.0);
                if (give > 0.01) strand.at[i] = glm::normalize(before[i] + (0.5 * (before[i - 1] + before[i + 1]) - before[i]) * (0.5 * give));
            }
        }
    }
}

/// Takes out points that neither the line nor its lanes miss.
std::vector<LanePoint> thinned(const std::vector<LanePoint>& points) {
    std::vector<std::uint8_t> keep(points.size(), 0);
    std::vector<std::pair<std::size_t, std::size_t>> work{{0, points.size() - 1}};
    keep.front() = keep.back() = 1;
    while (!work.empty()) {
        const auto [first, last] = work.back();
        work.pop_back();
        const glm::dvec3 a = geo::to_unit(points[first].place), b = geo::to_unit(points[last].place);
        double worst = 1.0;
        std::size_t at = 0;
        for (std::size_t i = first + 1; i < last; ++i) {
            const double t = static_cast<double>(i - first) / static_cast<double>(last - first);
            const auto between = [t](double x, double y) { return x + (y - x) * t; };
            const double off_km = glm::length(geo::slerp(a, b, t) - geo::to_unit(points[i].place)) * geo::kEarthRadiusKm;
            const double lane = std::abs(points[i].lane - between(points[first].lane, points[last].lane));
            const double room = between(points[first].room_km, points[last].room_km);
            // The farther out a lane, the more it shows where its way turns.
            const double miss = std::max({off_km / 0.12 * (1.0 + 0.2 * std::abs(points[i].lane)), lane / 0.05, std::abs(points[i].room_km - room) / (0.05 + 0.12 * room)});
            if (miss > worst) {
                worst = miss;
                at = i;
            }
        }
        if (at == 0) continue;
        keep[at] = 1;
        work.emplace_back(first, at);
        work.emplace_back(at, last);
    }
    std::vector<LanePoint> out;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (keep[i] != 0) out.push_back(points[i]);
    return out;
}

}  // namespace

std::vector<std::vector<LanePoint>> find_lanes(const std::vector<std::vector<geo::LatLon>>& routes, const ShoreDistance& shore_km, const LaneOptions& options) {
    std::vector<Strand> strands;
    for (const auto& route : routes) strands.push_back(make_strand(route, shore_km, options));
    const Besides besides = all_beside(strands, kPartingReach * options.reach_km, options.step_km);
    const Pairs pairs = pairs_of(strands, besides);
    const std::vector<int> direction = directions(strands.size(), pairs);
    const std::vector<std::uint32_t> place = order_of(strands.size(), pairs, direction);
    gather(strands, besides);
    round_joins(strands, besides, options.step_km);
    std::vector<std::vector<LanePoint>> out(strands.size());
    for (std::uint32_t s = 0; s < strands.size(); ++s) {
        const std::size_t size = strands[s].size();
        std::vector<double> lane(size, 0.0), room(size, options.widest_lane_km);
        bool any = false;
        for (std::size_t i = 0; i < size; ++i) {
            double beside = 0.0;
            for (const Beside& other : besides[s][i]) {
                if (!pairs.contains(std::minmax(s, other.strand))) continue;
                const double w = togetherness(std::abs(other.left_km), shared_reach(strands, s, i, other));
                // Of a pair, the one with the lower number says which side is left, so that both agree even where directions do not.
                const bool mine = s < other.strand;
                const int along = mine ? direction[s] : direction[other.strand] * (other.same_way ? 1 : -1);
                lane[i] += 0.5 * w * along * (place[other.strand] > place[s] ? 1.0 : -1.0);
                beside += w;
            }
            if (beside <= 0.0) continue;
            any = any || beside > 0.5;
            room[i] = std::min(options.widest_lane_km, 2.0 * options.water_share * strands[s].shore_km[i] / (beside + 1.0));
        }
        if (!any) continue;
        lane = evened(lane, options.step_km);
        for (std::size_t i = 0; i < size; ++i) {  // at a landing every cable is in its own place
            const double from_end = std::min(1.0, static_cast<double>(std::min(i, size - 1 - i)) * options.step_km / kSmooth_km);
            lane[i] *= from_end * from_end * (3.0 - 2.0 * from_end);
        }
        room = evened(room, options.step_km);
        std::vector<LanePoint> points;
        for (std::size_t i = 0; i < size; ++i) points.push_back({on_grid(geo::to_lat_lon(strands[s].at[i])), lane[i], room[i]});
        points.front().place = routes[s].front();
        points.back().place = routes[s].back();
        out[s] = thinned(points);
    }
    return out;
}

}  // namespace linchpin::route
