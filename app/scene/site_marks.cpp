#include "app/scene/site_marks.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {
namespace {

using render::PointMark;
using render::PointShape;

constexpr double kPixelsPerRootMw = 0.26;   // whole globe: 100 MW has a radius of 2.6 px, 1 GW of 8.2 px
constexpr double kMinRadiusPx = 1.3;

void style_mark(PointMark& mark, const Site& site, double globe_radius_px, render::Rgba8 colour, bool dimmed) {
    const float strength = dimmed ? 0.30f : 1.0f;
    if (!site.power_mw) {
        // Its own shape: nobody may read a size into it.
        mark.shape = PointShape::Diamond;
        mark.radius_px = kUnknownPowerRadiusPx;
    } else {
        mark.shape = PointShape::Disc;
        mark.radius_px = static_cast<float>(site_radius_px(*site.power_mw, globe_radius_px));
    }
    if (site.status == SiteStatus::Operational) {
        mark.fill = render::with_alpha(colour, 0.66f * strength);
        mark.edge = render::with_alpha(render::lerp(colour, render::rgb("#ffffff"), 0.35f), 0.95f * strength);
    } else {
        if (site.power_mw) mark.shape = PointShape::Ring;
        mark.fill = render::with_alpha(colour, 0.07f * strength);
        mark.edge = render::with_alpha(colour, (site.status == SiteStatus::Closed ? 0.35f : 0.85f) * strength);
    }
}

}  // namespace

double site_radius_px(double power_mw, double globe_radius_px) noexcept {
    const double closer = std::clamp(std::sqrt(globe_radius_px / 450.0), 0.7, 2.6);
    return std::max(kPixelsPerRootMw * closer * std::sqrt(std::max(power_mw, 0.0)), kMinRadiusPx);
}

std::vector<PointMark> make_site_marks(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                       double globe_radius_px, const Selection& selection, const Selection& hover) {
    std::vector<PointMark> marks;
    const bool focus = selection.kind == SelectionKind::Site;
    for (std::size_t i = 0; i < dataset.sites.size(); ++i) {
        if (!snapshot.site_visible[i]) continue;
        const Site& site = dataset.sites[i];
        PointMark mark;
        mark.position = glm::vec3(geo::to_unit(site.place));
        mark.id = static_cast<std::uint32_t>(i);
        const bool chosen = focus && selection.id == site.id;
        style_mark(mark, site, globe_radius_px, colour_of(nations.of(site.operator_hq)), focus && !chosen);
        if (chosen || (hover.kind == SelectionKind::Site && hover.id == site.id)) {
            mark.radius_px += 1.5f;
            mark.edge = render::rgb("#ffffff");
        }
        marks.push_back(mark);
    }
    std::stable_sort(marks.begin(), marks.end(), [](const PointMark& a, const PointMark& b) { return a.radius_px > b.radius_px; });
    return marks;
}

}  // namespace linchpin::app
