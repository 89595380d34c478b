#pragma once
// Settings as the search finds them: every layer, theme, look and switch by its name, each with what it is now.
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/state/app_state.h"

namespace linchpin::app {

struct Setting {
    std::string id;     ///< "layer/cables", "theme/light", "reduce-motion"
    std::string name;   ///< "Layer: Submarine cables", "Theme: Light"
    std::string words;  ///< further words that find it
};
[[nodiscard]] const std::vector<Setting>& settings();
/// "on", "off", "chosen", ""; what the setting is now.
[[nodiscard]] std::string setting_value(const AppState& state, std::string_view id);
/// Turns a switch, or takes the choice. False for an unknown id.
bool apply_setting(AppState& state, std::string_view id);

}  // namespace linchpin::app
