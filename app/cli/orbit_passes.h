#pragma once
#include <span>

#include "app/cli/log.h"
#include "app/cli/orbit_options.h"
#include "data/orbit/elements.h"

namespace linchpin::app {

/// Writes the passes of every satellite over the observer, satellites in their order, passes in order of time.
/// @return false when an element set could not be used; it is named in the log.
[[nodiscard]] bool write_passes(const PassSearch& search, bool json, std::span<const orbit::MeanElements> elements, const Log& log);

}  // namespace linchpin::app
