#include "app/scene/chokepoint_marks.h"

#include <algorithm>
#include <cmath>
#include <glm/gtc/constants.hpp>

#include "app/scene/globe_labels.h"
#include "app/scene/line_builder.h"
#include "app/scene/palette.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

constexpr int kSteps = 96;

bool in_force(const scenario::Event& event, const std::optional<Date>& date) {
    return event.on && event.kind == scenario::EventKind::ChokepointClosed && !(event.date && date && *date < *event.date);
}

/// Two directions at right angles to each other and to the middle.
std::pair<glm::dvec3, glm::dvec3> plane_around(const glm::dvec3& middle) {
    const glm::dvec3 pole = std::abs(middle.z) < 0.9 ? glm::dvec3{0.0, 0.0, 1.0} : glm::dvec3{1.0, 0.0, 0.0};
    const glm::dvec3 east = glm::normalize(glm::cross(pole, middle));
    return {east, glm::cross(middle, east)};
}

/// Without what is added after a stroke or in brackets at the end: on the map the place itself says that.
std::string short_name(const std::string& name) {
    if (const auto stroke = name.find(" / "); stroke != std::string::npos) return name.substr(0, stroke);
    if (const auto bracket = name.rfind(" ("); bracket != std::string::npos && name.back() == ')') return name.substr(0, bracket);
    return name;
}

}  // namespace

std::vector<ChokepointMark> chokepoint_marks(const Dataset& dataset, const AppState& state) {
    std::vector<ChokepointMark> marks;
    for (Index i = 0; i < dataset.chokepoints.size(); ++i) {
        const std::string& id = dataset.chokepoints[i].id;
        ChokepointMark mark{i, false, 0.0};
        for (const scenario::Event& event : state.scenario.events) {
            if (!in_force(event, state.filter.date) || event.object != id) continue;
            mark.closed = true;
            mark.probability = std::max(mark.probability, event.probability);
        }
        const bool selected = state.selection.kind == SelectionKind::Chokepoint && state.selection.id == id;
        if (mark.closed || selected) marks.push_back(mark);
    }
    return marks;
}

std::shared_ptr<const render::LineGeometry> chokepoint_circles(const Dataset& dataset, const std::vector<ChokepointMark>& marks) {
    LineBuilder lines;
    for (std::size_t m = 0; m < marks.size(); ++m) {
        const Chokepoint& place = dataset.chokepoints[marks[m].chokepoint];
        const glm::dvec3 middle = geo::to_unit(place.place);
        const auto [east, north] = plane_around(middle);
        const double radius = place.radius_km / geo::kEarthRadiusKm;
        lines.begin(static_cast<std::uint32_t>(m));
        for (int i = 0; i <= kSteps; ++i) {
            const double turn = glm::two_pi<double>() * i / kSteps;
            lines.add(std::cos(radius) * middle + std::sin(radius) * (std::cos(turn) * east + std::sin(turn) * north));
        }
        lines.end();
    }
    return lines.take();
}

std::vector<render::RibbonStyle> chokepoint_styles(const std::vector<ChokepointMark>& marks) {
    std::vector<render::RibbonStyle> styles;
    for (const ChokepointMark& mark : marks) {
        render::RibbonStyle style;
        style.colour = mark.closed ? render::with_alpha(kLostColour, 0.95f) : render::rgb("#ffffffd0");
        style.width_px = mark.closed ? 2.6f : 1.8f;
        style.dashed = mark.closed && mark.probability < 1.0;  // a chance, not a certainty
        styles.push_back(style);
    }
    return styles;
}

void add_chokepoint_labels(const Dataset& dataset, const std::vector<ChokepointMark>& marks, std::vector<render::SceneLabel>& out) {
    for (const ChokepointMark& mark : marks) {
        const Chokepoint& place = dataset.chokepoints[mark.chokepoint];
        render::SceneLabel label;
        label.position = glm::vec3(geo::to_unit(place.place));
        label.text = place.name;
        if (mark.closed && mark.probability >= 1.0) label.text += ": closed (scenario)";
        else if (mark.closed) label.text += ": closes at " + format_percent(mark.probability, 0) + " (scenario)";
        label.kind = render::LabelKind::Thing;
        label.priority = 0.99f;
        label.gap_px = 10.0f;
        label.id = label_id(LabelClass::Chokepoint, mark.chokepoint);
        out.push_back(std::move(label));
    }
}

void add_chokepoint_names(const Dataset& dataset, const std::vector<ChokepointMark>& marked, double globe_radius_px, std::vector<render::SceneLabel>& out) {
    constexpr double kWide_px = 45.0;  // radius of the place in the picture from which on it is named
    constexpr double kFirst_px = 1200.0, kLast_px = 2600.0;  // of the globe: never earlier, always by then
    if (globe_radius_px < 0.92 * kFirst_px) return;
    for (Index i = 0; i < dataset.chokepoints.size(); ++i) {
        const Chokepoint& place = dataset.chokepoints[i];
        const bool named = std::any_of(marked.begin(), marked.end(), [&](const ChokepointMark& m) { return m.chokepoint == i; });
        if (named || place.kind != "strait") continue;  // seas have their own names; hubs are towns
        render::SceneLabel label;
        label.position = glm::vec3(geo::to_unit(place.place));
        label.text = short_name(place.name);
        label.kind = render::LabelKind::Sea;
        label.priority = 0.28f;
        label.min_globe_radius_px = static_cast<float>(std::clamp(kWide_px * geo::kEarthRadiusKm / place.radius_km, kFirst_px, kLast_px));
        label.id = label_id(LabelClass::Chokepoint, i);
        out.push_back(std::move(label));
    }
}

}  // namespace linchpin::app
