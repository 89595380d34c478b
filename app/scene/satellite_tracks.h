#pragma once
#include <memory>
#include <utility>
#include <vector>

#include "app/scene/satellite_marks.h"
#include "app/state/app_state.h"
#include "data/pack/dataset.h"
#include "render/scene.h"

namespace linchpin::app {

/// Colour of laser links, which no nation has.
inline constexpr render::Rgba8 kLinkColour = render::rgb("#ff9ad5b0");

/// The lines of the chosen satellite: its orbit as it lies in space now, the ground track of the next orbits, the edge of its
/// footprint, and the laser links of its constellation where the pack knows of them.
struct SatelliteLines {
    std::shared_ptr<const render::LineGeometry> geometry;   ///< null = nothing
    std::vector<render::RibbonStyle> styles;
    bool links = false;                                     ///< some are laser links: schematic
};
/// @param i  into Dataset::satellites
[[nodiscard]] SatelliteLines satellite_lines(const Dataset& dataset, const SatelliteField& field, const std::vector<std::uint8_t>& visible,
                                             const SatelliteView& view, Index i);

/// What the pack tells of a group of satellites; null when it tells nothing.
[[nodiscard]] const SatelliteGroupFacts* facts_of_group(const Dataset& dataset, std::string_view group) noexcept;

/// Pairs of satellites that would be linked: in each plane the next one ahead, and in each neighbouring plane the nearest one. The
/// true links of a constellation are not published, so this is a schema; a link never passes through the Earth or its air.
/// @param members  indices into the keyframes of `field`
[[nodiscard]] std::vector<std::pair<Index, Index>> schematic_links(const SatelliteField& field, const std::vector<Index>& members);

}  // namespace linchpin::app
