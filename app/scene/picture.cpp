#include "app/scene/picture.h"

#include <algorithm>
#include <cmath>

#include "app/state/projection.h"
#include "app/state/scenario_text.h"
#include "app/scene/globe_labels.h"
#include "app/scene/legend_builder.h"
#include "app/scene/passing_overlay.h"
#include "app/scene/scenario_mark.h"

namespace linchpin::app {
namespace {

static_assert(static_cast<int>(ColourVision::Tritanopia) == static_cast<int>(render::Vision::Tritanopia), "Picture::prepare maps one to the other");

const render::OverlayTheme& theme_of(const AppState& state) {
    // The globe itself is always dark; only what is laid over it follows the theme.
    switch (state.theme) {
        case Theme::Light: return render::overlay_theme(render::ThemeKind::Light);
        case Theme::Contrast: return render::overlay_theme(render::ThemeKind::Contrast);
        case Theme::Dark: break;
    }
    return render::overlay_theme(render::ThemeKind::Dark);
}

/// Where captions stand: beside a legend that is a column, above one that is a band.
render::Rect beside_legend(const render::Rect& area, const render::Rect& legend, float gap_px) {
    if (legend.empty()) return area;
    if (legend.w > 0.6f * area.w) return render::without_band(area, legend, gap_px);
    const float left = legend.right() + gap_px;
    return {left, area.y, std::max(0.0f, area.right() - left), area.h};
}

}  // namespace

render::Camera make_camera(const AppState& state, int width_px, int height_px) {
    const CameraPose& pose = state.camera;
    return render::Camera({pose.lat_deg, pose.lon_deg, pose.distance_km, pose.bearing_deg, pose.tilt_deg, flat_of(state), state.central_meridian_deg}, width_px,
                          height_px);
}

CameraPose whole_map_pose(const AppState& state, int width_px, int height_px, float left_px, float right_px) {
    const int free_px = std::max(width_px - static_cast<int>(left_px + right_px), width_px / 3);
    const double distance_km = render::fit_map_distance_km(free_px, height_px);
    const double units_per_px = 2.0 * std::tan(0.5 * render::Camera::kFovYDeg * geo::kRadPerDeg) * distance_km / geo::kEarthRadiusKm / height_px;
    const geo::LatLon middle = render::Sheet(1.0, state.central_meridian_deg).nearest_place({0.5 * (right_px - left_px) * units_per_px, 0.0});
    return {middle.lat_deg, middle.lon_deg, distance_km, 0.0, 0.0};
}

CameraPose whole_map_pose(const AppState& state, int width_px, int height_px) {
    constexpr float kLegendShare = 0.18f;   // of a picture of the usual shape
    const bool beside = state.layers.legend && width_px > height_px;
    return whole_map_pose(state, width_px, height_px, beside ? kLegendShare * static_cast<float>(height_px) * 16.0f / 9.0f : 0.0f, 0.0f);
}

Result<std::unique_ptr<Picture>> Picture::create(const render::RendererAssets& assets, std::shared_ptr<const Dataset> dataset, BaseMaps maps) {
    auto renderer = render::Renderer::create(assets);
    if (!renderer) return renderer.error();
    auto painter = render::OverlayPainter::create(assets.shader_folder);
    if (!painter) return painter.error();
    auto text = render::TextEngine::create();
    if (!text) return text.error();
    return std::unique_ptr<Picture>(new Picture(assets, std::move(*renderer), std::move(*painter), *text, std::move(dataset), std::move(maps)));
}

Picture::Picture(render::RendererAssets assets, std::unique_ptr<render::Renderer> renderer, render::OverlayPainter painter,
                 std::shared_ptr<render::TextEngine> text, std::shared_ptr<const Dataset> dataset, BaseMaps maps)
    : assets_{std::move(assets)}, renderer_{std::move(renderer)}, painter_{std::move(painter)}, text_{std::move(text)}, builder_{std::move(dataset), std::move(maps)},
      canvas_{text_} {}

Status Picture::reload_shaders() {
    auto renderer = render::Renderer::create(assets_);
    if (!renderer) return renderer.error();
    auto painter = render::OverlayPainter::create(assets_.shader_folder);
    if (!painter) return painter.error();
    renderer_ = std::move(*renderer);
    painter_ = std::move(*painter);
    return Done{};
}

void Picture::finish(const render::FrameTarget& target) { renderer_->show_as_seen(target, vision_); }

std::vector<std::string> Picture::warnings() const {
    std::vector<std::string> all = renderer_->warnings();
    if (!text_->warning().empty()) all.push_back(text_->warning());
    return all;
}

void Picture::draw(const AppState& state, const Snapshot& snapshot, const render::FrameTarget& target, const Options& options) {
    prepare(state, snapshot, target.width_px(), target.height_px(), options);
    paint(target, 0, 0);
}

render::OverlayFrame Picture::settle(const AppState& state, const Snapshot& snapshot, int width_px, int height_px, const Options& options) {
    camera_ = make_camera(state, width_px, height_px);
    options_ = options;
    vision_ = static_cast<render::Vision>(state.colour_vision);
    const float ratio = options.pixel_ratio > 0.0f ? options.pixel_ratio : std::max(static_cast<float>(height_px) / 1080.0f, 0.45f);
    builder_.update(state, snapshot, camera_, ratio, !options.still, options.pasts);

    render::OverlayFrame frame = render::make_overlay_frame(static_cast<float>(width_px), static_cast<float>(height_px), static_cast<float>(state.text_scale));
    const PictureInsets& inset = options.insets;
    const render::Rect free{inset.left, inset.top, frame.width_px - inset.left - inset.right, frame.height_px - inset.top - inset.bottom};
    frame.safe = frame.safe.intersection(free);
    canvas_.clear();
    return frame;
}

void Picture::prepare(const AppState& state, const Snapshot& snapshot, int width_px, int height_px, const Options& options) {
    const render::OverlayFrame frame = settle(state, snapshot, width_px, height_px, options);
    draw_furniture(state, snapshot, camera_, frame, options, true);
}

std::vector<render::PlacedLabel> Picture::place(const AppState& state, const Snapshot& snapshot, int width_px, int height_px, const Options& options,
                                                std::span<const render::PlacedLabel> kept) {
    const render::OverlayFrame frame = settle(state, snapshot, width_px, height_px, options);
    draw_furniture(state, snapshot, camera_, frame, options, false);  // for the room it takes
    canvas_.clear();
    const render::LabelOptions room = collect_labels(camera_, frame);
    return render::place_labels(candidates_, room, kept);
}

void Picture::paint(const render::FrameTarget& target, int x, int y, render::PassMask passes, bool overlay) {
    render::DrawOptions how;
    how.transparent = options_.transparent;
    how.quality = options_.quality.value_or(options_.still ? render::Quality::Still : render::Quality::High);
    how.passes = passes;
    how.cull = options_.cull;
    renderer_->draw(builder_.scene(), camera_.windowed({x, y, target.width_px(), target.height_px()}), target, how);
    if (overlay) painter_.draw(canvas_, target.width_px(), target.height_px(), static_cast<float>(x), static_cast<float>(y));
    if (options_.finish) finish(target);
    target.resolve();
}

bool Picture::paint_overlay_alone(const render::FrameTarget& target, int x, int y) {
    if (!render::Renderer::begin_alone(target)) return false;
    painter_.draw(canvas_, target.width_px(), target.height_px(), static_cast<float>(x), static_cast<float>(y));
    return true;
}

void Picture::draw_furniture(const AppState& state, const Snapshot& snapshot, const render::Camera& camera,
                             const render::OverlayFrame& frame, const Options& options, bool labels) {
    const render::OverlayTheme& theme = theme_of(state);
    const Fading& fading = builder_.fading();
    const Layers& layers = fading.layers();
    render::Rect area = frame.safe;
    obstacles_.clear();
    if (options.scenario_mark) {
        const render::Rect mark = draw_scenario_mark(canvas_, frame, theme, scenario_line(builder_.dataset(), state.scenario), area);
        if (!mark.empty()) {
            obstacles_.push_back(mark);
            area = render::without_band(area, mark, frame.px(8.0f));
        }
    }
    // Labels go under the legend: its room is measured first, and it is drawn last.
    render::Canvas& canvas = canvas_;
    if (layers.credits) {
        canvas.push_opacity(fading.opacity(&Layers::credits));
        const render::Rect used = render::draw_credits(canvas, frame, theme, make_credits(builder_.dataset(), state, snapshot), area);
        canvas.pop_opacity();
        obstacles_.push_back(used);
        area = render::without_band(area, used, frame.px(8.0f));
    }
    const float scale = builder_.scene().pixel_scale;
    const render::LegendModel legend =
        layers.legend ? make_legend(builder_, state, snapshot, camera.globe_radius_px() / scale, scale) : render::LegendModel{};
    const render::Rect legend_rect = render::measure_legend(canvas, frame, theme, legend, area);
    obstacles_.push_back(legend_rect);
    if (layers.legend) {
        canvas.push_opacity(fading.opacity(&Layers::legend));
        render::StampModel model = make_stamp(builder_, state, snapshot);
        // A date that a timeline shows stands there once.
        if (options.passing != nullptr && std::any_of(options.passing->elements.begin(), options.passing->elements.end(),
                                                      [](const ShownElement& e) { return e.kind == ElementKind::DateStamp; }))
            model.date.clear();
        const render::Rect stamp = render::draw_stamp(canvas, frame, theme, model, area);
        canvas.pop_opacity();
        obstacles_.push_back(stamp);
    }
    if (options.passing != nullptr) {
        const auto taken = draw_elements(canvas, frame, theme, *options.passing, camera.km_per_pixel(), beside_legend(area, legend_rect, frame.px(16.0f)), obstacles_);
        obstacles_.insert(obstacles_.end(), taken.begin(), taken.end());
    }
    label_bounds_ = frame.safe;
    if (labels) {
        canvas.push_opacity(fading.opacity(&Layers::labels));
        draw_globe_labels(state, camera, frame, options);
        canvas.pop_opacity();
    }
    canvas.push_opacity(layers.legend ? fading.opacity(&Layers::legend) : 1.0f);
    render::draw_legend(canvas, frame, theme, legend, area);
    canvas.pop_opacity();
    if (options.passing == nullptr) return;
    draw_spotlight(canvas, frame, *options.passing);
    draw_veil(canvas, frame, *options.passing);
}

render::LabelOptions Picture::collect_labels(const render::Camera& camera, const render::OverlayFrame& frame) {
    collect_label_candidates(builder_.scene().labels, camera, builder_.scene().pixel_scale, candidates_);
    render::measure_labels(*text_, frame, candidates_);
    render::LabelOptions options;
    options.bounds = label_bounds_;
    options.obstacles = obstacles_;
    return options;
}

void Picture::draw_globe_labels(const AppState& state, const render::Camera& camera, const render::OverlayFrame& frame, const Options& options) {
    const render::LabelOptions room = collect_labels(camera, frame);
    if (options.placement != nullptr) {
        render::draw_labels(canvas_, frame, theme_of(state), candidates_, *options.placement, options.label_time_s, options.moving);
        return;
    }
    placement_ = options.still ? render::place_still(candidates_, room) : render::advance_labels(placement_, candidates_, room, state.frame_time_s);
    render::draw_labels(canvas_, frame, theme_of(state), candidates_, placement_, options.still ? 0.0 : state.frame_time_s, options.moving);
}

}  // namespace linchpin::app
