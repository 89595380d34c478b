#pragma once
#include <memory>

#include "app/cli/asset_paths.h"
#include "app/dossier/document.h"
#include "app/state/app_state.h"

namespace linchpin::dossier {

/// The view that a dossier's map shows when no state says another: the subject in the middle, its suppliers and cables about it.
[[nodiscard]] app::AppState map_view(const Dataset& dataset, const report::Subject& subject, const report::Question& question, const scenario::Scenario* events, int width_px, int height_px);

/// Draws it without a window. Needs OpenGL; the sentence says what is missing.
[[nodiscard]] Result<MapPicture> draw_map(const std::shared_ptr<const Dataset>& dataset, const app::AssetPaths& assets, const app::AppState& state, int width_px, int height_px);

}  // namespace linchpin::dossier
