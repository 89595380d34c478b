#include "app/scene/globe_labels.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>

namespace linchpin::app {
namespace {

using render::LabelKind;
using render::SceneLabel;

float smooth(float from, float to, float x) {
    const float t = std::clamp((x - from) / (to - from), 0.0f, 1.0f);
    return t * t * (3.0f - 2.0f * t);
}

/// Area of a ring on the unit sphere (steradians, sign by direction); good enough for ordering names.
double ring_area(const basemap::Countries& map, std::pair<std::uint32_t, std::uint32_t> ring) {
    double area = 0.0;
    for (std::uint32_t i = ring.first; i < ring.second; ++i) {
        const geo::LatLon& a = map.ring_points[i];
        const geo::LatLon& b = map.ring_points[i + 1 < ring.second ? i + 1 : ring.first];
        area += (b.lon_deg - a.lon_deg) * geo::kRadPerDeg *
                (std::sin(a.lat_deg * geo::kRadPerDeg) + std::sin(b.lat_deg * geo::kRadPerDeg)) * 0.5;
    }
    return std::abs(area);
}

std::map<CountryCode, double> largest_polygon_by_country(const basemap::Countries& map) {
    std::map<CountryCode, double> areas;
    for (const basemap::Shape& shape : map.shapes) {
        if (shape.code.empty()) continue;
        double& area = areas[shape.code];
        for (const auto& polygon : shape.polygons)
            if (!polygon.rings.empty()) area = std::max(area, ring_area(map, polygon.rings.front()));
    }
    return areas;
}

void add_countries(const Dataset& dataset, const BaseMaps& maps, std::vector<SceneLabel>& out) {
    const BaseGeometry* base = maps.level_for_picking();
    if (base == nullptr) return;
    const auto areas = largest_polygon_by_country(*base->countries);
    for (std::size_t i = 0; i < dataset.countries.size(); ++i) {
        const Country& country = dataset.countries[i];
        const auto area = areas.find(country.code);
        if (!country.label_place || area == areas.end()) continue;
        SceneLabel label;
        label.position = glm::vec3(geo::to_unit(*country.label_place));
        label.text = country.name;
        label.kind = LabelKind::Country;
        // Width of a square of that area, in globe radii: names appear when their country is about 55 px wide.
        const double width = std::sqrt(area->second);
        label.priority = static_cast<float>(0.50 + 0.40 * std::min(width, 1.0));
        label.extent = static_cast<float>(width);
        label.min_globe_radius_px = static_cast<float>(std::min(55.0 / width, 6000.0));
        label.max_globe_radius_px = static_cast<float>(3200.0 / width);
        label.id = label_id(LabelClass::Country, i);
        out.push_back(std::move(label));
    }
}

void add_cities(const BaseMaps& maps, std::vector<SceneLabel>& out) {
    for (std::size_t i = 0; i < maps.cities.size(); ++i) {
        const basemap::City& city = maps.cities[i];
        const double millions = city.population / 1e6;
        SceneLabel label;
        label.position = glm::vec3(geo::to_unit(city.place));
        label.text = city.name;
        label.kind = LabelKind::City;
        label.priority = static_cast<float>(0.15 + 0.055 * std::log2(1.0 + millions) + (city.capital ? 0.04 : 0.0));
        label.min_globe_radius_px = millions > 14.0 ? 380.0f : millions > 8.0 ? 620.0f : millions > 4.0 ? 1100.0f : millions > 1.5 ? 2000.0f : 3200.0f;
        label.gap_px = 3.0f;
        label.id = label_id(LabelClass::City, i);
        out.push_back(std::move(label));
    }
}

void add_oceans(std::vector<SceneLabel>& out) {
    struct Sea { const char* name; double lat_deg, lon_deg; float from_px; };
    // Places chosen by eye for open water.
    constexpr Sea kSeas[] = {{"Pacific Ocean", -8, -150, 180},   {"Pacific Ocean", 25, 170, 320},  {"Atlantic Ocean", 30, -42, 180},
                             {"Atlantic Ocean", -25, -18, 300},  {"Indian Ocean", -22, 78, 180},   {"Southern Ocean", -60, 60, 320},
                             {"Arctic Ocean", 84, 0, 300},       {"Arabian Sea", 14, 64, 700},     {"Bay of Bengal", 13, 88.5f, 800},
                             {"South China Sea", 13, 114, 900},  {"Philippine Sea", 18, 132, 800}, {"Mediterranean Sea", 34.5f, 19, 800},
                             {"Red Sea", 20.5f, 38.2f, 1600},    {"Caribbean Sea", 15, -75, 900},  {"Baltic Sea", 57.5f, 19.5f, 1600},
                             {"North Sea", 56.3f, 3, 1500},      {"Black Sea", 43.2f, 34, 1500},   {"Gulf of Mexico", 25, -90.5f, 1100},
                             {"Bering Sea", 58, -178, 900},      {"Tasman Sea", -38, 162, 800},    {"Coral Sea", -17, 154, 900},
                             {"East China Sea", 29, 125, 1300},  {"Sea of Japan", 40, 135, 1300},  {"Persian Gulf", 27, 51.2f, 2200}};
    std::uint64_t number = 0;
    for (const Sea& sea : kSeas) {
        SceneLabel label;
        label.position = glm::vec3(geo::to_unit({sea.lat_deg, sea.lon_deg}));
        label.text = sea.name;
        label.kind = LabelKind::Sea;
        label.priority = 0.40f - sea.from_px / 10000.0f;
        label.min_globe_radius_px = sea.from_px;
        label.max_globe_radius_px = sea.from_px * 14.0f;
        label.id = label_id(LabelClass::Sea, number++);
        out.push_back(std::move(label));
    }
}

}  // namespace

std::vector<SceneLabel> make_base_labels(const Dataset& dataset, const BaseMaps& maps) {
    std::vector<SceneLabel> labels;
    add_countries(dataset, maps, labels);
    add_cities(maps, labels);
    add_oceans(labels);
    return labels;
}

void collect_label_candidates(std::span<const SceneLabel> labels, const render::Camera& camera, float scale, std::vector<render::LabelCandidate>& out) {
    out.clear();
    const auto globe_px = static_cast<float>(camera.globe_radius_px()) / scale;
    for (const SceneLabel& label : labels) {
        if (globe_px < label.min_globe_radius_px * 0.92f || globe_px > label.max_globe_radius_px) continue;
        const glm::dvec3 place(label.position);
        const auto at = camera.project(place);
        if (!at || at->x < 0.0 || at->y < 0.0 || at->x > camera.width_px() || at->y > camera.height_px()) continue;
        const auto facing = static_cast<float>(camera.facing(place));
        render::LabelCandidate candidate;
        candidate.id = label.id;
        candidate.text = label.text;
        candidate.kind = label.kind;
        candidate.priority = label.priority;
        candidate.x_px = static_cast<float>(at->x);
        candidate.y_px = static_cast<float>(at->y);
        candidate.gap_px = label.gap_px * scale;
        // Toward the limb names would lie on one another: they fade out first.
        const bool in_space = glm::dot(place, place) > 1.0002;
        candidate.opacity = (in_space ? 1.0f : smooth(0.10f, 0.30f, facing)) *
                            smooth(label.min_globe_radius_px * 0.92f, label.min_globe_radius_px * 1.05f + 1.0f, globe_px);
        candidate.room_px = label.extent > 0.0f ? label.extent * globe_px * scale * 1.35f : 0.0f;
        if (candidate.opacity > 0.02f) out.push_back(candidate);
    }
}

void add_selection_label(const Dataset& dataset, const Selection& selection, const SatelliteField& satellites, std::vector<SceneLabel>& out) {
    SceneLabel label;
    label.kind = LabelKind::Thing;
    label.priority = 1.0f;
    label.gap_px = 8.0f;
    label.id = label_id(LabelClass::Selection, 1);
    if (selection.kind == SelectionKind::Site) {
        const auto it = std::find_if(dataset.sites.begin(), dataset.sites.end(), [&](const Site& s) { return s.id == selection.id; });
        if (it == dataset.sites.end()) return;
        label.position = glm::vec3(geo::to_unit(it->place));
        label.text = it->name;
    } else if (selection.kind == SelectionKind::Satellite) {
        const Index i = find_satellite(dataset, selection.id);
        if (i == kNone) return;
        label.position = satellites.position_of(i);
        label.text = dataset.satellites[i].elements.object_name;
        if (label.position == glm::vec3{0.0f}) return;
    } else if (selection.kind == SelectionKind::Cable) {
        const auto it = std::find_if(dataset.cables.begin(), dataset.cables.end(), [&](const Cable& c) { return c.id == selection.id; });
        if (it == dataset.cables.end() || it->branches.empty() || it->branches.front().landings.empty()) return;
        const auto& landings = it->branches.front().landings;
        label.position = glm::vec3(geo::to_unit(dataset.landing_points[landings[landings.size() / 2]].place));
        label.text = it->name;
    } else {
        return;
    }
    out.push_back(std::move(label));
}

}  // namespace linchpin::app
