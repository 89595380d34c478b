#include "app/scene/flow_arcs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <span>
#include <tuple>

#include "app/scene/flow_bundles.h"
#include "app/scene/line_builder.h"
#include "data/query/flow_origins.h"

namespace linchpin::app {
namespace {

constexpr double kMinWidthPx = 0.9, kMaxWidthPx = 4.6;
constexpr double kParticleSpeedKmS = 900.0;
constexpr std::size_t kArcsWithParticles = 600;  ///< the largest; more would be a haze
constexpr double kStubTail = 0.78;               ///< of an arc of unknown origin this part has gone at full pass-through

std::string arc_id(const Dataset& dataset, const Arc& arc) {
    return dataset.countries[arc.exporter].code.str() + ">" + dataset.countries[arc.importer].code.str();
}

bool touches(const Dataset& dataset, const Arc& arc, const Selection& selection) {
    if (selection.kind == SelectionKind::Arc) return arc_id(dataset, arc) == selection.id;
    if (selection.kind == SelectionKind::Country)
        return dataset.countries[arc.exporter].code.str() == selection.id || dataset.countries[arc.importer].code.str() == selection.id;
    return false;
}

double smooth(double t) { return t * t * (3.0 - 2.0 * t); }

/// Declared arcs, whole.
std::vector<FlowArc> declared_arcs(const Dataset& dataset, const Snapshot& snapshot) {
    std::vector<FlowArc> out;
    for (std::uint32_t i = 0; i < snapshot.arcs.size(); ++i) {
        const Arc& arc = snapshot.arcs[i];
        const auto &from = dataset.countries[arc.exporter].label_place, &to = dataset.countries[arc.importer].label_place;
        if (!from || !to) continue;
        const auto value = static_cast<double>(arc.value_usd);
        out.push_back({geo::to_unit(*from), geo::to_unit(*to), 0.0, arc.exporter, i, value, value, 1.0});
    }
    return out;
}

/// Sums by origin and importer: what lies on one path at full pass-through.
std::map<std::pair<Index, Index>, double> joint_values(const Snapshot& snapshot) {
    std::map<std::pair<Index, Index>, double> sums;
    for (const TracedArc& part : snapshot.traced_arcs)
        if (part.origin != kNone) sums[{part.origin, snapshot.arcs[part.arc].importer}] += part.value_usd;
    return sums;
}

std::vector<FlowArc> traced_arcs(const Dataset& dataset, const Snapshot& snapshot) {
    const double gone = smooth(std::clamp(snapshot.filter.flow_origin, 0.0, 1.0));
    const auto joint = joint_values(snapshot);
    std::vector<FlowArc> out;
    for (const TracedArc& part : snapshot.traced_arcs) {
        const Arc& arc = snapshot.arcs[part.arc];
        const auto &from = dataset.countries[arc.exporter].label_place, &to = dataset.countries[arc.importer].label_place;
        if (!from || !to) continue;
        FlowArc flow{geo::to_unit(*from), geo::to_unit(*to), 0.0, part.origin, part.arc, part.value_usd, part.value_usd, 1.0};
        if (part.origin == kNone) {
            flow.tail = kStubTail * gone;
        } else {
            const auto& made = dataset.countries[part.origin].label_place;
            if (!made) continue;
            if (part.origin != arc.exporter) flow.from = geo::slerp(flow.from, geo::to_unit(*made), gone);
            const double sum = joint.at({part.origin, arc.importer});
            flow.width_usd += (sum - part.value_usd) * gone;
            flow.share = 1.0 + (part.value_usd / sum - 1.0) * gone;
        }
        out.push_back(flow);
    }
    return out;
}

}  // namespace

ArcPath::ArcPath(const glm::dvec3& from, const glm::dvec3& to) : from_{from}, to_{to}, angle_rad_{geo::angle_rad(from_, to_)} {
    // Rising with distance, but flatter for the longest ways, which would otherwise leave the picture.
    height_ = 0.004 + 0.15 * angle_rad_ / (1.0 + 0.45 * angle_rad_);
}

glm::dvec3 ArcPath::at(double t) const {
    const double lift = 1.0 + height_ * std::pow(4.0 * t * (1.0 - t), 0.85);
    if (ground_.size() < 2) return geo::slerp(from_, to_, t) * lift;
    const double place = t * static_cast<double>(ground_.size() - 1);
    const std::size_t i = std::min(static_cast<std::size_t>(place), ground_.size() - 2);
    return geo::slerp(ground_[i], ground_[i + 1], place - static_cast<double>(i)) * lift;
}

double arc_width_px(double value_usd, double largest_usd) noexcept {
    if (!(largest_usd > 0.0) || !(value_usd > 0.0)) return kMinWidthPx;
    return std::max(kMinWidthPx, kMaxWidthPx * std::sqrt(std::min(value_usd / largest_usd, 1.0)));
}

std::vector<FlowArc> flow_arcs(const Dataset& dataset, const Snapshot& snapshot) {
    const bool traced = snapshot.filter.flow_origin > 0.0 && snapshot.trace_problem.empty();
    return traced ? traced_arcs(dataset, snapshot) : declared_arcs(dataset, snapshot);
}

void FlowLines::clear() {
    arcs_.clear();
    paths_.clear();
    stages_.clear();
    leaving_.clear();
    leaving_paths_.clear();
    geometry_ = nullptr;
}

namespace {

bool same_arcs(std::span<const Arc> a, std::span<const Arc> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Arc& x, const Arc& y) { return x.exporter == y.exporter && x.importer == y.importer && x.value_usd == y.value_usd; });
}

bool same_parts(std::span<const TracedArc> a, std::span<const TracedArc> b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const TracedArc& x, const TracedArc& y) { return x.arc == y.arc && x.origin == y.origin && x.value_usd == y.value_usd; });
}

double largest_of(const Snapshot& snapshot) { return snapshot.arcs.empty() ? 0.0 : static_cast<double>(snapshot.arcs.front().value_usd); }

}  // namespace

/// Whether what is kept was made from the same arcs. A steady frame asks this and makes nothing.
bool FlowLines::drawn_of(const Snapshot& snapshot) const noexcept {
    return flow_origin_ == snapshot.filter.flow_origin && same_arcs(shown_, snapshot.arcs) && same_parts(traced_, snapshot.traced_arcs);
}

/// What the arcs have of the moments before, and those that are no longer among them. An arc is known by its ends and by who made the goods.
void FlowLines::mix(const Dataset& dataset, const Fading& fading) {
    using Key = std::tuple<Index, Index, Index>;
    const auto key_of = [](const FlowArc& flow, const Arc& arc) { return Key{arc.exporter, arc.importer, flow.origin}; };
    std::map<Key, std::size_t> now;
    for (std::size_t i = 0; i < arcs_.size(); ++i) now.emplace(key_of(arcs_[i], shown_[arcs_[i].arc]), i);
    std::map<Key, std::size_t> gone;
    // Widths are summed by share first, and divided by the presence at the end.
    const auto add = [](Stage& into, const FlowArc& flow, double largest_usd, float share) {
        into.presence += share;
        into.width_px += share * static_cast<float>(arc_width_px(flow.width_usd, largest_usd));
        into.own_px += share * static_cast<float>(arc_width_px(flow.value_usd, largest_usd));
    };
    const Stage nothing{0.0f, 0.0f, 0.0f};
    stages_.assign(arcs_.size(), nothing);
    for (std::size_t i = 0; i < arcs_.size(); ++i) add(stages_[i], arcs_[i], largest_usd_, fading.now_share());
    for (const PastPicture& past : fading.pasts()) {
        const std::vector<FlowArc> flows = flow_arcs(dataset, *past.snapshot);
        for (std::size_t i = 0; i < flows.size(); ++i) {
            const Arc& arc = past.snapshot->arcs[flows[i].arc];
            const Key key = key_of(flows[i], arc);
            Stage* into = nullptr;
            if (const auto there = now.find(key); there != now.end()) {
                into = &stages_[there->second];
            } else {
                const auto [was, fresh] = gone.emplace(key, leaving_.size());
                if (fresh) leaving_.push_back({flows[i], arc, i, nothing});
                into = &leaving_[was->second].stage;
            }
            add(*into, flows[i], largest_of(*past.snapshot), past.share);
        }
    }
    const auto finish = [](Stage& stage) {
        stage.width_px /= std::max(stage.presence, 1e-6f);
        stage.own_px /= std::max(stage.presence, 1e-6f);
        stage.presence = std::min(stage.presence, 1.0f);
    };
    for (Stage& stage : stages_) finish(stage);
    for (Leaving& leaving : leaving_) finish(leaving.stage);
}

void FlowLines::update(const Dataset& dataset, const Snapshot& snapshot, bool bundle, const Fading& fading) {
    const bool fades = std::any_of(fading.pasts().begin(), fading.pasts().end(), [&](const PastPicture& past) {
        return !same_arcs(past.snapshot->arcs, snapshot.arcs) || !same_parts(past.snapshot->traced_arcs, snapshot.traced_arcs);
    });
    if (geometry_ && !fades && stages_.empty() && bundle == bundled_ && drawn_of(snapshot)) return;
    shown_ = snapshot.arcs;
    traced_ = snapshot.traced_arcs;
    flow_origin_ = snapshot.filter.flow_origin;
    largest_usd_ = largest_of(snapshot);
    arcs_ = flow_arcs(dataset, snapshot);
    bundled_ = bundle;
    stages_.clear();
    leaving_.clear();
    if (fades) mix(dataset, fading);
    paths_.clear();
    leaving_paths_.clear();
    for (const FlowArc& arc : arcs_) paths_.emplace_back(arc.from, arc.to);
    for (const Leaving& leaving : leaving_) leaving_paths_.emplace_back(leaving.flow.from, leaving.flow.to);
    if (bundle) {
        // Those that leave keep to the ways of those that stay.
        std::vector<std::pair<glm::dvec3, glm::dvec3>> ends;
        for (const FlowArc& arc : arcs_) ends.emplace_back(arc.from, arc.to);
        auto ways = bundled_ways(ends);
        for (std::size_t i = 0; i < paths_.size(); ++i) paths_[i].lead_over(std::move(ways[i]));
        if (!leaving_.empty()) {
            for (const Leaving& leaving : leaving_) ends.emplace_back(leaving.flow.from, leaving.flow.to);
            ways = bundled_ways(ends);
            for (std::size_t i = 0; i < leaving_paths_.size(); ++i) leaving_paths_[i].lead_over(std::move(ways[paths_.size() + i]));
        }
    }
    LineBuilder lines;
    const auto add = [&lines](std::size_t line, const ArcPath& path, double tail) {
        const int pieces = std::clamp(static_cast<int>(path.angle_rad() / 0.035), 10, 72);
        lines.begin(static_cast<std::uint32_t>(line));
        for (int k = 0; k <= pieces; ++k) {
            // Closer together at the ends, where the arc bends most.
            const double u = static_cast<double>(k) / pieces;
            const double whole = std::min(0.5 * (u + 0.5 * (1.0 - std::cos(geo::kPi * u))), 1.0);
            const double t = tail + (1.0 - tail) * whole;
            lines.add(path.at(t), whole);
        }
        lines.end();
    };
    for (std::size_t i = 0; i < arcs_.size(); ++i) add(i, paths_[i], arcs_[i].tail);
    for (std::size_t i = 0; i < leaving_.size(); ++i) add(arcs_.size() + i, leaving_paths_[i], leaving_[i].flow.tail);
    geometry_ = lines.take();
}

FlowLines::Stage FlowLines::stage(std::size_t i) const {
    if (!stages_.empty()) return stages_[i];
    return {1.0f, static_cast<float>(arc_width_px(arcs_[i].width_usd, largest_usd_)), static_cast<float>(arc_width_px(arcs_[i].value_usd, largest_usd_))};
}

render::RibbonStyle FlowLines::style_of(const Dataset& dataset, const NationGroups& nations, const FlowArc& flow, const Arc& arc, const Stage& stage,
                                        const Selection& selection, const Selection& hover) const {
    const bool focus = selection.kind == SelectionKind::Country || selection.kind == SelectionKind::Arc;
    const bool chosen = touches(dataset, arc, selection);
    const bool hovered = hover.kind == SelectionKind::Arc && touches(dataset, arc, hover);
    render::RibbonStyle style;
    style.width_px = stage.width_px;
    style.taper = true;
    const double whole = chosen || hovered ? 1.0 : focus ? 0.16 : 0.80;
    // Parts on one path cover together what one arc would: 1 - (1 - a)^share each.
    const double alpha = flow.share >= 1.0 ? whole : 1.0 - std::pow(1.0 - std::min(whole, 0.995), flow.share);
    // A part just large enough to be drawn is next to invisible, so that none pops up.
    const double part = flow.value_usd / std::max(static_cast<double>(arc.value_usd), 1.0);
    const double grown = flow.origin == arc.exporter ? 1.0 : std::clamp(part / query::kLeastTracedShare - (flow.origin == kNone ? 0.0 : 1.0), 0.0, 1.0);
    style.colour = render::with_alpha(flow.origin == kNone ? kUnknownOriginColour : colour_of(nations.of(flow.origin)),
                                      static_cast<float>(alpha * grown) * stage.presence);
    if (hovered) style.width_px += 1.0f;
    return style;
}

std::vector<render::RibbonStyle> FlowLines::styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                 const Selection& selection, const Selection& hover) const {
    std::vector<render::RibbonStyle> styles;
    styles.reserve(arcs_.size() + leaving_.size());
    for (std::size_t i = 0; i < arcs_.size(); ++i) styles.push_back(style_of(dataset, nations, arcs_[i], snapshot.arcs[arcs_[i].arc], stage(i), selection, hover));
    for (const Leaving& leaving : leaving_) styles.push_back(style_of(dataset, nations, leaving.flow, leaving.arc, leaving.stage, selection, hover));
    return styles;
}

void FlowLines::particles_of(const NationGroups& nations, double time_s, std::size_t order, const FlowArc& flow, const ArcPath& path, const Stage& stage,
                             std::vector<render::PointMark>& out) const {
    const double width = stage.own_px;
    const double length_km = path.angle_rad() * geo::kEarthRadiusKm * (1.0 - flow.tail);
    const int count = std::clamp(static_cast<int>(std::lround(width * length_km / 6000.0)), 1, 8);
    const double turn = time_s * kParticleSpeedKmS / std::max(length_km, 200.0);
    for (int k = 0; k < count; ++k) {
        // The golden ratio spreads the starts of neighbouring arcs, so that they do not pulse together.
        const double phase = turn + static_cast<double>(k) / count + 0.618034 * static_cast<double>(order);
        const double t = phase - std::floor(phase);
        const float ends = static_cast<float>(std::min(1.0, 8.0 * std::min(t, 1.0 - t)));
        render::PointMark mark;
        mark.position = glm::vec3(path.at(flow.tail + (1.0 - flow.tail) * t));
        mark.radius_px = static_cast<float>(0.9 + 0.42 * width);
        const render::Rgba8 colour = flow.origin == kNone ? kUnknownOriginColour : colour_of(nations.of(flow.origin));
        mark.fill = render::with_alpha(render::lerp(colour, render::rgb("#ffffff"), 0.55f), 0.95f * ends * stage.presence);
        mark.id = flow.arc;
        out.push_back(mark);
    }
}

void FlowLines::add_particles(const NationGroups& nations, double time_s, std::vector<render::PointMark>& out) const {
    for (std::size_t i = 0; i < std::min(arcs_.size(), kArcsWithParticles); ++i) particles_of(nations, time_s, i, arcs_[i], paths_[i], stage(i), out);
    for (std::size_t i = 0; i < leaving_.size(); ++i)
        if (leaving_[i].order < kArcsWithParticles) particles_of(nations, time_s, leaving_[i].order, leaving_[i].flow, leaving_paths_[i], leaving_[i].stage, out);
}

}  // namespace linchpin::app
