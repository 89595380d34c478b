#pragma once
#include <glm/vec3.hpp>

#include "data/route/coast.h"

namespace linchpin::route {

/// What a kilometre of sea costs a cable: 1 on the open sea, more towards the shore, where anchors, trawls and other cables are,
/// and much more in the surf, so that a line keeps to the middle of a strait and off a cape. Narrows that a ship needs a pilot for
/// are the last choice: a cable takes them when there is no other way (Bosporus), not to save a day (Kanmon). Each part falls with
/// the square of the distance, so its slope is zero where it ends and routes bend without corners.
struct OffshoreCost {
    double offshore_km = 60.0;  ///< the open sea begins this far from land
    double offshore_weight = 2.5;
    double surf_km = 8.0;  ///< not above offshore_km
    double surf_weight = 6.0;
    double narrows_km = 1.5;  ///< half the width of such narrows
    double narrows_weight = 25.0;

    [[nodiscard]] double at(double shore_km) const noexcept {
        return 1.0 + part(shore_km, offshore_km, offshore_weight) + part(shore_km, surf_km, surf_weight) +
               part(shore_km, narrows_km, narrows_weight);
    }
    /// Change of at() per kilometre away from the shore; never positive.
    [[nodiscard]] double slope(double shore_km) const noexcept {
        return part_slope(shore_km, offshore_km, offshore_weight) + part_slope(shore_km, surf_km, surf_weight) +
               part_slope(shore_km, narrows_km, narrows_weight);
    }
    [[nodiscard]] double highest() const noexcept { return 1.0 + offshore_weight + surf_weight + narrows_weight; }
    /// Cost of the great circle from a to b, km; sampled as finely as the shore is near.
    [[nodiscard]] double along(const Coast& coast, const glm::dvec3& a, const glm::dvec3& b) const;

private:
    static double part(double shore_km, double width_km, double weight) noexcept {
        if (shore_km >= width_km) return 0.0;
        const double near = 1.0 - shore_km / width_km;
        return weight * near * near;
    }
    static double part_slope(double shore_km, double width_km, double weight) noexcept {
        return shore_km >= width_km ? 0.0 : -2.0 * weight / width_km * (1.0 - shore_km / width_km);
    }
};

}  // namespace linchpin::route
