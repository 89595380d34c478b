#include "app/state/records.h"

#include <algorithm>
#include <glm/geometric.hpp>

#include "app/scene/scene_builder.h"
#include "app/state/edits.h"

namespace linchpin::app {
namespace {

template <class T> Index find_id(const std::vector<T>& table, std::string_view id) {
    const auto it = std::find_if(table.begin(), table.end(), [&](const T& row) { return row.id == id; });
    return it == table.end() ? kNone : static_cast<Index>(it - table.begin());
}

template <class T> std::vector<std::string> ids_of(const std::vector<T>& table) {
    std::vector<std::string> ids;
    ids.reserve(table.size());
    for (const T& row : table) ids.push_back(row.id);
    return ids;
}

CameraPose above(geo::LatLon place, double distance_km) {
    CameraPose pose;
    pose.lat_deg = place.lat_deg;
    pose.lon_deg = place.lon_deg;
    pose.distance_km = distance_km;
    return pose;
}

/// Above the middle of several places, far enough to see them all; nothing when there are none.
std::optional<CameraPose> above_all(const std::vector<geo::LatLon>& places) {
    if (places.empty()) return std::nullopt;
    glm::dvec3 sum{0.0};
    for (const geo::LatLon& place : places) sum += geo::to_unit(place);
    if (glm::length(sum) < 1e-6) sum = geo::to_unit(places.front());
    const geo::LatLon middle = geo::to_lat_lon(sum);
    double farthest_km = 0.0;
    for (const geo::LatLon& place : places) farthest_km = std::max(farthest_km, geo::distance_km(middle, place));
    return above(middle, std::clamp(farthest_km * 3.0, 700.0, 16000.0));
}

std::optional<CameraPose> above_country(const Dataset& dataset, Index country) {
    if (country == kNone || !dataset.countries[country].label_place) return std::nullopt;
    return above(*dataset.countries[country].label_place, 4500.0);
}

std::optional<CameraPose> above_cable(const Dataset& dataset, Index cable) {
    std::vector<geo::LatLon> places;
    for (const CableBranch& branch : dataset.cables[cable].branches)
        for (Index landing : branch.landings) places.push_back(dataset.landing_points[landing].place);
    return above_all(places);
}

std::optional<CameraPose> above_arc(const Dataset& dataset, const std::string& id) {
    const ArcEnds ends = split_arc_id(id);
    std::vector<geo::LatLon> places;
    for (const std::string& code : {ends.exporter, ends.importer}) {
        const Index country = find_country(dataset, code);
        if (country != kNone && dataset.countries[country].label_place) places.push_back(*dataset.countries[country].label_place);
    }
    if (places.size() != 2) return std::nullopt;
    auto pose = above_all(places);
    pose->distance_km = std::max(pose->distance_km, 5000.0);
    return pose;
}

}  // namespace

Index find_site(const Dataset& dataset, std::string_view id) { return find_id(dataset.sites, id); }
Index find_cable(const Dataset& dataset, std::string_view id) { return find_id(dataset.cables, id); }
Index find_landing(const Dataset& dataset, std::string_view id) { return find_id(dataset.landing_points, id); }
Index find_chokepoint(const Dataset& dataset, std::string_view id) { return find_id(dataset.chokepoints, id); }

Index find_country(const Dataset& dataset, std::string_view iso3) {
    const auto code = CountryCode::parse(iso3);
    return code ? dataset.country_index(*code) : kNone;
}

bool selection_exists(const Dataset& dataset, const Selection& selection) {
    switch (selection.kind) {
        case SelectionKind::None: return true;
        case SelectionKind::Cluster: return false;  // no record: it can only be hovered
        case SelectionKind::Country: return find_country(dataset, selection.id) != kNone;
        case SelectionKind::Site: return find_site(dataset, selection.id) != kNone;
        case SelectionKind::Cable: return find_cable(dataset, selection.id) != kNone;
        case SelectionKind::Satellite: return find_satellite(dataset, selection.id) != kNone;
        case SelectionKind::Landing: return find_landing(dataset, selection.id) != kNone;
        case SelectionKind::Chokepoint: return find_chokepoint(dataset, selection.id) != kNone;
        case SelectionKind::Arc: {
            const ArcEnds ends = split_arc_id(selection.id);
            return ends.exporter != ends.importer && find_country(dataset, ends.exporter) != kNone && find_country(dataset, ends.importer) != kNone;
        }
    }
    return false;
}

std::vector<std::string> selectable_ids(const Dataset& dataset, SelectionKind kind) {
    switch (kind) {
        case SelectionKind::Country: {
            std::vector<std::string> ids;
            for (const Country& country : dataset.countries) ids.push_back(country.code.str());
            return ids;
        }
        case SelectionKind::Site: return ids_of(dataset.sites);
        case SelectionKind::Cable: return ids_of(dataset.cables);
        case SelectionKind::Landing: return ids_of(dataset.landing_points);
        case SelectionKind::Chokepoint: return ids_of(dataset.chokepoints);
        case SelectionKind::Satellite: {
            std::vector<std::string> ids;
            for (const Satellite& satellite : dataset.satellites) ids.push_back(std::to_string(satellite.elements.norad_cat_id));
            return ids;
        }
        case SelectionKind::None:
        case SelectionKind::Cluster:
        case SelectionKind::Arc: break;
    }
    return {};
}

std::string selection_name(const Dataset& dataset, const Selection& selection) {
    if (!selection_exists(dataset, selection)) return selection.id;
    switch (selection.kind) {
        case SelectionKind::None:
        case SelectionKind::Cluster: return {};
        case SelectionKind::Country: return dataset.countries[find_country(dataset, selection.id)].name;
        case SelectionKind::Site: return dataset.sites[find_site(dataset, selection.id)].name;
        case SelectionKind::Cable: return dataset.cables[find_cable(dataset, selection.id)].name;
        case SelectionKind::Satellite: return dataset.satellites[find_satellite(dataset, selection.id)].elements.object_name;
        case SelectionKind::Landing: return dataset.landing_points[find_landing(dataset, selection.id)].name;
        case SelectionKind::Chokepoint: return dataset.chokepoints[find_chokepoint(dataset, selection.id)].name;
        case SelectionKind::Arc: {
            const ArcEnds ends = split_arc_id(selection.id);
            return dataset.countries[find_country(dataset, ends.exporter)].name + " to " +
                   dataset.countries[find_country(dataset, ends.importer)].name;
        }
    }
    return selection.id;
}

std::optional<CameraPose> pose_for(const Dataset& dataset, const Selection& selection, std::optional<geo::LatLon> satellite_ground) {
    if (!selection_exists(dataset, selection)) return std::nullopt;
    switch (selection.kind) {
        case SelectionKind::None:
        case SelectionKind::Cluster: return std::nullopt;
        case SelectionKind::Country: return above_country(dataset, find_country(dataset, selection.id));
        case SelectionKind::Site: return above(dataset.sites[find_site(dataset, selection.id)].place, 900.0);
        case SelectionKind::Cable: return above_cable(dataset, find_cable(dataset, selection.id));
        case SelectionKind::Landing: return above(dataset.landing_points[find_landing(dataset, selection.id)].place, 900.0);
        case SelectionKind::Chokepoint: {
            const Chokepoint& point = dataset.chokepoints[find_chokepoint(dataset, selection.id)];
            return above(point.place, std::max(800.0, point.radius_km * 6.0));
        }
        case SelectionKind::Arc: return above_arc(dataset, selection.id);
        case SelectionKind::Satellite:
            if (!satellite_ground) return std::nullopt;
            return above(*satellite_ground, 9000.0);
    }
    return std::nullopt;
}

}  // namespace linchpin::app
