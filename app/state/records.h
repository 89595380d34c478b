#pragma once
// Selections and the records they name.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

[[nodiscard]] Index find_site(const Dataset& dataset, std::string_view id);
[[nodiscard]] Index find_cable(const Dataset& dataset, std::string_view id);
[[nodiscard]] Index find_landing(const Dataset& dataset, std::string_view id);
[[nodiscard]] Index find_chokepoint(const Dataset& dataset, std::string_view id);
[[nodiscard]] Index find_country(const Dataset& dataset, std::string_view iso3);

/// True if the record is in the pack; None always is.
[[nodiscard]] bool selection_exists(const Dataset& dataset, const Selection& selection);
/// Every id that could be selected of that kind, for "did you mean"; empty for arcs.
[[nodiscard]] std::vector<std::string> selectable_ids(const Dataset& dataset, SelectionKind kind);
/// "Frankfurt (AWS eu-central-1)", "STARLINK-1007", "China to United States"; the id where there is no name.
[[nodiscard]] std::string selection_name(const Dataset& dataset, const Selection& selection);

/// A pose from which the record fills the view well; north up, from straight above. Nothing when its place is not known.
/// @param satellite_ground  ground point under the satellite, when one is selected
[[nodiscard]] std::optional<CameraPose> pose_for(const Dataset& dataset, const Selection& selection,
                                                 std::optional<geo::LatLon> satellite_ground = std::nullopt);

}  // namespace linchpin::app
