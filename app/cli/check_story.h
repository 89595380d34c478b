#pragma once
#include <filesystem>

#include "app/cli/log.h"

namespace linchpin::app {

/// `linchpin check` of a story: its writing, its scenes, and every name in it against the bundled pack. Prints every finding.
/// @return  the exit status
[[nodiscard]] int check_story_file(const std::filesystem::path& file, const Log& log);

}  // namespace linchpin::app
