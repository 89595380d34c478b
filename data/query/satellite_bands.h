#pragma once
#include <cstddef>
#include <span>
#include <string_view>

namespace linchpin {

/// One class of a filter list over a number: from <= value < to.
struct Band {
    double from = 0.0, to = 0.0;
    std::string_view id;    ///< "500-600"
    std::string_view name;  ///< on screen
};

/// Mean heights, km. The edges keep together what belongs together: the shells of the low constellations, navigation, the
/// geostationary belt (within 200 km of 35,786 km).
[[nodiscard]] std::span<const Band> height_bands() noexcept;
/// Inclinations, degrees. 96 to 102 is where sun-synchronous orbits lie.
[[nodiscard]] std::span<const Band> inclination_bands() noexcept;
/// Position of a value's band; `bands.size()` when it lies in none.
[[nodiscard]] std::size_t band_of(std::span<const Band> bands, double value) noexcept;

}  // namespace linchpin
