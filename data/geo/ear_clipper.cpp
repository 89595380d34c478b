#include "data/geo/ear_clipper.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace linchpin::geo {
namespace {

std::int64_t doubled_area(std::span<const GridPoint> ring) {
    std::int64_t sum = 0;  // at most 2 * 360e6 * 180e6 = 1.3e17
    for (std::size_t i = 0; i < ring.size(); ++i) sum += turn(ring[0], ring[i], ring[(i + 1) % ring.size()]);
    return sum;
}

double squared_distance(GridPoint a, GridPoint b) {
    const double dx = static_cast<double>(a.x - b.x), dy = static_cast<double>(a.y - b.y);
    return dx * dx + dy * dy;
}

}  // namespace

EarClipper::EarClipper(std::span<const GridPoint> points, std::span<const std::array<std::uint32_t, 2>> rings) : points_{points} {
    nodes_.reserve(points.size() + 2 * rings.size());
    if (rings.empty()) return;
    start_ = add_ring(rings[0], true);
    std::vector<std::uint32_t> holes;
    for (std::size_t i = 1; i < rings.size(); ++i) {
        const std::uint32_t first = add_ring(rings[i], false);
        std::uint32_t leftmost = first;
        for (std::uint32_t n = nodes_[first].next; n != first; n = nodes_[n].next) {
            const GridPoint a = nodes_[n].at, b = nodes_[leftmost].at;
            if (a.x < b.x || (a.x == b.x && a.y < b.y)) leftmost = n;
        }
        holes.push_back(leftmost);
    }
    // From left to right: the leftmost corner of the leftmost hole left always sees a corner of what is already joined.
    std::sort(holes.begin(), holes.end(), [this](std::uint32_t a, std::uint32_t b) {
        return nodes_[a].at.x != nodes_[b].at.x ? nodes_[a].at.x < nodes_[b].at.x : nodes_[a].at.y < nodes_[b].at.y;
    });
    for (std::size_t i = 0; i < holes.size(); ++i) bridge_hole(start_, holes[i], std::span(holes).subspan(i));
}

std::uint32_t EarClipper::add_ring(std::array<std::uint32_t, 2> ring, bool counter_clockwise) {
    const auto [begin, end] = ring;
    const bool forward = (doubled_area(points_.subspan(begin, end - begin)) > 0) == counter_clockwise;
    const auto first = static_cast<std::uint32_t>(nodes_.size());
    const std::uint32_t count = end - begin;
    for (std::uint32_t i = 0; i < count; ++i) {
        const std::uint32_t point = forward ? begin + i : end - 1 - i;
        nodes_.push_back({points_[point], point, first + (i + count - 1) % count, first + (i + 1) % count, true});
    }
    return first;
}

/// Whether the direction from `corner` to `target` starts into the polygon.
bool EarClipper::looks_inside(std::uint32_t corner, GridPoint target) const {
    const Node& c = nodes_[corner];
    const GridPoint before = nodes_[c.prev].at, after = nodes_[c.next].at;
    if (turn(before, c.at, after) > 0) return turn(c.at, after, target) > 0 && turn(before, c.at, target) > 0;
    return !(turn(c.at, before, target) >= 0 && turn(after, c.at, target) >= 0);
}

/// Whether nothing of the loop lies between the two points; parts that begin or end at one of them do not count.
bool EarClipper::sees(GridPoint from, GridPoint to, std::uint32_t loop) const {
    std::uint32_t n = loop;
    do {
        const GridPoint a = nodes_[n].at, b = nodes_[nodes_[n].next].at;
        const bool touches_end = a == from || a == to || b == from || b == to;
        if (touches_end) {
            const GridPoint free_end = a == from || a == to ? b : a;
            if (free_end != from && free_end != to && on_segment(from, to, free_end)) return false;
        } else if (segments_meet(from, to, a, b)) {
            return false;
        }
        n = nodes_[n].next;
    } while (n != loop);
    return true;
}

void EarClipper::bridge_hole(std::uint32_t outline, std::uint32_t hole, std::span<const std::uint32_t> other_holes) {
    const GridPoint tip = nodes_[hole].at;
    std::vector<std::pair<double, std::uint32_t>> corners;
    std::uint32_t n = outline;
    do {
        corners.emplace_back(squared_distance(tip, nodes_[n].at), n);
        n = nodes_[n].next;
    } while (n != outline);
    std::sort(corners.begin(), corners.end());
    std::uint32_t best = corners.front().second;
    bool found = false;
    for (const auto& [distance, corner] : corners) {
        const GridPoint at = nodes_[corner].at;
        if (at != tip) {
            if (!looks_inside(corner, tip) || !looks_inside(hole, at) || !sees(tip, at, outline)) continue;
            if (!std::ranges::all_of(other_holes, [&](std::uint32_t loop) { return sees(tip, at, loop); })) continue;
        } else if (!looks_inside(corner, nodes_[nodes_[hole].next].at)) {
            continue;  // the hole touches the outline here, but at another visit of the same place
        }
        best = corner;
        found = true;
        break;
    }
    if (!found) ++forced_;
    // outline: .. -> best -> hole .. round .. -> hole copy -> best copy -> ..
    const auto hole_copy = static_cast<std::uint32_t>(nodes_.size());
    const std::uint32_t best_copy = hole_copy + 1;
    nodes_.push_back(nodes_[hole]);
    nodes_.push_back(nodes_[best]);
    nodes_[nodes_[hole].prev].next = hole_copy;
    nodes_[hole_copy].next = best_copy;
    nodes_[best_copy].prev = hole_copy;
    nodes_[nodes_[best].next].prev = best_copy;
    nodes_[best].next = hole;
    nodes_[hole].prev = best;
}

void EarClipper::build_buckets() {
    GridPoint high = nodes_[0].at;
    low_ = high;
    for (const Node& n : nodes_) {
        low_ = {std::min(low_.x, n.at.x), std::min(low_.y, n.at.y)};
        high = {std::max(high.x, n.at.x), std::max(high.y, n.at.y)};
    }
    const double side = std::max(1.0, std::sqrt(static_cast<double>(nodes_.size()) / 2.0));
    columns_ = rows_ = static_cast<std::size_t>(side);
    cells_per_x_ = static_cast<double>(columns_) / static_cast<double>(high.x - low_.x + 1);
    cells_per_y_ = static_cast<double>(rows_) / static_cast<double>(high.y - low_.y + 1);
    bucket_begin_.assign(columns_ * rows_ + 1, 0);
    const auto cell = [this](const Node& n) {
        const auto [c, r] = bucket_of(n.at);
        return r * columns_ + c;
    };
    for (const Node& n : nodes_) ++bucket_begin_[cell(n) + 1];
    for (std::size_t i = 1; i < bucket_begin_.size(); ++i) bucket_begin_[i] += bucket_begin_[i - 1];
    bucket_nodes_.resize(nodes_.size());
    std::vector<std::uint32_t> fill(bucket_begin_.begin(), bucket_begin_.end() - 1);
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) bucket_nodes_[fill[cell(nodes_[i])]++] = i;
}

std::array<std::size_t, 2> EarClipper::bucket_of(GridPoint p) const {
    const auto index = [](double at, std::size_t count) {
        return std::min(count - 1, static_cast<std::size_t>(std::max(0.0, at)));
    };
    return {index(static_cast<double>(p.x - low_.x) * cells_per_x_, columns_),
            index(static_cast<double>(p.y - low_.y) * cells_per_y_, rows_)};
}

/// Whether `other` forbids cutting the ear. A vertex at the same place as `before` or `after` (a bridge's twin, a ring touching
/// itself) does not: its edges cannot leave the ear without crossing the polygon. One at the tip does when its edges enter the ear.
bool EarClipper::blocks(std::uint32_t other, const Node& before, const Node& tip, const Node& after) const {
    const Node& n = nodes_[other];
    if (n.at == before.at || n.at == after.at) return false;
    if (n.at == tip.at) {
        const auto enters = [&](GridPoint p) { return turn(tip.at, after.at, p) > 0 && turn(before.at, tip.at, p) > 0; };
        return enters(nodes_[n.prev].at) || enters(nodes_[n.next].at);
    }
    return in_triangle(before.at, tip.at, after.at, n.at);
}

EarClipper::Ear EarClipper::judge(std::uint32_t node) const {
    const Node& tip = nodes_[node];
    const Node& before = nodes_[tip.prev];
    const Node& after = nodes_[tip.next];
    const std::int64_t area = turn(before.at, tip.at, after.at);
    if (area == 0) return Ear::Flat;
    if (area < 0) return Ear::No;
    const GridPoint low{std::min({before.at.x, tip.at.x, after.at.x}), std::min({before.at.y, tip.at.y, after.at.y})};
    const GridPoint high{std::max({before.at.x, tip.at.x, after.at.x}), std::max({before.at.y, tip.at.y, after.at.y})};
    const auto [c0, r0] = bucket_of(low);
    const auto [c1, r1] = bucket_of(high);
    for (std::size_t r = r0; r <= r1; ++r) {
        for (std::size_t c = c0; c <= c1; ++c) {
            for (std::uint32_t i = bucket_begin_[r * columns_ + c]; i < bucket_begin_[r * columns_ + c + 1]; ++i) {
                const std::uint32_t other = bucket_nodes_[i];
                if (other == node || other == tip.prev || other == tip.next || !nodes_[other].alive) continue;
                if (blocks(other, before, tip, after)) return Ear::No;
            }
        }
    }
    return Ear::Yes;
}

void EarClipper::cut(std::uint32_t node, bool emit) {
    Node& tip = nodes_[node];
    if (emit) indices_.insert(indices_.end(), {nodes_[tip.prev].point, tip.point, nodes_[tip.next].point});
    nodes_[tip.prev].next = tip.next;
    nodes_[tip.next].prev = tip.prev;
    tip.alive = false;
}

/// Nothing is an ear: what is left is flat or crosses itself. Cuts the least harmful corner and returns its successor.
std::uint32_t EarClipper::force_cut(std::uint32_t start) {
    std::uint32_t flat = start, convex = start;
    std::int64_t smallest = std::numeric_limits<std::int64_t>::max();
    bool has_flat = false;
    std::uint32_t n = start;
    do {
        const std::int64_t area = turn(nodes_[nodes_[n].prev].at, nodes_[n].at, nodes_[nodes_[n].next].at);
        if (area == 0 && !has_flat) {
            flat = n;
            has_flat = true;
        }
        if (area > 0 && area < smallest) {
            convex = n;
            smallest = area;
        }
        n = nodes_[n].next;
    } while (n != start);
    const bool is_convex = smallest != std::numeric_limits<std::int64_t>::max();
    const std::uint32_t victim = has_flat ? flat : convex;
    const std::uint32_t after = nodes_[victim].next;
    if (!has_flat) ++forced_;
    cut(victim, !has_flat && is_convex);
    return after;
}

void EarClipper::run() {
    if (nodes_.empty()) return;
    build_buckets();
    std::size_t left = 0;
    std::uint32_t n = start_;
    do {
        ++left;
        n = nodes_[n].next;
    } while (n != start_);
    indices_.reserve(3 * left);
    std::size_t tried = 0;
    while (left >= 3) {
        const Node& tip = nodes_[n];
        const Ear ear = judge(n);
        // A spike (the way there and back) holds no area; a flat corner in the middle of an edge is kept for a later triangle.
        const bool spike = ear == Ear::Flat && !(on_segment(nodes_[tip.prev].at, nodes_[tip.next].at, tip.at) &&
                                                 nodes_[tip.prev].at != nodes_[tip.next].at);
        if (ear == Ear::Yes || spike) {
            const std::uint32_t after = tip.next;
            const std::uint32_t skip = nodes_[after].next;  // going on behind the next corner cuts fewer needles
            cut(n, ear == Ear::Yes);
            n = ear == Ear::Yes ? skip : after;
            --left;
            tried = 0;
        } else if (++tried > left) {
            n = force_cut(n);
            --left;
            tried = 0;
        } else {
            n = tip.next;
        }
    }
}

}  // namespace linchpin::geo
