#include "app/record/frame_source.h"

#include <algorithm>
#include <fmt/format.h>

#include "app/cli/asset_paths.h"
#include "app/cli/exit_status.h"
#include "app/report/report_service.h"
#include "app/state/scenario_text.h"
#include "data/pack/load_pack.h"
#include "data/report/borders.h"
#include "data/report/cover_points.h"
#include "data/scenario/scenario_snapshot.h"

namespace linchpin::app {
namespace {

/// While the camera moves, letters on whole pixels would tremble; while it rests they are sharper there.
bool camera_moves(const Timeline& timeline, double time_s) {
    constexpr double kLook_s = 0.1;
    const CameraPose here = timeline.at(time_s).state.camera;
    return !(timeline.at(std::max(0.0, time_s - kLook_s)).state.camera == here) || !(timeline.at(time_s + kLook_s).state.camera == here);
}

}  // namespace

Result<std::unique_ptr<Studio>> Studio::open(const std::filesystem::path& pack, int& exit_status) {
    exit_status = kMachineLacks;
    const Result<AssetPaths> assets = find_assets();
    if (!assets) return assets.error();
    exit_status = kInputWrong;
    Result<Dataset> loaded = load_pack(pack.empty() ? assets->pack() : pack);
    if (!loaded) return loaded.error();
    exit_status = kMachineLacks;
    auto studio = std::unique_ptr<Studio>{new Studio};
    studio->dataset_ = std::make_shared<const Dataset>(std::move(*loaded));
    studio->index_ = build_derived_index(*studio->dataset_);
    report::MapFacts facts;
    if (const auto pairs = basemap::load_land_borders(assets->base())) facts.borders = report::land_borders(*studio->dataset_, *pairs);
    Result<BaseMaps> maps = load_base_maps(assets->base(), true);
    if (!maps) return maps.error();
    if (const auto& coarse = maps->levels[static_cast<std::size_t>(basemap::Level::Coarse110m)].countries)
        facts.cover_points = report::cover_points(*studio->dataset_, *coarse);
    studio->bindings_ = std::make_unique<Bindings>(*studio->dataset_, std::move(facts));
    Result<render::EglContext> context = render::EglContext::create();
    if (!context) return context.error();
    studio->context_.emplace(std::move(*context));
    auto picture = Picture::create({assets->shaders, assets->base()}, studio->dataset_, std::move(*maps));
    if (!picture) return picture.error();
    studio->own_picture_ = std::move(*picture);
    studio->picture_ = studio->own_picture_.get();
    return studio;
}

std::unique_ptr<Studio> Studio::around(std::shared_ptr<const Dataset> dataset, const DerivedIndex& index, report::MapFacts facts, Picture& picture) {
    auto studio = std::unique_ptr<Studio>{new Studio};
    studio->dataset_ = std::move(dataset);
    studio->index_ = index;
    studio->bindings_ = std::make_unique<Bindings>(*studio->dataset_, std::move(facts));
    studio->picture_ = &picture;
    return studio;
}

Result<const Snapshot*> Studio::snapshot_of(const AppState& state) {
    const auto shared = shared_snapshot_of(state);
    if (!shared) return shared.error();
    return shared->get();
}

Result<std::shared_ptr<const Snapshot>> Studio::shared_snapshot_of(const AppState& state) {
    // A frame, the moments that fade out in it and the next step of its labels; what is asked for again is likely among the latest.
    constexpr std::size_t kMostKept = 8;
    // Events are dated: what is in force depends on the filter's date too, which is part of the filter.
    const auto same = [&](const Kept& kept) { return kept.snapshot->filter == state.filter && kept.scenario == state.scenario; };
    if (const auto it = std::find_if(kept_.rbegin(), kept_.rend(), same); it != kept_.rend()) return it->snapshot;
    Kept kept{state.scenario, nullptr};
    if (scenario_on(state.scenario)) {
        if (!world_) world_ = std::make_unique<scenario::ScenarioWorld>(*dataset_);
        if (const Status applied = world_->apply(state.scenario, question_of(*dataset_, state, {})); !applied) return applied.error();
        kept.snapshot = std::make_shared<const Snapshot>(scenario::derive_scenario(*world_, index_, state.filter));
    } else {
        kept.snapshot = std::make_shared<const Snapshot>(derive(*dataset_, index_, state.filter));
    }
    if (kept_.size() >= kMostKept) kept_.erase(kept_.begin());
    kept_.push_back(std::move(kept));
    return kept_.back().snapshot;
}

Result<Studio::Pasts> Studio::pasts_of(const FrameMoment& moment) {
    Pasts pasts;
    AppState state = moment.state;
    for (const PastMoment& past : moment.passing.pasts) {
        state.filter = past.filter;
        state.scenario = past.scenario;
        Result<std::shared_ptr<const Snapshot>> snapshot = shared_snapshot_of(state);
        if (!snapshot) return snapshot.error();
        pasts.pictures.push_back({&past.layers, snapshot->get(), past.share});
        pasts.snapshots.push_back(std::move(*snapshot));
    }
    return pasts;
}

void Studio::fill_in(FrameMoment& moment, std::vector<BoundNumber>* numbers) {
    const auto snapshot = snapshot_of(moment.state);
    if (!snapshot) return;
    const auto fill = [&](std::string& text) {
        if (text.find('{') == std::string::npos) return;
        FilledText filled = bindings_->fill(text, moment.state, **snapshot);
        text = std::move(filled.text);
        if (numbers != nullptr) numbers->insert(numbers->end(), filled.numbers.begin(), filled.numbers.end());
    };
    for (ShownElement& element : moment.passing.elements) {
        fill(element.text);
        fill(element.detail);
    }
}

render::LabelTrack Studio::label_track(const Timeline& timeline, int width_px, int height_px) {
    return render::LabelTrack{[=, this, &timeline](std::int64_t step, std::span<const render::PlacedLabel> kept) -> Result<std::vector<render::PlacedLabel>> {
        FrameMoment moment = timeline.at(static_cast<double>(step) * render::LabelPlacement::kStepS);
        const auto snapshot = snapshot_of(moment.state);
        if (!snapshot) return snapshot.error();
        fill_in(moment);  // captions take room
        const Result<Pasts> pasts = pasts_of(moment);
        if (!pasts) return pasts.error();
        Picture::Options how;
        how.still = true;
        how.pasts = pasts->pictures;
        how.passing = &moment.passing;
        return picture_->place(moment.state, **snapshot, width_px, height_px, how, kept);
    }};
}

Result<std::unique_ptr<Studio::Ready>> Studio::ready(const Timeline& timeline, double time_s, render::LabelTrack& labels) {
    // Before the snapshot: earlier steps may need snapshots of their own.
    Result<render::LabelPlacement> placement = labels.at(time_s);
    if (!placement) return placement.error();
    auto ready = std::make_unique<Ready>();
    ready->moment = timeline.at(time_s);
    ready->placement = std::move(*placement);
    Result<std::shared_ptr<const Snapshot>> snapshot = shared_snapshot_of(ready->moment.state);
    if (!snapshot) return snapshot.error();
    ready->snapshot = std::move(*snapshot);
    Result<Pasts> pasts = pasts_of(ready->moment);
    if (!pasts) return pasts.error();
    ready->pasts = std::move(*pasts);
    fill_in(ready->moment);
    return ready;
}

Picture::Options Studio::Ready::options(double time_s, bool transparent, bool moving) const {
    Picture::Options how;
    how.still = true;
    how.transparent = transparent;
    how.passing = &moment.passing;
    how.pasts = pasts.pictures;
    how.placement = &placement;
    how.label_time_s = time_s;
    how.moving = moving;
    return how;
}

Status Studio::draw(const Timeline& timeline, double time_s, const render::FrameTarget& target, bool transparent, render::LabelTrack& labels) {
    const auto made = ready(timeline, time_s, labels);
    if (!made) return made.error();
    const Ready& now = **made;
    picture_->draw(now.moment.state, *now.snapshot, target, now.options(time_s, transparent, camera_moves(timeline, time_s)));
    return Done{};
}

Status Studio::draw_in_tiles(const Timeline& timeline, double time_s, PixelSize size, int supersample, bool transparent, render::LabelTrack& labels,
                             const std::function<Status(std::span<const std::uint8_t>)>& take_rows) {
    const auto made = ready(timeline, time_s, labels);
    if (!made) return made.error();
    const Ready& now = **made;
    picture_->prepare(now.moment.state, *now.snapshot, size.width_px * supersample, size.height_px * supersample,
                      now.options(time_s, transparent, camera_moves(timeline, time_s)));
    return app::draw_in_tiles(*picture_, size, supersample, {}, take_rows);
}

Status Studio::check(const Project& project) const {
    for (std::size_t i = 0; i < project.elements.size(); ++i) {
        for (const auto& [text, key] : {std::pair{&project.elements[i].text, "text"}, std::pair{&project.elements[i].detail, "detail"}})
            if (const Status status = bindings_->check(*text); !status) return Error{fmt::format("elements[{}].{}: {}", i, key, status.error().message)};
    }
    return Done{};
}

}  // namespace linchpin::app
