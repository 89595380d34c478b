#pragma once
// Project files: UTF-8 JSON, docs/schema/project.schema.json.
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/timeline/project.h"
#include "data/core/result.h"

namespace linchpin::app {

inline constexpr int kProjectVersion = 1;

/// Fixed key order, numbers that read back to the same bits: equal projects give equal bytes.
[[nodiscard]] std::string project_to_json(const Project& project);

struct LoadedProject {
    Project project;
    std::vector<Error> warnings;  ///< unknown keys: left out, but said
};
/// @param file  only for messages
[[nodiscard]] Result<LoadedProject> project_from_json(std::string_view text, const std::filesystem::path& file);
[[nodiscard]] Result<LoadedProject> load_project(const std::filesystem::path& file);
[[nodiscard]] Status save_project(const std::filesystem::path& file, const Project& project);

}  // namespace linchpin::app
