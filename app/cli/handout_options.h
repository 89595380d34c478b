#pragma once
#include <filesystem>

#include "app/state/app_state.h"

namespace linchpin::app {

struct HandoutOptions {
    std::filesystem::path story, out, pack;  ///< pack: empty = the bundled one
    int width_px = 1920, height_px = 1080;   ///< of a page's picture
    int supersample = 1;
    bool notes = false;
};

struct HallCheckOptions {
    std::filesystem::path story, pack;
    int width_px = 1920, height_px = 1080;   ///< of the audience's screen, where none can be asked
    double wished_fps = 20.0;
    bool json = false;
};

}  // namespace linchpin::app
