#pragma once
#include <glm/mat4x4.hpp>
#include <glm/vec2.hpp>
#include <glm/vec3.hpp>

#include "render/colour.h"
#include "render/draw_options.h"
#include "render/gl/program.h"
#include "render/view/camera.h"

namespace linchpin::render {

/// What every layer needs to know of the frame, in single precision for the shaders.
struct FrameContext {
    FrameContext(const Camera& camera_in, float pixel_scale_in, const DrawOptions& options_in, DrawStats& stats_in);

    const Camera& camera;
    glm::mat4 clip_from_eye;
    glm::vec3 eye;
    glm::vec2 size_px;
    float pixel_scale;
    float km_per_pixel;
    float flat;                     ///< 0 globe .. 1 flat map
    glm::vec2 meridian;             ///< cosine and sine of the map's central meridian
    float map_lift = 0.0f;          ///< see Sheet::stand
    const DrawOptions& options;
    DrawStats& stats;               ///< layers add what they cause

    /// The same view on a picture `factor` times as large (the glow's is smaller): widths in pixels shrink with it.
    [[nodiscard]] FrameContext scaled(float factor) const noexcept;
    /// The same view with heights shown by a shift on the flat map: for arcs and what moves along them.
    [[nodiscard]] FrameContext lifted() const noexcept;
    /// Sets the viewport so that the window's pixels fall into the framebuffer that is bound: whatever is drawn is placed in the
    /// whole picture, bit for bit the same in every window.
    void set_viewport() const;
    /// Takes the program's variant for globe or map into use and sets the uniforms of include/view.glsl: call before any other setter.
    void set_view(const Program& program) const;
};

/// Linear light of an encoded colour; alpha is dropped.
[[nodiscard]] glm::vec3 linear_rgb(Rgba8 colour) noexcept;

/// The state of every pass that paints over what is there: premultiplied blending, no depth, no culling. Passes rely on
/// nothing that came before.
void begin_blended_pass();

}  // namespace linchpin::render
