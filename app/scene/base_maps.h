#pragma once
#include <array>
#include <filesystem>
#include <memory>
#include <vector>

#include "app/scene/base_geometry.h"
#include "data/route/lane_file.h"

namespace linchpin::app {

/// What of the base map is drawn: `over` in the share `weight` of the way from `under`.
struct LevelMix {
    const BaseGeometry* over = nullptr;      ///< null: nothing is loaded
    const BaseGeometry* under = nullptr;     ///< null: `over` alone
    float weight = 1.0f;                     ///< (0, 1]
};

/// The base map that is loaded so far. Levels are independent: what is not loaded is not drawn, and the next coarser one serves.
struct BaseMaps {
    std::array<BaseGeometry, 3> levels;      ///< by basemap::Level; countries == nullptr: not loaded
    std::shared_ptr<const std::vector<render::StarMark>> stars;
    std::vector<basemap::City> cities;
    std::shared_ptr<const route::LaneTable> cable_lanes;  ///< null: cables that share a way lie on one another

    /// The level that suits a globe whose outline has this radius, or the nearest that is loaded. Around the sizes at which one takes
    /// the place of another both are given, so that a zoom never makes a coast jump.
    [[nodiscard]] LevelMix levels_for(double globe_radius_px, double km_per_pixel) const noexcept;
    /// The level for finding the country at a place: never the coarse one, which lacks small states.
    [[nodiscard]] const BaseGeometry* level_for_picking() const noexcept;
};

/// Loads the coarse and medium levels, stars and cities, and the fine level when asked. May run on a worker thread.
[[nodiscard]] Result<BaseMaps> load_base_maps(const std::filesystem::path& base_folder, bool with_fine);

}  // namespace linchpin::app
