#include "app/scene/cable_lines.h"

#include <map>
#include <utility>

#include "app/scene/line_builder.h"

namespace linchpin::app {
namespace {

using RouteKey = std::pair<int, int>;  // branch, leg

void add_great_circle(LineBuilder& lines, const Dataset& dataset, Index from, Index to) {
    lines.add_along_sphere(geo::to_unit(dataset.landing_points[from].place));
    lines.add_along_sphere(geo::to_unit(dataset.landing_points[to].place));
}

}  // namespace

std::shared_ptr<const render::LineGeometry> make_cable_geometry(const Dataset& dataset) {
    std::vector<std::map<RouteKey, const CableRoute*>> routes(dataset.cables.size());
    for (const CableRoute& route : dataset.cable_routes)
        if (route.cable < routes.size()) routes[route.cable][{route.branch, route.leg}] = &route;
    LineBuilder lines;
    for (std::size_t c = 0; c < dataset.cables.size(); ++c) {
        for (const CableBranch& branch : dataset.cables[c].branches) {
            lines.begin(static_cast<std::uint32_t>(c));
            for (std::size_t leg = 0; leg + 1 < branch.landings.size(); ++leg) {
                const auto route = routes[c].find({branch.branch, static_cast<int>(leg)});
                if (route == routes[c].end()) {
                    add_great_circle(lines, dataset, branch.landings[leg], branch.landings[leg + 1]);
                    continue;
                }
                for (const geo::LatLon& place : route->second->points) lines.add_along_sphere(geo::to_unit(place));
            }
            lines.end();
        }
    }
    return lines.take();
}

NationGroup cable_nation(const Dataset& dataset, const NationGroups& nations, const Cable& cable) {
    std::vector<Index> countries;
    for (const Index company : cable.supplier_companies) countries.push_back(dataset.suppliers[company].country);
    return nations.of_all(countries);
}

std::vector<render::RibbonStyle> cable_styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot,
                                            const Selection& selection, const Selection& hover) {
    std::vector<render::RibbonStyle> styles(dataset.cables.size(), render::RibbonStyle{{}, 0.0f});
    const bool one_selected = selection.kind == SelectionKind::Cable;
    for (std::size_t c = 0; c < styles.size(); ++c) {
        if (c < snapshot.cable_lost.size() && snapshot.cable_lost[c] != 0) {
            styles[c] = {render::with_alpha(kLostColour, 0.85f), 1.6f, true};
            continue;
        }
        if (!snapshot.cable_visible[c]) continue;
        const Cable& cable = dataset.cables[c];
        render::RibbonStyle& style = styles[c];
        const bool selected = one_selected && selection.id == cable.id;
        const bool hovered = hover.kind == SelectionKind::Cable && hover.id == cable.id;
        const float alpha = cable.status == CableStatus::Retired ? 0.22f : cable.status == CableStatus::Planned ? 0.62f : 0.68f;
        style.colour = render::with_alpha(colour_of(cable_nation(dataset, nations, cable)), one_selected && !selected ? alpha * 0.35f : alpha);
        style.width_px = 1.25f;
        style.dashed = cable.status == CableStatus::Planned;
        if (selected || hovered) {
            style.colour = render::with_alpha(render::lerp(style.colour, render::rgb("#ffffff"), 0.35f), 1.0f);
            style.width_px = selected ? 3.2f : 2.4f;
            style.ghost_behind = selected;
        }
    }
    return styles;
}

}  // namespace linchpin::app
