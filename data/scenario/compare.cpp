#include "data/scenario/compare.h"
