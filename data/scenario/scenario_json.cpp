#include "data/scenario/scenario_json.h"
