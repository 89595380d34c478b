#pragma once
#include <array>
#include <cstdint>
#include <glm/vec3.hpp>
#include <optional>
#include <vector>

#include "app/scene/palette.h"
#include "app/state/app_state.h"
#include "data/pack/dataset.h"
#include "render/view/camera.h"

namespace linchpin::app {

/// Whose nationality a ring of the sovereignty lens shows, from the inside out.
enum class LensRing : std::uint8_t { Operator, Owner, Vendor };
inline constexpr std::size_t kLensRings = 3;
/// Nationality group of one site in one ring; Unknown where the pack does not say.
[[nodiscard]] NationGroup lens_group(const Dataset& dataset, const NationGroups& nations, const Site& site, LensRing ring) noexcept;

/// What sites put together, by nationality group of the operator and, for the lens, by that of each ring.
struct SiteSum {
    using ByGroup = std::array<double, std::size(kNationColours)>;
    ByGroup current_mw{};                       ///< runs now: a filled disc
    ByGroup planned_mw{};                       ///< planned or full-build: a ring
    std::array<ByGroup, kLensRings> rings{};    ///< number of sites
    [[nodiscard]] double current() const noexcept;
    [[nodiscard]] double planned() const noexcept;
    [[nodiscard]] double count() const noexcept;
    void add(const SiteSum& other, double factor) noexcept;
};

/// Marks of data centres that would lie on one another are joined, in a hierarchy that is prepared once: the globe's size in pixels
/// decides how far it is opened. A cluster opens while the globe grows by a quarter: its members move from its place to their own and
/// hand over their power, so that the areas in the picture always add up to the same megawatts and nothing pops. The result depends
/// on the visible sites and the size of the globe alone.
class SiteClusters {
public:
    SiteClusters(const Dataset& dataset, const NationGroups& nations);

    /// Sums up the visible sites. Cheap; a filter change needs nothing else.
    /// @param strengths  of 255, while sites come and go: how far each is there, whatever `visible` says. Empty: those visible are, whole
    void set_visible(const std::vector<std::uint8_t>& visible, const std::vector<std::uint8_t>& strengths = {});

    struct Shown {
        std::uint32_t node = 0;          ///< below the number of sites: that site; else a cluster
        glm::dvec3 place{0.0};           ///< unit
        SiteSum sum;                     ///< what it stands for now; in the course of opening a mixture
        double presence = 1.0;           ///< 0..1, how far it has come out of its cluster, and how far it is there at all
        std::uint32_t sites = 0, unknown = 0;  ///< members, and those whose current power is not known; without what is going
        bool halo = false;               ///< it, or the first of what stood at one place, is known to the city or country only
        glm::dvec3 halo_place{0.0};
    };
    /// @param globe_radius_px  radius of the globe's outline, at scale 1
    /// @param out  replaced; in the order of the hierarchy
    void show(double globe_radius_px, std::vector<Shown>& out) const;

    [[nodiscard]] bool is_cluster(std::uint32_t node) const noexcept { return node >= sites_; }
    /// Visible members, most powerful first, ties by position in the data set.
    [[nodiscard]] std::vector<Index> members(std::uint32_t node) const;
    /// Is any visible member in this country?
    [[nodiscard]] bool has_member_in(std::uint32_t node, Index country) const noexcept;
    [[nodiscard]] glm::dvec3 place(std::uint32_t node) const;
    [[nodiscard]] const SiteSum& sum(std::uint32_t node) const { return nodes_[node].sum; }
    [[nodiscard]] std::uint32_t unknown(std::uint32_t node) const { return nodes_[node].unknown; }
    [[nodiscard]] std::size_t nodes() const noexcept { return nodes_.size(); }
    /// Size of the globe, px at scale 1, at which the cluster has opened: where a click flies to.
    [[nodiscard]] double opened_at_px(std::uint32_t node) const;

private:
    struct Node {
        std::vector<std::uint32_t> children;   ///< of a site: none
        double split_rad = 0.0;                ///< it opens where this angle is kJoinPx wide
        bool one_place = false;                ///< its sites share one place; they fan out around it
        // Of the visible sites:
        glm::dvec3 place{0.0};
        double weight = 0.0;
        SiteSum sum;
        double presence = 1.0;                 ///< of the one that is there most
        std::uint32_t sites = 0, unknown = 0, heaviest = 0;
        std::uint32_t staying = 0;             ///< of `sites`: those that are there, or are coming
    };
    void join_same_places(std::vector<std::uint32_t>& roots);
    void join_within(double angle_rad, std::vector<std::uint32_t>& roots);
    std::uint32_t add_parent(std::vector<std::uint32_t> children, double split_rad, bool one_place);
    void sum_up(Node& node);
    void show_node(std::uint32_t node, double globe_radius_px, Shown carried, std::vector<Shown>& out) const;
    [[nodiscard]] double openness(const Node& node, double globe_radius_px) const noexcept;

    const Dataset* dataset_;
    std::uint32_t sites_ = 0;
    std::vector<Node> nodes_;
    std::vector<std::uint32_t> roots_;
    std::vector<SiteSum> own_;                 ///< of each site
    std::vector<glm::dvec3> own_place_;
    std::vector<std::uint8_t> visible_, strengths_;
};

/// Pixels a radian of ground in the middle of the picture, from the radius of the outline: near the ground the horizon comes so close
/// that the outline hardly grows any more. Both at scale 1, 1080 lines.
[[nodiscard]] double ground_px_per_radian(double globe_radius_px) noexcept;

/// The node that a hovered or clicked cluster means; nothing for anything else.
[[nodiscard]] std::optional<std::uint32_t> cluster_of(const SiteClusters& clusters, const Selection& selection) noexcept;
/// The pose from which a clicked cluster has opened; nothing when it is none.
[[nodiscard]] std::optional<CameraPose> cluster_pose(const SiteClusters& clusters, const Selection& selection, const render::Camera& camera, float pixel_scale);

}  // namespace linchpin::app
