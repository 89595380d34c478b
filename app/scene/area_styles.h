#pragma once
#include <string_view>
#include <vector>

#include "data/basemap/basemap.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// Classes of the first number, and of the second one (1 without it).
struct ClassGrid {
    std::size_t columns = 1, rows = 1;
    [[nodiscard]] std::size_t size() const noexcept { return columns * rows; }
};
[[nodiscard]] ClassGrid class_grid(const ChoroplethLayer& layer) noexcept;

/// Colours of the classes of a choropleth, low to high (or one per category); of two numbers: row by row, the second number's lowest first.
[[nodiscard]] std::vector<render::Rgba8> choropleth_colours(const ChoroplethLayer& layer, std::string_view palette);
/// What tells the same classes apart without colour: lines, denser for more. Two numbers have two directions; changes one for falls
/// and the other for rises; categories differ in both.
[[nodiscard]] std::vector<render::AreaPattern> choropleth_patterns(const ChoroplethLayer& layer);
/// Class of a value of the first number: number of breaks that it reaches.
[[nodiscard]] std::size_t class_of(const ChoroplethLayer& layer, double value) noexcept;
/// Class of a country that has a value, into the colours and patterns.
[[nodiscard]] std::size_t class_of_country(const ChoroplethLayer& layer, Index country) noexcept;
/// One style per shape of the base map: the class colour, a hatch for "no data", dots for "not available".
/// @param country_of_shape  index into Dataset::countries per shape, kNone where the pack has no such country
/// @param patterns  classes also by lines
[[nodiscard]] std::vector<render::AreaStyle> make_area_styles(const std::vector<Index>& country_of_shape, const ChoroplethLayer& layer,
                                                              std::string_view palette, bool patterns = false);

inline constexpr render::Rgba8 kHatchColour = render::rgb("#8793a3a0");

}  // namespace linchpin::app
