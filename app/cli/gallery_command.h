#pragma once
#include <filesystem>

#include "app/cli/log.h"
#include "app/cli/options.h"
#include "data/core/result.h"
#include "data/pack/dataset.h"
#include "data/query/snapshot.h"

namespace linchpin::app {

/// `linchpin image --contact-sheet DIR`. @return the exit status
[[nodiscard]] int run_gallery(const ImageOptions& options, const Log& log);
/// What the globe shows of a state; without a scenario nothing is copied.
[[nodiscard]] Result<Snapshot> image_snapshot(const Dataset& dataset, const AppState& state);
/// Can files be made in this folder, or the folder itself? Asked before long work.
[[nodiscard]] Status check_folder_writable(const std::filesystem::path& folder);

}  // namespace linchpin::app
