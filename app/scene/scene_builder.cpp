#include "app/scene/scene_builder.h"

#include "app/scene/area_styles.h"
#include "app/scene/cable_lines.h"
#include "app/scene/globe_labels.h"
#include "app/scene/site_marks.h"
#include "data/orbit/sky.h"

namespace linchpin::app {
namespace {

}  // namespace

SceneBuilder::SceneBuilder(std::shared_ptr<const Dataset> dataset, BaseMaps maps)
    : dataset_{std::move(dataset)}, maps_{std::move(maps)}, nations_{*dataset_}, satellites_{*dataset_},
      shells_{*dataset_, satellites_.epoch_unix_s()}, clusters_{*dataset_, nations_},
      cable_geometry_{make_cable_geometry(*dataset_, maps_.cable_lanes.get())}, graticule_{make_graticule(10.0)}, base_labels_{make_base_labels(*dataset_, maps_)} {}

void SceneBuilder::add_level(basemap::Level level, BaseGeometry geometry) {
    maps_.levels[static_cast<std::size_t>(level)] = std::move(geometry);
    level_ = nullptr;
}

const render::Scene& SceneBuilder::update(const AppState& state, const Snapshot& snapshot, const render::Camera& camera, float pixel_scale,
                                          bool live) {
    scene_.pixel_scale = pixel_scale;
    for (std::size_t g = 0; g < scene_.group_colours.size(); ++g) scene_.group_colours[g] = kNationColours[g].colour;
    scene_.frame_time_s = static_cast<float>(state.frame_time_s);
    scene_.earth.show = state.layers.earth;
    scene_.earth.imagery = state.earth_style == EarthStyle::Imagery;
    scene_.earth.even_light = state.even_light;
    scene_.stars = state.layers.stars ? maps_.stars : nullptr;
    update_sky(state);
    update_areas(state, snapshot, camera);
    update_cables(state, snapshot);
    update_arcs(state, snapshot);
    update_points(state, snapshot, camera.globe_radius_px() / pixel_scale);
    update_satellites(state, snapshot, live);
    update_tracks(state, snapshot);
    update_chokepoints(state);
    update_labels(state, snapshot, camera);
    return scene_;
}

void SceneBuilder::update_sky(const AppState& state) {
    const double time = sky_time_of(state);
    scene_.sun_direction = glm::vec3(orbit::sun_direction_ecef(time));
    scene_.celestial_to_ecef = glm::mat3(orbit::celestial_to_ecef(time));
    scene_.moon = state.layers.stars && state.moon;
    scene_.moon_position = glm::vec3(orbit::moon_position_ecef(time) / geo::kEarthRadiusKm);
}

void SceneBuilder::update_areas(const AppState& state, const Snapshot& snapshot, const render::Camera& camera) {
    const BaseGeometry* level = maps_.level_for(camera.globe_radius_px(), camera.km_per_pixel());
    if (level != level_) {
        level_ = level;
        country_of_shape_.clear();
        if (level != nullptr)
            for (const basemap::Shape& shape : level->countries->shapes) country_of_shape_.push_back(dataset_->country_index(shape.code));
    }
    if (level == nullptr) return;
    scene_.land = level->land;
    scene_.lakes = level->lakes;
    if (!camera.is_globe()) show_flat_areas(*level, camera.view().meridian_deg);
    ChoroplethLayer none;
    scene_.areas = make_area_styles(country_of_shape_, state.layers.choropleth ? snapshot.choropleth : none, state.palette, state.class_patterns);
    if (state.selection.kind == SelectionKind::Country) {
        // The chosen country is lifted out of the rest.
        for (std::size_t s = 0; s < country_of_shape_.size(); ++s) {
            const bool chosen = country_of_shape_[s] != kNone && dataset_->countries[country_of_shape_[s]].code.str() == state.selection.id;
            render::AreaStyle& style = scene_.areas[s];
            if (!chosen) style.colour.a = static_cast<std::uint8_t>(style.colour.a * 0.55f);
            else if (style.colour.a == 0) style.colour = render::rgb("#ffffff40");
        }
    }
    scene_.borders = {state.layers.borders ? level->borders : nullptr, border_styles(), 1.0f};
    scene_.graticule = {state.layers.graticule ? graticule_ : nullptr,
                        {{render::rgb("#8fb0d038"), 0.8f}, {render::rgb("#8fb0d066"), 1.0f}},
                        1.0f};
}

void SceneBuilder::show_flat_areas(const BaseGeometry& level, double meridian_deg) {
    if (flat_level_ != level.countries.get() || flat_meridian_deg_ != meridian_deg) {
        flat_ = make_flat_areas(level, meridian_deg);
        flat_level_ = level.countries.get();
        flat_meridian_deg_ = meridian_deg;
    }
    scene_.land = flat_.land;
    scene_.lakes = flat_.lakes;
}

void SceneBuilder::update_cables(const AppState& state, const Snapshot& snapshot) {
    scene_.cables.geometry = state.layers.cables ? cable_geometry_ : nullptr;
    if (state.layers.cables) scene_.cables.styles = cable_styles(*dataset_, nations_, snapshot, state.selection, state.hover);
}

void SceneBuilder::update_arcs(const AppState& state, const Snapshot& snapshot) {
    if (!state.layers.flows) {
        scene_.arcs.geometry = nullptr;
        flows_.clear();
        return;
    }
    flows_.update(*dataset_, snapshot, state.bundle_flows);
    scene_.arcs.geometry = flows_.geometry();
    scene_.arcs.styles = flows_.styles(*dataset_, nations_, snapshot, state.selection, state.hover);
}

void SceneBuilder::update_points(const AppState& state, const Snapshot& snapshot, double globe_radius_px) {
    scene_.surface_points.clear();
    sites_shown_.clear();
    if (state.layers.sites) {
        clusters_.set_visible(snapshot.site_visible);
        clusters_.show(ground_px_per_radian(globe_radius_px), sites_shown_);
        scene_.surface_points = make_site_marks(*dataset_, snapshot, sites_shown_, state, globe_radius_px);
    }
    scene_.space_points.clear();
    if (state.layers.flows && !state.reduce_motion) flows_.add_particles(nations_, state.frame_time_s, scene_.space_points);
}

void SceneBuilder::update_satellites(const AppState& state, const Snapshot& snapshot, bool live) {
    scene_.satellites.pair = {};
    if (!state.layers.satellites) {
        scene_.simulated.pair = {};
        return;
    }
    const double time = sky_time_of(state), rate = live && state.sky_playing ? state.sky_rate : 0.0;
    satellites_.move_to(time, rate);
    satellites_.fill(*dataset_, nations_, snapshot, state.selection, state.hover, scene_.satellites);
    scene_.satellites.sun_direction = scene_.sun_direction;
    scene_.satellites.eclipse = !state.even_light;
    if (state.filter.show_planned_shells) shells_.fill(time, rate, scene_.simulated);
    else scene_.simulated.pair = {};
}

void SceneBuilder::update_tracks(const AppState& state, const Snapshot& snapshot) {
    const bool wanted = state.layers.satellites && state.selection.kind == SelectionKind::Satellite;
    const Index index = wanted ? find_satellite(*dataset_, state.selection.id) : kNone;
    if (index == kNone) {
        scene_.tracks.geometry = nullptr;
        track_of_.clear();
        links_shown_ = false;
        return;
    }
    const double time = satellites_.at_unix_s();
    if (scene_.tracks.geometry && track_of_ == state.selection.id && track_at_unix_s_ == time && track_view_ == state.satellite_view &&
        track_visible_ == snapshot.satellite_visible)
        return;
    track_of_ = state.selection.id;
    track_at_unix_s_ = time;
    track_view_ = state.satellite_view;
    track_visible_ = snapshot.satellite_visible;
    SatelliteLines lines = satellite_lines(*dataset_, satellites_, snapshot.satellite_visible, state.satellite_view, index);
    scene_.tracks.geometry = std::move(lines.geometry);
    scene_.tracks.styles = std::move(lines.styles);
    links_shown_ = lines.links;
}

void SceneBuilder::update_chokepoints(const AppState& state) {
    auto wanted = chokepoint_marks(*dataset_, state);
    if (wanted == chokepoints_) return;
    chokepoints_ = std::move(wanted);
    scene_.marks.geometry = chokepoints_.empty() ? nullptr : chokepoint_circles(*dataset_, chokepoints_);
    scene_.marks.styles = chokepoint_styles(chokepoints_);
}

void SceneBuilder::update_labels(const AppState& state, const Snapshot& snapshot, const render::Camera& camera) {
    scene_.labels.clear();
    if (!state.layers.labels) return;
    scene_.labels = base_labels_;
    if (state.layers.sites) add_site_labels(*dataset_, sites_shown_, camera.globe_radius_px() / scene_.pixel_scale, scene_.labels);
    add_selection_label(*dataset_, state.selection, satellites_, scene_.labels);
    add_chokepoint_labels(*dataset_, chokepoints_, scene_.labels);
    if (!state.layers.satellites) return;
    // One name for the constellation that computes in orbit, at its first member in sight.
    for (std::size_t i = 0; i < dataset_->satellites.size(); ++i) {
        if (dataset_->satellites[i].group != kOrbitalComputeGroup || !snapshot.satellite_visible[i]) continue;
        const glm::dvec3 place(satellites_.position_of(i));
        if (place == glm::dvec3{0.0}) continue;
        const auto at = camera.project(place);
        if (!at || at->x < 0.0 || at->y < 0.0 || at->x > camera.width_px() || at->y > camera.height_px()) continue;
        render::SceneLabel label;
        label.position = glm::vec3(place);
        label.text = "Three-Body computing constellation";
        label.kind = render::LabelKind::Thing;
        label.priority = 0.98f;
        label.gap_px = 7.0f;
        label.id = label_id(LabelClass::Satellite, 0);
        scene_.labels.push_back(std::move(label));
        return;
    }
}

}  // namespace linchpin::app
