#include "render/layers/frame_context.h"

#include <cmath>

namespace linchpin::render {

FrameContext::FrameContext(const Camera& camera_in, float pixel_scale_in, const DrawOptions& options_in, DrawStats& stats_in)
    : camera{camera_in}, clip_from_eye{camera_in.clip_from_eye()}, eye{camera_in.eye()},
      size_px{static_cast<float>(camera_in.width_px()), static_cast<float>(camera_in.height_px())}, pixel_scale{pixel_scale_in},
      km_per_pixel{static_cast<float>(camera_in.km_per_pixel())}, flat{static_cast<float>(camera_in.view().flat)},
      meridian{static_cast<float>(std::cos(camera_in.view().meridian_deg * geo::kRadPerDeg)),
               static_cast<float>(std::sin(camera_in.view().meridian_deg * geo::kRadPerDeg))},
      options{options_in}, stats{stats_in} {}

FrameContext FrameContext::scaled(float factor) const noexcept {
    FrameContext other = *this;
    other.size_px *= factor;
    other.pixel_scale *= factor;
    other.km_per_pixel /= factor;
    return other;
}

FrameContext FrameContext::lifted() const noexcept {
    FrameContext other = *this;
    other.map_lift = static_cast<float>(kArcLift);
    return other;
}

void FrameContext::set_viewport() const {
    const PictureWindow& w = camera.window();
    glViewport(-w.x, w.y + w.height_px - camera.height_px(), camera.width_px(), camera.height_px());
}

void FrameContext::set_view(const Program& program) const {
    program.use_for(flat == 0.0f);
    program.set("u_clip_from_eye", clip_from_eye);
    program.set("u_eye", eye);
    program.set("u_size_px", size_px);
    program.set("u_pixel_scale", pixel_scale);
    program.set("u_flat", flat);
    program.set("u_meridian", meridian);
    program.set("u_map_lift", map_lift);
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
