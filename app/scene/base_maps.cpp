#include "app/scene/base_maps.h"

namespace linchpin::app {

const BaseGeometry* BaseMaps::level_for(double globe_radius_px, double km_per_pixel) const noexcept {
    // From about a kilometre a pixel on, 50m generalisation starts to show; a globe below 200 px needs no more than 110m.
    const int wanted = km_per_pixel < 1.2 ? 2 : globe_radius_px < 200.0 ? 0 : 1;
    for (const int candidate : {wanted, 1, 0, 2})
        if (levels[static_cast<std::size_t>(candidate)].countries) return &levels[static_cast<std::size_t>(candidate)];
    return nullptr;
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
