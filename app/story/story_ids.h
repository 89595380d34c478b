#pragma once
// The words that stand for a story's enumerators in its file and on screen.
#include <array>

#include "app/state/state_ids.h"
#include "app/story/story.h"
#include "app/timeline/project_ids.h"

namespace linchpin::app {

inline constexpr std::array<EnumName<SceneMove>, 4> kSceneMoveNames{{{SceneMove::Flight, "flight", "Flight"},
                                                                     {SceneMove::Direct, "direct", "Direct"},
                                                                     {SceneMove::Turn, "turn", "Turn of the globe"},
                                                                     {SceneMove::Cut, "cut", "Cut"}}};

}  // namespace linchpin::app
