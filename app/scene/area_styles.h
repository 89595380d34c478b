#pragma once
#include <string_view>
#include <vector>

#include "data/basemap/basemap.h"
#include "data/query/snapshot.h"
#include "render/scene.h"

namespace linchpin::app {

/// Colours of the classes of a choropleth, low to high (or one per category).
[[nodiscard]] std::vector<render::Rgba8> choropleth_colours(const ChoroplethLayer& layer, std::string_view palette);
/// Class of a value: number of breaks that it reaches.
[[nodiscard]] std::size_t class_of(const ChoroplethLayer& layer, double value) noexcept;
/// One style per shape of the base map: the class colour, a hatch for "no data", dots for "not available".
/// @param country_of_shape  index into Dataset::countries per shape, kNone where the pack has no such country
[[nodiscard]] std::vector<render::AreaStyle> make_area_styles(const std::vector<Index>& country_of_shape, const ChoroplethLayer& layer,
                                                              std::string_view palette);

inline constexpr render::Rgba8 kHatchColour = render::rgb("#8793a3a0");

}  // namespace linchpin::app
