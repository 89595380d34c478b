#include "app/scene/country_focus.h"

#include <algorithm>
#include <cmath>

#include "data/geo/sphere.h"

namespace linchpin::app {

Index focus_country(const Dataset& dataset, const Selection& selection) noexcept {
    if (selection.kind != SelectionKind::Country) return kNone;
    const auto code = CountryCode::parse(selection.id);
    return code ? dataset.country_index(*code) : kNone;
}

bool lands_in(const Dataset& dataset, const Cable& cable, Index country) noexcept {
    return std::any_of(cable.branches.begin(), cable.branches.end(), [&](const CableBranch& branch) {
        return std::any_of(branch.landings.begin(), branch.landings.end(), [&](Index landing) { return dataset.landing_points[landing].country == country; });
    });
}

void add_overhead(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, Index country, const std::vector<glm::vec3>& positions,
                  std::vector<render::PointMark>& out) {
    const auto& place = dataset.countries[country].label_place;
    if (!place) return;
    const glm::vec3 ground{geo::to_unit(*place)};
    const auto least = static_cast<float>(std::sin(kOverheadDeg * geo::kPi / 180.0));
    for (std::size_t i = 0; i < std::min(positions.size(), dataset.satellites.size()); ++i) {
        if (snapshot.satellite_visible[i] == 0 || glm::dot(positions[i], ground) <= 1.0f) continue;  // below the horizon, or nowhere
        const glm::vec3 way = positions[i] - ground;
        if (glm::dot(way, ground) < least * glm::length(way)) continue;
        render::PointMark mark;
        mark.position = positions[i];
        mark.radius_px = 2.0f;
        mark.fill = render::with_alpha(colour_of(nations.of(dataset.satellites[i].operator_country)), 0.95f);
        mark.edge = render::rgb("#ffffffb0");
        mark.id = kNone;
        out.push_back(mark);
    }
}

}  // namespace linchpin::app
