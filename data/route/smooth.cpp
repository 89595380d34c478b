#include "data/route/smooth.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>

#include "data/route/place_grid.h"

namespace linchpin::route {
namespace {

double km(const glm::dvec3& a, const glm::dvec3& b) { return geo::angle_rad(a, b) * geo::kEarthRadiusKm; }

/// The part of a path that must stay at sea: [first, last] as indices.
struct Wet {
    std::size_t first, last;
};
Wet wet_part(std::size_t points, bool from_ashore, bool to_ashore) {
    return {from_ashore ? 1u : 0u, points - 1 - (to_ashore ? 1u : 0u)};
}

/// Joins points that see each other when that is not dearer than the way between them. Looks ahead in doubling steps, then narrows
/// down, so a path of n points costs about n log n looks.
std::vector<glm::dvec3> pull_straight(const Coast& coast, const std::vector<glm::dvec3>& path, const OffshoreCost& price, Wet wet) {
    std::vector<double> so_far(path.size(), 0.0);
    for (std::size_t i = wet.first + 1; i <= wet.last; ++i) so_far[i] = so_far[i - 1] + price.along(coast, path[i - 1], path[i]);
    const auto better = [&](std::size_t i, std::size_t j) {
        constexpr double kSlack = 1.0005;  // of two equal ways the straight one
        return !coast.crosses_shore(path[i], path[j]) && price.along(coast, path[i], path[j]) <= (so_far[j] - so_far[i]) * kSlack;
    };
    std::vector<glm::dvec3> out(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(wet.first) + 1);
    for (std::size_t i = wet.first; i < wet.last;) {
        std::size_t good = i + 1, step = 2;
        while (i + step <= wet.last && better(i, i + step)) {
            good = i + step;
            step *= 2;
        }
        std::size_t bad = std::min(i + step, wet.last + 1);
        while (bad - good > 1) {
            const std::size_t middle = good + (bad - good) / 2;
            (better(i, middle) ? good : bad) = middle;
        }
        out.push_back(path[good]);
        i = good;
    }
    out.insert(out.end(), path.begin() + static_cast<std::ptrdiff_t>(wet.last) + 1, path.end());
    return out;
}

/// Steps as a share of the distance to the shore, and their limit.
struct Spacing {
    double share, longest_km;
};

/// Even steps, finer near the shore. Ends and dry steps stay.
std::vector<glm::dvec3> resample(const Coast& coast, const std::vector<glm::dvec3>& path, Wet wet, Spacing spacing) {
    std::vector<glm::dvec3> out(path.begin(), path.begin() + static_cast<std::ptrdiff_t>(wet.first) + 1);
    double total_km = 0.0;
    for (std::size_t i = wet.first; i < wet.last; ++i) total_km += km(path[i], path[i + 1]);
    const double longest_km = std::clamp(total_km / 12.0, 0.8, spacing.longest_km);
    for (std::size_t i = wet.first; i < wet.last; ++i) {
        const double length_km = km(path[i], path[i + 1]);
        double at_km = 0.0;
        while (true) {
            const double shore_km = coast.nearest_shore(geo::slerp(path[i], path[i + 1], at_km / length_km)).distance_km;
            const double step_km = std::clamp(spacing.share * shore_km, 0.8, longest_km);
            if (at_km + 1.4 * step_km >= length_km) break;
            at_km += step_km;
            // Rounding may push a point over a shore that the line just misses; the line does without it.
            const glm::dvec3 point = on_grid(geo::slerp(path[i], path[i + 1], at_km / length_km));
            if (!coast.crosses_shore(out.back(), point) && !coast.crosses_shore(point, path[i + 1])) out.push_back(point);
        }
        out.push_back(path[i + 1]);
    }
    out.insert(out.end(), path.begin() + static_cast<std::ptrdiff_t>(wet.last) + 1, path.end());
    return out;
}

/// Where a point would rest between its neighbours: on the line between them, pushed from the shore until the bend pays for the
/// cheaper water (the Euler-Lagrange equation of the path's cost).
glm::dvec3 resting_place(const Coast& coast, const OffshoreCost* price, const glm::dvec3& before, const glm::dvec3& here,
                         const glm::dvec3& after) {
    const double before_km = km(before, here), after_km = km(here, after);
    const double sum_km = before_km + after_km;
    if (sum_km <= 0.0) return here;
    glm::dvec3 rest = geo::slerp(before, after, before_km / sum_km);
    if (price == nullptr) return rest;
    const Coast::Nearest shore = coast.nearest_shore(here);
    const double slope = price->slope(shore.distance_km);
    if (slope < 0.0 && shore.distance_km > 1e-6) {
        const glm::dvec3 along = glm::normalize(after - before);
        glm::dvec3 away = here - shore.shore;
        away -= glm::dot(away, here) * here;
        away = away / std::max(1e-12, glm::length(away));
        away -= glm::dot(away, along) * along;  // only sideways: the spacing stays
        const double push_km = 0.5 * before_km * after_km * -slope / price->at(shore.distance_km);
        rest += away * (std::min(push_km, 0.3 * shore.distance_km) / geo::kEarthRadiusKm);
    }
    return glm::normalize(rest);
}

/// @param price  nullptr: no push, the band only straightens.
void relax(const Coast& coast, std::vector<glm::dvec3>& path, const OffshoreCost* price, Wet wet, int rounds) {
    for (int round = 0; round < rounds; ++round) {
        double moved_km = 0.0;
        for (std::size_t k = wet.first + 1; k < wet.last; ++k) {
            const std::size_t i = round % 2 == 0 ? k : wet.first + wet.last - k;  // there and back: no end is favoured
            const glm::dvec3 rest = resting_place(coast, price, path[i - 1], path[i], path[i + 1]);
            // Half the way if the whole way is barred by the shore.
            for (const double part : {1.0, 0.5}) {
                const glm::dvec3 candidate = on_grid(glm::normalize(path[i] + part * (rest - path[i])));
                if (coast.crosses_shore(path[i - 1], candidate) || coast.crosses_shore(candidate, path[i + 1])) continue;
                moved_km = std::max(moved_km, km(path[i], candidate));
                path[i] = candidate;
                break;
            }
        }
        if (moved_km < 0.02) break;
    }
}

/// Distance from p to the great circle through a and b, km; near b or a when p lies beyond them.
double off_line_km(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& p) {
    const glm::dvec3 normal = glm::cross(a, b);
    const double size = glm::length(normal);
    if (size < 1e-12) return km(a, p);
    if (glm::dot(glm::cross(normal, a), p) < 0.0) return km(a, p);
    if (glm::dot(glm::cross(b, normal), p) < 0.0) return km(b, p);
    return std::asin(std::min(1.0, std::abs(glm::dot(normal / size, p)))) * geo::kEarthRadiusKm;
}

}  // namespace

std::vector<glm::dvec3> smooth_path(const Coast& coast, std::vector<glm::dvec3> path, const RouteOptions& options, bool from_ashore,
                                    bool to_ashore) {
    const auto wet = [&] { return wet_part(path.size(), from_ashore, to_ashore); };
    if (path.size() < 3 || wet().first >= wet().last) return path;
    for (int pass = 0; pass < 2; ++pass) path = pull_straight(coast, path, options.cost, wet());
    // Long waves first, with far points, then the detail.
    for (const Spacing spacing : {Spacing{0.8, 120.0}, Spacing{0.5, 60.0}, Spacing{0.25, 40.0}}) {
        path = resample(coast, path, wet(), spacing);
        relax(coast, path, &options.cost, wet(), 120);
        path = pull_straight(coast, path, options.cost, wet());
    }
    path = resample(coast, path, wet(), {0.15, 30.0});
    relax(coast, path, &options.cost, wet(), 60);
    relax(coast, path, nullptr, wet(), 10);  // irons out what the grain of the shore has left
    return path;
}

std::vector<geo::LatLon> simplify_path(const Coast& coast, const std::vector<glm::dvec3>& path, const RouteOptions& options,
                                       bool from_ashore, bool to_ashore) {
    const Wet wet = wet_part(path.size(), from_ashore, to_ashore);
    std::vector<geo::LatLon> fine;
    std::vector<glm::dvec3> at;
    std::vector<double> tolerance_km;
    for (const glm::dvec3& p : path) {
        fine.push_back(on_grid(geo::to_lat_lon(p)));
        at.push_back(geo::to_unit(fine.back()));
        const double shore_km = coast.nearest_shore(p).distance_km;
        tolerance_km.push_back(std::clamp(0.003 * shore_km, options.tolerance_min_km, options.tolerance_max_km));
    }
    std::vector<char> keep(path.size(), 0);
    keep.front() = keep.back() = 1;
    keep[wet.first] = keep[wet.last] = 1;
    std::vector<std::pair<std::size_t, std::size_t>> work{{wet.first, wet.last}};
    while (!work.empty()) {
        const auto [i, j] = work.back();
        work.pop_back();
        if (j <= i + 1) continue;
        std::size_t worst = (i + j) / 2;
        double excess = 0.0;
        for (std::size_t k = i + 1; k < j; ++k) {
            const double over = off_line_km(at[i], at[j], at[k]) / tolerance_km[k];
            if (over > excess) {
                excess = over;
                worst = k;
            }
        }
        if (excess <= 1.0 && km(at[i], at[j]) <= options.max_gap_km && !coast.crosses_shore(at[i], at[j])) continue;
        if (excess <= 1.0) worst = (i + j) / 2;
        keep[worst] = 1;
        work.emplace_back(i, worst);
        work.emplace_back(worst, j);
    }
    std::vector<geo::LatLon> out;
    for (std::size_t i = 0; i < path.size(); ++i) {
        if (keep[i] != 0 && (out.empty() || !(out.back() == fine[i]))) out.push_back(fine[i]);
    }
    if (out.size() == 1) out.push_back(out.front());
    return out;
}

}  // namespace linchpin::route
