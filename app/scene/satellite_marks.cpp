#include "app/scene/satellite_marks.h"

#include <algorithm>
#include <cmath>

#include "app/scene/line_builder.h"
#include "data/orbit/frames.h"
#include "data/orbit/track.h"

namespace linchpin::app {
namespace {

orbit::Constellation make_constellation(const Dataset& dataset) {
    std::vector<orbit::MeanElements> elements;
    elements.reserve(dataset.satellites.size());
    for (const Satellite& satellite : dataset.satellites) elements.push_back(satellite.elements);
    return orbit::Constellation(elements);
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

}  // namespace

SatelliteField::SatelliteField(const Dataset& dataset)
    : constellation_{make_constellation(dataset)}, epoch_unix_s_{median_epoch(dataset)}, teme_km_(dataset.satellites.size()),
      errors_(dataset.satellites.size()), positions_(dataset.satellites.size()) {}

bool SatelliteField::frozen_at(double sky_time_unix_s) const noexcept {
    return std::abs(sky_time_unix_s - epoch_unix_s_) > orbit::kStaleDays * 86400.0;
}

void SatelliteField::move_to(double sky_time_unix_s) {
    const double time = frozen_at(sky_time_unix_s) ? epoch_unix_s_ : sky_time_unix_s;
    if (time == at_unix_s_) return;
    at_unix_s_ = time;
    constellation_.propagate(time, teme_km_, {}, errors_, 2);
    const double gmst = orbit::gmst_rad(time);
    failed_ = 0;
    for (std::size_t i = 0; i < positions_.size(); ++i) {
        failed_ += errors_[i] != 0;
        positions_[i] = errors_[i] != 0 ? glm::vec3{0.0f} : glm::vec3(orbit::teme_to_ecef_at(teme_km_[i], gmst) / geo::kEarthRadiusKm);
    }
}

void SatelliteField::add_marks(const Dataset& dataset, const NationGroups& nations, const Snapshot& snapshot, const Selection& selection,
                               std::vector<render::PointMark>& out) const {
    std::vector<render::PointMark> on_top;
    for (std::size_t i = 0; i < positions_.size(); ++i) {
        if (!snapshot.satellite_visible[i] || errors_[i] != 0) continue;
        const Satellite& satellite = dataset.satellites[i];
        render::PointMark mark;
        mark.position = positions_[i];
        mark.id = static_cast<std::uint32_t>(i);
        const render::Rgba8 colour = colour_of(nations.of(satellite.operator_country));
        const bool chosen = selection.kind == SelectionKind::Satellite && selection.id == std::to_string(satellite.elements.norad_cat_id);
        if (chosen) {
            mark.radius_px = 4.5f;
            mark.fill = render::rgb("#ffffff");
            on_top.push_back(mark);
        } else if (satellite.group == kOrbitalComputeGroup) {
            mark.radius_px = 3.6f;
            mark.fill = colour;
            mark.edge = render::rgb("#ffffff");
            on_top.push_back(mark);
        } else {
            mark.radius_px = 0.75f;
            mark.fill = render::with_alpha(render::lerp(colour, render::rgb("#ffffff"), 0.50f), 0.38f);
            out.push_back(mark);
        }
    }
    out.insert(out.end(), on_top.begin(), on_top.end());
}

std::shared_ptr<const render::LineGeometry> SatelliteField::orbit_of(const Dataset& dataset, std::size_t i) const {
    LineBuilder lines;
    const auto satellite = orbit::Sgp4::init(dataset.satellites[i].elements);
    if (!satellite) return lines.take();
    const auto points = orbit::orbit_line_ecef(*satellite, at_unix_s_);
    lines.begin(0);
    for (std::size_t k = 0; k < points.size(); ++k)
        lines.add(points[k] / geo::kEarthRadiusKm, static_cast<double>(k) / static_cast<double>(points.size()));
    lines.end();
    return lines.take();
}

}  // namespace linchpin::app
