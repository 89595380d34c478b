#include <memory>

#include "app/cli/asset_paths.h"
#include "app/cli/commands.h"
#include "app/cli/exit_status.h"
#include "app/cli/gallery_command.h"
#include "app/cli/nearest.h"
#include "app/cli/view_setup.h"
#include "app/report/report_service.h"
#include "app/scene/country_focus.h"
#include "app/scene/picture.h"
#include "app/state/atomic_file.h"
#include "app/state/scenario_text.h"
#include "app/story/show_frames.h"
#include "app/story/story_json.h"
#include "app/window/picture_file.h"
#include "app/window/picture_passes.h"
#include "data/pack/load_pack.h"
#include "data/query/derived_index.h"
#include "data/query/focus_arcs.h"
#include "data/scenario/scenario_snapshot.h"
#include "render/target/egl_context.h"

namespace linchpin::app {

Result<Snapshot> image_snapshot(const Dataset& dataset, const AppState& state) {
    const DerivedIndex index = build_derived_index(dataset);
    const Index focus = focus_country(dataset, state.selection);
    const auto with_focus = [&](Snapshot snapshot, const Dataset& of) {
        if (focus != kNone) add_arcs_into(of, index, focus, kFocusArcs, snapshot);
        return snapshot;
    };
    if (!scenario_on(state.scenario)) return with_focus(derive(dataset, index, state.filter), dataset);
    scenario::ScenarioWorld world{dataset};
    if (const Status applied = world.apply(state.scenario, question_of(dataset, state, {})); !applied) return applied.error();
    return with_focus(scenario::derive_scenario(world, index, state.filter), *world.world().dataset);
}

namespace {

/// A scene of a story at rest.
int run_scene_image(const ImageOptions& options, const Log& log) {
    const Result<LoadedStory> loaded = load_story(options.story);
    if (!loaded) return log.error(loaded.error().text()), kInputWrong;
    for (const Error& warning : loaded->warnings) log.warning(warning.text());
    const auto scene = find_scene(loaded->story, options.scene);
    if (!scene) {
        std::vector<std::string> ids;
        for (const StoryScene& each : loaded->story.scenes) ids.push_back(each.id);
        return log.error("--scene: expected a number from 1 to " + std::to_string(ids.size()) + " or an id: " + unknown_word("scene", options.scene, ids)), kCommandLineWrong;
    }
    const auto ready = ReadyStory::prepare(loaded->story);
    if (!ready) return log.error(ready.error().text()), kInputWrong;
    int status = kDone;
    const auto studio = Studio::open(options.view.pack, status);
    if (!studio) return log.error(studio.error().text()), status;
    for (const std::string& warning : (*studio)->warnings()) log.warning(warning);
    const Result<StillImage> image = scene_image(**studio, **ready, *scene, {options.size.width_px, options.size.height_px}, options.supersample, options.transparent);
    if (!image) return log.error(image.error().text()), kMachineLacks;
    if (const Status written = image->write(options.out); !written) return log.error(written.error().text()), kMachineLacks;
    log.detail("wrote " + options.out.string());
    return kDone;
}

}  // namespace

int run_image(const ImageOptions& options, const Log& log) {
    if (!options.contact_sheet.empty()) return run_gallery(options, log);
    // What can be known to be wrong is said before seconds of work.
    if (const Status writable = check_writable(options.out); !writable) return log.error("--out: " + writable.error().text()), kInputWrong;
    if (!options.passes.empty()) {
        if (const Status writable = check_folder_writable(options.passes); !writable) return log.error("--passes: " + writable.error().text()), kInputWrong;
    }
    if (options.out.extension() != ".png") return log.error("--out: expected a name that ends in .png, found " + options.out.string()), kCommandLineWrong;
    if (!options.story.empty()) {
        if (!options.passes.empty()) return log.error("--passes: expected a view of the globe, found a scene of --story, which has no passes"), kCommandLineWrong;
        if (asks_for_a_view(options.view)) return log.error("--story: expected no other option that says what is seen (--at, --date, --layers, --state and the like), found one"), kCommandLineWrong;
        return run_scene_image(options, log);
    }
    AppState state;
    if (const auto failure = set_up_state(options.view, log, state)) return log.error(failure->sentence), failure->status;
    // A map that nothing else was said about is shown as a whole.
    if (options.view.projection == Projection::EqualEarth && !options.view.at && options.view.state_file.empty() && options.view.view.empty())
        state.camera = whole_map_pose(state, options.size.width_px, options.size.height_px);
    const Result<AssetPaths> assets = find_assets();
    if (!assets) return log.error(assets.error().text()), kMachineLacks;
    Result<Dataset> loaded = load_pack(options.view.pack.empty() ? assets->pack() : options.view.pack);
    if (!loaded) return log.error(loaded.error().text()), kInputWrong;
    const auto dataset = std::make_shared<const Dataset>(std::move(*loaded));
    if (const auto failure = check_against_pack(options.view, *dataset, log, state)) return log.error(failure->sentence), failure->status;

    Result<BaseMaps> maps = load_base_maps(assets->base(), true);
    if (!maps) return log.error(maps.error().text()), kMachineLacks;
    const Result<render::EglContext> context = render::EglContext::create();
    if (!context) return log.error(context.error().text()), kMachineLacks;
    log.detail("drawing with " + render::gl_description());
    auto picture = Picture::create({assets->shaders, assets->base()}, dataset, std::move(*maps));
    if (!picture) return log.error(picture.error().text()), kMachineLacks;
    for (const std::string& warning : (*picture)->warnings()) log.warning(warning);

    const Result<Snapshot> snapshot = image_snapshot(*dataset, state);
    if (!snapshot) return log.error(snapshot.error().text()), kInputWrong;
    Picture::Options how;
    how.still = true;
    how.transparent = options.transparent;
    how.quality = options.quality;
    const PixelSize size{options.size.width_px, options.size.height_px};
    const TileOptions tiles{options.tile_px, render::kAllPasses, true};
    if (const Status written = write_still(**picture, state, *snapshot, size, options.supersample, how, tiles, options.out); !written)
        return log.error(written.error().text()), kMachineLacks;
    log.detail("wrote " + options.out.string());
    if (options.passes.empty()) return kDone;
    if (const Status written = write_passes(**picture, state, *snapshot, size, options.supersample, how, tiles, options.passes); !written)
        return log.error(written.error().text()), kMachineLacks;
    log.detail("wrote " + options.passes.string());
    return kDone;
}

}  // namespace linchpin::app
