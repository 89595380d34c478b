#include "data/report/subject.h"
