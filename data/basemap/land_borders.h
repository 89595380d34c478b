#pragma once
// Which countries touch on land, from the lines that their shapes share.
#include <filesystem>
#include <utility>
#include <vector>

#include "data/basemap/basemap.h"
#include "data/basemap/topology.h"

namespace linchpin::basemap {

/// Two countries with a border on land; the lower code first.
using CountryPair = std::pair<CountryCode, CountryCode>;

/// Every pair of countries whose shapes share a line with a length, disputed ones too, each once, in order of codes. Areas without
/// a code of their own (Somaliland, Northern Cyprus, ...) join nobody; a border through a lake or a river counts, a bridge or
/// tunnel over the sea does not.
[[nodiscard]] std::vector<CountryPair> land_borders(const Topology& topology);
/// The same from a prepared map file.
/// @param base_folder  assets/base
[[nodiscard]] Result<std::vector<CountryPair>> load_land_borders(const std::filesystem::path& base_folder,
                                                                 Level level = Level::Medium50m);

}  // namespace linchpin::basemap
