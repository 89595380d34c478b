#pragma once
// The little that the workload's JSON files need: members that may be missing, places, sentences.
#include <filesystem>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "data/core/result.h"
#include "data/geo/sphere.h"

namespace linchpin::app::bench {

/// Errors: file:line:column and what the reader stumbled over.
[[nodiscard]] Result<nlohmann::json> parse_json(std::string_view text, const std::filesystem::path& file);
/// A member of an object; null when there is none, or no object.
[[nodiscard]] const nlohmann::json* member(const nlohmann::json& object, const char* key);
/// A value for a sentence, shortened.
[[nodiscard]] std::string shown(const nlohmann::json& value);
/// Reads [[lon, lat], ...]. Longitudes may leave -180 to 180 (up to four turns), latitudes may not leave -90 to 90.
/// @return  what is wrong, starting with `place`
[[nodiscard]] std::optional<Error> read_places(const nlohmann::json& list, const std::string& place, std::vector<geo::LatLon>& out);

}  // namespace linchpin::app::bench
