#include "data/report/evaluate.h"
