#include "app/story/show_frames.h"

namespace linchpin::app {
namespace {

Picture::Options as_image(const Passing& passing, const render::LabelPlacement* placement, double time_s, bool transparent) {
    Picture::Options how;
    how.still = true;
    how.transparent = transparent;
    how.passing = &passing;
    how.placement = placement;
    how.label_time_s = time_s;
    return how;
}

render::LabelTrack track_of(Studio& studio, const MomentSource& source, int width_px, int height_px) {
    return render::LabelTrack{[&studio, source, width_px, height_px](std::int64_t step, std::span<const render::PlacedLabel> kept) -> Result<std::vector<render::PlacedLabel>> {
        FrameMoment moment = source(static_cast<double>(step) * render::LabelPlacement::kStepS);
        const auto snapshot = studio.shared_snapshot_of(moment.state);
        if (!snapshot) return snapshot.error();
        studio.fill_in(moment);  // captions take room
        const Result<Studio::Pasts> pasts = studio.pasts_of(moment);
        if (!pasts) return pasts.error();
        Picture::Options how = as_image(moment.passing, nullptr, 0.0, false);
        how.pasts = pasts->pictures;
        return studio.picture().place(moment.state, **snapshot, width_px, height_px, how, kept);
    }};
}

}  // namespace

void ShowFrames::follow(MomentSource source) {
    source_ = std::move(source);
    labels_.reset();
}

Status ShowFrames::draw(FrameMoment& moment, double time_s, const render::FrameTarget& target, const How& how) {
    if (target.width_px() != width_px_ || target.height_px() != height_px_) labels_.reset();
    width_px_ = target.width_px();
    height_px_ = target.height_px();
    std::optional<render::LabelPlacement> placement;
    if (!how.live_labels) {
        if (!labels_) labels_.emplace(track_of(studio_, source_, width_px_, height_px_));
        Result<render::LabelPlacement> placed = labels_->at(time_s);
        if (!placed) return placed.error();
        placement = std::move(*placed);
    }
    const auto snapshot = studio_.shared_snapshot_of(moment.state);
    if (!snapshot) return snapshot.error();
    const Result<Studio::Pasts> pasts = studio_.pasts_of(moment);
    if (!pasts) return pasts.error();
    studio_.fill_in(moment);
    Picture::Options options = as_image(moment.passing, placement ? &*placement : nullptr, time_s, false);
    options.still = !how.live_labels;
    options.quality = how.quality.value_or(render::Quality::Still);
    options.moving = how.moving;
    options.pasts = pasts->pictures;
    studio_.picture().draw(moment.state, **snapshot, target, options);
    return Done{};
}

Result<StillImage> scene_image(Studio& studio, const ReadyStory& story, std::size_t scene, PixelSize size, int supersample, bool transparent) {
    const auto visit = Visit::prepare(story, scene, nullptr, false);
    if (!visit) return visit.error();
    const double time_s = (*visit)->rest_s();
    const PixelSize drawn{size.width_px * supersample, size.height_px * supersample};
    render::LabelTrack labels = track_of(studio, [visit = *visit](double t) { return visit->at(t); }, drawn.width_px, drawn.height_px);
    const Result<render::LabelPlacement> placement = labels.at(time_s);
    if (!placement) return placement.error();
    FrameMoment moment = (*visit)->at(time_s);
    const auto snapshot = studio.shared_snapshot_of(moment.state);
    if (!snapshot) return snapshot.error();
    studio.fill_in(moment);
    return draw_still(studio.picture(), moment.state, **snapshot, size, supersample, as_image(moment.passing, &*placement, time_s, transparent));
}

Result<SceneTexts> scene_texts(Studio& studio, const ReadyStory& story, std::size_t scene) {
    const auto visit = Visit::prepare(story, scene, nullptr, false);
    if (!visit) return visit.error();
    FrameMoment moment = (*visit)->at((*visit)->rest_s());
    moment.passing.elements.clear();
    for (const SceneCaption& caption : story.scene(scene).captions) moment.passing.elements.push_back({caption.kind, caption.place, caption.text, caption.detail, 1.0f});
    SceneTexts texts;
    studio.fill_in(moment, &texts.numbers);
    texts.elements = std::move(moment.passing.elements);
    return texts;
}

}  // namespace linchpin::app
