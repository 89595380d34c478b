#include "app/scene/site_clusters.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <glm/geometric.hpp>
#include <map>
#include <numeric>
#include <tuple>
#include <unordered_map>

#include "app/scene/site_marks.h"

namespace linchpin::app {
namespace {

constexpr double kJoinPx = 17.0;          // marks nearer than this are joined
constexpr double kOpening = 1.25;         // a cluster is open when the globe has grown by this since it began to open
constexpr double kStep = 1.5;             // of the hierarchy; above kOpening, so that one level opens after the other
constexpr double kSmallestGlobe_px = 110.0, kLargestGlobe_px = 6e4;
constexpr double kFanFrom_px = 12000.0;   // size of the globe from which sites at one place fan out
constexpr double kFan_px = 9.0;           // their distance, times the root of their number

double weight_of(const SiteSum& sum) noexcept { return 1.0 + sum.current() + sum.planned(); }

SiteSum sum_of(const Dataset& dataset, const NationGroups& nations, const Site& site) {
    SiteSum sum;
    const auto group = static_cast<std::size_t>(nations.of(site.operator_hq));
    for (std::size_t ring = 0; ring < kLensRings; ++ring)
        sum.rings[ring][static_cast<std::size_t>(lens_group(dataset, nations, site, static_cast<LensRing>(ring)))] = 1.0;
    if (!site.power_mw || site.status == SiteStatus::Closed) return sum;
    const bool current = site.status == SiteStatus::Operational && has_current_power(site);
    (current ? sum.current_mw : sum.planned_mw)[group] = *site.power_mw;
    return sum;
}

/// Golden angle: neighbours of a fan never line up.
glm::dvec3 fan_place(const glm::dvec3& centre, std::size_t i, double globe_radius_px) {
    if (i == 0) return centre;
    const glm::dvec3 pole = std::abs(centre.z) < 0.99 ? glm::dvec3(0, 0, 1) : glm::dvec3(1, 0, 0);
    const glm::dvec3 east = glm::normalize(glm::cross(pole, centre)), north = glm::cross(centre, east);
    const double angle = 2.399963229728653 * static_cast<double>(i), away = kFan_px * std::sqrt(static_cast<double>(i)) / globe_radius_px;
    return glm::normalize(centre + (east * std::cos(angle) + north * std::sin(angle)) * away);
}

double total(const SiteSum::ByGroup& by) noexcept { return std::accumulate(by.begin(), by.end(), 0.0); }

}  // namespace

NationGroup lens_group(const Dataset& dataset, const NationGroups& nations, const Site& site, LensRing ring) noexcept {
    switch (ring) {
        case LensRing::Operator: return nations.of(site.operator_hq);
        case LensRing::Owner: {
            if (site.operator_index >= dataset.operators.size()) return NationGroup::Unknown;
            const Operator& by = dataset.operators[site.operator_index];
            return nations.of(by.ultimate_owner != kNone ? by.ultimate_owner : by.hq);
        }
        case LensRing::Vendor:
            return site.accelerator_class < dataset.accelerators.size() ? nations.of(dataset.accelerators[site.accelerator_class].vendor_country)
                                                                        : NationGroup::Unknown;
    }
    return NationGroup::Unknown;
}

double SiteSum::current() const noexcept { return total(current_mw); }
double SiteSum::planned() const noexcept { return total(planned_mw); }
double SiteSum::count() const noexcept { return total(rings[0]); }
void SiteSum::add(const SiteSum& other, double factor) noexcept {
    for (std::size_t g = 0; g < current_mw.size(); ++g) {
        current_mw[g] += factor * other.current_mw[g];
        planned_mw[g] += factor * other.planned_mw[g];
        for (std::size_t r = 0; r < kLensRings; ++r) rings[r][g] += factor * other.rings[r][g];
    }
}

SiteClusters::SiteClusters(const Dataset& dataset, const NationGroups& nations)
    : dataset_{&dataset}, sites_{static_cast<std::uint32_t>(dataset.sites.size())}, nodes_(dataset.sites.size()) {
    for (const Site& site : dataset.sites) {
        own_.push_back(sum_of(dataset, nations, site));
        own_place_.push_back(geo::to_unit(site.place));
    }
    set_visible(std::vector<std::uint8_t>(sites_, 1));
    roots_.resize(sites_);
    std::iota(roots_.begin(), roots_.end(), 0u);
    join_same_places(roots_);
    for (double globe_px = kLargestGlobe_px; globe_px > kSmallestGlobe_px; globe_px /= kStep) join_within(kJoinPx / globe_px, roots_);
}

std::uint32_t SiteClusters::add_parent(std::vector<std::uint32_t> children, double split_rad, bool one_place) {
    Node parent;
    parent.children = std::move(children);
    parent.split_rad = split_rad;
    parent.one_place = one_place;
    sum_up(parent);
    nodes_.push_back(std::move(parent));
    return static_cast<std::uint32_t>(nodes_.size() - 1);
}

void SiteClusters::join_same_places(std::vector<std::uint32_t>& roots) {
    std::map<std::tuple<double, double, double>, std::vector<std::uint32_t>> at;
    for (const std::uint32_t i : roots) at[{own_place_[i].x, own_place_[i].y, own_place_[i].z}].push_back(i);
    roots.clear();
    for (auto& [place, sites] : at) {
        std::stable_sort(sites.begin(), sites.end(), [&](std::uint32_t a, std::uint32_t b) { return nodes_[a].weight > nodes_[b].weight; });
        roots.push_back(sites.size() == 1 ? sites.front() : add_parent(std::move(sites), kJoinPx / kFanFrom_px, true));
    }
}

/// The heaviest takes in what lies within the angle, then the next heaviest that is left, and so on.
void SiteClusters::join_within(double angle_rad, std::vector<std::uint32_t>& roots) {
    std::stable_sort(roots.begin(), roots.end(), [&](std::uint32_t a, std::uint32_t b) {
        return std::tuple(-nodes_[a].weight, a) < std::tuple(-nodes_[b].weight, b);
    });
    const double chord = 2.0 * std::sin(0.5 * std::min(angle_rad, 3.0));
    const auto cell_of = [&](const glm::dvec3& p, int dx, int dy, int dz) {
        const auto at = [&](double v, int d) { return static_cast<std::int64_t>(std::floor(v / chord)) + d + (std::int64_t{1} << 20); };
        return static_cast<std::uint64_t>(at(p.x, dx)) << 42 | static_cast<std::uint64_t>(at(p.y, dy)) << 21 | static_cast<std::uint64_t>(at(p.z, dz));
    };
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> cells;
    for (std::uint32_t k = 0; k < roots.size(); ++k) cells[cell_of(nodes_[roots[k]].place, 0, 0, 0)].push_back(k);
    std::vector<std::uint8_t> taken(roots.size(), 0);
    std::vector<std::uint32_t> next;
    for (std::uint32_t k = 0; k < roots.size(); ++k) {
        if (taken[k] != 0) continue;
        const glm::dvec3 seed = nodes_[roots[k]].place;
        std::vector<std::uint32_t> near;
        for (int n = 0; n < 27; ++n) {
            const auto cell = cells.find(cell_of(seed, n % 3 - 1, n / 3 % 3 - 1, n / 9 - 1));
            if (cell == cells.end()) continue;
            for (const std::uint32_t j : cell->second)
                if (taken[j] == 0 && glm::length(nodes_[roots[j]].place - seed) < chord) near.push_back(j);
        }
        std::sort(near.begin(), near.end());  // by weight: the order of `roots`
        std::vector<std::uint32_t> children;
        for (const std::uint32_t j : near) taken[j] = 1, children.push_back(roots[j]);
        next.push_back(children.size() == 1 ? children.front() : add_parent(std::move(children), angle_rad, false));
    }
    roots = std::move(next);
}

void SiteClusters::sum_up(Node& node) {
    node.sum = {};
    node.sites = node.unknown = node.staying = 0;
    node.weight = node.presence = 0.0;
    node.place = glm::dvec3{0.0};
    double most = -1.0;
    for (const std::uint32_t c : node.children) {
        const Node& child = nodes_[c];
        if (child.sites == 0) continue;
        node.sum.add(child.sum, 1.0);
        node.sites += child.sites;
        node.staying += child.staying;
        node.unknown += child.unknown;
        node.presence = std::max(node.presence, child.presence);
        node.weight += child.weight;
        node.place += child.place * child.weight;
        if (child.weight > most) most = child.weight, node.heaviest = c;
    }
    if (node.sites > 0) node.place = glm::normalize(node.place);
}

void SiteClusters::set_visible(const std::vector<std::uint8_t>& visible, const std::vector<std::uint8_t>& strengths) {
    if (visible == visible_ && strengths == strengths_) return;
    visible_ = visible;
    strengths_ = strengths;
    for (std::uint32_t i = 0; i < nodes_.size(); ++i) {
        Node& node = nodes_[i];
        if (i >= sites_) {
            sum_up(node);
            continue;
        }
        const Site& site = dataset_->sites[i];
        node.presence = i < strengths.size() ? strengths[i] / 255.0 : visible[i] != 0 ? 1.0 : 0.0;
        node.sites = node.presence > 0.0 ? 1 : 0;
        node.staying = visible[i] != 0 ? 1 : 0;
        // Its area grows while it comes: that of a cluster then grows by as much.
        node.sum = {};
        node.sum.add(own_[i], node.presence);
        node.weight = weight_of(own_[i]) * node.presence;
        node.place = own_place_[i];
        node.unknown = node.staying != 0 && !site.power_mw ? 1 : 0;
    }
}

double SiteClusters::openness(const Node& node, double globe_radius_px) const noexcept {
    const double x = std::clamp((node.split_rad * globe_radius_px / kJoinPx - 1.0) / (kOpening - 1.0), 0.0, 1.0);
    return x * x * (3.0 - 2.0 * x);
}

double SiteClusters::opened_at_px(std::uint32_t node) const { return nodes_[node].split_rad > 0.0 ? kJoinPx * kOpening * 1.02 / nodes_[node].split_rad : kFanFrom_px; }

glm::dvec3 SiteClusters::place(std::uint32_t node) const { return nodes_[node].place; }

void SiteClusters::show(double globe_radius_px, std::vector<Shown>& out) const {
    out.clear();
    for (const std::uint32_t root : roots_) {
        const Node& node = nodes_[root];
        if (node.sites == 0) continue;
        Shown whole;
        whole.place = node.place;
        whole.sum = node.sum;
        show_node(root, globe_radius_px, whole, out);
    }
}

void SiteClusters::show_node(std::uint32_t number, double globe_radius_px, Shown carried, std::vector<Shown>& out) const {
    const Node& node = nodes_[number];
    const double open = number < sites_ || node.sites == 1 ? 0.0 : openness(node, globe_radius_px);
    if (number < sites_ || (open <= 0.0 && node.sites > 1)) {
        carried.node = number;
        carried.presence *= node.presence;
        carried.sites = std::max(node.staying, 1u);
        carried.unknown = node.unknown;
        const std::uint32_t one = number < sites_ ? number : node.one_place ? node.heaviest : 0;
        if (number < sites_ || node.one_place) {
            // Of a fan only its middle has a halo; the others were moved there to be seen.
            const bool moved = number < sites_ && carried.halo_place != glm::dvec3{0.0} && !carried.halo;
            carried.halo = !moved && dataset_->sites[one].precision != CoordPrecision::Site;
            carried.halo_place = own_place_[one];
        }
        out.push_back(carried);
        return;
    }
    if (node.sites == 1) {  // the others are hidden: it is that one
        for (const std::uint32_t c : node.children)
            if (nodes_[c].sites != 0) return show_node(c, globe_radius_px, carried, out);
    }
    std::size_t order = 0;
    for (const std::uint32_t c : node.children) {
        const Node& child = nodes_[c];
        if (child.sites == 0) continue;
        Shown part = carried;
        const bool heir = c == node.heaviest;
        const std::size_t at = heir ? 0 : ++order;
        const glm::dvec3 own = node.one_place ? fan_place(child.place, at, globe_radius_px) : child.place;
        part.place = glm::normalize(carried.place + (own - carried.place) * open);
        if (node.one_place) part.halo_place = child.place, part.halo = heir;
        if (heir) {
            // It keeps what the others have not taken over yet. A node that is on its way out of its own cluster holds its share only.
            part.sum.add(node.sum, -open * carried.presence);
            part.sum.add(child.sum, open * carried.presence);
        } else {
            part.presence = carried.presence * open;
            part.sum = {};
            part.sum.add(child.sum, part.presence);
        }
        show_node(c, globe_radius_px, part, out);
    }
}

bool SiteClusters::has_member_in(std::uint32_t number, Index country) const noexcept {
    if (number >= nodes_.size()) return false;
    if (number < sites_ && visible_[number] != 0 && dataset_->sites[number].country == country) return true;
    const auto& children = nodes_[number].children;
    return std::any_of(children.begin(), children.end(), [&](std::uint32_t child) { return has_member_in(child, country); });
}

std::vector<Index> SiteClusters::members(std::uint32_t number) const {
    std::vector<Index> found;
    std::vector<std::uint32_t> todo{number};
    while (!todo.empty()) {
        const std::uint32_t n = todo.back();
        todo.pop_back();
        if (n >= nodes_.size()) continue;
        if (n < sites_ && visible_[n] != 0) found.push_back(n);
        todo.insert(todo.end(), nodes_[n].children.begin(), nodes_[n].children.end());
    }
    const auto power = [&](Index i) { return dataset_->sites[i].power_mw.value_or(-1.0); };
    std::sort(found.begin(), found.end(), [&](Index a, Index b) { return power(a) != power(b) ? power(a) > power(b) : a < b; });
    return found;
}

double ground_px_per_radian(double globe_radius_px) noexcept {
    const double focal_px = 540.0 / std::tan(0.5 * render::Camera::kFovYDeg * geo::kRadPerDeg), ratio = focal_px / globe_radius_px;
    return focal_px / std::max(std::sqrt(1.0 + ratio * ratio) - 1.0, 1e-9);
}

std::optional<std::uint32_t> cluster_of(const SiteClusters& clusters, const Selection& selection) noexcept {
    if (selection.kind != SelectionKind::Cluster) return std::nullopt;
    std::uint32_t node = 0;
    const char* const end = selection.id.data() + selection.id.size();
    const auto [last, error] = std::from_chars(selection.id.data(), end, node);
    if (error != std::errc{} || last != end || node >= clusters.nodes() || !clusters.is_cluster(node)) return std::nullopt;
    return node;
}

std::optional<CameraPose> cluster_pose(const SiteClusters& clusters, const Selection& selection, const render::Camera& camera, float pixel_scale) {
    const auto node = cluster_of(clusters, selection);
    if (!node) return std::nullopt;
    const geo::LatLon place = geo::to_lat_lon(clusters.place(*node));
    const double wanted_px = clusters.opened_at_px(*node) * static_cast<double>(pixel_scale);
    const double height = 0.5 * camera.height_px() / camera.tan_half_fov_y() / wanted_px;
    CameraPose pose;
    pose.lat_deg = place.lat_deg;
    pose.lon_deg = place.lon_deg;
    pose.bearing_deg = camera.view().bearing_deg;
    pose.tilt_deg = camera.view().tilt_deg;
    pose.distance_km = std::clamp(height * geo::kEarthRadiusKm, render::Camera::kMinDistanceKm, camera.view().distance_km);
    return pose;
}

}  // namespace linchpin::app
