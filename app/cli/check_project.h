#pragma once
#include <filesystem>
#include <string_view>

#include "app/cli/log.h"

namespace linchpin::app {

/// A project names its schema, or has a length where a state has none.
[[nodiscard]] bool looks_like_project(std::string_view text);

/// `linchpin check` of a project: its writing, its tracks, and the names in its captions against the bundled pack. Prints every finding.
/// @return  the exit status
[[nodiscard]] int check_project(const std::filesystem::path& file, const Log& log);

}  // namespace linchpin::app
