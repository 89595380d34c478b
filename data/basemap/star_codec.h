#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "data/basemap/basemap.h"

namespace linchpin::basemap {

/// Places are kept to 1e-4 degrees (0.36 arc seconds), magnitude and colour index to 0.01.
[[nodiscard]] std::string encode_stars(const std::vector<Star>& stars);
[[nodiscard]] Result<std::vector<Star>> decode_stars(std::string_view body);

}  // namespace linchpin::basemap
