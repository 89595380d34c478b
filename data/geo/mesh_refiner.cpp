#include "data/geo/mesh_refiner.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <glm/geometric.hpp>
#include <unordered_map>

namespace linchpin::geo {
namespace {

constexpr std::uint32_t kNone = ~0u;

std::uint32_t next_in_triangle(std::uint32_t half_edge) { return half_edge % 3 == 2 ? half_edge - 2 : half_edge + 1; }

std::uint64_t edge_key(std::uint32_t a, std::uint32_t b) {
    return (static_cast<std::uint64_t>(std::min(a, b)) << 32) | std::max(a, b);
}

}  // namespace

void MeshRefiner::add_point(GridPoint p) {
    points_.push_back(p);
    units_.push_back(to_unit(from_grid(p)));
}

/// Looks at the two ends only, and at both alike, so that neighbours agree.
bool MeshRefiner::too_long(std::uint32_t a, std::uint32_t b) const {
    const double lon_deg = static_cast<double>(std::abs(points_[a].x - points_[b].x)) / kGridPerDeg;
    if (lon_deg > options_.max_lon_deg) return true;
    const double chord = 2.0 * std::sin(options_.max_edge_deg * kRadPerDeg / 2.0);
    const glm::dvec3 d = units_[a] - units_[b];
    return glm::dot(d, d) > chord * chord;
}

bool MeshRefiner::split_long_edges() {
    std::unordered_map<std::uint64_t, std::uint32_t> middles;
    const auto middle = [&](std::uint32_t a, std::uint32_t b) -> std::uint32_t {
        if (!too_long(a, b)) return kNone;
        const auto [it, is_new] = middles.try_emplace(edge_key(a, b), static_cast<std::uint32_t>(points_.size()));
        if (is_new) add_point({(points_[a].x + points_[b].x) >> 1, (points_[a].y + points_[b].y) >> 1});
        return it->second;
    };
    std::vector<std::uint32_t> out;
    out.reserve(indices_.size());
    const auto emit = [&](std::uint32_t a, std::uint32_t b, std::uint32_t c) { out.insert(out.end(), {a, b, c}); };
    for (std::size_t t = 0; t < indices_.size(); t += 3) {
        std::uint32_t v[3] = {indices_[t], indices_[t + 1], indices_[t + 2]};
        std::uint32_t m[3] = {middle(v[0], v[1]), middle(v[1], v[2]), middle(v[2], v[0])};
        const int splits = (m[0] != kNone) + (m[1] != kNone) + (m[2] != kNone);
        if (splits == 0) {
            emit(v[0], v[1], v[2]);
        } else if (splits == 3) {
            emit(v[0], m[0], m[2]);
            emit(m[0], v[1], m[1]);
            emit(m[2], m[1], v[2]);
            emit(m[0], m[1], m[2]);
        } else {  // turned until edge 0 is split, and edge 2 is not
            while (!(m[0] != kNone && m[2] == kNone)) {
                std::rotate(v, v + 1, v + 3);
                std::rotate(m, m + 1, m + 3);
            }
            if (splits == 1) {
                emit(v[0], m[0], v[2]);
                emit(m[0], v[1], v[2]);
            } else {
                emit(m[0], v[1], m[1]);
                emit(v[0], m[0], m[1]);
                emit(v[0], m[1], v[2]);
            }
        }
    }
    const bool changed = !middles.empty();
    indices_ = std::move(out);
    return changed;
}

void MeshRefiner::link_twins() {
    twins_.assign(indices_.size(), kNone);
    std::unordered_map<std::uint64_t, std::uint32_t> open;
    open.reserve(indices_.size());
    for (std::uint32_t h = 0; h < indices_.size(); ++h) {
        const std::uint32_t a = indices_[h], b = indices_[next_in_triangle(h)];
        const auto it = open.find(edge_key(a, b));
        if (it == open.end()) {
            open.emplace(edge_key(a, b), h);
        } else if (it->second != kNone && indices_[it->second] == b) {
            twins_[h] = it->second;
            twins_[it->second] = h;
            it->second = kNone;  // a third triangle at the same edge stays unlinked
        }
    }
}

bool MeshRefiner::wants_turn(std::uint32_t h) const {
    const std::uint32_t twin = twins_[h];
    if (twin == kNone) return false;
    const std::uint32_t a = indices_[h], b = indices_[next_in_triangle(h)];
    const std::uint32_t c = indices_[next_in_triangle(next_in_triangle(h))], d = indices_[next_in_triangle(next_in_triangle(twin))];
    if (c == d || turn(points_[a], points_[d], points_[c]) <= 0 || turn(points_[d], points_[b], points_[c]) <= 0) return false;
    if (turn(points_[a], points_[b], points_[c]) > 0 && turn(points_[b], points_[a], points_[d]) > 0) {
        const glm::dvec3 normal = glm::cross(units_[b] - units_[a], units_[c] - units_[a]);
        const glm::dvec3 to_d = units_[d] - units_[a];
        const double above = glm::dot(normal, to_d);
        if (above <= 1e-9 * glm::length(normal) * glm::length(to_d)) return false;
    }  // a flat triangle is always worth turning away
    return too_long(a, b) || !too_long(c, d);
}

void MeshRefiner::turn_edge(std::uint32_t h) {
    const std::uint32_t twin = twins_[h];
    const std::uint32_t h1 = next_in_triangle(h), h2 = next_in_triangle(h1);
    const std::uint32_t t1 = next_in_triangle(twin), t2 = next_in_triangle(t1);
    const std::uint32_t c = indices_[h2], d = indices_[t2];
    // (a, b, c) and (b, a, d) become (d, b, c) and (c, a, d): each half edge keeps its triangle, the shared one is now d-c.
    const std::uint32_t outer_h2 = twins_[h2], outer_t2 = twins_[t2];
    indices_[h] = d;
    indices_[twin] = c;
    const auto link = [this](std::uint32_t x, std::uint32_t y) {
        twins_[x] = y;
        if (y != kNone) twins_[y] = x;
    };
    // After the change h is d->b, h1 is b->c, h2 is c->d; twin is c->a, t1 is a->d, t2 is d->c.
    link(h, outer_t2);
    link(twin, outer_h2);
    link(h2, t2);
}

void MeshRefiner::turn_edges() {
    link_twins();
    std::vector<std::uint32_t> work(indices_.size());
    for (std::uint32_t h = 0; h < work.size(); ++h) work[h] = h;
    // Each turn lifts the surface, so it ends by itself; the limit only guards against rounding.
    std::size_t turns_left = 20 * indices_.size() + 1000;
    while (!work.empty() && turns_left > 0) {
        const std::uint32_t h = work.back();
        work.pop_back();
        if (!wants_turn(h)) continue;
        const std::uint32_t twin = twins_[h];
        turn_edge(h);
        --turns_left;
        work.insert(work.end(), {h, next_in_triangle(h), twin, next_in_triangle(twin)});
    }
}

void MeshRefiner::run() {
    units_.clear();
    units_.reserve(points_.size());
    for (const GridPoint p : points_) units_.push_back(to_unit(from_grid(p)));
    turn_edges();
    while (split_long_edges()) turn_edges();
}

}  // namespace linchpin::geo
