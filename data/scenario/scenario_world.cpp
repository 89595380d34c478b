#include "data/scenario/scenario_world.h"
