#pragma once
// What metrics need beside the pack: the bundled map's borders and areas, and tables of the user's own.
#include <optional>
#include <vector>

#include "app/cli/asset_paths.h"
#include "app/cli/log.h"
#include "data/inputs/user_inputs.h"
#include "data/metrics/cable_graph.h"
#include "data/metrics/satellite_cover.h"
#include "data/pack/dataset.h"

namespace linchpin::app {

/// Land borders of the bundled map. Without the map the figures say that they are not known.
[[nodiscard]] std::vector<metrics::LandBorder> borders_of(const Dataset& dataset, const Result<AssetPaths>& assets, const Log& log);
/// Area of the countries, for satellite cover. Without the map one place stands for each.
[[nodiscard]] std::vector<metrics::CoverPoint> cover_points_of(const Dataset& dataset, const Result<AssetPaths>& assets, const Log& log);
/// Tables of the user's own; empty for an empty folder. Nothing is computed beside a table that is refused: the numbers would look whole.
[[nodiscard]] Result<std::optional<inputs::UserInputs>> tables_of(const Dataset& dataset, const std::filesystem::path& folder, const std::string& named_by, const Log& log);

}  // namespace linchpin::app
