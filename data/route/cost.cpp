#include "data/route/cost.h"

#include <algorithm>
#include <cmath>

namespace linchpin::route {

double OffshoreCost::along(const Coast& coast, const glm::dvec3& a, const glm::dvec3& b) const {
    const double length_km = geo::angle_rad(a, b) * geo::kEarthRadiusKm;
    double cost = 0.0;
    double at_km = 0.0;
    while (at_km < length_km) {
        const double shore_km = coast.nearest_shore(geo::slerp(a, b, length_km > 0.0 ? at_km / length_km : 0.0)).distance_km;
        // Beyond the strip that costs more, the shore cannot come nearer than a step takes it.
        const double step_km =
            std::min(length_km - at_km, std::max(std::max(1.0, 0.25 * std::min(shore_km, offshore_km)), shore_km - offshore_km));
        const double middle = (at_km + 0.5 * step_km) / length_km;
        cost +=
            step_km * at(shore_km >= offshore_km + step_km ? shore_km : coast.nearest_shore(geo::slerp(a, b, middle)).distance_km);
        at_km += step_km;
    }
    return cost;
}

}  // namespace linchpin::route
