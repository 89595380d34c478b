#include "data/report/figure_build.h"
