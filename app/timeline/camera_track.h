#pragma once
#include <optional>
#include <span>

#include "app/timeline/project.h"

namespace linchpin::app {

/// Where the camera is. Before the first key and after the last one it stands there.
/// @param keys  in order of time
/// @return  nothing without keys
[[nodiscard]] std::optional<CameraPose> camera_at(std::span<const CameraKey> keys, double time_s);

}  // namespace linchpin::app
