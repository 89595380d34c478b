#include "app/scene/flow_arcs.h"

#include <algorithm>
#include <cmath>

#include "app/scene/line_builder.h"

namespace linchpin::app {
namespace {

constexpr double kMinWidthPx = 0.9, kMaxWidthPx = 4.6;
constexpr double kParticleSpeedKmS = 900.0;

std::string arc_id(const Dataset& dataset, const Arc& arc) {
    return dataset.countries[arc.exporter].code.str() + ">" + dataset.countries[arc.importer].code.str();
}

const std::optional<geo::LatLon>& place(const Dataset& dataset, Index country) { return dataset.countries[country].label_place; }

bool drawable(const Dataset& dataset, const Arc& arc) { return place(dataset, arc.exporter) && place(dataset, arc.importer); }

bool touches(const Dataset& dataset, const Arc& arc, const Selection& selection) {
    if (selection.kind == SelectionKind::Arc) return arc_id(dataset, arc) == selection.id;
    if (selection.kind == SelectionKind::Country)
        return dataset.countries[arc.exporter].code.str() == selection.id || dataset.countries[arc.importer].code.str() == selection.id;
    return false;
}

}  // namespace

ArcPath::ArcPath(geo::LatLon from, geo::LatLon to) : from_{geo::to_unit(from)}, to_{geo::to_unit(to)}, angle_rad_{geo::angle_rad(from_, to_)} {
    // Rising with distance, but flatter for the longest ways, which would otherwise leave the picture.
    height_ = 0.004 + 0.15 * angle_rad_ / (1.0 + 0.45 * angle_rad_);
}

glm::dvec3 ArcPath::at(double t) const {
    const double lift = 4.0 * t * (1.0 - t);
    return geo::slerp(from_, to_, t) * (1.0 + height_ * std::pow(lift, 0.85));
}

double arc_width_px(double value_usd, double largest_usd) noexcept {
    if (!(largest_usd > 0.0) || !(value_usd > 0.0)) return kMinWidthPx;
    return std::max(kMinWidthPx, kMaxWidthPx * std::sqrt(std::min(value_usd / largest_usd, 1.0)));
}

std::shared_ptr<const render::LineGeometry> make_arc_geometry(const Dataset& dataset, const std::vector<Arc>& arcs) {
    LineBuilder lines;
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        if (!drawable(dataset, arcs[i])) continue;
        const ArcPath path(*place(dataset, arcs[i].exporter), *place(dataset, arcs[i].importer));
        const int pieces = std::clamp(static_cast<int>(path.angle_rad() / 0.035), 10, 72);
        lines.begin(static_cast<std::uint32_t>(i));
        for (int k = 0; k <= pieces; ++k) {
            // Closer together at the ends, where the arc bends most.
            const double u = static_cast<double>(k) / pieces;
            const double t = 0.5 * (u + 0.5 * (1.0 - std::cos(geo::kPi * u)));
            lines.add(path.at(std::min(t, 1.0)), t);
        }
        lines.end();
    }
    return lines.take();
}

std::vector<render::RibbonStyle> arc_styles(const Dataset& dataset, const NationGroups& nations, const std::vector<Arc>& arcs,
                                          const Selection& selection, const Selection& hover) {
    std::vector<render::RibbonStyle> styles(arcs.size());
    const double largest = arcs.empty() ? 0.0 : static_cast<double>(arcs.front().value_usd);
    const bool focus = selection.kind == SelectionKind::Country || selection.kind == SelectionKind::Arc;
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        const bool chosen = touches(dataset, arcs[i], selection);
        const bool hovered = hover.kind == SelectionKind::Arc && touches(dataset, arcs[i], hover);
        render::RibbonStyle& style = styles[i];
        style.width_px = static_cast<float>(arc_width_px(static_cast<double>(arcs[i].value_usd), largest));
        style.taper = true;
        const float alpha = chosen || hovered ? 1.0f : focus ? 0.16f : 0.80f;
        style.colour = render::with_alpha(colour_of(nations.of(arcs[i].exporter)), alpha);
        if (hovered) style.width_px += 1.0f;
    }
    return styles;
}

void add_arc_particles(const Dataset& dataset, const NationGroups& nations, const std::vector<Arc>& arcs, double time_s,
                       std::vector<render::PointMark>& out) {
    const double largest = arcs.empty() ? 0.0 : static_cast<double>(arcs.front().value_usd);
    for (std::size_t i = 0; i < arcs.size(); ++i) {
        if (!drawable(dataset, arcs[i])) continue;
        const ArcPath path(*place(dataset, arcs[i].exporter), *place(dataset, arcs[i].importer));
        const double width = arc_width_px(static_cast<double>(arcs[i].value_usd), largest);
        const double length_km = path.angle_rad() * geo::kEarthRadiusKm;
        const int count = std::clamp(static_cast<int>(std::lround(width * length_km / 6000.0)), 1, 8);
        const double turn = time_s * kParticleSpeedKmS / std::max(length_km, 200.0);
        for (int k = 0; k < count; ++k) {
            // The golden ratio spreads the starts of neighbouring arcs, so that they do not pulse together.
            const double phase = turn + static_cast<double>(k) / count + 0.618034 * static_cast<double>(i);
            const double t = phase - std::floor(phase);
            const float ends = static_cast<float>(std::min(1.0, 8.0 * std::min(t, 1.0 - t)));
            render::PointMark mark;
            mark.position = glm::vec3(path.at(t));
            mark.radius_px = static_cast<float>(0.9 + 0.42 * width);
            mark.fill = render::with_alpha(render::lerp(colour_of(nations.of(arcs[i].exporter)), render::rgb("#ffffff"), 0.55f), 0.95f * ends);
            mark.id = static_cast<std::uint32_t>(i);
            out.push_back(mark);
        }
    }
}

}  // namespace linchpin::app
