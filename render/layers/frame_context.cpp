#include "render/layers/frame_context.h"

namespace linchpin::render {

FrameContext::FrameContext(const Camera& camera_in, float pixel_scale_in, const DrawOptions& options_in, DrawStats& stats_in)
    : camera{camera_in}, clip_from_eye{camera_in.clip_from_eye()}, eye{camera_in.eye()},
      size_px{static_cast<float>(camera_in.width_px()), static_cast<float>(camera_in.height_px())}, pixel_scale{pixel_scale_in},
      km_per_pixel{static_cast<float>(camera_in.km_per_pixel())}, options{options_in}, stats{stats_in} {}

void FrameContext::set_view(const Program& program) const {
    program.set("u_clip_from_eye", clip_from_eye);
    program.set("u_eye", eye);
    program.set("u_size_px", size_px);
    program.set("u_pixel_scale", pixel_scale);
}

glm::vec3 linear_rgb(Rgba8 colour) noexcept { return {linear_of(colour.r), linear_of(colour.g), linear_of(colour.b)}; }

void begin_blended_pass() {
    glDisable(GL_DEPTH_TEST);
    glDisable(GL_CULL_FACE);
    glDisable(GL_SCISSOR_TEST);
    glEnable(GL_BLEND);
    glBlendEquation(GL_FUNC_ADD);
    glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
}

}  // namespace linchpin::render
