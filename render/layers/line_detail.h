#pragma once
#include "render/scene.h"

namespace linchpin::render {

/// The same polylines with as few vertices as keep within `tolerance_km` of the given ones (Ramer, Douglas and Peucker's rule, in
/// space, so that the bend of the Earth counts too). Ends stay; the kept vertices are unchanged. A tolerance of 0 gives a copy.
[[nodiscard]] LineGeometry simplified(const LineGeometry& geometry, double tolerance_km);

}  // namespace linchpin::render
