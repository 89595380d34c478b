#pragma once
#include "data/orbit/elements.h"

namespace linchpin::app {

/// Size of an orbit from its mean elements, for reading: Kozai mean motion taken as Keplerian, heights above the equatorial radius of
/// WGS72. Within a few kilometres of the osculating values.
struct OrbitShape { double period_min = 0.0, perigee_km = 0.0, apogee_km = 0.0; };
[[nodiscard]] OrbitShape shape_of(const orbit::MeanElements& elements) noexcept;

}  // namespace linchpin::app
