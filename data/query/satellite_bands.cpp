#include "data/query/satellite_bands.h"

namespace linchpin {
namespace {

constexpr Band kHeights[] = {
    {0.0, 400.0, "0-400", "Below 400 km"},
    {400.0, 500.0, "400-500", "400 to 500 km"},
    {500.0, 600.0, "500-600", "500 to 600 km"},
    {600.0, 800.0, "600-800", "600 to 800 km"},
    {800.0, 1500.0, "800-1500", "800 to 1,500 km"},
    {1500.0, 2000.0, "1500-2000", "1,500 to 2,000 km"},
    {2000.0, 35586.0, "2000-35586", "Medium, 2,000 to 35,586 km"},
    {35586.0, 35986.0, "35586-35986", "Geostationary belt"},
    {35986.0, 1.0e9, "35986-", "Above the belt"},
};

// The last one holds 180 degrees itself.
constexpr Band kInclinations[] = {
    {0.0, 10.0, "0-10", "0 to 10\u00b0, equatorial"},
    {10.0, 40.0, "10-40", "10 to 40\u00b0"},
    {40.0, 50.0, "40-50", "40 to 50\u00b0"},
    {50.0, 60.0, "50-60", "50 to 60\u00b0"},
    {60.0, 80.0, "60-80", "60 to 80\u00b0"},
    {80.0, 96.0, "80-96", "80 to 96\u00b0, polar"},
    {96.0, 102.0, "96-102", "96 to 102\u00b0, sun-synchronous"},
    {102.0, 180.1, "102-180", "102 to 180\u00b0, retrograde"},
};

}  // namespace

std::span<const Band> height_bands() noexcept { return kHeights; }
std::span<const Band> inclination_bands() noexcept { return kInclinations; }

std::size_t band_of(std::span<const Band> bands, double value) noexcept {
    std::size_t i = 0;
    while (i < bands.size() && !(value >= bands[i].from && value < bands[i].to)) ++i;
    return i;
}

}  // namespace linchpin
