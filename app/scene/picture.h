#pragma once
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "app/scene/scene_builder.h"
#include "app/state/passing.h"
#include "render/overlay/furniture.h"
#include "render/overlay/labels.h"
#include "render/overlay/legend.h"
#include "render/overlay/overlay_painter.h"
#include "render/renderer.h"

namespace linchpin::app {

/// Space at the picture's edges that panels take, in picture pixels; legend, labels and credits keep out of it.
struct PictureInsets {
    float left = 0.0f, right = 0.0f, top = 0.0f, bottom = 0.0f;
};

/// The whole picture that an audience sees: globe, labels, legend, credits, stamp. The window, the offscreen image and the
/// recording draw through this one class, so they cannot differ. Needs a current GL context for its whole life.
class Picture {
public:
    [[nodiscard]] static Result<std::unique_ptr<Picture>> create(const render::RendererAssets& assets, std::shared_ptr<const Dataset> dataset,
                                                                 BaseMaps maps);

    struct Options {
        PictureInsets insets;
        bool still = false;         ///< one placement of labels at full opacity, as for an image
        bool transparent = false;   ///< space stays clear
        float pixel_ratio = 0.0f;   ///< picture pixels a design pixel; 0 = picture height / 1080, at least 0.45
        bool scenario_mark = true;  ///< off where the window places the line itself
        bool cull = true;           ///< false: nothing is skipped for being unseen; the picture must not differ
        const Passing* passing = nullptr;  ///< captions, counters and fades of a timeline or story; must outlive the drawing
        std::span<const PastPicture> pasts;  ///< what is still fading out; all of it must outlive the drawing
        bool moving = false;        ///< the globe turns: labels follow in sub-pixels
        const render::LabelPlacement* placement = nullptr;  ///< which labels show, from place(); must outlive the drawing. Null: as `still` says
        double label_time_s = 0.0;  ///< moment of `placement`
        std::optional<render::Quality> quality;  ///< empty: Still for a still, else High
        bool finish = true;         ///< false: the caller draws more into the target and calls finish() itself
    };
    /// Draws into `target` and resolves it.
    void draw(const AppState& state, const Snapshot& snapshot, const render::FrameTarget& target, const Options& options);

    /// Which labels show in a picture of this state and size, among its legend, credits and captions. Draws nothing.
    /// @param kept  what was placed a step before
    [[nodiscard]] std::vector<render::PlacedLabel> place(const AppState& state, const Snapshot& snapshot, int width_px, int height_px, const Options& options,
                                                         std::span<const render::PlacedLabel> kept);

    /// The same in two steps, for pictures that are drawn in parts: what is to be seen in a picture of this size ...
    void prepare(const AppState& state, const Snapshot& snapshot, int width_px, int height_px, const Options& options);
    /// ... and the part of it that `target` holds, with its top left pixel at (x, y) of the picture.
    /// @param passes   what of the scene is drawn
    /// @param overlay  with labels, legend and credits
    void paint(const render::FrameTarget& target, int x, int y, render::PassMask passes = render::kAllPasses, bool overlay = true);
    /// Labels, legend and credits alone, into the float light of the target. @return false when there is no room for it
    [[nodiscard]] bool paint_overlay_alone(const render::FrameTarget& target, int x, int y);
    /// The camera of the prepared picture.
    [[nodiscard]] const render::Camera& camera() const noexcept { return camera_; }

    /// What is done to the whole picture, furniture and text included: how it looks to the eyes that the state named.
    void finish(const render::FrameTarget& target);
    /// Reads the shaders again. When one does not compile, all old ones stay in use and its error is returned.
    [[nodiscard]] Status reload_shaders();
    /// What the last frame cost.
    [[nodiscard]] const render::DrawStats& stats() const noexcept { return renderer_->stats(); }

    [[nodiscard]] SceneBuilder& builder() noexcept { return builder_; }
    [[nodiscard]] const SceneBuilder& builder() const noexcept { return builder_; }
    /// What was not as designed: images or fonts that are missing.
    [[nodiscard]] std::vector<std::string> warnings() const;

private:
    Picture(render::RendererAssets assets, std::unique_ptr<render::Renderer> renderer, render::OverlayPainter painter, std::shared_ptr<render::TextEngine> text,
            std::shared_ptr<const Dataset> dataset, BaseMaps maps);
    void draw_furniture(const AppState& state, const Snapshot& snapshot, const render::Camera& camera, const render::OverlayFrame& frame,
                        const Options& options, bool labels);
    /// Up to here a picture and its labels' places are the same work.
    render::OverlayFrame settle(const AppState& state, const Snapshot& snapshot, int width_px, int height_px, const Options& options);
    render::LabelOptions collect_labels(const render::Camera& camera, const render::OverlayFrame& frame);
    void draw_globe_labels(const AppState& state, const render::Camera& camera, const render::OverlayFrame& frame, const Options& options);

    render::RendererAssets assets_;
    std::unique_ptr<render::Renderer> renderer_;
    render::OverlayPainter painter_;
    std::shared_ptr<render::TextEngine> text_;
    SceneBuilder builder_;
    render::Camera camera_{{}, 1, 1};
    Options options_;
    render::Vision vision_ = render::Vision::Usual;
    render::Canvas canvas_;
    render::LabelPlacement placement_;
    std::vector<render::LabelCandidate> candidates_;
    std::vector<render::Rect> obstacles_;
    render::Rect label_bounds_;
};

/// The camera of a state for a picture of this size.
[[nodiscard]] render::Camera make_camera(const AppState& state, int width_px, int height_px);
/// The pose from which a picture of this size shows the whole flat map, in the middle of what panels leave free.
[[nodiscard]] CameraPose whole_map_pose(const AppState& state, int width_px, int height_px, float left_px, float right_px);
/// The same for a picture without panels: beside its legend where there is one.
[[nodiscard]] CameraPose whole_map_pose(const AppState& state, int width_px, int height_px);

}  // namespace linchpin::app
