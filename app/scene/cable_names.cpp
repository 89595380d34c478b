#include "app/scene/cable_names.h"

#include <algorithm>
#include <cmath>

#include "app/scene/globe_labels.h"

namespace linchpin::app {
namespace {

constexpr float kFirst_km = 180.0f, kStep_km = 700.0f;  ///< off the landing, where many cables meet; then so far apart
constexpr double kFadesIn = 0.92;                       ///< of that, as all labels do
constexpr float kFromGlobe_px = 2600.0f;                ///< about a sea in the picture

}  // namespace

CableNames::CableNames(const Dataset& dataset, const render::LineGeometry& geometry) {
    for (const render::LineGeometry::Range& range : geometry.polylines) {
        const render::LineVertex& first = geometry.vertices[range.begin];
        if (first.line >= dataset.cables.size()) continue;
        const float length_km = geometry.vertices[range.end - 1].along_km;
        // Where many share a way their names must not all ask for the same place: each begins a little later than the last.
        float due_km = kFirst_km + static_cast<float>(first.line % 7) * (kStep_km / 7.0f);
        // A short one has its name in the middle.
        if (length_km < 2.0f * kFirst_km) due_km = 0.5f * length_km;
        for (std::uint32_t i = range.begin; i < range.end; ++i) {
            const render::LineVertex& v = geometry.vertices[i];
            if (v.along_km < due_km) continue;
            if (v.along_km > length_km - 0.5f * kFirst_km && length_km >= 2.0f * kFirst_km) break;
            // Long systems first; the number only decides between equals.
            const float priority = 0.06f + 0.05f * std::min(1.0f, length_km / 15000.0f) - 1e-5f * static_cast<float>(first.line);
            places_.push_back({first.line, v.position, priority});
            due_km = v.along_km + kStep_km;
        }
    }
}

void CableNames::add(const Dataset& dataset, const Snapshot& snapshot, double globe_radius_px, std::vector<render::SceneLabel>& out) const {
    if (globe_radius_px < kFadesIn * kFromGlobe_px) return;  // thousands of labels that nobody would see
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const Place& place = places_[i];
        if (!snapshot.cable_visible[place.cable]) continue;
        render::SceneLabel label;
        label.position = place.position;
        label.text = dataset.cables[place.cable].name;
        label.kind = render::LabelKind::Line;
        label.priority = place.priority;
        label.min_globe_radius_px = kFromGlobe_px;
        label.gap_px = 4.0f;
        label.id = label_id(LabelClass::Cable, i);
        out.push_back(std::move(label));
    }
}

}  // namespace linchpin::app
