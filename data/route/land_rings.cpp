#include "data/route/land_rings.h"

namespace linchpin::route {

LandRings land_rings(const basemap::Countries& countries) {
    LandRings land;
    land.points = countries.ring_points;
    for (const basemap::Shape& shape : countries.shapes) {
        for (const basemap::Shape::Polygon& polygon : shape.polygons)
            land.rings.insert(land.rings.end(), polygon.rings.begin(), polygon.rings.end());
    }
    return land;
}

}  // namespace linchpin::route
