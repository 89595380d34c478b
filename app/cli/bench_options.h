#pragma once
#include <filesystem>

#include "app/cli/options.h"

namespace linchpin::app {

struct BenchOptions {
    std::filesystem::path workload, flows, json, picture;  ///< flows: empty = the workload's; picture: empty = none
    Size size;
    int frames = 60, samples = 0;
    render::Quality quality = render::Quality::Low;
    bool no_cull = false, no_record = false;
};

}  // namespace linchpin::app
