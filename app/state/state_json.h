#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"
#include "data/core/result.h"

namespace linchpin::app {

/// Version of the state format written here. Newer files are refused, older ones are brought up to date while reading.
inline constexpr int kStateVersion = 1;

/// Pretty-printed JSON with a fixed key order and numbers that read back to the same bits; equal states give equal bytes.
/// Sky time is kept to the millisecond. Left out: hover, idle_turn (they belong to the moment).
[[nodiscard]] std::string state_to_json(const AppState& state);

struct LoadedState {
    AppState state;
    std::vector<Error> warnings;   ///< unknown keys: kept out, but said
};

/// Reads what `state_to_json` wrote. Missing keys keep their defaults. A wrong type or a value out of range is an error that names
/// line, path, what was expected and what was found.
/// @param file  only for messages
[[nodiscard]] Result<LoadedState> state_from_json(std::string_view text, const std::filesystem::path& file);

[[nodiscard]] Result<LoadedState> load_state(const std::filesystem::path& file);
[[nodiscard]] Status save_state(const std::filesystem::path& file, const AppState& state);

}  // namespace linchpin::app
