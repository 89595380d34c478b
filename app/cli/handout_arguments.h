#pragma once
#include "app/cli/argument_texts.h"
#include "app/cli/handout_options.h"

namespace linchpin::app {

void add_handout(CLI::App& to, Texts& texts, HandoutOptions& o);
void add_hall_check(CLI::App& to, Texts& texts, HallCheckOptions& o);

inline constexpr const char* kHandoutFooter =
    "Examples:\n"
    "  linchpin handout assets/stories/who-depends.json --out handout.html\n"
    "  linchpin handout talk.json --out handout.pdf --notes\n"
    "  linchpin handout talk.json --out pictures --size 3840x2160\n"
    "Needs no display. A folder gets one PNG a scene.";
inline constexpr const char* kHallCheckFooter =
    "Examples:\n"
    "  linchpin hall-check talk.json\n"
    "  linchpin hall-check talk.json --size 3840x2160 --min-fps 30 --format json\n"
    "Exit status 0 only when nothing is wrong; notes alone are nothing wrong.";

}  // namespace linchpin::app
