#pragma once
// Circles around chokepoints: the selected one, and those that a scenario closes.
#include <memory>
#include <vector>

#include "app/state/app_state.h"
#include "data/pack/dataset.h"
#include "render/scene.h"

namespace linchpin::app {

struct ChokepointMark {
    Index chokepoint = kNone;
    bool closed = false;       ///< by an event of the scenario that is on at the date
    double probability = 1.0;  ///< of closing, [0, 1]
    bool operator==(const ChokepointMark&) const = default;
};
/// In the order of the table, each once: closed wins over selected, the likelier of two closings counts.
[[nodiscard]] std::vector<ChokepointMark> chokepoint_marks(const Dataset& dataset, const AppState& state);
/// One circle a mark, on the ground, of the chokepoint's radius.
[[nodiscard]] std::shared_ptr<const render::LineGeometry> chokepoint_circles(const Dataset& dataset, const std::vector<ChokepointMark>& marks);
[[nodiscard]] std::vector<render::RibbonStyle> chokepoint_styles(const std::vector<ChokepointMark>& marks);
/// "Bab el-Mandeb: closed (scenario)".
void add_chokepoint_labels(const Dataset& dataset, const std::vector<ChokepointMark>& marks, std::vector<render::SceneLabel>& out);
/// The names of the straits, for who looks at them from near; those that `marked` names already are left out.
/// @param globe_radius_px  of the outline, at scale 1
void add_chokepoint_names(const Dataset& dataset, const std::vector<ChokepointMark>& marked, double globe_radius_px, std::vector<render::SceneLabel>& out);

}  // namespace linchpin::app
