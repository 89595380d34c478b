#include "app/scene/cable_lines.h"

#include <algorithm>
#include <map>
#include <utility>

#include "app/scene/country_focus.h"
#include "app/scene/line_builder.h"

namespace linchpin::app {
namespace {

using RouteKey = std::pair<int, int>;  // branch, leg

void add_great_circle(LineBuilder& lines, const Dataset& dataset, Index from, Index to) {
    lines.add_along_sphere(geo::to_unit(dataset.landing_points[from].place));
    lines.add_along_sphere(geo::to_unit(dataset.landing_points[to].place));
}

/// A prepared route, in its lanes where it shares its way.
void add_route(LineBuilder& lines, const std::string& cable, const CableRoute& route, const route::LaneTable* table) {
    const auto found = table == nullptr ? route::LaneTable::const_iterator{} : table->find(route::lane_number(cable, route.branch, route.leg, route.points));
    if (table == nullptr || found == table->end()) {
        for (const geo::LatLon& place : route.points) lines.add_along_sphere(geo::to_unit(place));
        return;
    }
    constexpr double kLongest_rad = 0.02;
    const std::vector<route::LanePoint>& points = found->second;
    for (std::size_t i = 0; i < points.size(); ++i) {
        const route::LanePoint &to = points[i], &from = points[i > 0 ? i - 1 : 0];
        const glm::dvec3 a = geo::to_unit(from.place), b = geo::to_unit(to.place);
        const int pieces = 1 + static_cast<int>(geo::angle_rad(a, b) / kLongest_rad);
        for (int k = 1; k <= pieces; ++k) {
            const double t = static_cast<double>(k) / pieces;
            lines.add(k == pieces ? b : geo::slerp(a, b, t));
            lines.last().lane = static_cast<float>(from.lane + (to.lane - from.lane) * t);
            lines.last().lane_room_km = static_cast<float>(from.room_km + (to.room_km - from.room_km) * t);
        }
    }
}

}  // namespace

double light_up(const Cable& cable, const std::optional<Date>& date) noexcept {
    if (!date || !cable.rfs_year || cable.status == CableStatus::Planned || date->year() != *cable.rfs_year) return 0.0;
    const double days = static_cast<double>(date->days - Date::from_ymd(date->year(), 1, 1).days);
    const double left = std::clamp(1.0 - days / 365.0, 0.0, 1.0);
    return left * left * (3.0 - 2.0 * left);
}

std::shared_ptr<const render::LineGeometry> make_cable_geometry(const Dataset& dataset, const route::LaneTable* lanes) {
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
                add_route(lines, dataset.cables[c].id, *route->second, lanes);
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
    const Index country = focus_country(dataset, selection);
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
        const bool belongs = country != kNone && lands_in(dataset, cable, country);  // whole, with all places that it goes to
        const bool aside = (one_selected && !selected) || (country != kNone && !belongs);
        const float alpha = cable.status == CableStatus::Retired ? 0.22f : cable.status == CableStatus::Planned ? 0.62f : 0.68f;
        style.colour = render::with_alpha(colour_of(cable_nation(dataset, nations, cable)), aside ? alpha * (country == kNone ? 0.35f : 0.22f) : belongs ? std::min(1.0f, alpha * 1.4f) : alpha);
        style.width_px = belongs ? 2.2f : 1.25f;
        style.ghost_behind = belongs;
        style.dashed = cable.status == CableStatus::Planned;
        if (const double fresh = light_up(cable, snapshot.filter.date); fresh > 0.0) {
            const auto glow = static_cast<float>(fresh);
            style.colour = render::with_alpha(render::lerp(style.colour, render::rgb("#ffffff"), 0.6f * glow), alpha + (1.0f - alpha) * glow);
            style.width_px += 1.5f * glow;
        }
        if (selected || hovered) {
            style.colour = render::with_alpha(render::lerp(style.colour, render::rgb("#ffffff"), 0.35f), 1.0f);
            style.width_px = selected ? 3.2f : 2.4f;
            style.ghost_behind = selected;
        }
    }
    return styles;
}

}  // namespace linchpin::app
