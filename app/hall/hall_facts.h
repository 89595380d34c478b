#pragma once
// What a hall check asks the machine. Apart from the judging, so that tests can put in what they like.
#include <optional>
#include <string>
#include <vector>

#include "data/core/result.h"

namespace linchpin::app {

struct HallScreen {
    std::string name;
    int x = 0, y = 0;                        ///< on the desktop
    int width_px = 0, height_px = 0, refresh_hz = 0;
    bool operator==(const HallScreen&) const = default;
};

struct HallFacts {
    std::vector<HallScreen> screens;
    std::string no_screens;                  ///< why none could be asked for; empty = they could
    Status ffmpeg = Done{};
    std::optional<bool> on_battery;          ///< empty = the system does not say
    std::string drawn_by;                    ///< OpenGL's renderer
    bool software = false;                   ///< it is the processor
};

/// Screens, ffmpeg, power. Starts GLFW when nobody has; needs a current context for the last two fields.
[[nodiscard]] HallFacts gather_hall_facts();

/// How many sockets to other machines (or this one by its network address) the process holds, without those that others opened to it.
[[nodiscard]] int network_sockets();

}  // namespace linchpin::app
