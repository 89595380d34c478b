#include "app/scene/satellite_marks.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "data/orbit/track.h"
#include "render/layers/satellite_place.h"

namespace linchpin::app {
namespace {

/// Kept keyframes: a quarter of an hour of 100,000 satellites, hours of today's.
constexpr std::size_t kKeyframeBytes = std::size_t{32} << 20;

std::unique_ptr<orbit::KeyframeFeed> make_feed(const Dataset& dataset) {
    std::vector<orbit::MeanElements> elements;
    elements.reserve(dataset.satellites.size());
    for (const Satellite& satellite : dataset.satellites) elements.push_back(satellite.elements);
    orbit::KeyframeOptions options;
    options.memory_bytes = kKeyframeBytes;
    return std::make_unique<orbit::KeyframeFeed>(std::make_shared<const orbit::Constellation>(elements), options);
}

double median_epoch(const Dataset& dataset) {
    std::vector<double> epochs;
    for (const Satellite& satellite : dataset.satellites) epochs.push_back(satellite.elements.epoch_unix_s);
    // Without elements the sky starts on the pack's date.
    if (epochs.empty()) return dataset.as_of ? dataset.as_of->days * 86400.0 : 0.0;
    const auto middle = epochs.begin() + static_cast<std::ptrdiff_t>(epochs.size() / 2);
    std::nth_element(epochs.begin(), middle, epochs.end());
    // Whole minutes: a date that can be typed.
    return std::floor(*middle / 60.0) * 60.0;
}

std::uint8_t sixteenths(float radius_px) noexcept { return static_cast<std::uint8_t>(std::clamp(radius_px * 16.0f + 0.5f, 0.0f, 255.0f)); }

}  // namespace

bool computes_in_orbit(std::string_view group) noexcept {
    return group == kOrbitalComputeGroup || group == "starcloud" || group == "kepler-aether";
}

Index find_satellite(const Dataset& dataset, std::string_view norad_text) noexcept {
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(norad_text.data(), norad_text.data() + norad_text.size(), number);
    if (error != std::errc{} || end != norad_text.data() + norad_text.size()) return kNone;
    for (std::size_t i = 0; i < dataset.satellites.size(); ++i)
        if (dataset.satellites[i].elements.norad_cat_id == number) return static_cast<Index>(i);
    return kNone;
}

SatelliteField::SatelliteField(const Dataset& dataset) : epoch_unix_s_{median_epoch(dataset)}, feed_{make_feed(dataset)} {}

bool SatelliteField::frozen_at(double sky_time_unix_s) const noexcept {
    return std::abs(sky_time_unix_s - epoch_unix_s_) > orbit::kStaleDays * 86400.0;
}

void SatelliteField::move_to(double sky_time_unix_s, double rate) {
    const bool frozen = frozen_at(sky_time_unix_s);
    const double time = frozen ? epoch_unix_s_ : sky_time_unix_s;
    if (time == at_unix_s_) return;
    if (rate == 0.0 || frozen || !pair_) {
        pair_ = feed_->at(time);
        at_unix_s_ = time;
        return;
    }
    const orbit::ShownKeyframes shown = feed_->current(time, rate);
    if (!shown) return;
    pair_ = shown.pair;
    at_unix_s_ = shown.drawn_unix_s;
}

const std::vector<glm::vec3>& SatelliteField::positions() const {
    if (positions_at_unix_s_ == at_unix_s_ || !pair_) return positions_;
    positions_at_unix_s_ = at_unix_s_;
    positions_.resize(pair_.from->states.size());
    orbit::interpolate_all(pair_, at_unix_s_, positions_);
    for (glm::vec3& place : positions_)
        if (place != glm::vec3{0.0f}) place = render::globe_place_single(place);
    return positions_;
}

glm::vec3 SatelliteField::position_of(std::size_t i) const {
    if (!pair_) return glm::vec3{0.0f};
    const auto km = orbit::interpolate(pair_, i, at_unix_s_);
    return km ? glm::vec3(render::globe_place(*km)) : glm::vec3{0.0f};
}

std::size_t SatelliteField::failed() const noexcept {
    if (!pair_) return 0;
    std::size_t failed = 0;
    for (std::size_t i = 0; i < pair_.from->error.size(); ++i) failed += pair_.from->error[i] != 0 || pair_.to->error[i] != 0;
    return failed;
}

void SatelliteField::update_styles(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, Index chosen, Index hovered,
                                   const std::vector<std::uint8_t>& strengths) {
    const std::string_view chosen_group = chosen == kNone ? std::string_view{} : std::string_view{dataset.satellites[chosen].group};
    std::vector<render::SatelliteStyle> styles(dataset.satellites.size());
    on_top_.clear();
    for (std::size_t i = 0; i < styles.size(); ++i) {
        if (strengths.empty() ? snapshot.satellite_visible[i] == 0 : strengths[i] == 0) continue;
        const Satellite& satellite = dataset.satellites[i];
        render::SatelliteStyle& style = styles[i];
        style.epoch_days = static_cast<float>((satellite.elements.epoch_unix_s - epoch_unix_s_) / 86400.0);
        const render::Rgba8 colour = colour_of(nations.of(satellite.operator_country));
        if (i == chosen || i == hovered) {
            style.fill = i == chosen ? render::rgb("#ffffff") : colour;
            style.edge = i == chosen ? render::Rgba8{0, 0, 0, 0} : render::rgb("#ffffff");
            style.radius_16th = sixteenths(4.5f);
        } else if (satellite.group == kOrbitalComputeGroup) {
            style.fill = colour;
            style.edge = render::rgb("#ffffff");
            style.radius_16th = sixteenths(3.6f);
        } else if (computes_in_orbit(satellite.group)) {
            style.fill = colour;
            style.edge = render::with_alpha(render::rgb("#ffffff"), 0.7f);
            style.radius_16th = sixteenths(2.4f);
        } else {
            // The chosen one's constellation stands out from the rest.
            const bool sister = !chosen_group.empty() && satellite.group == chosen_group;
            style.fill = render::with_alpha(render::lerp(colour, render::rgb("#ffffff"), 0.50f), sister ? 0.75f : chosen_group.empty() ? 0.38f : 0.22f);
            style.radius_16th = sixteenths(sister ? 1.1f : 0.75f);
            continue;
        }
        on_top_.push_back(static_cast<std::uint32_t>(i));
    }
    for (std::size_t i = 0; i < strengths.size(); ++i) {
        if (strengths[i] == 255) continue;
        styles[i].fill = render::with_alpha(styles[i].fill, static_cast<float>(styles[i].fill.a * strengths[i]) / (255.0f * 255.0f));
        styles[i].edge = render::with_alpha(styles[i].edge, static_cast<float>(styles[i].edge.a * strengths[i]) / (255.0f * 255.0f));
    }
    // Above all others: the one that is hovered, then the one that is chosen.
    const auto rank = [&](std::uint32_t i) { return i == chosen ? 2 : i == hovered ? 1 : 0; };
    std::stable_sort(on_top_.begin(), on_top_.end(), [&](std::uint32_t a, std::uint32_t b) { return rank(a) < rank(b); });
    styles_ = std::make_shared<const std::vector<render::SatelliteStyle>>(std::move(styles));
}

void SatelliteField::fill(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, const Selection& selection,
                          const Selection& hover, render::SatelliteBatch& batch, const std::vector<std::uint8_t>& strengths) {
    const Index chosen = selection.kind == SelectionKind::Satellite ? find_satellite(dataset, selection.id) : kNone;
    const Index hovered = hover.kind == SelectionKind::Satellite ? find_satellite(dataset, hover.id) : kNone;
    if (!styles_ || key_.chosen != chosen || key_.hovered != hovered || key_.visible != snapshot.satellite_visible || key_.strengths != strengths) {
        key_ = {snapshot.satellite_visible, strengths, chosen, hovered};
        update_styles(dataset, nations, snapshot, chosen, hovered, strengths);
        batch.on_top = on_top_;
    }
    batch.styles = styles_;
    batch.pair = pair_;
    batch.unix_s = at_unix_s_;
    batch.reference_unix_s = epoch_unix_s_;
}

}  // namespace linchpin::app
