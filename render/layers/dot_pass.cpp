#include "render/layers/dot_pass.h"

#include <algorithm>

namespace linchpin::render {
namespace {

constexpr GLint kMarginPx = 64;  // half the largest mark that is likely, at any scale

/// Limits of the driver, asked once.
struct Limits { float most_radius_px = 31.0f; GLint viewport[2]{}; };
const Limits& limits() {
    static const Limits known = [] {
        Limits l;
        GLfloat range[2]{1.0f, 63.0f};
        glGetFloatv(GL_POINT_SIZE_RANGE, range);
        l.most_radius_px = (range[1] - 1.0f) / 2.0f;
        glGetIntegerv(GL_MAX_VIEWPORT_DIMS, l.viewport);
        return l;
    }();
    return known;
}

}  // namespace

DotPass::DotPass(const FrameContext& frame, const Program& program, float opacity) {
    begin_blended_pass();
    glEnable(GL_PROGRAM_POINT_SIZE);
    glGetIntegerv(GL_VIEWPORT, viewport_);
    const GLint x = std::clamp((limits().viewport[0] - viewport_[2]) / 2, 0, kMarginPx), y = std::clamp((limits().viewport[1] - viewport_[3]) / 2, 0, kMarginPx);
    glViewport(viewport_[0] - x, viewport_[1] - y, viewport_[2] + 2 * x, viewport_[3] + 2 * y);
    frame.set_view(program);
    program.set("u_opacity", opacity);
    program.set("u_most_radius_px", limits().most_radius_px);
    program.set("u_viewport_scale", glm::vec2{static_cast<float>(viewport_[2]) / static_cast<float>(viewport_[2] + 2 * x),
                                              static_cast<float>(viewport_[3]) / static_cast<float>(viewport_[3] + 2 * y)});
}

DotPass::~DotPass() {
    glViewport(viewport_[0], viewport_[1], viewport_[2], viewport_[3]);
    glDisable(GL_PROGRAM_POINT_SIZE);
}

}  // namespace linchpin::render
