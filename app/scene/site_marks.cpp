#include "app/scene/site_marks.h"

#include <algorithm>
#include <cmath>

#include "app/scene/country_focus.h"
#include "app/scene/globe_labels.h"
#include "data/core/format.h"

namespace linchpin::app {
namespace {

using render::PointMark;
using render::PointShape;

constexpr double kPixelsPerRootMw = 0.26;   // whole globe: 100 MW has a radius of 2.6 px, 1 GW of 8.2 px
constexpr double kMinRadiusPx = 1.3;
constexpr float kLostRadiusPx = 3.6f;
constexpr float kClusterDiamondPx = 4.4f;   // of a cluster none of whose powers is known
constexpr float kFirstSiteLabelPx = 4500.0f;  ///< size of the globe from which the first sites are named
constexpr float kCountInsidePx = 8.5f;      // a number stands inside a disc from this radius on
constexpr render::Rgba8 kNeutral = render::rgb("#c9d3de");

/// Shares in 255ths of the largest: what a mark can hold.
std::array<std::uint8_t, render::kColourGroups> shares_of(const SiteSum::ByGroup& by) noexcept {
    static_assert(std::size(kNationColours) == render::kColourGroups);
    std::array<std::uint8_t, render::kColourGroups> shares{};
    const double most = *std::max_element(by.begin(), by.end());
    if (most <= 0.0) return shares;
    for (std::size_t g = 0; g < shares.size(); ++g) shares[g] = static_cast<std::uint8_t>(std::lround(255.0 * std::max(by[g], 0.0) / most));
    return shares;
}

NationGroup only_group(const SiteSum::ByGroup& by) noexcept {
    NationGroup found = NationGroup::Unknown;
    for (std::size_t g = 0; g < by.size(); ++g) {
        if (by[g] <= 1e-9) continue;
        if (found != NationGroup::Unknown) return NationGroup::Mixed;
        found = static_cast<NationGroup>(g);
    }
    return found;
}

class MarkMaker {
public:
    MarkMaker(const Dataset& dataset, const AppState& state, double globe_radius_px, const SiteClusters* clusters, std::vector<PointMark>& out)
        : dataset_{dataset}, state_{state}, globe_radius_px_{globe_radius_px}, focus_{state.selection.kind == SelectionKind::Site}, clusters_{clusters},
          country_{focus_country(dataset, state.selection)}, out_{out} {}

    void add(const SiteClusters::Shown& shown) {
        const Site* const site = shown.node < dataset_.sites.size() ? &dataset_.sites[shown.node] : nullptr;
        const bool chosen = site != nullptr && focus_ && state_.selection.id == site->id;
        const bool hovered = site != nullptr && state_.hover.kind == SelectionKind::Site && state_.hover.id == site->id;
        mark_ = {};
        mark_.position = glm::vec3(shown.place);
        mark_.id = shown.node;
        strength_ = static_cast<float>(shown.presence) * ((focus_ && !chosen) || (country_ != kNone && !in_country(shown.node)) ? 0.30f : 1.0f);
        lifted_ = chosen || hovered;
        if (shown.halo) add_halo(shown, site);
        float outer = 0.0f;
        const bool closed = site != nullptr && site->status == SiteStatus::Closed;
        const double current = shown.sum.current(), planned = shown.sum.planned();
        if (planned > 1e-9) outer = std::max(outer, add_planned(shown.sum.planned_mw, planned));
        if (current > 1e-9) outer = std::max(outer, add_current(shown.sum.current_mw, current));
        if (closed) outer = std::max(outer, add_closed(*site, shown));
        else if (current <= 1e-9 && (site != nullptr ? !(site->power_mw && site->status != SiteStatus::Operational) : planned <= 1e-9))
            outer = std::max(outer, add_diamond(shown, site));
        else if (site == nullptr && shown.unknown > 0 && outer < kClusterDiamondPx)
            outer = std::max(outer, add_silent(shown));  // a small area does not mean few or small data centres
        if (state_.sovereignty_lens) add_lens(shown, std::max(outer, 2.0f));
    }

private:
    [[nodiscard]] float radius(double mw) const { return static_cast<float>(site_radius_px(mw, globe_radius_px_)) + (lifted_ ? 1.5f : 0.0f); }
    /// A cluster belongs to the country when any of its sites does.
    [[nodiscard]] bool in_country(std::uint32_t node) const {
        if (node < dataset_.sites.size()) return dataset_.sites[node].country == country_;
        if (clusters_ == nullptr) return false;
        return clusters_->has_member_in(node, country_);
    }
    [[nodiscard]] bool lens() const { return state_.sovereignty_lens; }

    float add_planned(const SiteSum::ByGroup& by, double mw) {
        PointMark ring = mark_;
        ring.radius_px = radius(mw);
        ring.shape = PointShape::Pie;
        ring.shares = shares_of(by);
        ring.fill = render::with_alpha(kNeutral, (lens() ? 0.03f : 0.07f) * strength_);
        out_.push_back(ring);
        ring.shape = PointShape::ShareRing;
        ring.band_px = std::clamp(0.12f * ring.radius_px, 1.3f, 2.6f);
        ring.fill = render::with_alpha(kNeutral, (lens() ? 0.35f : 0.85f) * strength_);
        if (lens()) ring.shape = PointShape::Ring, ring.edge = ring.fill, ring.fill.a = 0;
        if (lifted_) ring.shape = PointShape::Ring, ring.edge = render::with_alpha(render::rgb("#ffffff"), 0.95f * strength_), ring.fill.a = 0;
        out_.push_back(ring);
        return ring.radius_px;
    }

    float add_current(const SiteSum::ByGroup& by, double mw) {
        PointMark disc = mark_;
        disc.radius_px = radius(mw);
        disc.shape = lens() ? PointShape::Disc : PointShape::Pie;
        disc.shares = shares_of(by);
        disc.fill = render::with_alpha(kNeutral, (lens() ? 0.42f : 0.66f) * strength_);
        disc.edge = render::with_alpha(lifted_ ? render::rgb("#ffffff") : kNeutral, (lens() ? 0.6f : 0.95f) * strength_);
        out_.push_back(disc);
        return disc.radius_px;
    }

    float add_diamond(const SiteClusters::Shown& shown, const Site* site) {
        PointMark diamond = mark_;
        const render::Rgba8 colour = lens() ? kNeutral : colour_of(only_group(shown.sum.rings[0]));
        const bool operating = site == nullptr || site->status == SiteStatus::Operational;
        diamond.shape = PointShape::Diamond;
        diamond.radius_px = (site == nullptr ? kClusterDiamondPx : kUnknownPowerRadiusPx) + (lifted_ ? 1.5f : 0.0f);
        diamond.fill = render::with_alpha(colour, (operating ? 0.66f : 0.07f) * strength_);
        diamond.edge = render::with_alpha(lifted_ ? render::rgb("#ffffff") : operating ? render::lerp(colour, render::rgb("#ffffff"), 0.35f) : colour,
                                          (operating ? 0.95f : 0.85f) * strength_);
        out_.push_back(diamond);
        return diamond.radius_px;
    }

    /// Around a cluster's small disc: members whose power is not known.
    float add_silent(const SiteClusters::Shown& shown) {
        PointMark diamond = mark_;
        const render::Rgba8 colour = lens() ? kNeutral : colour_of(only_group(shown.sum.rings[0]));
        diamond.shape = PointShape::Diamond;
        diamond.radius_px = kClusterDiamondPx + 1.2f;
        diamond.fill = render::with_alpha(colour, 0.12f * strength_);
        diamond.edge = render::with_alpha(colour, 0.75f * strength_);
        out_.push_back(diamond);
        return diamond.radius_px;
    }

    float add_closed(const Site& site, const SiteClusters::Shown& shown) {
        PointMark ring = mark_;
        const render::Rgba8 colour = lifted_ ? render::rgb("#ffffff") : colour_of(only_group(shown.sum.rings[0]));
        ring.shape = site.power_mw ? PointShape::Ring : PointShape::Diamond;
        ring.radius_px = site.power_mw ? radius(*site.power_mw) : kUnknownPowerRadiusPx;
        ring.fill = render::with_alpha(colour, 0.07f * strength_);
        ring.edge = render::with_alpha(colour, 0.35f * strength_);
        out_.push_back(ring);
        return ring.radius_px;
    }

    void add_lens(const SiteClusters::Shown& shown, float outer) {
        for (std::size_t ring = 0; ring < kLensRings; ++ring) {
            PointMark band = mark_;
            band.shape = PointShape::ShareRing;
            band.radius_px = outer + kLensStepPx * static_cast<float>(ring + 1);
            band.band_px = kLensBandPx;
            band.shares = shares_of(shown.sum.rings[ring]);
            band.fill = render::with_alpha(kNeutral, 0.95f * strength_);
            out_.push_back(band);
        }
    }

    void add_halo(const SiteClusters::Shown& shown, const Site* site) {
        const bool country = site != nullptr && site->precision == CoordPrecision::Country;
        const double px = (country ? kCountryHaloKm : kCityHaloKm) / geo::kEarthRadiusKm * ground_px_per_radian(globe_radius_px_);
        // It comes and goes with its size: below a few pixels it says nothing, above many it would be a fog.
        const double seen = std::clamp((px - 9.0) / 8.0, 0.0, 1.0) * std::clamp((420.0 - px) / 160.0, 0.0, 1.0);
        if (seen <= 0.0 || same_halo(shown.halo_place, px)) return;
        // A wide ring is as faint as it is wide: it is the least of what a picture has to say.
        const double strength = 0.20 * seen * std::clamp(24.0 / px, 0.25, 1.0);
        PointMark halo = mark_;
        halo.position = glm::vec3(shown.halo_place);
        halo.shape = PointShape::Halo;
        halo.radius_px = static_cast<float>(px);
        halo.fill = render::with_alpha(kHaloColour, static_cast<float>(strength) * strength_);
        halo.id = kNone;
        out_.push_back(halo);
    }

    /// Sites of one town share a ring: rings that lie on one another would add up to a fog.
    [[nodiscard]] bool same_halo(const glm::dvec3& place, double px) const {
        const auto near = static_cast<float>(0.5 * px / ground_px_per_radian(globe_radius_px_));
        return std::any_of(out_.begin(), out_.end(), [&](const PointMark& mark) {
            return mark.shape == PointShape::Halo && std::abs(mark.radius_px - static_cast<float>(px)) < 1.0f && glm::distance(mark.position, glm::vec3(place)) < near;
        });
    }

    const Dataset& dataset_;
    const AppState& state_;
    double globe_radius_px_;
    bool focus_;
    const SiteClusters* clusters_;
    Index country_;
    std::vector<PointMark>& out_;
    PointMark mark_;
    float strength_ = 1.0f;
    bool lifted_ = false;
};

void add_lost(const Dataset& dataset, const Snapshot& snapshot, const std::vector<std::uint8_t>& strengths, std::vector<PointMark>& out) {
    for (std::size_t i = 0; i < std::max(snapshot.site_lost.size(), strengths.size()); ++i) {
        const float strength = strengths.empty() ? (snapshot.site_lost[i] != 0 ? 1.0f : 0.0f) : static_cast<float>(strengths[i]) / 255.0f;
        if (strength <= 0.0f) continue;
        PointMark cross;
        cross.position = glm::vec3(geo::to_unit(dataset.sites[i].place));
        cross.radius_px = kLostRadiusPx;
        cross.edge = render::with_alpha(kLostColour, 0.9f * strength);
        cross.shape = PointShape::Cross;
        cross.id = static_cast<std::uint32_t>(i);
        out.push_back(cross);
    }
}

/// The chosen site when it is inside a cluster: one sees where it is.
void add_hidden_choice(const Dataset& dataset, const std::vector<SiteClusters::Shown>& shown, const AppState& state, std::vector<PointMark>& out) {
    if (state.selection.kind != SelectionKind::Site) return;
    for (std::size_t i = 0; i < dataset.sites.size(); ++i) {
        if (dataset.sites[i].id != state.selection.id) continue;
        if (std::any_of(shown.begin(), shown.end(), [&](const SiteClusters::Shown& s) { return s.node == i; })) return;
        PointMark mark;
        mark.position = glm::vec3(geo::to_unit(dataset.sites[i].place));
        mark.radius_px = 5.0f;
        mark.shape = PointShape::Ring;
        mark.edge = render::rgb("#ffffff");
        mark.id = static_cast<std::uint32_t>(i);
        out.push_back(mark);
    }
}

}  // namespace

double site_radius_px(double power_mw, double globe_radius_px) noexcept {
    const double closer = std::clamp(std::sqrt(globe_radius_px / 450.0), 0.7, 2.6);
    return std::max(kPixelsPerRootMw * closer * std::sqrt(std::max(power_mw, 0.0)), kMinRadiusPx);
}

bool has_current_power(const Site& site) noexcept {
    return site.power_mw && (site.power_basis == PowerBasis::It || site.power_basis == PowerBasis::Facility);
}

std::vector<PointMark> make_site_marks(const Dataset& dataset, const Snapshot& snapshot, const std::vector<SiteClusters::Shown>& shown,
                                       const AppState& state, double globe_radius_px, const std::vector<std::uint8_t>& lost_strengths, const SiteClusters* clusters) {
    std::vector<PointMark> marks;
    MarkMaker maker(dataset, state, globe_radius_px, clusters, marks);
    for (const SiteClusters::Shown& one : shown) maker.add(one);
    std::stable_sort(marks.begin(), marks.end(), [](const PointMark& a, const PointMark& b) {
        const bool soft_a = a.shape == PointShape::Halo, soft_b = b.shape == PointShape::Halo;
        return soft_a != soft_b ? soft_a : a.radius_px > b.radius_px;
    });
    add_lost(dataset, snapshot, lost_strengths, marks);
    add_hidden_choice(dataset, shown, state, marks);
    return marks;
}

void add_site_labels(const Dataset& dataset, const std::vector<SiteClusters::Shown>& shown, double globe_radius_px, std::vector<render::SceneLabel>& out) {
    for (const SiteClusters::Shown& one : shown) {
        if (one.presence < 0.5) continue;
        const double current = one.sum.current(), planned = one.sum.planned();
        const auto disc = static_cast<float>(current > 0.0 ? site_radius_px(current, globe_radius_px) : 0.0);
        const float outer = std::max({disc, static_cast<float>(planned > 0.0 ? site_radius_px(planned, globe_radius_px) : 0.0), kUnknownPowerRadiusPx});
        render::SceneLabel label;
        label.position = glm::vec3(one.place);
        label.gap_px = 2.0f + outer;
        label.id = label_id(LabelClass::Site, one.node);
        if (one.sites > 1) {
            label.text = format_count(std::int64_t{one.sites});
            label.kind = outer >= kCountInsidePx ? render::LabelKind::Count : render::LabelKind::Thing;
            label.priority = static_cast<float>(std::min(0.42 + 0.05 * std::log2(static_cast<double>(one.sites)), 0.93));
        } else {
            if (globe_radius_px < static_cast<double>(kFirstSiteLabelPx) * 0.9 || one.node >= dataset.sites.size()) continue;
            const Site& site = dataset.sites[one.node];
            const double power_mw = site.power_mw.value_or(0.0);
            label.text = site.name;
            label.kind = render::LabelKind::Thing;
            label.priority = static_cast<float>(0.05 + 0.006 * std::log2(1.0 + power_mw));
            label.min_globe_radius_px = power_mw >= 500.0 ? kFirstSiteLabelPx : power_mw >= 50.0 ? 9000.0f : 22000.0f;
        }
        out.push_back(std::move(label));
    }
}

}  // namespace linchpin::app
