#pragma once
#include "data/core/nearest.h"

namespace linchpin::app {

using linchpin::edit_distance;
using linchpin::nearest_choice;
using linchpin::unknown_word;

}  // namespace linchpin::app
