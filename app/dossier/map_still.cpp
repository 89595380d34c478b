#include "app/dossier/map_still.h"

#include <algorithm>
#include <cmath>

#include "app/report/report_service.h"
#include "app/scene/base_maps.h"
#include "app/scene/picture.h"
#include "app/state/records.h"
#include "app/state/scenario_text.h"
#include "app/window/picture_file.h"
#include "data/geo/sphere.h"
#include "data/query/derived_index.h"
#include "data/scenario/scenario_snapshot.h"
#include "render/target/egl_context.h"
#include "render/target/image_file.h"

namespace linchpin::dossier {
namespace {

/// The middle of the members and how far the furthest stands from it; nothing when no place is known.
struct Extent {
    geo::LatLon middle;
    double radius_km = 0.0;
};
std::optional<Extent> extent_of(const Dataset& dataset, const report::Subject& subject) {
    glm::dvec3 sum{0.0};
    std::vector<geo::LatLon> places;
    for (const Index member : subject.members)
        if (const auto& place = dataset.countries[member].label_place) {
            places.push_back(*place);
            sum += geo::to_unit(*place);
        }
    if (places.empty() || glm::length(sum) < 1e-6) return std::nullopt;
    Extent extent{geo::to_lat_lon(sum), 0.0};
    for (const geo::LatLon place : places) extent.radius_km = std::max(extent.radius_km, geo::distance_km(extent.middle, place));
    return extent;
}

Result<Snapshot> snapshot_of(const Dataset& dataset, const app::AppState& state) {
    const DerivedIndex index = build_derived_index(dataset);
    if (!app::scenario_on(state.scenario)) return derive(dataset, index, state.filter);
    scenario::ScenarioWorld world{dataset};
    if (const Status applied = world.apply(state.scenario, app::question_of(dataset, state, {})); !applied) return applied.error();
    return scenario::derive_scenario(world, index, state.filter);
}

}  // namespace

app::AppState map_view(const Dataset& dataset, const report::Subject& subject, const report::Question& question, const scenario::Scenario* events, int width_px, int height_px) {
    constexpr double kWorldKm = 6500.0, kNearestKm = 5200.0;
    app::AppState state;
    state.idle_turn = false;
    state.filter.trade_year = question.year;
    state.filter.date = question.date;
    if (question.group < dataset.product_groups.size()) state.filter.product_group = dataset.product_groups[question.group].id;
    if (events != nullptr) state.scenario = *events;
    state.even_light = true;
    state.layers.stars = state.layers.satellites = false;
    const std::optional<Extent> extent = extent_of(dataset, subject);
    if (subject.single()) {
        state.selection = {app::SelectionKind::Country, dataset.countries[subject.members.front()].code.str()};
        if (const auto pose = app::pose_for(dataset, state.selection)) {
            state.camera = *pose;
            state.camera.distance_km = std::max(pose->distance_km * 1.9, kNearestKm);
        }
    } else if (extent && extent->radius_km < kWorldKm) {
        state.camera = {extent->middle.lat_deg, extent->middle.lon_deg, std::max(kNearestKm, extent->radius_km * 3.2), 0.0, 0.0};
    } else {
        state.projection = app::Projection::EqualEarth;
        state.camera = app::whole_map_pose(state, width_px, height_px);
    }
    return state;
}

Result<MapPicture> draw_map(const std::shared_ptr<const Dataset>& dataset, const app::AssetPaths& assets, const app::AppState& state, int width_px, int height_px) {
    Result<app::BaseMaps> maps = app::load_base_maps(assets.base(), true);
    if (!maps) return maps.error();
    const Result<render::EglContext> context = render::EglContext::create();
    if (!context) return context.error();
    auto picture = app::Picture::create({assets.shaders, assets.base()}, dataset, std::move(*maps));
    if (!picture) return picture.error();
    const Result<Snapshot> snapshot = snapshot_of(*dataset, state);
    if (!snapshot) return snapshot.error();
    app::Picture::Options how;
    how.still = true;
    const Result<app::StillImage> image = app::draw_still(**picture, state, *snapshot, {width_px, height_px}, 1, how);
    if (!image) return image.error();
    MapPicture map{width_px, height_px, render::jpeg_bytes(width_px, height_px, image->rgba, 90), {}, snapshot->trade_year_used};
    if (map.jpeg.empty()) return Error{"the map could not be compressed"};
    return map;
}

}  // namespace linchpin::dossier
