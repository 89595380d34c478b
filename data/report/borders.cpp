#include "data/report/borders.h"

namespace linchpin::report {

std::vector<metrics::LandBorder> land_borders(const Dataset& dataset, std::span<const basemap::CountryPair> pairs) {
    std::vector<metrics::LandBorder> borders;
    for (const auto& [first, second] : pairs) {
        const Index a = dataset.country_index(first), b = dataset.country_index(second);
        if (a != kNone && b != kNone) borders.push_back({a, b});
    }
    return borders;
}

}  // namespace linchpin::report
