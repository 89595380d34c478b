#pragma once
#include "data/basemap/basemap.h"
#include "data/route/coast.h"

namespace linchpin::route {

/// Outlines of every area of a base map. Lakes are land: cables are routed at sea.
[[nodiscard]] LandRings land_rings(const basemap::Countries& countries);

}  // namespace linchpin::route
