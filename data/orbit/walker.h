#pragma once
#include <string>
#include <vector>

#include "data/core/result.h"
#include "data/orbit/elements.h"

namespace linchpin::orbit {

/// A planned shell, as filings give it.
struct WalkerShell {
    std::string name;          ///< "Starlink Gen1"
    double altitude_km = 0.0;  ///< above the WGS84 equatorial radius
    double inclination_deg = 0.0;
    int planes = 0;
    int satellites_per_plane = 0;
    int phasing = 0;               ///< Walker's F, 0 .. planes - 1: the step between neighbouring planes is 360 F / total degrees
    double node_span_deg = 360.0;  ///< 360 = Walker delta; 180 = Walker star (polar shells)
    double epoch_unix_s = 0.0;
};

/// Catalogue numbers of simulated satellites start here: nine digits, above every number in use.
inline constexpr std::uint32_t kSimulatedCatalogNumber = 990000001;
/// Is this an element set of walker_elements? Such satellites do not fly; whoever shows them must say so.
[[nodiscard]] bool is_simulated(const MeanElements& elements) noexcept;

/// The shell as circular orbits without drag. Every name starts with "SIMULATED".
/// @param first_number  catalogue number of the first satellite, kSimulatedCatalogNumber or above, so that shells can follow each
/// other. Errors: a count below 1, more than 100,000 satellites, altitude not in 100 .. 100,000 km, inclination not in 0 .. 180.
[[nodiscard]] Result<std::vector<MeanElements>> walker_elements(const WalkerShell& shell,
                                                                std::uint32_t first_number = kSimulatedCatalogNumber);

}  // namespace linchpin::orbit
