#pragma once
// What `linchpin orbit` was asked for.
#include <filesystem>
#include <optional>
#include <vector>

#include "data/orbit/frames.h"

namespace linchpin::app {

enum class OrbitFrame { Teme, Ecef, Geodetic };

/// Passes over one observer.
struct PassSearch {
    orbit::Geodetic observer;
    double min_elevation_deg = 10.0;
    double from_unix_s = 0.0, to_unix_s = 0.0;
};

/// Element sets written again instead of propagated.
enum class ElementForm { OmmCsv, OmmJson, Tle, TleAlpha5 };

/// Exactly one of times, passes and convert is given.
struct OrbitOptions {
    std::filesystem::path elements;  ///< "-" = standard input
    std::vector<double> times_unix_s;
    OrbitFrame frame = OrbitFrame::Teme;
    std::optional<PassSearch> passes;
    std::optional<ElementForm> convert;
    bool json = false;
};

}  // namespace linchpin::app
