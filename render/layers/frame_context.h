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
    const DrawOptions& options;
    DrawStats& stats;               ///< layers add what they cause

    /// The uniforms of include/view.glsl, for the program in use.
    void set_view(const Program& program) const;
};

/// Linear light of an encoded colour; alpha is dropped.
[[nodiscard]] glm::vec3 linear_rgb(Rgba8 colour) noexcept;

/// The state of every pass that paints over what is there: premultiplied blending, no depth, no culling. Passes rely on
/// nothing that came before.
void begin_blended_pass();

}  // namespace linchpin::render
