#include "app/scene/satellite_tracks.h"

#include <algorithm>
#include <cmath>
#include <glm/geometric.hpp>
#include <limits>
#include <set>

#include "app/scene/line_builder.h"
#include "data/orbit/track.h"
#include "render/layers/satellite_place.h"

namespace linchpin::app {
namespace {

using render::RibbonStyle;

constexpr double kGround = 1.0003;            // lines on the ground lie this far from the centre, so that the ground never covers them
constexpr int kTrackShades = 24;              // steps in which the track fades
constexpr double kTrackStep_s = 20.0;
constexpr double kLinkClearance_km = 80.0;    // above the ground: lasers do not pass through air
constexpr std::size_t kWholeGroup = 60;       // constellations up to this size show all their links; of larger ones the chosen's
constexpr double kSamePlane_rad = 0.035, kNextPlane_rad = 0.45;

RibbonStyle style(render::Rgba8 colour, float width_px, bool dashed = false, bool ghost = false) {
    RibbonStyle s;
    s.colour = colour;
    s.width_px = width_px;
    s.dashed = dashed;
    s.ghost_behind = ghost;
    return s;
}

struct Lines {
    LineBuilder builder;
    std::vector<RibbonStyle> styles;
    void begin(RibbonStyle s) {
        builder.begin(static_cast<std::uint32_t>(styles.size()));
        styles.push_back(s);
    }
};

void add_orbit(const orbit::Sgp4& satellite, double unix_s, Lines& out) {
    const auto points = orbit::orbit_line_ecef(satellite, unix_s);
    out.begin(style(render::rgb("#ffffffc0"), 1.6f, false, true));
    for (std::size_t k = 0; k < points.size(); ++k)
        out.builder.add(render::globe_place(points[k]), static_cast<double>(k) / static_cast<double>(points.size()));
    out.builder.end();
}

/// From now on; paler the later. Each shade begins at the last point of the one before.
void add_ground_track(const orbit::Sgp4& satellite, double unix_s, int orbits, Lines& out) {
    const auto track = orbit::ground_track(satellite, unix_s, orbits, kTrackStep_s);
    if (track.size() < 2) return;
    const std::size_t last = track.size() - 1;
    for (std::size_t shade = 0; shade < kTrackShades; ++shade) {
        const std::size_t from = last * shade / kTrackShades, to = last * (shade + 1) / kTrackShades;
        const float age = static_cast<float>(shade) / static_cast<float>(kTrackShades - 1);
        out.begin(style(render::with_alpha(render::rgb("#ffe9a8"), 0.85f - 0.70f * age), 1.8f - 0.6f * age));
        for (std::size_t k = from; k <= to; ++k) out.builder.add(geo::to_unit({track[k].place.lat_deg, track[k].place.lon_deg}) * kGround);
        out.builder.end();
    }
}

void add_footprint(const glm::dvec3& ecef_km, double min_elevation_deg, Lines& out) {
    const auto circle = orbit::footprint_circle(orbit::ecef_to_geodetic(ecef_km), min_elevation_deg);
    if (circle.size() < 3) return;
    out.begin(style(render::rgb("#ffffff90"), 1.3f));
    for (const geo::LatLon& place : circle) out.builder.add(geo::to_unit(place) * kGround);
    out.builder.add(geo::to_unit(circle.front()) * kGround);
    out.builder.end();
}

struct Flying {
    Index index = kNone;
    glm::dvec3 km{0.0}, normal{0.0};
};

std::optional<Flying> flying(const SatelliteField& field, Index i) {
    const orbit::KeyframePair& pair = field.keyframes();
    const auto km = orbit::interpolate(pair, i, field.at_unix_s());
    if (!km || glm::length(*km) < 1.0) return std::nullopt;
    // The velocity that is not seen from the turning Earth lies in the plane of the orbit.
    const bool nearer_end = field.at_unix_s() - pair.t0_unix_s > 0.5 * (pair.t1_unix_s - pair.t0_unix_s);
    const orbit::KeyframeState& state = (nearer_end ? pair.to : pair.from)->states[i];
    const glm::dvec3 velocity = glm::dvec3(state.velocity_km_s) + glm::cross(glm::dvec3(0, 0, orbit::kEarthRotationRadS), glm::dvec3(state.position_km));
    const glm::dvec3 normal = glm::cross(glm::dvec3(state.position_km), velocity);
    if (!(glm::length(normal) > 1e-6)) return std::nullopt;
    return Flying{i, *km, glm::normalize(normal)};
}

bool in_sight(const glm::dvec3& a, const glm::dvec3& b) {
    const glm::dvec3 d = b - a;
    const double t = std::clamp(-glm::dot(a, d) / std::max(glm::dot(d, d), 1e-9), 0.0, 1.0);
    return glm::length(a + d * t) > geo::kEarthRadiusKm + kLinkClearance_km;
}

/// Angle by which b is ahead of a in a's plane, (-pi, pi].
double ahead_rad(const Flying& a, const Flying& b) {
    const glm::dvec3 radial = glm::normalize(a.km), along = glm::cross(a.normal, radial);
    return std::atan2(glm::dot(b.km, along), glm::dot(b.km, radial));
}

/// The neighbours of a: ahead in its plane, and in the planes to either side.
void link(const Flying& a, const std::vector<Flying>& all, std::set<std::pair<Index, Index>>& out) {
    const Flying *ahead = nullptr, *left = nullptr, *right = nullptr;
    double ahead_by = std::numeric_limits<double>::max(), left_km = ahead_by, right_km = ahead_by;
    for (const Flying& b : all) {
        if (b.index == a.index || !in_sight(a.km, b.km)) continue;
        const double between = std::acos(std::clamp(glm::dot(a.normal, b.normal), -1.0, 1.0));
        if (between < kSamePlane_rad) {
            const double by = ahead_rad(a, b);
            if (by > 0.0 && by < ahead_by) ahead = &b, ahead_by = by;
        } else if (between < kNextPlane_rad) {
            const double km = glm::length(b.km - a.km);
            const bool is_left = glm::dot(b.km - a.km, a.normal) > 0.0;
            if (is_left ? km < left_km : km < right_km) (is_left ? left : right) = &b, (is_left ? left_km : right_km) = km;
        }
    }
    for (const Flying* b : {ahead, left, right})
        if (b != nullptr) out.insert(std::minmax(a.index, b->index));
}

void add_links(const Dataset& dataset, const SatelliteField& field, const std::vector<std::uint8_t>& visible, Index chosen, SatelliteLines& lines, Lines& out) {
    const std::string& group = dataset.satellites[chosen].group;
    const SatelliteGroupFacts* const facts = facts_of_group(dataset, group);
    if (facts == nullptr || facts->laser_links.empty()) return;
    std::vector<Index> members;
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i)
        if (dataset.satellites[i].group == group && visible[i] != 0) members.push_back(static_cast<Index>(i));
    for (const auto& [a, b] : schematic_links(field, members)) {
        if (members.size() > kWholeGroup && a != chosen && b != chosen) continue;
        const auto from = orbit::interpolate(field.keyframes(), a, field.at_unix_s()), to = orbit::interpolate(field.keyframes(), b, field.at_unix_s());
        if (!from || !to) continue;
        out.begin(style(kLinkColour, 1.3f, true));
        // A laser goes straight; in pieces, so that a flat map bends it as it bends the ground.
        for (int k = 0; k <= 16; ++k) out.builder.add(render::globe_place(*from + (*to - *from) * (k / 16.0)));
        out.builder.end();
        lines.links = true;
    }
}

}  // namespace

const SatelliteGroupFacts* facts_of_group(const Dataset& dataset, std::string_view group) noexcept {
    for (std::size_t i = 0; i < dataset.satellite_groups.size() && i < dataset.satellite_group_facts.size(); ++i)
        if (dataset.satellite_groups[i].id == group) return &dataset.satellite_group_facts[i];
    return nullptr;
}

std::vector<std::pair<Index, Index>> schematic_links(const SatelliteField& field, const std::vector<Index>& members) {
    std::vector<Flying> all;
    for (const Index i : members)
        if (const auto one = flying(field, i)) all.push_back(*one);
    std::set<std::pair<Index, Index>> links;
    for (const Flying& a : all) link(a, all, links);
    return {links.begin(), links.end()};
}

SatelliteLines satellite_lines(const Dataset& dataset, const SatelliteField& field, const std::vector<std::uint8_t>& visible,
                               const SatelliteView& view, Index i) {
    SatelliteLines lines;
    Lines out;
    const auto satellite = orbit::Sgp4::init(dataset.satellites[i].elements);
    if (!satellite) return lines;
    if (const auto km = orbit::interpolate(field.keyframes(), i, field.at_unix_s())) add_footprint(*km, view.min_elevation_deg, out);
    add_ground_track(*satellite, field.at_unix_s(), view.track_orbits, out);
    add_orbit(*satellite, field.at_unix_s(), out);
    if (view.links) add_links(dataset, field, visible, i, lines, out);
    lines.geometry = out.builder.take();
    lines.styles = std::move(out.styles);
    return lines;
}

}  // namespace linchpin::app
