#pragma once
// M05: CEPII's GeoDep test of foreign dependency, four criteria, any country.
#include <cstdint>
#include <optional>
#include <span>

#include "data/metrics/concentration.h"

namespace linchpin::metrics {

/// Inputs of one country, product and year.
struct GeoDepInput {
    int year = 0;
    Interval import_hhi;                     ///< M02 with M03; a point when everything is allocated
    std::optional<double> world_export_hhi;  ///< of world exports by exporter
    std::int64_t imports_usd = 0;
    std::optional<std::int64_t> exports_usd;  ///< empty or 0: null exports
};
struct GeoDepYear {
    int year = 0;
    Verdict concentrated_imports = Verdict::No;  ///< (1) import HHI > 0.4
    bool concentrated_world = false;             ///< (2) world export HHI > 0.4
    bool imports_exceed_exports = false;         ///< (3) imports / exports > 1
    double imports_over_exports = 0.0;           ///< kNullExportsRatio when exports are null
    Verdict meets = Verdict::No;                 ///< all three
};
inline constexpr double kGeoDepConcentration = 0.4;
inline constexpr double kNullExportsRatio = 9999.0;

/// Criteria 1 to 3; empty when the world's exports are unknown or nothing is imported.
/// Source: CEPII, GeoDep. Ours: the import criterion keeps its interval. Here on HS headings; GeoDep itself uses HS 6.
[[nodiscard]] std::optional<GeoDepYear> geodep_year(const GeoDepInput& input) noexcept;

/// Criterion 4 at the last of `years` (ascending data years, neighbours in the data): at least two of the last three meet 1 to 3.
/// Empty with fewer than three years: then only "meets 1 to 3 in this year" can be said.
[[nodiscard]] std::optional<Verdict> geodep_persistent(std::span<const GeoDepYear> years) noexcept;

}  // namespace linchpin::metrics
