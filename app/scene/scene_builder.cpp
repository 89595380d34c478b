#include "app/scene/scene_builder.h"

#include <algorithm>

#include "app/scene/area_styles.h"
#include "app/scene/cable_lines.h"
#include "app/scene/country_focus.h"
#include "app/scene/globe_labels.h"
#include "app/scene/site_marks.h"
#include "data/orbit/sky.h"

namespace linchpin::app {

SceneBuilder::SceneBuilder(std::shared_ptr<const Dataset> dataset, BaseMaps maps)
    : dataset_{std::move(dataset)}, maps_{std::move(maps)}, nations_{*dataset_}, satellites_{*dataset_},
      shells_{*dataset_, satellites_.epoch_unix_s()}, clusters_{*dataset_, nations_},
      cable_geometry_{make_cable_geometry(*dataset_, maps_.cable_lanes.get())}, graticule_{make_graticule(10.0)}, cable_names_{*dataset_, *cable_geometry_}, base_labels_{make_base_labels(*dataset_, maps_)} {}

void SceneBuilder::add_level(basemap::Level level, BaseGeometry geometry) {
    maps_.levels[static_cast<std::size_t>(level)] = std::move(geometry);
    shown_levels_[static_cast<std::size_t>(level)] = {};
}

const render::Scene& SceneBuilder::update(const AppState& state, const Snapshot& snapshot, const render::Camera& camera, float pixel_scale,
                                          bool live, std::span<const PastPicture> pasts) {
    scene_.pixel_scale = pixel_scale;
    fading_ = Fading{state.layers, snapshot, pasts};
    if (!fading_.layers_differ()) {
        update_all(state, snapshot, camera, live);
        return scene_;
    }
    AppState shown = state;
    shown.layers = fading_.layers();
    update_all(shown, snapshot, camera, live);
    return scene_;
}

void SceneBuilder::update_all(const AppState& state, const Snapshot& snapshot, const render::Camera& camera, bool live) {
    for (std::size_t g = 0; g < scene_.group_colours.size(); ++g) scene_.group_colours[g] = kNationColours[g].colour;
    scene_.frame_time_s = static_cast<float>(state.frame_time_s);
    const Backdrop backdrop = backdrop_of(state);
    scene_.earth.show = fading_.opacity(&Layers::earth);
    scene_.earth.imagery = fading_.share_of(backdrop, [](const Layers&, const Backdrop& b) { return b.earth_style == EarthStyle::Imagery; });
    scene_.earth.even_light = fading_.share_of(backdrop, [](const Layers&, const Backdrop& b) { return b.even_light; });
    scene_.stars = state.layers.stars ? maps_.stars : nullptr;
    update_sky(state);
    update_areas(state, snapshot, camera);
    update_cables(state, snapshot);
    update_arcs(state, snapshot);
    update_points(state, snapshot, camera.globe_radius_px() / scene_.pixel_scale);
    update_satellites(state, snapshot, live);
    update_tracks(state, snapshot);
    update_chokepoints(state);
    update_labels(state, snapshot, camera);
    fade_layers();
}

void SceneBuilder::fade_layers() {
    scene_.borders.opacity *= fading_.opacity(&Layers::borders);
    scene_.borders_before.opacity *= fading_.opacity(&Layers::borders);
    scene_.graticule.opacity *= fading_.opacity(&Layers::graticule);
    scene_.cables.opacity = fading_.opacity(&Layers::cables);
    scene_.arcs.opacity = fading_.opacity(&Layers::flows);
    scene_.tracks.opacity = fading_.opacity(&Layers::satellites);
    if (const float sites = fading_.opacity(&Layers::sites); sites < 1.0f) fade_marks(scene_.surface_points, sites);
    if (const float stars = fading_.opacity(&Layers::stars); stars < 1.0f && scene_.stars) {
        if (!faint_stars_ || faint_ != stars) {
            std::vector<render::StarMark> faint = *scene_.stars;
            const auto fainter = [stars](std::uint8_t v) { return static_cast<std::uint8_t>(static_cast<float>(v) * stars); };
            for (render::StarMark& star : faint) star.colour = {fainter(star.colour.r), fainter(star.colour.g), fainter(star.colour.b), star.colour.a};
            faint_stars_ = std::make_shared<const std::vector<render::StarMark>>(std::move(faint));
            faint_ = stars;
        }
        scene_.stars = faint_stars_;
    }
}

void SceneBuilder::update_sky(const AppState& state) {
    const double time = sky_time_of(state);
    scene_.sun_direction = glm::vec3(orbit::sun_direction_ecef(time));
    scene_.celestial_to_ecef = glm::mat3(orbit::celestial_to_ecef(time));
    scene_.moon = fading_.share_of(backdrop_of(state), [](const Layers& layers, const Backdrop& b) { return layers.stars && b.moon; });
    scene_.moon_position = glm::vec3(orbit::moon_position_ecef(time) / geo::kEarthRadiusKm);
}

SceneBuilder::ShownLevel& SceneBuilder::shown(const BaseGeometry& level) {
    ShownLevel& shown = shown_levels_[static_cast<std::size_t>(&level - maps_.levels.data())];
    if (shown.level == nullptr) {
        shown.level = &level;
        for (const basemap::Shape& shape : level.countries->shapes) shown.country_of_shape.push_back(dataset_->country_index(shape.code));
    }
    return shown;
}

FlatAreas SceneBuilder::areas_of(ShownLevel& shown, const render::Camera& camera) const {
    if (camera.is_globe()) return {shown.level->land, shown.level->lakes};
    if (const double meridian_deg = camera.view().meridian_deg; !shown.flat_ready || shown.flat_meridian_deg != meridian_deg) {
        shown.flat = make_flat_areas(*shown.level, meridian_deg);
        shown.flat_meridian_deg = meridian_deg;
        shown.flat_ready = true;
    }
    return shown.flat;
}

void SceneBuilder::style_areas(const AppState& state, const ChoroplethLayer& values, const ShownLevel& shown, std::vector<render::AreaStyle>& styles) const {
    styles = make_area_styles(shown.country_of_shape, values, state.palette, state.class_patterns);
    if (state.layers.choropleth) {
        float all = fading_.now_share();
        for (const PastPicture& past : fading_.pasts()) {
            all += past.share;
            if (all > 0.0f) mix_areas(styles, make_area_styles(shown.country_of_shape, past.snapshot->choropleth, state.palette, state.class_patterns), past.share / all);
        }
        // Here and not by the opacity of all areas: a chosen country stays lifted out when the values go.
        if (const float layer = fading_.opacity(&Layers::choropleth); layer < 1.0f)
            for (render::AreaStyle& style : styles) style.colour.a = static_cast<std::uint8_t>(static_cast<float>(style.colour.a) * layer + 0.5f);
    }
    if (state.selection.kind != SelectionKind::Country) return;
    // The chosen country is lifted out of the rest.
    for (std::size_t s = 0; s < styles.size(); ++s) {
        const Index country = shown.country_of_shape[s];
        const bool chosen = country != kNone && dataset_->countries[country].code.str() == state.selection.id;
        render::AreaStyle& style = styles[s];
        if (!chosen) style.colour.a = static_cast<std::uint8_t>(style.colour.a * 0.55f);
        else if (style.colour.a == 0) style.colour = render::rgb("#ffffff40");
    }
}

void SceneBuilder::update_areas(const AppState& state, const Snapshot& snapshot, const render::Camera& camera) {
    const LevelMix mix = maps_.levels_for(camera.globe_radius_px(), camera.km_per_pixel());
    scene_.land_before = scene_.lakes_before = nullptr;
    scene_.borders_before.geometry = nullptr;
    scene_.level_weight = mix.weight;
    if (mix.over == nullptr) return;
    const ChoroplethLayer none;
    const ChoroplethLayer& values = state.layers.choropleth ? snapshot.choropleth : none;
    const bool borders = state.layers.borders;
    ShownLevel& over = shown(*mix.over);
    const FlatAreas now = areas_of(over, camera);
    scene_.land = now.land;
    scene_.lakes = now.lakes;
    style_areas(state, values, over, scene_.areas);
    scene_.borders = {borders ? mix.over->borders : nullptr, border_styles(), mix.weight};
    if (mix.under != nullptr) {
        ShownLevel& under = shown(*mix.under);
        const FlatAreas before = areas_of(under, camera);
        scene_.land_before = before.land;
        scene_.lakes_before = before.lakes;
        style_areas(state, values, under, scene_.areas_before);
        scene_.borders_before = {borders ? mix.under->borders : nullptr, border_styles(), 1.0f - mix.weight};
    }
    scene_.graticule = {state.layers.graticule ? graticule_ : nullptr,
                        {{render::rgb("#8fb0d038"), 0.8f}, {render::rgb("#8fb0d066"), 1.0f}},
                        1.0f};
}

void SceneBuilder::update_cables(const AppState& state, const Snapshot& snapshot) {
    scene_.cables.geometry = state.layers.cables ? cable_geometry_ : nullptr;
    if (!state.layers.cables) return;
    scene_.cables.styles = cable_styles(*dataset_, nations_, snapshot, state.selection, state.hover);
    if (fading_.strengths(&Snapshot::cable_visible).empty() && fading_.strengths(&Snapshot::cable_lost).empty()) return;
    std::vector<RibbonMix> mixes(scene_.cables.styles.size());
    const auto add = [&mixes](const std::vector<render::RibbonStyle>& styles, float share) {
        for (std::size_t i = 0; i < mixes.size(); ++i) mixes[i].add(styles[i], share);
    };
    add(scene_.cables.styles, fading_.now_share());
    for (const PastPicture& past : fading_.pasts()) add(cable_styles(*dataset_, nations_, *past.snapshot, state.selection, state.hover), past.share);
    std::transform(mixes.begin(), mixes.end(), scene_.cables.styles.begin(), [](const RibbonMix& mix) { return mix.style(); });
}

void SceneBuilder::update_arcs(const AppState& state, const Snapshot& snapshot) {
    if (!state.layers.flows) {
        scene_.arcs.geometry = nullptr;
        flows_.clear();
        return;
    }
    flows_.update(*dataset_, snapshot, state.bundle_flows, fading_);
    scene_.arcs.geometry = flows_.geometry();
    scene_.arcs.styles = flows_.styles(*dataset_, nations_, snapshot, state.selection, state.hover);
}

void SceneBuilder::update_points(const AppState& state, const Snapshot& snapshot, double globe_radius_px) {
    scene_.surface_points.clear();
    sites_shown_.clear();
    if (state.layers.sites) {
        clusters_.set_visible(snapshot.site_visible, fading_.strengths(&Snapshot::site_visible));
        clusters_.show(ground_px_per_radian(globe_radius_px), sites_shown_);
        scene_.surface_points = make_site_marks(*dataset_, snapshot, sites_shown_, state, globe_radius_px, fading_.strengths(&Snapshot::site_lost), &clusters_);
    }
    scene_.space_points.clear();
    if (state.layers.flows && !state.reduce_motion) flows_.add_particles(nations_, state.frame_time_s, scene_.space_points);
    if (const float flows = fading_.opacity(&Layers::flows); flows < 1.0f) fade_marks(scene_.space_points, flows);
}

void SceneBuilder::update_satellites(const AppState& state, const Snapshot& snapshot, bool live) {
    scene_.satellites.pair = {};
    if (!state.layers.satellites) {
        scene_.simulated.pair = {};
        return;
    }
    const double time = sky_time_of(state), rate = live && state.sky_playing ? state.sky_rate : 0.0;
    satellites_.move_to(time, rate);
    std::vector<std::uint8_t> strengths = fading_.strengths(&Snapshot::satellite_visible);
    const float opacity = fading_.opacity(&Layers::satellites);
    if (opacity < 1.0f) {
        if (strengths.empty())
            for (const std::uint8_t visible : snapshot.satellite_visible) strengths.push_back(visible != 0 ? 255 : 0);
        for (std::uint8_t& strength : strengths) strength = static_cast<std::uint8_t>(static_cast<float>(strength) * opacity + 0.5f);
    }
    satellites_.fill(*dataset_, nations_, snapshot, state.selection, state.hover, scene_.satellites, strengths);
    if (const Index country = focus_country(*dataset_, state.selection); country != kNone) {
        const std::size_t before = scene_.space_points.size();
        add_overhead(*dataset_, nations_, snapshot, country, satellites_.positions(), scene_.space_points);
        if (opacity < 1.0f) fade_marks(std::span{scene_.space_points}.subspan(before), opacity);
    }
    scene_.satellites.sun_direction = scene_.sun_direction;
    scene_.satellites.eclipse = !state.even_light;
    float planned = state.filter.show_planned_shells ? fading_.now_share() : 0.0f;
    for (const PastPicture& past : fading_.pasts()) planned += past.snapshot->filter.show_planned_shells ? past.share : 0.0f;
    if (fading_.pasts().empty()) planned = state.filter.show_planned_shells ? 1.0f : 0.0f;
    if (planned > 0.0f) shells_.fill(time, rate, scene_.simulated, std::min(planned, 1.0f) * opacity);
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
    const double globe_px = camera.globe_radius_px() / scene_.pixel_scale;
    if (state.layers.sites) add_site_labels(*dataset_, sites_shown_, globe_px, scene_.labels);
    add_selection_label(*dataset_, state.selection, satellites_, scene_.labels);
    add_chokepoint_labels(*dataset_, chokepoints_, scene_.labels);
    if (state.layers.cables) {
        add_chokepoint_names(*dataset_, chokepoints_, globe_px, scene_.labels);
        // A chosen cable is named by itself: the others' names would drown it.
        if (state.selection.kind != SelectionKind::Cable) cable_names_.add(*dataset_, snapshot, globe_px, scene_.labels);
    }
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
