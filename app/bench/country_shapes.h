#pragma once
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

#include "data/core/result.h"
#include "render/scene.h"

namespace linchpin::app::bench {

inline constexpr std::size_t kAreaClasses = 8;

/// Areas of a GeoJSON file, ready to draw.
struct CountryShapes {
    std::shared_ptr<const render::AreaMesh> areas;
    std::shared_ptr<const render::LineGeometry> borders;  ///< line 0; what two areas share stands once
    std::vector<std::uint8_t> classes;                    ///< per area: its value in [0, 1] in kAreaClasses equal steps
};

/// A FeatureCollection of Polygon and MultiPolygon features, each with a number `value` from 0 to 1 among its properties. Edges are straight
/// in longitude and latitude; polygons may pass the 180 degree meridian and hold a pole.
/// @param file     for messages
/// @param threads  that fill polygons
[[nodiscard]] Result<CountryShapes> read_country_shapes(std::string_view text, const std::filesystem::path& file, unsigned threads);

}  // namespace linchpin::app::bench
