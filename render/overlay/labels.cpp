#include "render/overlay/labels.h"

#include <algorithm>
#include <array>
#include <cmath>

#include "render/overlay/label_grid.h"

namespace linchpin::render {
namespace {

constexpr float kKeptMargin = 1.0f / 3.0f;
constexpr float kRoomNew = 1.15f, kRoomKept = 1.35f;  // how far a text may stick out of what it names
constexpr float kInvisible = 0.02f;

std::span<const LabelAnchor> anchors_of(LabelKind kind) {
    static constexpr std::array kCentred{LabelAnchor::Centre};
    static constexpr std::array kBeside{LabelAnchor::Right, LabelAnchor::Left, LabelAnchor::Above, LabelAnchor::Below};
    if (kind == LabelKind::Country || kind == LabelKind::Sea || kind == LabelKind::Count) return kCentred;
    return kBeside;
}

const PlacedLabel* find(std::span<const PlacedLabel> sorted, std::uint64_t id) {
    const auto it = std::lower_bound(sorted.begin(), sorted.end(), id, [](const PlacedLabel& p, std::uint64_t v) { return p.id < v; });
    return it != sorted.end() && it->id == id ? &*it : nullptr;
}

struct Turn {
    float priority;
    std::uint32_t index;
    const PlacedLabel* kept;
};

bool may_show(const LabelCandidate& c, bool kept) {
    if (!(c.opacity > kInvisible) || c.width_px <= 0.0f || !std::isfinite(c.x_px) || !std::isfinite(c.y_px)) return false;
    return c.room_px <= 0.0f || c.width_px <= c.room_px * (kept ? kRoomKept : kRoomNew);
}

std::vector<Turn> in_turn(std::span<const LabelCandidate> candidates, const LabelOptions& options, std::span<const PlacedLabel> kept) {
    std::vector<Turn> turns;
    turns.reserve(candidates.size());
    for (std::uint32_t i = 0; i < candidates.size(); ++i) {
        const LabelCandidate& c = candidates[i];
        const PlacedLabel* before = find(kept, c.id);
        if (!may_show(c, before != nullptr)) continue;
        const float priority = std::isfinite(c.priority) ? c.priority : -1e30f;
        turns.push_back({priority + (before ? options.keep_bonus : 0.0f), i, before});
    }
    std::sort(turns.begin(), turns.end(), [&](const Turn& a, const Turn& b) {
        return a.priority != b.priority ? a.priority > b.priority : candidates[a.index].id < candidates[b.index].id;
    });
    return turns;
}

}  // namespace

Rect label_rect(const LabelCandidate& c, LabelAnchor anchor) noexcept {
    const float h = c.cap_height_px + c.descent_px;
    const float middle = c.y_px - c.cap_height_px * 0.5f;  // top of letters whose capitals are centred on the place
    switch (anchor) {
        case LabelAnchor::Right: return {c.x_px + c.gap_px, middle, c.width_px, h};
        case LabelAnchor::Left: return {c.x_px - c.gap_px - c.width_px, middle, c.width_px, h};
        case LabelAnchor::Above: return {c.x_px - c.width_px * 0.5f, c.y_px - c.gap_px - h, c.width_px, h};
        case LabelAnchor::Below: return {c.x_px - c.width_px * 0.5f, c.y_px + c.gap_px, c.width_px, h};
        case LabelAnchor::Centre: break;
    }
    return {c.x_px - c.width_px * 0.5f, middle, c.width_px, h};
}

Rect label_mark(const LabelCandidate& c) noexcept { return Rect{c.x_px, c.y_px, 0.0f, 0.0f}.grown(std::max(c.gap_px * 0.6f, 0.5f)); }

std::vector<PlacedLabel> place_labels(std::span<const LabelCandidate> candidates, const LabelOptions& options, std::span<const PlacedLabel> kept) {
    LabelGrid texts{options.bounds}, marks{options.bounds};  // marks may overlap each other, so they have a grid of their own
    for (const Rect& obstacle : options.obstacles) {
        if (!obstacle.empty()) texts.add(obstacle);
    }
    std::vector<PlacedLabel> placed;
    const auto try_at = [&](const LabelCandidate& c, LabelAnchor anchor, float margin) {
        const Rect rect = label_rect(c, anchor);
        if (!options.bounds.holds(rect) || texts.overlaps(rect.grown(margin)) || marks.overlaps(rect)) return false;
        if (anchor != LabelAnchor::Centre) {
            const Rect mark = label_mark(c);
            if (texts.overlaps(mark)) return false;
            marks.add(mark);
        }
        texts.add(rect);
        placed.push_back({c.id, anchor});
        return true;
    };
    for (const Turn& turn : in_turn(candidates, options, kept)) {
        if (options.max_labels > 0 && placed.size() >= options.max_labels) break;
        const LabelCandidate& c = candidates[turn.index];
        if (turn.kept && try_at(c, turn.kept->anchor, options.margin_px * kKeptMargin)) continue;
        for (LabelAnchor anchor : anchors_of(c.kind)) {
            if (try_at(c, anchor, options.margin_px)) break;
        }
    }
    std::sort(placed.begin(), placed.end(), [](const PlacedLabel& a, const PlacedLabel& b) { return a.id < b.id; });
    return placed;
}

LabelPlacement place_still(std::span<const LabelCandidate> candidates, const LabelOptions& options) {
    LabelPlacement out;
    out.current = place_labels(candidates, options);
    out.previous = out.current;
    return out;
}

// The small lead makes k * 0.25 s belong to step k also where the frame time was summed up with rounding.
std::int64_t label_step(double time_s) noexcept { return static_cast<std::int64_t>(std::floor(time_s / LabelPlacement::kStepS + 1e-6)); }

LabelPlacement advance_labels(const LabelPlacement& last, std::span<const LabelCandidate> candidates, const LabelOptions& options, double now_s) {
    const std::int64_t step = label_step(now_s);
    constexpr std::int64_t kNever = std::numeric_limits<std::int64_t>::min();
    if (step == last.step) return last;
    const bool jump = last.step == kNever || step < last.step || step > last.step + 4;
    LabelPlacement next;
    if (jump) {
        next = place_still(candidates, options);
    } else {
        next.current = place_labels(candidates, options, last.current);
        next.previous = last.current;
    }
    next.step = step;
    return next;
}

std::vector<LabelSight> labels_at(const LabelPlacement& placement, double now_s) {
    const double since = now_s - static_cast<double>(placement.step) * LabelPlacement::kStepS;
    const bool timeless = placement.step == std::numeric_limits<std::int64_t>::min();
    const float t = timeless ? 1.0f : static_cast<float>(std::clamp(since / LabelPlacement::kFadeS, 0.0, 1.0));
    const float in = t * t * (3.0f - 2.0f * t);
    std::vector<LabelSight> sights;
    sights.reserve(placement.current.size() + 16);
    for (const PlacedLabel& label : placement.current) {
        const PlacedLabel* before = find(placement.previous, label.id);
        const bool stays = before && before->anchor == label.anchor;
        if (stays || in > 0.0f) sights.push_back({label, stays ? 1.0f : in});
    }
    for (const PlacedLabel& label : placement.previous) {
        const PlacedLabel* now = find(placement.current, label.id);
        if (in < 1.0f && (!now || now->anchor != label.anchor)) sights.push_back({label, 1.0f - in});
    }
    std::stable_sort(sights.begin(), sights.end(), [](const LabelSight& a, const LabelSight& b) { return a.label.id < b.label.id; });
    return sights;
}

}  // namespace linchpin::render
