#pragma once
#include <span>
#include <vector>

#include "app/scene/base_maps.h"
#include "app/scene/satellite_marks.h"
#include "app/state/app_state.h"
#include "data/pack/dataset.h"
#include "render/overlay/labels.h"
#include "render/scene.h"
#include "render/view/camera.h"

namespace linchpin::app {

/// Ids of labels: the class in the upper bits, so that a city never shares one with a country.
enum class LabelClass : std::uint64_t { Country = 1, City, Sea, Site, Satellite, Selection, Chokepoint, Cable };
[[nodiscard]] constexpr std::uint64_t label_id(LabelClass cls, std::uint64_t number) noexcept {
    return static_cast<std::uint64_t>(cls) << 48 | number;
}

/// Names that stand on the globe whatever is selected: countries (by size), cities (by population), oceans.
[[nodiscard]] std::vector<render::SceneLabel> make_base_labels(const Dataset& dataset, const BaseMaps& maps);
/// What competes for room in a picture: the labels that face the viewer and lie in it, not measured yet. Texts point into `labels`.
/// @param scale  picture pixels a pixel of the 1080-line design
void collect_label_candidates(std::span<const render::SceneLabel> labels, const render::Camera& camera, float scale, std::vector<render::LabelCandidate>& out);
/// The name of what is selected, above everything else.
void add_selection_label(const Dataset& dataset, const Selection& selection, const SatelliteField& satellites, std::vector<render::SceneLabel>& out);

}  // namespace linchpin::app
