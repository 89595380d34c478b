#include "app/scene/site_marks.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {
namespace {

using render::PointMark;
using render::PointShape;

constexpr double kPixelsPerRootMw = 0.26;   // whole globe: 100 MW has a radius of 2.6 px, 1 GW of 8.2 px
constexpr double kMinRadiusPx = 1.3;
constexpr float kLostRadiusPx = 3.6f;

/// The marks of one site. One whose current power is not known gets a diamond, a shape into which nobody can read a size; a planned
/// figure is a ring around it.
void add_marks(const Site& site, std::uint32_t index, double globe_radius_px, render::Rgba8 colour, float strength, bool chosen,
               std::vector<PointMark>& out) {
    PointMark mark;
    mark.position = glm::vec3(geo::to_unit(site.place));
    mark.id = index;
    const bool operating = site.status == SiteStatus::Operational;
    const bool filled = operating && has_current_power(site);
    const float faint = site.status == SiteStatus::Closed ? 0.35f : 0.85f;
    const render::Rgba8 outline = chosen ? render::rgb("#ffffff") : colour;
    if (site.power_mw) {
        mark.radius_px = static_cast<float>(site_radius_px(*site.power_mw, globe_radius_px)) + (chosen ? 1.5f : 0.0f);
        mark.shape = filled ? PointShape::Disc : PointShape::Ring;
        mark.fill = render::with_alpha(colour, (filled ? 0.66f : 0.07f) * strength);
        mark.edge = filled && !chosen ? render::with_alpha(render::lerp(colour, render::rgb("#ffffff"), 0.35f), 0.95f * strength)
                                      : render::with_alpha(outline, faint * strength);
        out.push_back(mark);
    }
    if (site.power_mw && (filled || !operating)) return;
    mark.shape = PointShape::Diamond;
    mark.radius_px = kUnknownPowerRadiusPx + (chosen ? 1.5f : 0.0f);
    mark.fill = render::with_alpha(colour, (operating ? 0.66f : 0.07f) * strength);
    mark.edge = render::with_alpha(operating && !chosen ? render::lerp(colour, render::rgb("#ffffff"), 0.35f) : outline, (operating ? 0.95f : faint) * strength);
    out.push_back(mark);
}

}  // namespace

double site_radius_px(double power_mw, double globe_radius_px) noexcept {
    const double closer = std::clamp(std::sqrt(globe_radius_px / 450.0), 0.7, 2.6);
    return std::max(kPixelsPerRootMw * closer * std::sqrt(std::max(power_mw, 0.0)), kMinRadiusPx);
}

bool has_current_power(const Site& site) noexcept {
    return site.power_mw && (site.power_basis == PowerBasis::It || site.power_basis == PowerBasis::Facility);
}

std::vector<PointMark> make_site_marks(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                       double globe_radius_px, const Selection& selection, const Selection& hover) {
    std::vector<PointMark> marks;
    const bool focus = selection.kind == SelectionKind::Site;
    for (std::size_t i = 0; i < dataset.sites.size(); ++i) {
        const Site& site = dataset.sites[i];
        if (i < snapshot.site_lost.size() && snapshot.site_lost[i] != 0) {
            marks.push_back({glm::vec3(geo::to_unit(site.place)), kLostRadiusPx, {}, render::with_alpha(kLostColour, 0.9f), PointShape::Cross,
                             static_cast<std::uint32_t>(i)});
            continue;
        }
        if (!snapshot.site_visible[i]) continue;
        const bool chosen = focus && selection.id == site.id;
        const bool hovered = hover.kind == SelectionKind::Site && hover.id == site.id;
        add_marks(site, static_cast<std::uint32_t>(i), globe_radius_px, colour_of(nations.of(site.operator_hq)), focus && !chosen ? 0.30f : 1.0f,
                  chosen || hovered, marks);
    }
    std::stable_sort(marks.begin(), marks.end(), [](const PointMark& a, const PointMark& b) { return a.radius_px > b.radius_px; });
    return marks;
}

}  // namespace linchpin::app
