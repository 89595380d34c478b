#include "app/scene/base_maps.h"

#include <algorithm>
#include <cmath>

namespace linchpin::app {

namespace {

/// 0 where `value` is at `from` or on its far side of `to`, 1 at `to`; in equal ratios between.
double share_of_way(double value, double from, double to) noexcept {
    return std::clamp(std::log(value / from) / std::log(to / from), 0.0, 1.0);
}

}  // namespace

LevelMix BaseMaps::levels_for(double globe_radius_px, double km_per_pixel) const noexcept {
    // From about a kilometre a pixel on, 50m generalisation starts to show; a globe below 200 px needs no more than 110m.
    const double place = share_of_way(globe_radius_px, 185.0, 215.0) + share_of_way(km_per_pixel, 1.35, 1.05);
    const auto lower = static_cast<std::size_t>(std::min(place, 2.0));
    const double weight = place - static_cast<double>(lower);
    const auto loaded = [&](std::size_t level) { return level < levels.size() && levels[level].countries != nullptr; };
    if (weight > 0.0 && loaded(lower) && loaded(lower + 1)) return {&levels[lower + 1], &levels[lower], static_cast<float>(weight)};
    const auto wanted = static_cast<std::size_t>(std::lround(place));
    for (const std::size_t candidate : {wanted, std::size_t{1}, std::size_t{0}, std::size_t{2}})
        if (loaded(candidate)) return {&levels[candidate], nullptr, 1.0f};
    return {};
}

const BaseGeometry* BaseMaps::level_for_picking() const noexcept {
    if (levels[1].countries) return &levels[1];
    return levels[2].countries ? &levels[2] : nullptr;
}

Result<BaseMaps> load_base_maps(const std::filesystem::path& base_folder, bool with_fine) {
    BaseMaps maps;
    for (const auto level : {basemap::Level::Coarse110m, basemap::Level::Medium50m, basemap::Level::Fine10m}) {
        if (level == basemap::Level::Fine10m && !with_fine) continue;
        auto countries = basemap::load_countries(base_folder, level);
        if (!countries) return countries.error();
        maps.levels[static_cast<std::size_t>(level)] =
            make_base_geometry(std::make_shared<const basemap::Countries>(std::move(*countries)));
    }
    auto stars = basemap::load_stars(base_folder);
    if (!stars) return stars.error();
    maps.stars = make_stars(*stars);
    auto cities = basemap::load_cities(base_folder);
    if (!cities) return cities.error();
    maps.cities = std::move(*cities);
    auto lanes = route::read_lanes(base_folder / "cable_lanes.csv");
    if (!lanes) return lanes.error();
    maps.cable_lanes = std::make_shared<const route::LaneTable>(std::move(*lanes));
    return maps;
}

}  // namespace linchpin::app
