#pragma once
#include <array>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "app/scene/base_maps.h"
#include "app/scene/cable_names.h"
#include "app/scene/chokepoint_marks.h"
#include "app/scene/fading.h"
#include "app/scene/flow_arcs.h"
#include "app/scene/palette.h"
#include "app/scene/satellite_marks.h"
#include "app/scene/satellite_tracks.h"
#include "app/scene/simulated_shells.h"
#include "app/scene/site_clusters.h"
#include "app/state/app_state.h"
#include "data/query/snapshot.h"
#include "render/scene.h"
#include "render/view/camera.h"

namespace linchpin::app {

/// Turns (state, snapshot) into plain arrays to draw. Keeps what did not change since the last call; the result depends on the
/// arguments alone.
class SceneBuilder {
public:
    SceneBuilder(std::shared_ptr<const Dataset> dataset, BaseMaps maps);

    /// @param pixel_scale  picture pixels a pixel of the 1080-line design
    /// @param live  in a window whose time runs: satellites are shown where the workers have got to. Otherwise exactly.
    /// @param pasts  what is still fading out; needed until the next update
    const render::Scene& update(const AppState& state, const Snapshot& snapshot, const render::Camera& camera, float pixel_scale, bool live = false,
                                std::span<const PastPicture> pasts = {});
    [[nodiscard]] const render::Scene& scene() const noexcept { return scene_; }

    /// A finer level that a worker has finished.
    void add_level(basemap::Level level, BaseGeometry geometry);
    [[nodiscard]] const BaseMaps& maps() const noexcept { return maps_; }
    [[nodiscard]] const Dataset& dataset() const noexcept { return *dataset_; }
    [[nodiscard]] const NationGroups& nations() const noexcept { return nations_; }
    [[nodiscard]] const SatelliteField& satellites() const noexcept { return satellites_; }
    [[nodiscard]] const SiteClusters& clusters() const noexcept { return clusters_; }
    /// Laser links are drawn now.
    [[nodiscard]] bool links_shown() const noexcept { return links_shown_; }
    [[nodiscard]] const SimulatedShells& shells() const noexcept { return shells_; }
    /// How what is drawn now mixes with what was drawn a moment ago.
    [[nodiscard]] const Fading& fading() const noexcept { return fading_; }
    /// The arcs as drawn: line i of the scene's arcs is arcs()[i].
    [[nodiscard]] const FlowLines& flows() const noexcept { return flows_; }
    /// The shown sky time: the state's, or the elements' epoch.
    [[nodiscard]] double sky_time_of(const AppState& state) const noexcept { return state.sky_time_unix_s.value_or(satellites_.epoch_unix_s()); }

private:
    void update_all(const AppState& state, const Snapshot& snapshot, const render::Camera& camera, bool live);
    void fade_layers();
    void update_areas(const AppState& state, const Snapshot& snapshot, const render::Camera& camera);
    /// A level of the base map as it was drawn last.
    struct ShownLevel {
        const BaseGeometry* level = nullptr;
        std::vector<Index> country_of_shape;
        FlatAreas flat;                     ///< for the map; kept until the level or the meridian changes
        bool flat_ready = false;
        double flat_meridian_deg = 0.0;
    };
    [[nodiscard]] ShownLevel& shown(const BaseGeometry& level);
    [[nodiscard]] FlatAreas areas_of(ShownLevel& shown, const render::Camera& camera) const;
    void style_areas(const AppState& state, const ChoroplethLayer& values, const ShownLevel& shown, std::vector<render::AreaStyle>& styles) const;
    void update_sky(const AppState& state);
    void update_cables(const AppState& state, const Snapshot& snapshot);
    void update_arcs(const AppState& state, const Snapshot& snapshot);
    void update_points(const AppState& state, const Snapshot& snapshot, double globe_radius_px);
    void update_satellites(const AppState& state, const Snapshot& snapshot, bool live);
    void update_tracks(const AppState& state, const Snapshot& snapshot);
    void update_chokepoints(const AppState& state);
    void update_labels(const AppState& state, const Snapshot& snapshot, const render::Camera& camera);

    std::shared_ptr<const Dataset> dataset_;
    BaseMaps maps_;
    NationGroups nations_;
    SatelliteField satellites_;
    SimulatedShells shells_;
    SiteClusters clusters_;
    std::vector<SiteClusters::Shown> sites_shown_;
    std::shared_ptr<const render::LineGeometry> cable_geometry_, graticule_;
    CableNames cable_names_;
    std::vector<render::SceneLabel> base_labels_;
    std::array<ShownLevel, 3> shown_levels_;  ///< by basemap::Level
    Fading fading_;
    std::shared_ptr<const std::vector<render::StarMark>> faint_stars_;
    float faint_ = 1.0f;                      ///< how strong they are
    std::vector<ChokepointMark> chokepoints_;
    FlowLines flows_;
    std::string track_of_;
    SatelliteView track_view_;
    std::vector<std::uint8_t> track_visible_;
    double track_at_unix_s_ = 0.0;
    bool links_shown_ = false;
    render::Scene scene_;
};


}  // namespace linchpin::app
