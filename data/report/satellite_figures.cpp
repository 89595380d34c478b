#include "data/report/families.h"

namespace linchpin::report {

std::vector<Figure> satellite_figures(const Ask&) { return {}; }

}  // namespace linchpin::report
