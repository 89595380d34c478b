#include "app/scene/flow_arcs.h"

#include <algorithm>
#include <cmath>
#include <map>

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
    geometry_ = nullptr;
}

/// Whether what is kept was made from the same arcs. A steady frame asks this and makes nothing.
bool FlowLines::drawn_of(const Snapshot& snapshot) const noexcept {
    const auto same_arc = [](const Arc& a, const Arc& b) { return a.exporter == b.exporter && a.importer == b.importer && a.value_usd == b.value_usd; };
    const auto same_part = [](const TracedArc& a, const TracedArc& b) { return a.arc == b.arc && a.origin == b.origin && a.value_usd == b.value_usd; };
    return flow_origin_ == snapshot.filter.flow_origin &&
           std::equal(shown_.begin(), shown_.end(), snapshot.arcs.begin(), snapshot.arcs.end(), same_arc) &&
           std::equal(traced_.begin(), traced_.end(), snapshot.traced_arcs.begin(), snapshot.traced_arcs.end(), same_part);
}

void FlowLines::update(const Dataset& dataset, const Snapshot& snapshot, bool bundle) {
    if (geometry_ && bundle == bundled_ && drawn_of(snapshot)) return;
    shown_ = snapshot.arcs;
    traced_ = snapshot.traced_arcs;
    flow_origin_ = snapshot.filter.flow_origin;
    largest_usd_ = snapshot.arcs.empty() ? 0.0 : static_cast<double>(snapshot.arcs.front().value_usd);
    arcs_ = flow_arcs(dataset, snapshot);
    bundled_ = bundle;
    paths_.clear();
    for (const FlowArc& arc : arcs_) paths_.emplace_back(arc.from, arc.to);
    if (bundle) {
        std::vector<std::pair<glm::dvec3, glm::dvec3>> ends;
        for (const FlowArc& arc : arcs_) ends.emplace_back(arc.from, arc.to);
        auto ways = bundled_ways(ends);
        for (std::size_t i = 0; i < paths_.size(); ++i) paths_[i].lead_over(std::move(ways[i]));
    }
    LineBuilder lines;
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
        const int pieces = std::clamp(static_cast<int>(paths_[i].angle_rad() / 0.035), 10, 72);
        lines.begin(static_cast<std::uint32_t>(i));
        for (int k = 0; k <= pieces; ++k) {
            // Closer together at the ends, where the arc bends most.
            const double u = static_cast<double>(k) / pieces;
            const double whole = std::min(0.5 * (u + 0.5 * (1.0 - std::cos(geo::kPi * u))), 1.0);
            const double t = arcs_[i].tail + (1.0 - arcs_[i].tail) * whole;
            lines.add(paths_[i].at(t), whole);
        }
        lines.end();
    }
    geometry_ = lines.take();
}

std::vector<render::RibbonStyle> FlowLines::styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                                 const Selection& selection, const Selection& hover) const {
    std::vector<render::RibbonStyle> styles(arcs_.size());
    const bool focus = selection.kind == SelectionKind::Country || selection.kind == SelectionKind::Arc;
    for (std::size_t i = 0; i < arcs_.size(); ++i) {
        const FlowArc& flow = arcs_[i];
        const Arc& arc = snapshot.arcs[flow.arc];
        const bool chosen = touches(dataset, arc, selection);
        const bool hovered = hover.kind == SelectionKind::Arc && touches(dataset, arc, hover);
        render::RibbonStyle& style = styles[i];
        style.width_px = static_cast<float>(arc_width_px(flow.width_usd, largest_usd_));
        style.taper = true;
        const double whole = chosen || hovered ? 1.0 : focus ? 0.16 : 0.80;
        // Parts on one path cover together what one arc would: 1 - (1 - a)^share each.
        const double alpha = flow.share >= 1.0 ? whole : 1.0 - std::pow(1.0 - std::min(whole, 0.995), flow.share);
        // A part just large enough to be drawn is next to invisible, so that none pops up.
        const double part = flow.value_usd / std::max(static_cast<double>(arc.value_usd), 1.0);
        const double grown = flow.origin == arc.exporter ? 1.0 : std::clamp(part / query::kLeastTracedShare - (flow.origin == kNone ? 0.0 : 1.0), 0.0, 1.0);
        style.colour = render::with_alpha(flow.origin == kNone ? kUnknownOriginColour : colour_of(nations.of(flow.origin)), static_cast<float>(alpha * grown));
        if (hovered) style.width_px += 1.0f;
    }
    return styles;
}

void FlowLines::add_particles(const NationGroups& nations, double time_s, std::vector<render::PointMark>& out) const {
    for (std::size_t i = 0; i < std::min(arcs_.size(), kArcsWithParticles); ++i) {
        const FlowArc& flow = arcs_[i];
        const double width = arc_width_px(flow.value_usd, largest_usd_);
        const double length_km = paths_[i].angle_rad() * geo::kEarthRadiusKm * (1.0 - flow.tail);
        const int count = std::clamp(static_cast<int>(std::lround(width * length_km / 6000.0)), 1, 8);
        const double turn = time_s * kParticleSpeedKmS / std::max(length_km, 200.0);
        for (int k = 0; k < count; ++k) {
            // The golden ratio spreads the starts of neighbouring arcs, so that they do not pulse together.
            const double phase = turn + static_cast<double>(k) / count + 0.618034 * static_cast<double>(i);
            const double t = phase - std::floor(phase);
            const float ends = static_cast<float>(std::min(1.0, 8.0 * std::min(t, 1.0 - t)));
            render::PointMark mark;
            mark.position = glm::vec3(paths_[i].at(flow.tail + (1.0 - flow.tail) * t));
            mark.radius_px = static_cast<float>(0.9 + 0.42 * width);
            const render::Rgba8 colour = flow.origin == kNone ? kUnknownOriginColour : colour_of(nations.of(flow.origin));
            mark.fill = render::with_alpha(render::lerp(colour, render::rgb("#ffffff"), 0.55f), 0.95f * ends);
            mark.id = flow.arc;
            out.push_back(mark);
        }
    }
}

}  // namespace linchpin::app
