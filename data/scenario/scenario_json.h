#pragma once
// Scenario files: UTF-8 JSON, "$schema", "version", stable key order (docs/schema/scenario.schema.json).
#include <filesystem>
#include <string>
#include <string_view>

#include "data/core/result.h"
#include "data/scenario/event.h"

namespace linchpin::scenario {

[[nodiscard]] std::string to_json(const Scenario& scenario);
/// @param file  only for messages. Errors name line and column, or the event and field.
[[nodiscard]] Result<Scenario> from_json(std::string_view text, const std::filesystem::path& file = {});
[[nodiscard]] Result<Scenario> read_scenario(const std::filesystem::path& file);

}  // namespace linchpin::scenario
