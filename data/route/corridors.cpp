#include "data/route/corridors.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <limits>
#include <map>

namespace linchpin::route {
namespace {

double arc_distance_rad(const glm::dvec3& a, const glm::dvec3& b, const glm::dvec3& p) {
    const glm::dvec3 normal = glm::cross(a, b);
    const double size = glm::length(normal);
    const bool beside = size > 1e-12 && glm::dot(glm::cross(normal, a), p) > 0.0 && glm::dot(glm::cross(b, normal), p) > 0.0;
    if (beside) return std::asin(std::min(1.0, std::abs(glm::dot(normal / size, p))));
    return std::min(geo::angle_rad(a, p), geo::angle_rad(b, p));
}

}  // namespace

double distance_to_path_km(std::span<const geo::LatLon> points, geo::LatLon centre) {
    const glm::dvec3 p = geo::to_unit(centre);
    double best = std::numeric_limits<double>::infinity();
    for (std::size_t i = 0; i < points.size(); ++i) {
        const glm::dvec3 a = geo::to_unit(points[i]);
        best = std::min(best, i + 1 < points.size() ? arc_distance_rad(a, geo::to_unit(points[i + 1]), p) : geo::angle_rad(a, p));
    }
    return best * geo::kEarthRadiusKm;
}

bool passes(const DrawnLeg& leg, const Chokepoint& chokepoint) {
    if (chokepoint.kind == "land crossing" && !leg.overland) return false;
    return distance_to_path_km(leg.points, chokepoint.place) <= chokepoint.radius_km;
}

std::vector<std::string> listed_cables(std::string_view notes) {
    std::vector<std::string> ids;
    const std::size_t bars = notes.find("||");
    if (bars == std::string_view::npos) return ids;
    const std::size_t colon = notes.find(':', bars);
    if (colon == std::string_view::npos) return ids;
    std::string_view rest = notes.substr(colon + 1);
    while (!rest.empty()) {
        const std::size_t begin = rest.find_first_not_of(" ;,");
        if (begin == std::string_view::npos) break;
        rest.remove_prefix(begin);
        const std::size_t end = std::min(rest.find_first_of(" ;,"), rest.size());
        ids.emplace_back(rest.substr(0, end));
        rest.remove_prefix(end);
    }
    return ids;
}

std::vector<Passage> find_passages(const Dataset& data, std::span<const DrawnLeg> legs) {
    std::map<std::pair<Index, Index>, Passage> found;
    const auto at = [&found](Index cable, Index chokepoint) -> Passage& {
        Passage& passage = found[{cable, chokepoint}];
        passage.cable = cable;
        passage.chokepoint = chokepoint;
        return passage;
    };
    for (Index c = 0; c < data.chokepoints.size(); ++c) {
        for (const DrawnLeg& leg : legs) {
            if (passes(leg, data.chokepoints[c])) at(leg.cable, c).by_route = true;
        }
        for (const std::string& id : listed_cables(data.chokepoints[c].notes)) {
            const auto cable = std::find_if(data.cables.begin(), data.cables.end(), [&id](const Cable& k) { return k.id == id; });
            if (cable != data.cables.end()) at(static_cast<Index>(cable - data.cables.begin()), c).by_list = true;
        }
    }
    std::vector<Passage> passages;
    for (const auto& [key, passage] : found) passages.push_back(passage);
    return passages;
}

std::vector<Passage> table_passages(const Dataset& data) {
    std::map<std::pair<Index, Index>, Passage> found;
    for (const CableCorridor& row : data.cable_corridors) {
        Passage& passage = found[{row.cable, row.chokepoint}];
        passage.cable = row.cable;
        passage.chokepoint = row.chokepoint;
        (row.listed ? passage.by_list : passage.by_route) = true;
    }
    std::vector<std::vector<std::string>> lists;
    for (const Chokepoint& chokepoint : data.chokepoints) lists.push_back(listed_cables(chokepoint.notes));
    std::vector<Passage> passages;
    for (auto& [key, passage] : found) {
        if (passage.cable < data.cables.size() && passage.chokepoint < lists.size()) {
            const auto& list = lists[passage.chokepoint];
            passage.by_list |= std::find(list.begin(), list.end(), data.cables[passage.cable].id) != list.end();
        }
        passages.push_back(passage);
    }
    return passages;
}

}  // namespace linchpin::route
